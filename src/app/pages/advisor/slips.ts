import { signal } from '@preact/signals';
import type { ListedTicket } from '../../wire/tickets';

/** So long the server takes a finish, a transfer or another matter back. */
export const UNDO_MS = 2 * 60_000;
const KEPT = 'ticketero.slip';

/** What an advisor pressed last that may have been a mistake. */
export interface Slip {
  readonly what: 'finish' | 'transfer' | 'matter';
  readonly ticket: string;
  readonly number: string;
  readonly at: number;
}

/** Kept over a reload, for whoever pressed it at this branch. */
export class Slips {
  readonly last = signal<Slip | undefined>(undefined);
  private readonly whose: string;

  constructor(staff: string, branch: string) {
    this.whose = `${staff} ${branch}`;
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as
      (Slip & { readonly whose: string }) | null;
    if (kept?.whose === this.whose) this.last.value = kept;
  }

  remember(what: Slip['what'], { id, number }: Pick<ListedTicket, 'id' | 'number'>): void {
    const slip = { what, ticket: id, number, at: Date.now() };
    this.last.value = slip;
    localStorage.setItem(KEPT, JSON.stringify({ ...slip, whose: this.whose }));
  }

  forget(): void {
    this.last.value = undefined;
    localStorage.removeItem(KEPT);
  }
}
