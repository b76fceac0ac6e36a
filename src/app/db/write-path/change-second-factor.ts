import { ClientBase } from 'pg';
import { accountChanged } from '../../domain/model/accounts';
import { BankFactName } from '../../domain/model/branch-facts';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import {
  enrolledAlready,
  factorRequired,
  notEnrolled,
  offerEnded,
  wrongCode,
} from '../../domain/model/second-factor';
import { Change, SecondFactorChange } from '../../ports';
import { FACTOR_LIVES } from '../reads/factor-lives';
import { addPasskey, namePasskey, removePasskey, usePasskey } from './change-passkeys';
import { recorded } from './row-changes';

/** The rows of a person's second factor. */
export const factorsOf = (staff: string) => ({
  second_factors: [staff],
  passkeys: [`${staff}/%`],
});

/**
 * A person's second factor begins, is used and ends. A used code no longer counts: if several
 * requests bring the same code at once, on any instances, the row lets one through.
 */
export async function changeSecondFactor(
  client: ClientBase,
  change: SecondFactorChange,
  now: Instant,
): Promise<readonly Fact[]> {
  const { staff } = change;
  await mustBeIn(client, change);
  const write = async (text: string, ...values: readonly unknown[]) =>
    (await client.query({ name: `second-factor-${change.do}`, text, values: [staff, ...values] }))
      .rows[0] as { readonly left: number } | undefined;
  const fact = (what: BankFactName, details?: Extract<Fact, { type: 'BankFact' }>['details']) =>
    [{ type: 'BankFact', what, subject: staff, ...(details ? { details } : {}) }] as const;
  switch (change.do) {
    case 'enrol':
      return fact('second-factor-enrolled', { recovery: await enrol(client, change, now) });
    case 'code': {
      const written = await write(
        `update second_factors set used_step = $2
          where staff_id = $1 and cipher is not null and used_step < $2
         returning cardinality(recovery) as left`,
        change.step,
      );
      if (!written) throw wrongCode();
      return fact('second-factor-used', { by: 'code' });
    }
    case 'recovery': {
      const written = await write(
        `update second_factors set recovery = array_remove(recovery, $2)
          where staff_id = $1 and ended_at is null and $2 = any(recovery)
         returning cardinality(recovery) as left`,
        change.digest,
      );
      if (!written) throw wrongCode();
      return fact('second-factor-used', { by: 'recovery', left: written.left });
    }
    case 'renew': {
      const written = await write(
        `update second_factors f set recovery = $2 where staff_id = $1 and ${FACTOR_LIVES}
         returning cardinality(recovery) as left`,
        change.recovery,
      );
      if (!written) throw notEnrolled();
      return fact('recovery-codes-made', { recovery: written.left });
    }
    case 'end': {
      const { because, mayBeLast } = change;
      if (because === 'self' && !(await hasApp(client, staff))) throw notEnrolled();
      const kept = because === 'self' && (await endApp(client, staff));
      if (!kept) {
        if (!mayBeLast) throw factorRequired();
        if (!(await endSecondFactor(client, staff, because, now))) throw notEnrolled();
      }
      // Ends sessions opened with it; a person who ends their own stays signed in.
      if (because === 'reset') {
        await client.query('delete from sessions where staff_id = $1', [staff]);
      }
      return fact('second-factor-ended', { because, ...(kept ? { left: 'passkeys' } : {}) });
    }
    case 'add-passkey':
      return addPasskey(client, change, now);
    case 'passkey':
      return usePasskey(client, change);
    case 'name-passkey':
      return namePasskey(client, change);
    case 'remove-passkey':
      return removePasskey(client, change, now);
  }
}

/**
 * Somebody who is given a way in must still have the session or key they asked with: it may have
 * ended meanwhile. The head's lock keeps that true until the commit.
 * @throws Refused `account_changed`
 */
async function mustBeIn(
  client: ClientBase,
  { staff, by, do: what }: SecondFactorChange,
): Promise<void> {
  // Changes that take something away are allowed for a closed account.
  if (what === 'end' || what === 'remove-passkey') return;
  const { rows } = await client.query(
    `select from staff s
      where s.id = $1 and s.active
        and ($2::text is null
             or exists (select from sessions x where x.id = $2 and x.staff_id = s.id))
        and (not $3 or s.password_hash is not distinct from $4)`,
    [
      staff,
      by && 'session' in by ? by.session : null,
      by !== undefined && 'passwordHash' in by,
      by && 'passwordHash' in by ? by.passwordHash : null,
    ],
  );
  if (!rows.length) throw accountChanged();
}

const hasApp = async (client: ClientBase, staff: string): Promise<boolean> =>
  (
    await client.query('select from second_factors where staff_id = $1 and cipher is not null', [
      staff,
    ])
  ).rowCount === 1;

/** The app's secret is gone, passkeys and recovery codes stay. @returns whether it was so */
async function endApp(client: ClientBase, staff: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `update second_factors set cipher = null
      where staff_id = $1 and cipher is not null
        and exists (select from passkeys p where p.staff_id = $1)`,
    [staff],
  );
  return rowCount === 1;
}

/** @returns how many recovery codes there are. @throws Refused if there is one that stays */
async function enrol(
  client: ClientBase,
  {
    staff,
    cipher,
    recovery,
    step,
    after,
    replaces = false,
  }: Extract<SecondFactorChange, { readonly do: 'enrol' }>,
  now: Instant,
): Promise<number> {
  if (after !== undefined) {
    const { rows: last } = await client.query<{ readonly at: Instant }>(
      'select enrolled_at as at from second_factors where staff_id = $1',
      [staff],
    );
    if ((last[0]?.at ?? null) !== after) throw offerEnded();
  }
  const { rows } = await client.query(
    `insert into second_factors as f (staff_id, cipher, recovery, used_step, enrolled_at)
     values ($1, $2, $3, $4, $5)
     on conflict (staff_id) do update
        set cipher = excluded.cipher, recovery = excluded.recovery,
            used_step = excluded.used_step, enrolled_at = excluded.enrolled_at,
            ended_at = null, ended_because = null
      where not ${FACTOR_LIVES} or $6
     returning cardinality(recovery) as left`,
    [staff, cipher, recovery, step, now, replaces],
  );
  const [written] = rows as { readonly left: number }[];
  if (!written) throw enrolledAlready();
  return written.left;
}

/**
 * Removes secret, codes and passkeys for good.
 * @returns whether there were any
 */
export async function endSecondFactor(
  client: ClientBase,
  staff: string,
  because: 'self' | 'reset' | 'left',
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update second_factors f
        set cipher = null, recovery = '{}', ended_at = $2, ended_because = $3
      where staff_id = $1 and ${FACTOR_LIVES}`,
    [staff, now, because],
  );
  await client.query('delete from passkeys where staff_id = $1', [staff]);
  return rowCount === 1;
}

/** Whether a role needs one, from the next sign-in on. */
export async function saveSecondFactorRule(
  client: ClientBase,
  { role, required }: Extract<Change, { kind: 'second-factor-rule' }>,
): Promise<readonly Fact[]> {
  return recorded(client, { second_factor_rules: [role] }, async () => {
    await client.query(
      `insert into second_factor_rules (role, required) values ($1, $2)
       on conflict (role) do update set required = excluded.required`,
      [role, required],
    );
    return [
      { type: 'BankFact', what: 'second-factor-rule-saved', subject: role, details: { required } },
    ];
  });
}
