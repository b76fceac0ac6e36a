import { deviceText, sessionText } from '../../../domain/model/keys-given';
import { Vault } from '../../../ports';
import { BankReplay, KeysThere, PersonState } from './bank-replay';
import { Faults } from './faults';
import { ledgerDifferences, RowsDeps } from './rows';
import { AuditSnapshot } from './store';

/** What is kept of persons, and the keys of staff and devices: against the bank's chain. */

type Opens = Pick<Vault, 'decrypt' | 'blindIndex'>;

/** Each person's data is the person's own, and whoever was erased was erased by an event. */
export async function personDifferences(
  deps: RowsDeps,
  bank: BankReplay,
  vault: Opens,
): Promise<void> {
  const { seen, faults } = deps;
  await personEvents(deps, bank);
  for await (const person of seen.persons()) {
    const { id, blindIndex, claimIndex, phoneIndex, cipher } = person;
    if (cipher === null) continue;
    await faults.during(`person ${id}: what is kept cannot be opened`, () => {
      const { nationalId, phone } = JSON.parse(vault.decrypt(cipher, `customer\0${id}`)) as {
        readonly nationalId?: string;
        readonly phone?: string;
      };
      // What is encrypted is the form that was indexed, the present one or an older release's.
      const index = nationalId === undefined ? null : vault.blindIndex(nationalId, 'national-id');
      if ((blindIndex ?? claimIndex) !== index || (blindIndex !== null && claimIndex !== null)) {
        faults.add(`person ${id}: what is kept is another person's, or found under another ID`);
      }
      const byPhone =
        nationalId === undefined && phone !== undefined ? vault.blindIndex(phone, 'phone') : null;
      // An older release gave no index to a phone.
      if (phoneIndex !== null && phoneIndex !== byPhone) {
        faults.add(`person ${id}: what is kept is found under another phone`);
      }
    });
  }
  const { withoutTicket, missing } = await seen.strayPersons();
  for (const id of withoutTicket) faults.add(`person ${id} is kept and never took a ticket`);
  for (const id of missing) faults.add(`person ${id} has tickets and is not kept`);
}

/** Who was emptied or opposed, and when: as events say. */
async function personEvents(deps: RowsDeps, { gone, opposed }: BankReplay): Promise<void> {
  const { faults } = deps;
  await ledgerDifferences(
    deps,
    gone,
    (fact) =>
      fact.type === 'BankFact' &&
      (fact.what === 'customer-erased' || fact.what === 'customer-forgotten')
        ? fact.subject
        : undefined,
    ({ key, folded, row }) => {
      if (folded === undefined) {
        faults.add(`person ${key} was emptied, and no event says so`);
      } else if ((row as PersonState).kept) {
        faults.add(`person ${key} was erased, and there is data again`);
      } else {
        faults.add(`person ${key}: events say erased at ${folded}`);
      }
    },
  );
  await ledgerDifferences(
    deps,
    opposed,
    (fact, at) =>
      fact.type === 'BankFact' &&
      fact.what === 'customer-opposed' &&
      fact.details?.feedback === true
        ? `${fact.subject} ${at}`
        : undefined,
    ({ key }) => {
      const [id] = key.split(' ');
      faults.add(`person ${id} opposed at another time than events say, or never did`);
    },
  );
}

/** What persons have asked: each as its events say, and what was written only until the answer. */
export async function requestDifferences(
  deps: RowsDeps,
  { requests }: BankReplay,
  vault: Pick<Vault, 'decrypt'>,
): Promise<void> {
  const { seen, faults } = deps;
  await ledgerDifferences(
    deps,
    requests,
    (fact) =>
      fact.type === 'BankFact' && fact.what === 'person-asked'
        ? String(fact.details?.request)
        : undefined,
    ({ key, folded, row }) => {
      if (folded === undefined) faults.add(`request ${key} is kept, and nobody asked it`);
      else if (row === undefined) faults.add(`request ${key} was asked, and is gone`);
      else faults.add(`request ${key} is not as events say`);
    },
  );
  for await (const { cipher, ...row } of seen.requests()) {
    if (cipher === null) continue;
    if (row.state !== 'open') faults.add(`request ${row.id} was answered, and has words again`);
    await faults.during(`request ${row.id}: what was written cannot be opened`, () => {
      vault.decrypt(cipher, `request\0${row.id}`);
    });
  }
}

