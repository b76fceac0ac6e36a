import { Instant } from '../../../domain/model/instant';
import { deviceText, sessionText } from '../../../domain/model/keys-given';
import { Vault } from '../../../ports';
import { Faults } from './faults';
import { KeysGiven, PresentKeys } from './keys-given';
import { AuditSnapshot } from './store';

/** Compares the existing keys of staff and devices with the bank's chain. */

/** How long a session lasts, and, in older releases, how long after it its event may come. */
const SESSION_MS = 12 * 3_600_000;
const SOON_MS = 60_000;
/** A replaced key is valid for ten minutes; the event about it comes within a minute. */
const GRACE_MS = 11 * 60_000;

/**
 * Whether the provider can still end a session as when it was opened, and is asked about it in
 * time: the last question is never later than now.
 */
const isAsSignedIn = (
  said: Readonly<Record<string, unknown>>,
  { sid, askedAt, until, putOff }: Awaited<ReturnType<AuditSnapshot['sessions']>>[number],
): boolean =>
  said.by === 'provider'
    ? (said.sid ?? null) === sid && typeof askedAt === 'number' && askedAt < (until ?? 0) && !putOff
    : (sid ?? null) === null && (askedAt ?? null) === null;

/** The existing keys, to look for in events. */
export async function keysThere(
  snapshot: AuditSnapshot,
  digest: Vault['digest'],
): Promise<PresentKeys> {
  const [sessions, devices] = [await snapshot.sessions(), await snapshot.deviceTokens()];
  return {
    sessions: new Set(sessions.map(({ id }) => id)),
    owners: new Set([...sessions, ...devices].map(({ owner }) => owner)),
    devices: new Set(devices.map((each) => digest(deviceText(each.owner, each.tokenHash)))),
  };
}

/** Sessions and devices' keys: only those that the app issued and that have not ended since. */
export async function keyDifferences(
  snapshot: AuditSnapshot,
  keys: KeysGiven,
  digest: Vault['digest'],
  faults: Faults,
): Promise<void> {
  for (const session of await snapshot.sessions()) sessionDiffers(session, keys, digest, faults);
  const ends = endsOf(keys);
  for (const { owner, tokenHash, endsAt } of await snapshot.deviceTokens()) {
    const key = digest(deviceText(owner, tokenHash));
    const latest = ends.get(key);
    if (latest !== undefined && (typeof endsAt !== 'number' || endsAt > latest)) {
      faults.add(`device ${owner} has a key that was replaced, and that would not end`);
    }
    const ended = keys.ended.get(`device ${key}`);
    if (ended) {
      faults.add(`device ${owner} has a key again that had ended (${ended})`);
    } else if (keys.given.get(`device ${key}`)?.owner !== owner) {
      if (keys.older.has(`device ${owner}`)) {
        faults.unproven(
          `device ${owner} was enrolled by an older release: whether its key is that one ` +
            'cannot be told; enrol it again to record it',
        );
      } else {
        faults.add(`device ${owner} has a key that no enrolment gave it`);
      }
    }
  }
}

function sessionDiffers(
  session: Awaited<ReturnType<AuditSnapshot['sessions']>>[number],
  keys: KeysGiven,
  digest: Vault['digest'],
  faults: Faults,
): void {
  const { id, owner, tokenHash, until, provedAt } = session;
  if (typeof provedAt === 'number' && !keys.proofs.has(`${id} ${owner} ${provedAt}`)) {
    faults.add(`session ${id} of ${owner} was not proved again when its row says so`);
  }
  const said = keys.given.get(`session ${id}`);
  const opened = (until ?? 0) - SESSION_MS;
  const older = keys.older.get(`session ${owner}`) ?? [];
  const ended = keys.ended.get(`session ${id}`);
  if (ended) {
    faults.add(`session ${id} of ${owner} had ended (${ended}), and is there again`);
  } else if (
    said?.owner === owner &&
    said.until === until &&
    said.key === digest(sessionText(id, tokenHash))
  ) {
    if (!isAsSignedIn(said, session)) {
      faults.add(`session ${id} of ${owner} is not asked about as the bank's sign-in opened it`);
    }
  } else if (!said && older.some((at) => Math.abs(at - opened) < SOON_MS)) {
    faults.unproven(
      `session ${id} of ${owner} was opened by an older release: which it is cannot be told`,
    );
  } else {
    faults.add(`session ${id} of ${owner} is not one that a sign-in opened`);
  }
}

/** When replaced keys of devices end at the latest, by digest: those whose successor was used. */
function endsOf({ given, taken }: KeysGiven): ReadonlyMap<string, Instant> {
  const ends = new Map<string, Instant>();
  for (const { key, follows } of given.values()) {
    const at = taken.get(String(key));
    if (follows !== undefined && at !== undefined) ends.set(String(follows), at + GRACE_MS);
  }
  return ends;
}
