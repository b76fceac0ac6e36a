import type { My } from '../../wire/my';
import type { OwnTicket } from '../../wire/tickets';

/**
 * What this phone last knew about its ticket, so that the installed page opens with something true,
 * and says how old it is, even without a network.
 */
export interface LastKnown {
  readonly key: string;
  /** Absent if another release stored it in its own form; then only the key is known. */
  readonly seen?: {
    readonly my: My;
    readonly view: OwnTicket;
    readonly heardAt: number;
  };
}

const KEPT = 'ticketero.ticket';

/** The ticket this phone last followed. */
export function lastKnown(): LastKnown | undefined {
  const text = localStorage.getItem(KEPT);
  return text ? (JSON.parse(text) as LastKnown) : undefined;
}

const ENDED: readonly string[] = ['served', 'no-show', 'cancelled'];
const isOver = (known: LastKnown | undefined) =>
  !known?.seen || ENDED.includes(known.seen.view.state);

/** An ended ticket that is looked at once more does not take the place of one that is open. */
export function keepLastKnown(known: LastKnown): void {
  const other = lastKnown();
  if (other && other.key !== known.key && isOver(known) && !isOver(other)) return;
  localStorage.setItem(KEPT, JSON.stringify(known));
}

/** Forgets a ticket that is no more; another one, which this phone followed last, stays known. */
export function forgetLastKnown(key: string): void {
  if (lastKnown()?.key === key) localStorage.removeItem(KEPT);
}