/** How long a session lasts, and how long its event may take after it, in older releases. */
const SESSION_MS = 12 * 3_600_000;
const SOON_MS = 60_000;

/**
 * Whether the provider ends a session as when it was opened, and is asked about it in time: when it
 * was asked last is never later than now.
 */
const isAsSignedIn = (
  said: Readonly<Record<string, unknown>>,
  { sid, askedAt, until, putOff }: Awaited<ReturnType<AuditSnapshot['sessions']>>[number],
): boolean =>
  said.by === 'provider'
    ? (said.sid ?? null) === sid && typeof askedAt === 'number' && askedAt < (until ?? 0) && !putOff
    : (sid ?? null) === null && (askedAt ?? null) === null;

/** The keys that there are, which events are then asked about. */
export async function keysThere(
  seen: AuditSnapshot,
  digest: Vault['digest'],
): Promise<Omit<KeysThere, 'readings'>> {
  const [sessions, devices] = [await seen.sessions(), await seen.deviceTokens()];
  return {
    sessions: new Set(sessions.map(({ id }) => id)),
    owners: new Set([...sessions, ...devices].map(({ owner }) => owner)),
    devices: new Set(devices.map((each) => digest(deviceText(each.owner, each.tokenHash)))),
  };
}

/** Sessions and devices' keys: only those that the app gave out. */
export async function keyDifferences(
  seen: AuditSnapshot,
  bank: BankReplay,
  digest: Vault['digest'],
  faults: Faults,
): Promise<void> {
  for (const session of await seen.sessions()) {
    const { id, owner, tokenHash, until, provedAt } = session;
    if (typeof provedAt === 'number' && !bank.proofs.has(`${id} ${owner} ${provedAt}`)) {
      faults.add(`session ${id} of ${owner} was not proved again when its row says so`);
    }
    const said = bank.keys.get(`session ${id}`);
    if (
      said?.owner === owner &&
      said.until === until &&
      said.key === digest(sessionText(id, tokenHash))
    ) {
      if (!isAsSignedIn(said, session)) {
        faults.add(`session ${id} of ${owner} is not asked about as the bank's sign-in opened it`);
      }
      continue;
    }
    const opened = (until ?? 0) - SESSION_MS;
    const older = bank.olderKeys.get(`session ${owner}`) ?? [];
    if (!said && older.some((at) => Math.abs(at - opened) < SOON_MS)) {
      faults.unproven(
        `session ${id} of ${owner} was opened by an older release: which it is cannot be told`,
      );
    } else {
      faults.add(`session ${id} of ${owner} is not one that a sign-in opened`);
    }
  }
  const replaced = new Set(
    [...bank.keys.values()].flatMap(({ key, follows }) =>
      follows !== undefined && bank.takenKeys.has(String(key)) ? [String(follows)] : [],
    ),
  );
  for (const { owner, tokenHash, endsAt } of await seen.deviceTokens()) {
    const key = digest(deviceText(owner, tokenHash));
    if (replaced.has(key) && typeof endsAt !== 'number') {
      faults.add(`device ${owner} has a key that was replaced, and that would not end`);
    }
    if (bank.keys.get(`device ${key}`)?.owner === owner) continue;
    if (bank.olderKeys.has(`device ${owner}`)) {
      faults.unproven(
        `device ${owner} was enrolled by an older release: whether its key is that one ` +
          'cannot be told; enrol it again to record it',
      );
    } else {
      faults.add(`device ${owner} has a key that no enrolment gave it`);
    }
  }
}
