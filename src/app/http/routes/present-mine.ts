import { TicketView } from '../../domain/views/views';
import { iso } from '../../operations/write-path/present';

/**
 * A customer's ticket as the answer that issued it has it: times as ISO 8601, null for what does
 * not apply now.
 */
export const presentMine = (view: TicketView) => ({
  ...view,
  position: view.position ?? null,
  estimate: view.estimate ?? null,
  counter: view.counter ?? null,
  issuedAt: iso(view.issuedAt),
  due: iso(view.due),
  deferredUntil: iso(view.deferredUntil),
  calledAt: iso(view.calledAt),
  endedAt: iso(view.endedAt),
});
