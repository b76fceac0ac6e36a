import type { Kiosk } from '../../wire/views';

/** What a kiosk knows of the branch around it, also while it reaches nobody. Pure. */

type Around = Pick<Kiosk, 'open' | 'lastTicketGiven' | 'closesAt' | 'queues'>;

/** It closes at its time, whether or not this screen is told. */
const hasClosed = ({ closesAt }: Around, now: number) =>
  closesAt ? now >= Date.parse(closesAt) : false;

/** Whether the desk gives numbers: otherwise nobody is sent there for one. */
export const givesNumbers = (around: Around, now: number): boolean =>
  around.open && !hasClosed(around, now) && around.queues.some((queue) => queue.open);

/** Whether somebody of the branch can come: also after the last ticket, until it closes. */
export const hasStaff = (around: Around, now: number): boolean =>
  (around.open || around.lastTicketGiven === true) && !hasClosed(around, now);
