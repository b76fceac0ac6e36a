import { dayStart } from './day';
import { Instant } from './instant';
import { BranchSettings } from './settings';
import { isActive, Ticket } from './ticket';

/** For how many minutes a missed customer may do so; 0 = the branch leaves it to the desk. */
export const comesBackMinutes = ({ reopens }: Pick<BranchSettings, 'reopens'>): number =>
  reopens.max > 0 ? reopens.minutes : 0;

/**
 * Until when a no-show may come back into the line by themselves; undefined if only the desk can
 * reopen the ticket. Whether the day has ended or the line is sent home is checked elsewhere.
 */
export function comesBackUntil(
  { state, endedAt, reopens = 0 }: Pick<Ticket, 'state' | 'endedAt' | 'reopens'>,
  { reopens: allowed }: Pick<BranchSettings, 'reopens'>,
): Instant | undefined {
  if (state !== 'no-show' || endedAt === undefined || reopens >= allowed.max) return undefined;
  return endedAt + allowed.minutes * 60_000;
}

/** A ticket of an earlier day that was missed in the open one, which kept the earlier line. */
const isMissedIn = (day: string, ticket: Ticket, settings: BranchSettings): boolean =>
  ticket.state === 'no-show' && ticket.day < day && ticket.endedAt! >= dayStart(day, settings);

/**
 * Whether a ticket belongs to the open day: it came on it, or the day kept it, and it has not ended
 * or may come back.
 */
export const isOfOpenDay = (ticket: Ticket, day: string, settings: BranchSettings): boolean =>
  ticket.day === day || isActive(ticket.state) || isMissedIn(day, ticket, settings);
