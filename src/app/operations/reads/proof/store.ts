import { Instant } from '../../../domain/model/instant';
import { LearnedRow } from '../../../domain/model/learned-plan';
import { RecordedTable } from '../../../domain/model/recorded-rows';
import { Stretch } from '../../../domain/model/stretch';
import { Ticket } from '../../../domain/model/ticket';
import { CipherPlace } from '../../../ports';

/** What proving the record reads. */

export interface Head {
  readonly branch: string;
  readonly seq: number;
  readonly at: Instant;
  readonly hash: string;
  readonly day: string;
  readonly configVersion: number;
  readonly seal: string | null;
  /** The event up to which the seal holds. */
  readonly sealedSeq: number | null;
}

/** An event's row: its text and hash, and the columns that repeat what the text says. */
export interface Link {
  /** As text, because a forged one may be larger than a number can hold. */
  readonly seq: string;
  readonly body: string;
  readonly hash: string;
  readonly type: string;
  readonly ticket: string | null;
  readonly at: number;
  readonly actor: string;
}

/** A ticket's row, with its running number and the hash that its key is looked up by. */
export interface TicketRow {
  readonly ticket: Ticket;
  readonly n: number;
  readonly keyHash: string;
}

/** Rows that each stand as one event left them, by a key. */
export type KeptKind =
  | 'alerts'
  | 'counters'
  | 'links'
  | 'messages'
  | 'notes'
  | 'plans'
  | 'remarks'
  | 'gone'
  | 'opposed'
  | 'requests';

type Rows = readonly { readonly id: string }[];

/** A remark of a customer or a note of staff, encrypted. */
export interface WordsRow {
  readonly id: string;
  readonly cipher: string;
}

