import { evolveTicket } from '../../../domain/fold/evolve-ticket';
import { Event } from '../../../domain/model/events';
import { without } from '../../../domain/model/records';
import { sameJson } from '../../../domain/model/same-json';
import { Ticket } from '../../../domain/model/ticket';
import { Faults } from './faults';
import { AuditSnapshot, Link, TicketRow } from './store';

/** How many tickets may be held that do not match their rows: more than ever wait in a branch. */
const MOST_HELD = 50_000;

interface UnmatchedTicket {
  ticket: Ticket | undefined;
  readonly row: TicketRow | undefined;
  /**
   * Its first events were removed: once it is forgotten, its row would not show that it is known.
   */
  readonly stays: boolean;
}

/**
 * Tickets as their events make them. Each is held until it matches its row, which shows how it
 * ended, and then forgotten. An event about a forgotten ticket reads it back from its row, since
 * both were the same. So the last event of each decides, and only open tickets are held, not all
 * there are.
 */
export class TicketBook {
  private readonly held = new Map<string, UnmatchedTicket>();
  private readonly touched = new Set<string>();
  private coming: Promise<ReadonlyMap<string, TicketRow>> = Promise.resolve(new Map());
  private rows: ReadonlyMap<string, TicketRow> = new Map();
  /** Rows that claim to be issued by an earlier event that is not theirs. */
  private readonly lies = new Set<string>();
  /** How many rows have had their issuing event on the walk. */
  private issued = 0;
  private lost = 0;
  /** The number before the first existing event. */
  since = 0;

  /**
   * @param keyHashes the hashes a ticket's key may be looked up by; undefined: not compared
   * @param faults collects what is wrong with numbers and keys
   */
  constructor(
    private readonly snapshot: AuditSnapshot,
    private readonly branch: string,
    private readonly keyHashes: ((ticket: string) => readonly string[]) | undefined,
    private readonly faults: Faults,
  ) {}

  get size(): number {
    return this.held.size;
  }

  /** Requests the rows of the tickets that the next events are about. */
  expect(links: readonly Link[]): void {
    const ids = new Set<string>();
    for (const { ticket } of links) {
      if (ticket !== null && !this.held.has(ticket)) ids.add(ticket);
    }
    this.coming = this.read(ids, links);
    this.coming.catch(() => undefined); // reported where it is awaited
  }

  async ready(): Promise<void> {
    this.rows = await this.coming;
  }

  private async read(ids: ReadonlySet<string>, links: readonly Link[]) {
    const rows = new Map<string, TicketRow>();
    if (ids.size === 0) return rows;
    for (const row of await this.snapshot.ticketRows(this.branch, [...ids])) {
      rows.set(row.ticket.id, row);
    }
    for (const { ticket, type, seq } of links) {
      const row = ticket === null ? undefined : rows.get(ticket);
      if (type !== 'TicketIssued' || !row || row.ticket.seq >= Number(seq)) continue;
      if (!(await this.snapshot.wasIssued(this.branch, row.ticket))) this.lies.add(row.ticket.id);
    }
    return rows;
  }

  see(event: Event): void {
    const { fact, seq } = event;
    const id = 'ticket' in fact ? fact.ticket : undefined;
    if (id === undefined) return;
    const unmatched = this.held.get(id) ?? this.found(id, seq);
    const after = evolveTicket(unmatched.ticket, event);
    if (fact.type === 'TicketIssued') this.given(fact, seq, unmatched.row);
    if (after === undefined) return;
    unmatched.ticket = after;
    this.held.set(id, unmatched);
    this.touched.add(id);
  }

  /** A ticket that is not held: either forgotten, because it matched its row, or not known yet. */
  private found(id: string, seq: number): UnmatchedTicket {
    const row = this.rows.get(id);
    const forgotten =
      row !== undefined &&
      row.ticket.seq < seq &&
      row.ticket.seq > this.since &&
      !this.lies.has(id) &&
      this.lost === 0;
    const stays = row !== undefined && row.ticket.seq <= this.since;
    return { ticket: forgotten ? row.ticket : undefined, row, stays };
  }

  /** A ticket's running number, and the hash that its key is looked up by. */
  private given(
    { ticket, n }: { readonly ticket: string; readonly n: number },
    seq: number,
    row: TicketRow | undefined,
  ): void {
    if (!row) return; // reported as a ticket without a row
    if (row.ticket.seq === seq) this.issued += 1;
    const what = `branch ${this.branch}: ticket ${ticket}`;
    if (row.n !== n) this.faults.add(`${what}: events say number ${n}, the row says ${row.n}`);
    if (this.keyHashes && !this.keyHashes(ticket).includes(row.keyHash)) {
      this.faults.add(`${what}: its key's hash is not that of its key`);
    }
  }

  /** Forgets those that match their rows. */
  settle(): void {
    for (const id of this.touched) {
      const unmatched = this.held.get(id)!;
      if (!unmatched.stays && sameJson(likeRow(unmatched), unmatched.row?.ticket)) {
        this.held.delete(id);
      } else if (this.held.size > MOST_HELD) {
        this.held.delete(id);
        this.lost += 1;
      }
    }
    this.touched.clear();
    this.rows = new Map();
  }

  /**
   * Reports tickets that do not match their rows, and rows that no event made.
   * @param differs takes an id, the ticket and its row
   */
  async end(
    differs: (id: string, folded: unknown, row: unknown) => void,
    faults: Faults,
  ): Promise<void> {
    for (const [id, held] of this.held) differs(id, likeRow(held), held.row?.ticket);
    if (this.lost > 0) {
      return faults.unproven(
        `branch ${this.branch}: more than ${MOST_HELD} tickets at once are not as their rows: ` +
          `${this.lost} more were not compared`,
      );
    }
    if (this.since > 0) return;
    if ((await this.snapshot.ticketCount(this.branch)) === this.issued) return;
    for await (const row of this.snapshot.ticketsNotIssued(this.branch)) {
      if (!this.held.has(row.id)) differs(row.id, undefined, row);
      if (faults.full) return;
    }
  }
}

/**
 * Scores and reasons for cancelling that an older release recorded are in the events alone. The row
 * never gets them, which only affects what the customer reads and whether they are asked once more.
 */
function likeRow({ ticket, row }: UnmatchedTicket): Ticket | undefined {
  if (!ticket || !row) return ticket;
  const { rated, cancelledBecause } = row.ticket;
  const like = rated ? ticket : without(ticket, 'rated');
  return cancelledBecause ? like : without(like, 'cancelledBecause');
}
