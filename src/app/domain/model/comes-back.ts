import { dayStart } from './day';
import { Instant } from './instant';
import { BranchSettings } from './settings';
import { isActive, Ticket } from './ticket';

/** For how many minutes a missed customer may do so; 0 = the branch leaves it to the desk. */
export const comesBackMinutes = ({ reopens }: Pick<BranchSettings, 'reopens'>): number =>
  reopens.max > 0 ? reopens.minutes : 0;

/**
 * Until when a no-show may come back into the line by themselves; undefined where only the desk
 * reopens the ticket. The day, and a line that is sent home, are other questions.
 */
export function comesBackUntil(
  { state, endedAt, reopens = 0 }: Pick<Ticket, 'state' | 'endedAt' | 'reopens'>,
  { reopens: allowed }: Pick<BranchSettings, 'reopens'>,
): Instant | undefined {
  if (state !== 'no-show' || endedAt === undefined || reopens >= allowed.max) return undefined;
  return endedAt + allowed.minutes * 60_000;
}

/** Of an earlier day than the one that is open, and missed in that: it kept its line. */
const isMissedIn = (day: string, ticket: Ticket, settings: BranchSettings): boolean =>
  ticket.state === 'no-show' && ticket.day < day && ticket.endedAt! >= dayStart(day, settings);

/**
 * Whether a ticket belongs to the day that is open: it came then, or the day has kept it, and it
 * has not ended or may come back.
 */
export const isOfOpenDay = (ticket: Ticket, day: string, settings: BranchSettings): boolean =>
  ticket.day === day || isActive(ticket.state) || isMissedIn(day, ticket, settings);