export interface RecordedRow {
  readonly table: RecordedTable;
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** A chat that follows a ticket; null if no link has this address. */
interface ContactRow {
  readonly id: string;
  readonly cipher: string;
  /** The index by which the chat is found. */
  readonly index: string;
  readonly consumer: string | null;
  /** The thread its messages are ordered by. */
  readonly thread: string | null;
}

/** A staff session, or a device's token: its holder may act. */
interface KeyRow {
  readonly id: string;
  readonly owner: string;
  readonly tokenHash: string;
  readonly until: number | null;
  /** When the session's owner last gave a proof. */
  readonly provedAt?: number | null;
  /**
   * For the bank's own sign-in: a digest of the session there, and when the provider was last
   * asked.
   */
  readonly sid?: string | null;
  readonly askedAt?: number | null;
  /** The time of the last question lies in the future: until then the provider is not asked. */
  readonly putOff?: boolean | null;
  /** For a device's key that was replaced: when it ends. */
  readonly endsAt?: number | null;
}

/** The database at one instant, whatever is committed meanwhile. */
export interface AuditSnapshot {
  /** All heads, or one chain's. */
  heads(chain?: string): Promise<readonly Head[]>;
  /** Links after a given one, or from the first on, in order. */
  links(branch: string, after: string | undefined, limit: number): Promise<readonly Link[]>;
  /** Rows that a branch has once for each advisor and queue. */
  lineOf(branch: string): Promise<{ readonly advisors: Rows; readonly counts: Rows }>;
  ticketRows(branch: string, ids: readonly string[]): Promise<readonly TicketRow[]>;
  ticketCount(branch: string): Promise<number>;
  /** Whether the event named in a ticket's row issued the ticket. */
  wasIssued(branch: string, ticket: Pick<Ticket, 'id' | 'seq'>): Promise<boolean>;
  /** Tickets that were not issued by an event of the branch. */
  ticketsNotIssued(branch: string): AsyncIterable<Ticket>;
  /** Rows by their keys, as events make them. */
  keptRows(
    kind: KeptKind,
    branch: string,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, unknown>>;
  /** How many rows there are, and the sum of their keys, each taken as a number. */
  keptTally(
    kind: KeptKind,
    branch: string,
  ): Promise<{ readonly rows: number; readonly keys: bigint }>;
  keyNumber(key: string): bigint;
  /** The keys of all existing rows, many at a time. */
  keptKeys(kind: KeptKind, branch: string): AsyncIterable<readonly string[]>;
  /** The days of which something learned is kept. */
  daysLearned(branch: string): Promise<ReadonlySet<string>>;
  /** The latest that was learned from closed days. */
  learnedDays(branch: string): Promise<readonly LearnedRow[]>;
  /** Stretches of a business day in the order in which they began, from an event on. */
  stretchesOfDay(branch: string, day: string, from: number | undefined): AsyncIterable<Stretch>;
  /** The stretch of a service that ended at an instant. */
  stretchEnded(branch: string, subject: string, endedAt: number): Promise<Stretch | undefined>;
  /** Business days with stretches, and how many each has. */
  stretchDays(branch: string): AsyncIterable<{ readonly day: string; readonly rows: number }>;
  /** The event up to which a branch's stretches are written. */
  stretchedTo(branch: string): Promise<number>;
  /** The rows whose changes are recorded on a chain. */
  recordedRows(chain: string): Promise<readonly RecordedRow[]>;
  persons(): AsyncIterable<{
    readonly id: string;
    readonly blindIndex: string | null;
    readonly claimIndex: string | null;
    readonly phoneIndex: string | null;
    readonly cipher: string | null;
  }>;
  /** People's requests under their rights. */
  requests(): AsyncIterable<RequestRow>;
  /** Persons without a ticket, and tickets whose person does not exist; a few of each. */
  strayPersons(): Promise<{
    readonly withoutTicket: readonly string[];
    readonly missing: readonly string[];
  }>;
  /** Words on the branch's tickets, and words without any ticket. */
  words(kind: 'remarks' | 'notes', branch: string): AsyncIterable<WordsRow>;
  /** Ciphers of a column, with the keys of their rows. */
  ciphers(place: CipherPlace): AsyncIterable<{ readonly key: string; readonly cipher: string }>;
  /** How many ciphers of a column begin with this. */
  countCiphers(place: CipherPlace, begin: string): Promise<number>;
  /** Whether binding ciphers to their rows has begun; whether it was put off past its day. */
  binding(): Promise<{ readonly begun: boolean; readonly putOff: boolean }>;
  /** Chats that follow tickets, with their addresses. */
  contacts(): AsyncIterable<ContactRow>;
  /** Links that still get a ticket's messages but have no address; a few. */
  linksWithoutAddress(): Promise<readonly string[]>;
  /** Whether an older release linked a chat to a ticket without recording which row. */
  linkedWithoutRow(branch: string, ticket: string, consumer: string): Promise<boolean>;
  sessions(): Promise<readonly KeyRow[]>;
  deviceTokens(): Promise<readonly KeyRow[]>;
  /** Every chain that an event claims to belong to. */
  branchesOfEvents(): Promise<readonly string[]>;
  /** Tables with rows of branches that have no head; a few of them. */
  rowsOfNoBranch(): Promise<readonly { readonly table: string; readonly id: string }[]>;
  /** Words and addresses still kept of persons who were erased; a few from each table. */
  keptOfErased(): Promise<readonly { readonly table: string; readonly id: string }[]>;
}

/** A stored request: what was asked, by whom, and its outcome. */
export interface RequestRow {
  readonly id: string;
  readonly asked: string;
  readonly customer: string | null;
  readonly ticket: string | null;
  readonly branch: string;
  readonly cipher: string | null;
  readonly at: Instant;
  readonly due: Instant;
  readonly state: string;
  readonly reason: string | null;
  readonly answeredBy: string | null;
  readonly ended: Instant | null;
  readonly extended: string | null;
}

export interface AuditStore {
  /** Every read in `work` sees the same instant. */
  snapshot<T>(work: (snapshot: AuditSnapshot) => Promise<T>): Promise<T>;
}

/** Where a chain stood at some instant, kept outside the database. */
export interface KeptPoint {
  readonly seq: number;
  readonly hash: string;
}

/** The anchor of a closed day, kept outside the database. */
export interface KeptDay extends KeptPoint {
  readonly day: string;
}

/** A reading that was recorded outside while the database took no writes; `at` is RFC 3339. */
export interface KeptMark {
  readonly id: string;
  readonly at: string;
  readonly recorded: boolean;
}

/** What is kept outside the database about chains. */
export interface KeptAnchors {
  of(branch: string): Promise<readonly KeptDay[]>;
  /** Heads of open days, recorded every few minutes. */
  noted?(branch: string): Promise<readonly KeptPoint[]>;
  /** Readings that waited outside; `recorded`: marked as being in the chain. */
  readings?(branch: string): Promise<readonly KeptMark[]>;
  /** Every chain of which something is kept outside. */
  branches?(): Promise<readonly string[]>;
}
