import { Event, FactOf } from '../../../domain/model/events';
import { Instant } from '../../../domain/model/instant';
import { KeysGiven, PresentKeys } from './keys-given';
import { Ledger } from './ledger';
import { AuditSnapshot, RequestRow } from './store';

type Details = Readonly<Record<string, unknown>>;

/** When a person's row says that they were erased, and that they opposed. */
export interface PersonState {
  readonly erasedAt: Instant | null;
  readonly opposedAt: Instant | null;
  /** The row still holds personal data. */
  readonly kept: boolean;
}

/** The rows that exist, whose events have to be found. */
export interface PresentRows extends PresentKeys {
  /** Ids of readings recorded outside the database. */
  readonly readings: ReadonlySet<string>;
}

/**
 * What the bank's own chain says about persons, and about keys of staff and devices. Only keys that
 * have a row are held; persons are compared on the way.
 */
export class BankReplay {
  /** When each person's data was erased, by a right or by retention. */
  readonly gone: Ledger<Instant>;
  /**
   * `person at`: persons who objected to being asked for a rating, and since when; the first time
   * counts.
   */
  readonly opposed: Ledger<Instant>;
  /** People's requests under their rights, without what they wrote. */
  readonly requests: Ledger<Omit<RequestRow, 'cipher'>>;
  readonly keys: KeysGiven;
  readonly branches = new Set<string>();
  /** Those of the readings recorded outside that the chain has. */
  readonly readings = new Set<string>();

  constructor(
    snapshot: AuditSnapshot,
    branch: string,
    private readonly present: PresentRows,
  ) {
    this.gone = new Ledger(snapshot, 'gone', branch, (at, row) => {
      const person = row as PersonState | undefined;
      // A missing person is found by their tickets.
      return !person || (!person.kept && person.erasedAt === at);
    });
    this.opposed = new Ledger(
      snapshot,
      'opposed',
      branch,
      (at, row) => {
        const { kept = false, opposedAt = null } = (row ?? {}) as Partial<PersonState>;
        return !kept || (opposedAt !== null && opposedAt <= at);
      },
      (at, row) => (row as PersonState).kept && (row as PersonState).opposedAt === at,
    );
    this.requests = new Ledger(snapshot, 'requests', branch);
    this.keys = new KeysGiven(present);
  }

  get size(): number {
    return this.gone.size + this.opposed.size + this.requests.size;
  }

  async settle(): Promise<void> {
    for (const each of [this.gone, this.opposed, this.requests]) await each.settle();
  }

  see(fact: FactOf<'BankFact'>, { at, actor }: Pick<Event, 'at' | 'actor'>): void {
    const { what, subject, details = {} } = fact;
    if (typeof details.kept === 'string' && this.present.readings.has(details.kept)) {
      this.readings.add(details.kept);
    }
    switch (what) {
      case 'branch-saved':
        this.branches.add(subject);
        break;
      case 'customer-erased':
      case 'customer-forgotten':
        this.gone.put(subject, at);
        break;
      case 'customer-opposed':
        if (details.feedback === true) this.opposed.put(`${subject} ${at}`, at);
        break;
      case 'person-asked':
        this.requests.put(String(details.request), asked(subject, details, at), false);
        break;
      case 'person-extended':
        this.extended(subject, details);
        break;
      case 'person-answered':
        this.answered(subject, details, at, actor.id);
        break;
      default:
        this.keys.see(fact, { at });
    }
  }

  private extended(id: string, { due, reason }: Details): void {
    const request = this.requests.get(id);
    if (request) {
      this.requests.put(id, { ...request, due: Number(due), extended: String(reason) }, false);
    }
  }

  private answered(id: string, { state, reason }: Details, at: Instant, by: string): void {
    const request = this.requests.get(id);
    if (!request) return;
    this.requests.put(id, {
      ...request,
      state: String(state),
      reason: reason === undefined ? null : String(reason),
      answeredBy: by,
      ended: at,
    });
  }
}

/** A request as its event describes it. */
const asked = (
  subject: string,
  { request, asked: right, ticket, branch, due }: Details,
  at: Instant,
): Omit<RequestRow, 'cipher'> => ({
  id: String(request),
  asked: String(right),
  customer: subject === 'nobody' ? null : subject,
  ticket: ticket === undefined ? null : String(ticket),
  branch: String(branch),
  at,
  due: Number(due),
  state: 'open',
  reason: null,
  answeredBy: null,
  ended: null,
  extended: null,
});
