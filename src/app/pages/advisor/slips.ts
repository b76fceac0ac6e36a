import type { ListedTicket } from '../../wire/tickets';
import type { RefusedPress } from './outbox';

const KEPT = 'ticketero.slip';
/** Undoing is over, whatever the advisor does: the button does not come back. */
const OVER = [
  'nothing_to_undo',
  'undo_too_late',
  'number_in_use',
  'called_elsewhere',
  'not_your_ticket',
];

type Refusal = Pick<RefusedPress, 'pressed' | 'problem'>;

/** The advisor's last press that may have been a mistake. */
export interface Slip {
  readonly what: 'finish' | 'transfer' | 'matter';
  readonly ticket: string;
  readonly number: string;
  /** By the server's clock: this computer's may be wrong. */
  readonly at: number;
  /** Finished while on hold: undoing needs no free advisor. */
  readonly held?: true;
}

/** Kept across a reload, for the person who pressed it at this branch. */
export class Slips {
  private readonly whose: string;
  /** The slip before the latest press; restored if that press is refused. */
  private before: Slip | undefined;

  constructor(
    staff: string,
    branch: string,
    private readonly store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
    /** What can be undone, as the page shows it. */
    readonly last: { value: Slip | undefined },
    /** The server's time. */
    private readonly now: () => number,
  ) {
    this.whose = `${staff} ${branch}`;
    const kept = JSON.parse(store.getItem(KEPT) ?? 'null') as
      (Slip & { readonly whose: string }) | null;
    if (kept?.whose === this.whose) this.last.value = kept;
  }

  remember(
    what: Slip['what'],
    { id, number, state }: Pick<ListedTicket, 'id' | 'number' | 'state'>,
  ): void {
    const held = state === 'held' ? { held: true as const } : {};
    this.put({ what, ticket: id, number, at: this.now(), ...held });
  }

  /** Undo was pressed. */
  forget(): void {
    this.put(undefined);
  }

  /** A refused press was not done, so nothing claims that it was. An undo may be pressed again. */
  refused({ pressed: { action, ticket }, problem }: Refusal): void {
    const { last, before } = this;
    if (action === 'undo') {
      const again = last.value === undefined && before?.ticket === ticket;
      if (again && !OVER.includes(problem.code)) this.put(before);
    } else if (last.value?.ticket === ticket && doneBy(action) === last.value?.what) {
      this.put(before);
    }
  }

  private put(slip: Slip | undefined): void {
    this.before = this.last.value;
    this.last.value = slip;
    if (slip) this.store.setItem(KEPT, JSON.stringify({ ...slip, whose: this.whose }));
    else this.store.removeItem(KEPT);
  }
}

const doneBy = (action: RefusedPress['pressed']['action']) =>
  action === 'finish-next' ? 'finish' : action;
