import { Alert } from '../../domain/model/alert';
import { Event } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { Ticket } from '../../domain/model/ticket';
import { BranchReads, Cell, TicketFilter } from '../../ports';

/** What reads are handed. */
export interface ReadDeps {
  readonly reads: BranchReads;
  readonly store: RecordStore;
  /** For views and reports; commands take the database's. */
  readonly clock: () => Instant;
}

/** Tickets and records of a branch beyond its floor. */
export interface RecordStore {
  ticketById(branch: string, id: string): Promise<Ticket | undefined>;
  ticketByNumber(branch: string, number: string): Promise<Ticket | undefined>;
  ticketsOfToday(branch: string, filter: TicketFilter): Promise<readonly Ticket[]>;
  alertsOf(
    branch: string,
    openOnly: boolean,
  ): Promise<readonly (Alert & { readonly closedAt?: Instant })[]>;
  readonly reportNames: readonly string[];
  /** @throws Crowded when too many are being made */
  report(
    name: string,
    branch: string,
    from: string,
    to: string,
    timeZone: string,
    now: Instant,
  ): Promise<ReportRows>;
  /**
   * Events before an instant, from a standby: what is over need not load the primary. None where no
   * standby can answer.
   */
  eventsBefore(
    branch: string,
    after: number,
    limit: number,
    before: Instant,
  ): Promise<readonly Event[]>;
  listBranches(): Promise<readonly { readonly id: string; readonly name: string }[]>;
}

/** Rows of plain values, however many, a batch at a time; dates are business days. */
interface ReportRows {
  readonly columns: readonly string[];
  /** Rows that were written up to this long ago, in ms, may be missing: a standby answers. */
  readonly ageMs: number;
  readonly batches: AsyncIterable<readonly (readonly Cell[])[]>;
}
export interface Report extends Omit<ReportRows, 'ageMs'> {
  /** Everything up to here is in it. */
  readonly asOf: Instant;
}
