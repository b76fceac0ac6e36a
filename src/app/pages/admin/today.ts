import { addDays, localDate } from '../../domain/model/local-time';
import { serverNow } from '../shared/api/server-time';

/** The date in a zone: at nine in the evening in Chile it is already tomorrow in UTC. */
export const todayIn = (timeZone: string): string => localDate(timeZone, serverNow());
export const tomorrowIn = (timeZone: string): string => addDays(todayIn(timeZone), 1);
