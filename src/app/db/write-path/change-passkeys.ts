import { ClientBase } from 'pg';
import { BankFactName } from '../../domain/model/branch-facts';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import {
  askingEnded,
  MOST_PASSKEYS,
  noPasskey,
  passkeyCopied,
  passkeyKnown,
  passkeyNamed,
  tooManyPasskeys,
} from '../../domain/model/passkeys';
import { enrolledAlready, factorRequired, notEnrolled } from '../../domain/model/second-factor';
import { SecondFactorChange } from '../../ports';
import { FACTOR_LIVES } from '../reads/factor-lives';

/** Adds, uses, names and removes passkeys. The head's lock lets one change through at a time. */

type Of<K extends SecondFactorChange['do']> = Extract<SecondFactorChange, { readonly do: K }>;

const fact = (
  what: BankFactName,
  subject: string,
  details: Extract<Fact, { type: 'BankFact' }>['details'],
): Fact => ({ type: 'BankFact', what, subject, details });

export async function addPasskey(
  client: ClientBase,
  { staff, passkey, recovery }: Of<'add-passkey'>,
  now: Instant,
): Promise<readonly Fact[]> {
  const had = await client.query('select from passkeys where staff_id = $1', [staff]);
  if (had.rows.length >= MOST_PASSKEYS) throw tooManyPasskeys();
  const { id, credential, publicKey, counter, transports, name } = passkey;
  await mayBeCalled(client, staff, id, name);
  await recoverable(client, staff, recovery, now);
  const { rowCount } = await client.query(
    `insert into passkeys
            (id, staff_id, credential, public_key, counter, transports, name, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (credential) do nothing`,
    [id, staff, credential, publicKey, counter, transports, name, now],
  );
  if (!rowCount) throw passkeyKnown();
  return [
    fact('passkey-added', staff, {
      passkey: id,
      ...(recovery ? { recovery: recovery.length } : {}),
    }),
  ];
}

/** Two with the same name, however written: somebody who loses one might remove the other. */
async function mayBeCalled(client: ClientBase, staff: string, passkey: string, name: string) {
  const { rows } = await client.query(
    `select from passkeys where staff_id = $1 and id <> $2
        and lower(normalize(name, NFKC)) = lower(normalize($3, NFKC))`,
    [staff, passkey, name],
  );
  if (rows.length) throw passkeyNamed(name);
}

/** The event has both names, sealed, as it has the row before and after. */
export async function namePasskey(
  client: ClientBase,
  { staff, passkey, name }: Of<'name-passkey'>,
): Promise<readonly Fact[]> {
  await mayBeCalled(client, staff, passkey, name);
  const { rowCount } = await client.query(
    'update passkeys set name = $3 where id = $1 and staff_id = $2',
    [passkey, staff, name],
  );
  if (!rowCount) throw noPasskey();
  return [fact('passkey-renamed', staff, { passkey })];
}

/** Recovery codes come with a first factor; with another one they stay as they are. */
async function recoverable(
  client: ClientBase,
  staff: string,
  recovery: readonly string[] | undefined,
  now: Instant,
): Promise<void> {
  if (!recovery) {
    const has = await client.query(
      `select from second_factors f where staff_id = $1 and ${FACTOR_LIVES}`,
      [staff],
    );
    if (!has.rows.length) throw notEnrolled();
    return;
  }
  const { rowCount } = await client.query(
    `insert into second_factors as f (staff_id, cipher, recovery, used_step, enrolled_at)
     values ($1, null, $2, 0, $3)
     on conflict (staff_id) do update
        set recovery = excluded.recovery, enrolled_at = excluded.enrolled_at,
            ended_at = null, ended_because = null
      where not ${FACTOR_LIVES}`,
    [staff, recovery, now],
  );
  if (!rowCount) throw enrolledAlready();
}

/**
 * A challenge from before its last use is refused even if the record of its answer is lost: the row
 * shows it, and the audit proves the row.
 */
export async function usePasskey(
  client: ClientBase,
  { staff, passkey, counter, asked, alone }: Of<'passkey'>,
): Promise<readonly Fact[]> {
  const { rows } = await client.query<{ readonly usedAt: Instant | null }>(
    `select used_at as "usedAt" from passkeys where id = $1 and staff_id = $2`,
    [passkey, staff],
  );
  if (!rows.length) throw noPasskey();
  const { usedAt } = rows[0];
  if (usedAt !== null && asked <= usedAt) throw askingEnded();
  const { rowCount } = await client.query({
    name: 'passkey-used',
    text: `update passkeys set counter = $3, used_at = $4
            where id = $1 and staff_id = $2 and (counter < $3 or (counter = 0 and $3 = 0))`,
    values: [passkey, staff, counter, asked],
  });
  if (!rowCount) throw passkeyCopied();
  return [fact('second-factor-used', staff, { by: 'passkey', passkey, alone })];
}

export async function removePasskey(
  client: ClientBase,
  { staff, passkey, because, mayBeLast }: Of<'remove-passkey'>,
  now: Instant,
): Promise<readonly Fact[]> {
  const { rowCount } = await client.query('delete from passkeys where id = $1 and staff_id = $2', [
    passkey,
    staff,
  ]);
  if (!rowCount) throw noPasskey();
  if (because === 'reset') {
    await client.query('delete from sessions where staff_id = $1', [staff]);
  }
  const { rows: last } = await client.query(
    `update second_factors f set recovery = '{}', ended_at = $2, ended_because = $3
      where staff_id = $1 and cipher is null
        and not exists (select from passkeys p where p.staff_id = f.staff_id)
     returning staff_id`,
    [staff, now, because],
  );
  if (last.length && !mayBeLast) throw factorRequired();
  return [
    fact('passkey-removed', staff, { passkey, because }),
    ...(last.length ? [fact('second-factor-ended', staff, { because })] : []),
  ];
}
