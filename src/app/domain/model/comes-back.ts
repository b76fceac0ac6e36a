import { Instant } from './instant';
import { BranchSettings } from './settings';
import { Ticket } from './ticket';

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
