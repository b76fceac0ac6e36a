import type { My } from '../../wire/my';
import type { OwnTicket } from '../../wire/tickets';

/**
 * What this phone last knew of its ticket, so that the installed page opens with something true,
 * and its age, also without a network.
 */
export interface LastKnown {
  readonly key: string;
  /** Absent when it was kept in the form of another release: what is left is the key. */
  readonly seen?: {
    readonly my: My;
    readonly view: OwnTicket;
    readonly heardAt: number;
  };
}

const KEPT = 'ticketero.ticket';

/** The ticket this phone followed last. */
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
