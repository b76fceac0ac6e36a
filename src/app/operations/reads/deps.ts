import { Alert } from '../../domain/model/alert';
import { Briefing } from '../../domain/model/briefing';
import { KeptPlan } from '../../domain/model/day-plan';
import { Event } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { Learned } from '../../domain/model/learned';
import { LearnedPlan } from '../../domain/model/learned-plan';
import { Ticket } from '../../domain/model/ticket';
import { SimulationAnswer, SimulationJob } from '../../domain/plan/answer';
import {
  Batches,
  BranchReads,
  FloorRead,
  OwnDaySums,
  ReportFilters,
  ReportRequest,
  TicketFilter,
} from '../../ports';
import { Link } from './proof/store';

export type { Link } from './proof/store';

/** The dependencies of reads. */
export interface ReadDeps {
  readonly reads: BranchReads;
  readonly store: RecordStore;
  /** For views and reports; commands use the database's clock. */
  readonly clock: () => Instant;
}

/** What to look for in a chain; all of it has to match. */
interface EventFilter {
  readonly before?: number;
  readonly limit: number;
  readonly type?: string;
  /** A kind of event to leave out. */
  readonly without?: string;
  readonly actor?: string;
  readonly tickets?: readonly string[];
  readonly from?: Instant;
  readonly to?: Instant;
}
/** A link with the hash of the previous event, and the number of its ticket. */
export interface LinkToExport extends Link {
  readonly before: string | null;
  readonly number: string | null;
}
export interface EventsFound {
  readonly found: readonly {
    readonly event: Event;
    readonly hash: string;
    /** The number of the ticket that the event is about. */
    readonly number?: string;
  }[];
  /** Where to continue, further back; null at the beginning. */
  readonly next: number | null;
}

/** `ageMs`: events written up to this long ago may be missing. */
interface EventsRead {
  readonly events: readonly Event[];
  readonly ageMs: number;
}

/** Further dependencies of simulating a day. */
export interface SimulateDeps extends ReadDeps {
  readonly store: RecordStore & PlanStore;
  readonly simulations: {
    /** @throws Crowded when too many wait */
    run(job: SimulationJob): Promise<SimulationAnswer>;
  };
}

/** What a branch has learned from its days, and its day plans. */
export interface PlanStore {
  /** What the branch knew after the last day it learned from. */
  learnedBy(
    branch: string,
    days: number,
  ): Promise<{ readonly body?: Learned; readonly plan?: LearnedPlan }>;
  planOf(branch: string, day: string): Promise<KeptPlan>;
  briefingOf(branch: string): Promise<Briefing | undefined>;
  /** Kept plans from a day on, in order. */
  plansFrom(branch: string, day: string): Promise<readonly KeptPlan[]>;
}

/** Tickets and records of a branch beyond its floor. */
export interface RecordStore {
  ticketById(branch: string, id: string): Promise<Ticket | undefined>;
  ticketByNumber(branch: string, number: string): Promise<Ticket | undefined>;
  ticketsOfToday(branch: string, filter: TicketFilter): Promise<readonly Ticket[]>;
  alertsOf(
    branch: string,
    openOnly: boolean,
  ): Promise<readonly (Alert & { readonly closedAt?: Instant; readonly number?: string })[]>;
  readonly reportNames: readonly string[];
  /** @throws Crowded when too many are being made */
  report(name: string, request: ReportRequest): Promise<ReportRows>;
  /** Sums of an advisor's business day at a branch, up to an instant. */
  ownDay(
    of: readonly [branch: string, day: string, advisor: string],
    now: Instant,
  ): Promise<OwnDaySums>;
  /** The filters that a report supports. */
  reportFilters(name: string): readonly (keyof ReportFilters)[];
  /** @throws Crowded when too many are being made */
  compareBranches(
    asked: Pick<ReportRequest, 'from' | 'to' | 'now'> & { readonly branches: readonly string[] },
  ): Promise<ReportRows>;
  /**
   * Events before an instant, from a standby, so that past events do not load the primary. None
   * where no standby can answer.
   */
  eventsBefore(
    branch: string,
    after: number,
    limit: number,
    before: Instant,
  ): Promise<readonly Event[]>;
  /**
   * A branch's present state, or a standby's while the primary is away. For names, settings and the
   * day, never for who is next.
   */
  branchOf(branch: string): Promise<FloorRead>;
  /** Events after one of them, oldest first; from a standby while the primary is away. */
  eventsAfter(branch: string, after: number, limit: number): Promise<EventsRead>;
  /** Matching events of a chain, newest first; from a standby while the primary is away. */
  searchEvents(
    branch: string,
    filter: EventFilter,
  ): Promise<EventsFound & { readonly ageMs: number }>;
  /**
   * The same without a limit, a batch at a time: each with the hash of the event before it in its
   * chain. `oldest` is the first number that is there.
   * @throws Crowded when too many long reads are under way
   */
  eventsToExport(
    branch: string,
    filter: Omit<EventFilter, 'before' | 'limit'>,
  ): Promise<{
    readonly ageMs: number;
    readonly oldest: number;
    readonly batches: AsyncIterable<readonly LinkToExport[]>;
  }>;
  /** Ids of the tickets that had a number, latest days first. */
  ticketsNumbered(branch: string, number: string): Promise<readonly string[]>;
  /** Links of a chain after a given one, in order. */
  auditLinks(branch: string, after: number, limit: number): Promise<readonly Link[]>;
  auditHash(branch: string, seq: number): Promise<string | undefined>;
  /** By the ids of staff, closed accounts too; of the whole bank where no ids are given. */
  firstNames(ids?: readonly string[]): Promise<Readonly<Record<string, string>>>;
  listBranches(): Promise<readonly { readonly id: string; readonly name: string }[]>;
}

/** Rows of plain values, however many, a batch at a time; dates are business days. */
interface ReportRows {
  readonly columns: readonly string[];
  /** Rows written up to this long ago (ms) may be missing, because a standby answers. */
  readonly ageMs: number;
  readonly batches: Batches;
}
export interface Report extends Omit<ReportRows, 'ageMs'> {
  /** Everything up to this instant is included. */
  readonly asOf: Instant;
  /** Names of staff who do not serve at the branch any more, by id; closed accounts too. */
  readonly former: Readonly<Record<string, string>>;
}
