import { localDate } from '../../domain/model/local-time';
import type { My } from '../../wire/my';
import type { OwnTicket } from '../../wire/tickets';

/** How the branch has changed by time alone since an open page last asked. Pure. */

type Branch = My['branch'];

/**
 * The branch at a moment (ms): once it has closed for the day, and until it opens, nobody is sent
 * to its desk or kiosk, even if it was open when this page asked.
 */
export function branchAt(branch: Branch, now: number): Branch {
  const { closing } = branch;
  if (!closing || closing.of === 'queue' || now < Date.parse(closing.at)) return branch;
  const open = closing.opensAt ? now >= Date.parse(closing.opensAt) : false;
  return { ...branch, open, lastTicketGiven: false, opensAt: closing.opensAt };
}

/** Whether somebody is at the desk: also after the last ticket, until the branch closes. */
export function hasStaff(branch: Branch, now: number): boolean {
  const { open = true, lastTicketGiven } = branchAt(branch, now);
  return open || lastTicketGiven === true;
}

/** For this long after its end a visit counts as just made, whatever the date. */
const JUST_MS = 2 * 3_600_000;

/**
 * Whether an ended ticket is from another day. The end decides, so that a customer served after
 * midnight is thanked and asked for a rating.
 */
export function isOfAnotherDay(
  { endedAt, issuedAt }: Pick<OwnTicket, 'endedAt' | 'issuedAt'>,
  zone: string,
  now: number,
): boolean {
  const ended = Date.parse(endedAt ?? issuedAt);
  return now - ended > JUST_MS && localDate(zone, ended) !== localDate(zone, now);
}
