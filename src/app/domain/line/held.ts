import { State } from '../model/state';
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
