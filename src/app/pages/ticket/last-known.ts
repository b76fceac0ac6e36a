import type { My } from './my';
import { TicketView } from '../../domain/views/views';

/**
 * What this phone last knew of its ticket, so that the installed page opens with something true,
 * and its age, also without a network.
 */
export interface LastKnown {
  readonly key: string;
  readonly my: My;
  readonly view: TicketView;
  readonly heardAt: number;
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
