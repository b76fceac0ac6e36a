import { rfc3339OrNull, written } from './rfc3339';
import { TicketView } from './views';

/** A customer's ticket as it is sent, by HTTP and by socket: null is what does not apply now. */
export const ownTicket = (view: TicketView) => ({
  ...written(view),
  position: view.position ?? null,
  estimate: view.estimate ?? null,
  closing: view.closing ?? null,
  said: view.said ? written(view.said) : null,
  honesty: view.honesty ?? null,
  counter: view.counter ?? null,
  deferredUntil: rfc3339OrNull(view.deferredUntil),
  comesBackUntil: rfc3339OrNull(view.comesBackUntil),
  wishUntil: rfc3339OrNull(view.wishUntil),
  calledAt: rfc3339OrNull(view.calledAt),
  endedAt: rfc3339OrNull(view.endedAt),
});
