import type { Kiosk } from '../../wire/views';

/** What a kiosk knows about its branch, even without a connection. Pure. */

type KioskHours = Pick<Kiosk, 'open' | 'lastTicketGiven' | 'closesAt' | 'opensAt' | 'queues'> &
  Pick<Kiosk, 'openedToday' | 'lineOver'>;

/** The branch closes at its time, whether or not this screen is told. */
const hasClosed = ({ closesAt }: KioskHours, now: number) =>
  closesAt ? now >= Date.parse(closesAt) : false;

/** It opens on time too: a screen may have lost its connection overnight. */
export const hasOpened = ({ opensAt }: Pick<Kiosk, 'opensAt'>, now: number): boolean =>
  opensAt ? now >= Date.parse(opensAt) : false;

/** Whether the desk gives numbers; otherwise nobody is sent there for one. */
export const givesNumbers = (hours: KioskHours, now: number): boolean =>
  hours.open && !hasClosed(hours, now) && hours.queues.some((queue) => queue.open);

/**
 * Whether somebody of the branch can come: even after the last ticket, until it closes, and behind
 * closed doors as long as those in line are served.
 */
export function hasStaff(hours: KioskHours, now: number): boolean {
  const { open, lastTicketGiven, openedToday, lineOver } = hours;
  if (hasOpened(hours, now)) return true;
  if (!open && openedToday && !lineOver) return true;
  return (open || lastTicketGiven === true) && !hasClosed(hours, now);
}
