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
  report(name: string, branch: string, from: string, to: string, timeZone: string): Promise<Report>;
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

/** Rows of plain values; dates are business days. */
export interface Report {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
