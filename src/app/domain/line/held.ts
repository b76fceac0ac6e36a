import { isOnDuty } from '../model/advisor';
import { naturally } from '../model/natural';
import { BranchConfig, State } from '../model/state';
import { Ticket } from '../model/ticket';

/** Held by an advisor who has left, in a queue that this one serves. */
export function isLeftTo(
  { advisor, queue }: Ticket,
  advisors: State['advisors'],
  staff: string,
): boolean {
  const holder = advisor === undefined ? undefined : advisors[advisor];
  return (
    (holder?.state ?? 'offline') === 'offline' && advisors[staff]?.queues.includes(queue) === true
  );
}

/**
 * The counter at which a customer on hold is taken back now: where the advisor who holds them sits,
 * who may have moved, or, once they have left, a colleague of the queue. Undefined if nobody can.
 */
export function takenBackAt(
  ticket: Ticket,
  advisors: State['advisors'],
  counters: BranchConfig['counters'],
): string | undefined {
  const holder = ticket.advisor === undefined ? undefined : advisors[ticket.advisor];
  if (holder && holder.state !== 'offline') return holder.counter ?? ticket.counter;
  const labelOf = (id: string) => counters[id]?.label ?? id;
  const [first] = Object.values(advisors)
    .filter((each) => isOnDuty(each) && isLeftTo(ticket, advisors, each.id))
    .flatMap(({ counter = [] }) => counter)
    .sort((a, b) => naturally(labelOf(a), labelOf(b)));
  return first;
}
