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

export function keepLastKnown(known: LastKnown): void {
  localStorage.setItem(KEPT, JSON.stringify(known));
}

export function forgetLastKnown(): void {
  localStorage.removeItem(KEPT);
}
