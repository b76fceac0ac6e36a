import { Event, FactOf } from '../../../domain/model/events';
import { Instant } from '../../../domain/model/instant';
import { RowChange } from '../../../domain/model/recorded-rows';
import { sameJson } from '../../../domain/model/same-json';

type Details = NonNullable<FactOf<'BankFact'>['details']>;

/** The rows whose origin has to be found in events: about as many as there are staff. */
export interface PresentKeys {
  readonly sessions: ReadonlySet<string>;
  readonly owners: ReadonlySet<string>;
  /** Digests of devices' keys, as in events. */
  readonly devices: ReadonlySet<string>;
}

/**
 * What the bank's own chain says about keys of staff and devices: which were given out, and which
 * have ended since. Only those that have a row are held.
 */
export class KeysGiven {
  /** By `session ID` or `device DIGEST`. */
  readonly given = new Map<string, Details & { readonly owner: string }>();
  /** For those that ended: the name of the event that ended them. */
  readonly ended = new Map<string, string>();
  /** When a device's key, by its digest, was first used: its predecessor ends soon after. */
  readonly taken = new Map<string, Instant>();
  /**
   * When keys were issued by a release that did not record which, by `session` or `device` owner.
   */
  readonly older = new Map<string, Instant[]>();
  /** Session, owner and instant of each proof that was given. */
  readonly proofs = new Set<string>();

  constructor(private readonly present: PresentKeys) {}

  see({ what, subject, details = {}, rows }: FactOf<'BankFact'>, { at }: Pick<Event, 'at'>): void {
    const { session, key, follows } = details;
    const { sessions, devices } = this.present;
    switch (what) {
      case 'signed-in':
        if (typeof session !== 'string') {
          this.olderKey(`session ${subject}`, subject, at);
        } else if (sessions.has(session)) {
          this.give(`session ${session}`, subject, details);
        }
        break;
      case 'signed-out':
      case 'sessions-ended':
        // An older release does not record which.
        this.end(what, 'session', [session, details.ended]);
        break;
      case 'staff-saved':
        if (details.active === false || details.password === true || rightsDiffer(subject, rows)) {
          this.endAll(what, 'session', subject);
        }
        break;
      case 'second-factor-ended':
      case 'passkey-removed':
        if (details.because === 'reset') this.endAll(what, 'session', subject);
        break;
      case 'proved-again':
        if (sessions.has(String(session))) {
          this.proofs.add(`${String(session)} ${subject} ${String(details.at)}`);
        }
        break;
      case 'device-key-taken':
        if (this.given.has(`device ${String(key)}`)) this.taken.set(String(key), at);
        break;
      case 'device-revoked':
        this.endAll(what, 'device', subject);
        break;
      case 'device-key-reused':
        this.end(what, 'device', [details.ended]);
        break;
      case 'device-enrolled':
      case 'device-key-renewed':
        if (details.alone === true) this.endAll(what, 'device', subject);
        if (typeof key !== 'string') {
          this.olderKey(`device ${subject}`, subject, at);
        } else if (devices.has(key) || devices.has(String(follows))) {
          this.give(`device ${key}`, subject, details);
        }
        break;
      default:
    }
  }

  private give(key: string, owner: string, details: Details): void {
    this.given.set(key, { ...details, owner });
  }

  /** @param ids each holds one id, or several separated by spaces */
  private end(what: string, kind: 'session' | 'device', ids: readonly unknown[]): void {
    for (const id of ids.flatMap((each) => (typeof each === 'string' ? each.split(' ') : []))) {
      const key = `${kind} ${id}`;
      if (this.given.has(key)) this.ended.set(key, what);
    }
  }

  private endAll(what: string, kind: 'session' | 'device', owner: string): void {
    for (const [key, given] of this.given) {
      if (given.owner === owner && key.startsWith(`${kind} `)) this.ended.set(key, what);
    }
  }

  private olderKey(key: string, owner: string, at: Instant): void {
    if (!this.present.owners.has(owner)) return;
    this.older.set(key, [...(this.older.get(key) ?? []), at]);
  }
}

/** Another role or other branches end a person's sessions. */
const rightsDiffer = (staff: string, rows: readonly RowChange[] = []): boolean =>
  rows.some(
    ({ table, id, before, after }) =>
      table === 'staff' &&
      id === staff &&
      before !== null &&
      after !== null &&
      !sameJson(rightsOf(before), rightsOf(after)),
  );
const rightsOf = ({ role, branches }: NonNullable<RowChange['before']>) => ({ role, branches });
