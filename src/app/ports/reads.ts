import { Event, Fact } from '../domain/model/events';
import { Instant } from '../domain/model/instant';
import { ExtensionReason, RefusalReason, RequestState, Right } from '../domain/model/rights';
import { BranchConfig, Floor } from '../domain/model/state';
import { Lane, Language, Ticket } from '../domain/model/ticket';

/** Names for the ids on staff screens. Only configuration changes it. */
export interface Directory {
  readonly branch: {
    readonly id: string;
    readonly name: string;
    readonly timeZone: string;
    /** For browsers that lack the zone; times as RFC 3339. */
    readonly utcOffsets?: readonly { readonly from: string; readonly minutes: number }[];
  };
  readonly config: BranchConfig;
  /** First names by staff id, of those who may serve here. */
  readonly staff: Readonly<Record<string, { readonly id: string; readonly firstName: string }>>;
  /** First names of those who served here and have left or moved away. */
  readonly former?: Directory['staff'];
  /** How many advisors may serve here, on duty or not. */
  readonly advisors?: number;
}

/** One read at one instant: the only source of `GET …/floor` and of every socket's snapshot. */
export interface FloorRead {
  readonly epoch: string;
  readonly seq: number;
  readonly at: Instant;
  readonly floor: Floor;
  readonly directory: Directory;
}

/** Which of today's tickets; a member that is absent does not filter. */
export interface TicketFilter {
  readonly queue?: string;
  readonly state?: string;
  readonly number?: string;
  readonly limit: number;
}

/** How an advisor spent their day, in ms, and whom they served. */
export interface OwnDaySums {
  readonly servingMs: number;
  readonly calledMs: number;
  readonly idleMs: number;
  readonly pausedMs: number;
  readonly queues: readonly {
    readonly queue: string;
    readonly served: number;
    /** Of services that whoever served ended; null before the first. */
    readonly meanServiceMs: number | null;
  }[];
}

export interface BranchReads {
  /** Rejects with `Refused` (`unknown_branch`). */
  readFloor(branch: string): Promise<FloorRead>;
  /** Events after that sequence number, oldest first, at most `limit`. */
  readEvents(branch: string, after: number, limit: number): Promise<readonly Event[]>;
  /**
   * The same, of that epoch only: a database that was restored meanwhile has other events under the
   * same numbers. Undefined when it is of another epoch.
   */
  readEventsOf(
    branch: string,
    epoch: string,
    after: number,
    limit: number,
  ): Promise<readonly Event[] | undefined>;
  readHeads(
    branches: readonly string[],
  ): Promise<readonly { readonly branch: string; readonly epoch: string; readonly seq: number }[]>;
}

/** How to find a person: by the blind index of their national ID or phone. */
export interface PersonKey {
  /**
   * `request`: the person who made this request; `customer`: one record, by its id; `id`: the same,
   * even if it was erased.
   */
  readonly by: 'national-id' | 'phone' | 'request' | 'customer' | 'id';
  /**
   * Indexes of the forms they may be kept under, the present one first: an older release had others
   * (decision 0175). A phone's only finds people who gave nothing else.
   */
  readonly indexes: readonly string[];
}

/** What is kept about a person. Ciphers are the vault's to decrypt. */
export interface CustomerRecord {
  readonly id: string;
  /** Other rows of the same person: of unproven tickets, or kept under an older form. */
  readonly others: readonly string[];
  /** False if all that is known are unproven tickets that somebody took in their name. */
  readonly proven: boolean;
  /** Since when they are not asked how it was. */
  readonly opposed: Instant | null;
  readonly cipher: string;
  readonly tickets: readonly {
    readonly id: string;
    readonly branch: string;
    readonly number: string;
    readonly day: string;
    readonly state: string;
    readonly queue: string;
    readonly lane: Lane;
    readonly language: Language;
    readonly issuedAt: Instant;
    readonly calledAt: Instant | null;
    readonly startedAt: Instant | null;
    readonly endedAt: Instant | null;
    /** Taken from the bank's page, possibly by somebody else. */
    readonly unproven: boolean;
  }[];
  readonly remarks: readonly {
    readonly id: string;
    readonly ticket: string;
    readonly cipher: string;
    readonly at: Instant;
  }[];
  /** What staff noted of their visits. */
  readonly notes: CustomerRecord['remarks'];
  /** What they asked by their rights. */
  readonly requests: readonly Pick<
    PersonRequest,
    'id' | 'asked' | 'at' | 'due' | 'state' | 'ended' | 'reason' | 'extended' | 'cipher'
  >[];
  readonly contacts: readonly {
    readonly id: string;
    readonly consumer: string;
    readonly addressCipher: string;
  }[];
  /** Events of the tickets that are proven to be theirs. */
  readonly happened: readonly {
    readonly ticket: string;
    readonly at: Instant;
    readonly fact: Fact;
  }[];
  readonly messages: readonly {
    readonly ticket: string;
    readonly consumer: string;
    readonly about: string;
    readonly state: string;
    readonly at: Instant | null;
  }[];
}

/** A record of a person, to correct it. */
export interface PersonRow {
  readonly id: string;
  /** Null if the row was emptied outside the app: erasing removes its indexes too. */
  readonly cipher: string | null;
  readonly blindIndex: string | null;
  readonly claimIndex: string | null;
  readonly phoneIndex: string | null;
  /** Found by a request from a ticket's page, which speaks for that ticket's record only. */
  readonly ofTicket: boolean;
}

/** What a person asked by their rights. Ciphers are the vault's to decrypt. */
export interface PersonRequest {
  readonly id: string;
  readonly asked: Right;
  readonly customer: string | null;
  readonly ticket: string | null;
  readonly branch: string;
  /** What they wrote; null once it is answered. */
  readonly cipher: string | null;
  readonly at: Instant;
  readonly due: Instant;
  readonly state: RequestState;
  readonly reason: RefusalReason | null;
  /** Why it is due 30 days later than it was. */
  readonly extended: ExtensionReason | null;
  readonly answeredBy: string | null;
  readonly ended: Instant | null;
  readonly personCipher: string | null;
  readonly number: string | null;
}

/** Whose ticket it is, and the notes of the visit. */
export interface PersonOfTicket {
  /** Null of an anonymous ticket. */
  readonly customer: string | null;
  /** Null once they are forgotten, and of an anonymous ticket. */
  readonly cipher: string | null;
  /** They showed who they are, instead of only saying so on a public page. */
  readonly proven: boolean;
  /** What staff noted of this visit, oldest first. */
  readonly notes: readonly {
    readonly id: string;
    readonly cipher: string;
    readonly at: Instant;
    /** The member of staff who wrote it. */
    readonly by: string;
  }[];
}

/** Another ticket that somebody had on the same day. */
export type OtherVisit = Pick<Ticket, 'number' | 'queue' | 'state' | 'issuedAt' | 'endedAt'>;
