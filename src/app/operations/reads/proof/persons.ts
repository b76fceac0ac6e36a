import { deviceText, sessionText } from '../../../domain/model/keys-given';
import { Vault } from '../../../ports';
import { Faults } from './faults';
import { Replay } from './replay';
import { AuditSnapshot, RequestRow } from './store';

/** What is kept of persons, and the keys of staff and devices: against the bank's chain. */

type Opens = Pick<Vault, 'decrypt' | 'blindIndex'>;

/** Each person's data is the person's own, and whoever was erased was erased by an event. */
export async function personDifferences(
  seen: AuditSnapshot,
  bank: Replay,
  vault: Opens,
  faults: Faults,
): Promise<void> {
  for await (const person of seen.persons()) {
    const { id, blindIndex, claimIndex, phoneIndex, cipher, erasedAt, opposedAt } = person;
    const gone = bank.erased.get(id) ?? bank.forgotten.get(id);
    if (gone !== undefined || erasedAt !== null || cipher === null) {
      if (gone === undefined) faults.add(`person ${id} was emptied, and no event says so`);
      else if (cipher !== null) faults.add(`person ${id} was erased, and there is data again`);
      else if (erasedAt !== gone) faults.add(`person ${id}: events say erased at ${gone}`);
      continue;
    }
    if (opposedAt !== (bank.opposed.get(id) ?? null)) {
      faults.add(`person ${id} opposed at another time than events say, or never did`);
    }
    await faults.during(`person ${id}: what is kept cannot be opened`, () => {
      const { nationalId, phone } = JSON.parse(vault.decrypt(cipher, 'customer')) as {
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

const asText = (row: Omit<RequestRow, 'cipher'>) =>
  JSON.stringify([
    [row.id, row.asked, row.customer, row.ticket, row.branch, row.at, row.due],
    [row.state, row.reason, row.answeredBy, row.ended],
  ]);

/** What persons have asked: each as its events say, and what was written only until the answer. */
export async function requestDifferences(
  seen: AuditSnapshot,
  { requests }: Replay,
  vault: Pick<Vault, 'decrypt'>,
  faults: Faults,
): Promise<void> {
  const there = new Set<string>();
  for (const { cipher, ...row } of await seen.requests()) {
    there.add(row.id);
    const told = requests.get(row.id);
    if (!told) {
      faults.add(`request ${row.id} is kept, and nobody asked it`);
    } else if (asText(row) !== asText(told)) {
      faults.add(`request ${row.id} is not as events say`);
    }
    if (cipher === null) continue;
    if (row.state !== 'open') faults.add(`request ${row.id} was answered, and has words again`);
    await faults.during(`request ${row.id}: what was written cannot be opened`, () => {
      vault.decrypt(cipher, 'request');
    });
  }
  for (const id of requests.keys()) {
    if (!there.has(id)) faults.add(`request ${id} was asked, and is gone`);
  }
}

/** How long a session lasts, and how long its event may take after it, in older releases. */
const SESSION_MS = 12 * 3_600_000;
const SOON_MS = 60_000;

/**
 * Whether the provider ends a session as when it was opened, and is asked about it: at the end of
 * the session at the latest.
 */
const isAsSignedIn = (
  said: Readonly<Record<string, unknown>>,
  { sid, askedAt, until }: Awaited<ReturnType<AuditSnapshot['sessions']>>[number],
): boolean =>
  said.by === 'provider'
    ? (said.sid ?? null) === sid && typeof askedAt === 'number' && askedAt < (until ?? 0)
    : (sid ?? null) === null && (askedAt ?? null) === null;

/** Sessions and devices' keys: only those that the app gave out. */
export async function keyDifferences(
  seen: AuditSnapshot,
  bank: Replay,
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
