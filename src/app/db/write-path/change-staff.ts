import { ClientBase } from 'pg';
import { accountChanged } from '../../domain/model/accounts';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { Change } from '../../ports';
import { endReportMailsOf } from './change-report-mails';
import { endSecondFactor, factorsOf } from './change-second-factor';
import { recorded } from './row-changes';

type Of<K extends Change['kind']> = Extract<Change, { kind: K }>;

/**
 * How many accounts that an older release closed without removing their passwords one command
 * handles.
 */
const LEFT_OVER = 50;

interface Rights {
  readonly branches: readonly string[] | null;
  /** Whether they stay as they were. */
  readonly same: boolean;
}

/**
 * Staff: who works here, what they may do, and whether they may sign in. The caller must also
 * record a `BranchConfigured` on each branch concerned.
 */
async function saveStaff(
  client: ClientBase,
  { staff, queues, passwordHash }: Of<'staff'>,
  now: Instant,
): Promise<readonly Fact[]> {
  const branches = staff.branches === 'all' ? null : staff.branches;
  const before = await client.query<Rights>(
    `select branches, role = $2 and branches is not distinct from $3::text[] as same
       from staff where id = $1`,
    [staff.id, staff.role, branches],
  );
  await client.query(
    `insert into staff (id, username, first_name, role, branches, active, password_hash)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update
        set username = excluded.username, first_name = excluded.first_name, role = excluded.role,
            branches = excluded.branches, active = excluded.active,
            -- an account that is opened again begins as a new one does
            password_hash = case when excluded.active and staff.active
                                 then coalesce(excluded.password_hash, staff.password_hash)
                                 else excluded.password_hash end`,
    [
      staff.id,
      staff.username,
      staff.firstName,
      staff.role,
      branches,
      staff.active,
      (staff.active ? passwordHash : undefined) ?? null,
    ],
  );
  if (before.rows[0]?.same === false) await saveMove(client, staff.id, before.rows[0].branches);
  for (const [branch, list] of Object.entries(queues)) {
    await client.query(
      `insert into staff_queues (staff_id, branch_id, queues) values ($1, $2, $3)
       on conflict (staff_id, branch_id) do update set queues = excluded.queues`,
      [staff.id, branch, list],
    );
  }
  await client.query('delete from staff_queues where staff_id = $1 and not (branch_id = any($2))', [
    staff.id,
    Object.keys(queues),
  ]);
  // Including those opened since the caller ended them.
  if (!staff.active || passwordHash || before.rows[0]?.same === false) {
    await endSessions(client, staff.id);
  }
  return [
    saved(staff, passwordHash !== undefined),
    ...(staff.active ? [] : await takeWaysIn(client, staff.id, now)),
  ];
}

/** Where somebody has been and may not act any more: what they did there still names them. */
async function saveMove(
  client: ClientBase,
  staff: string,
  before: readonly string[] | null,
): Promise<void> {
  await client.query(
    `with here as (select id as staff_id, branches from staff where id = $1),
          back as (delete from moved_staff m using here
                    where m.staff_id = here.staff_id
                      and (here.branches is null or m.branch_id = any(here.branches)))
     insert into moved_staff (branch_id, staff_id)
     select b.id, here.staff_id from branches b, here
      where ($2::text[] is null or b.id = any($2)) and not (b.id = any(here.branches))
         on conflict do nothing`,
    [staff, before],
  );
}

const saved = (
  { id, role, active }: Pick<Of<'staff'>['staff'], 'id' | 'role' | 'active'>,
  password: boolean,
): Fact => ({
  type: 'BankFact',
  what: 'staff-saved',
  subject: id,
  details: { role, active, password },
});

async function endSessions(client: ClientBase, staff: string): Promise<void> {
  await client.query('delete from sessions where staff_id = $1', [staff]);
}

/**
 * Removes everything that would let in somebody who has left, or be sent to them; none of it is
 * back when the account is opened again. The password was removed with the row's update.
 */
async function takeWaysIn(
  client: ClientBase,
  staff: string,
  now: Instant,
): Promise<readonly Fact[]> {
  await client.query('delete from known_places where staff_id = $1', [staff]);
  const ended = await endSecondFactor(client, staff, 'left', now);
  return [
    ...(ended
      ? [
          {
            type: 'BankFact' as const,
            what: 'second-factor-ended' as const,
            subject: staff,
            details: { because: 'left' },
          },
        ]
      : []),
    ...(await endReportMailsOf(client, staff, now)),
  ];
}

/**
 * Somebody chose their own password, provided the one they gave was still theirs.
 * @throws Refused `account_changed`
 */
async function savePassword(
  client: ClientBase,
  { staff, passwordHash, instead }: Of<'password'>,
): Promise<readonly Fact[]> {
  const { rows } = await client.query<Pick<Of<'staff'>['staff'], 'id' | 'role' | 'active'>>(
    `update staff set password_hash = $2
      where id = $1 and active and password_hash is not distinct from $3
     returning id, role, active`,
    [staff, passwordHash, instead],
  );
  if (!rows.length) throw accountChanged();
  await endSessions(client, staff);
  return [saved(rows[0], true)];
}

/** Removes what an older release left of accounts that it closed. */
async function clearClosed(client: ClientBase, now: Instant): Promise<readonly Fact[]> {
  const { rows } = await client.query<Pick<Of<'staff'>['staff'], 'id' | 'role' | 'active'>>(
    `select id, role, active from staff
      where not active and password_hash is not null order by id limit $1`,
    [LEFT_OVER],
  );
  const facts: Fact[] = [];
  for (const staff of rows) {
    const { id } = staff;
    const told = await recorded(client, { staff: [id], ...factorsOf(id) }, async () => {
      await client.query('update staff set password_hash = null where id = $1', [id]);
      return [saved(staff, false), ...(await takeWaysIn(client, id, now))];
    });
    facts.push(...told);
  }
  return facts;
}

/** Staff, and their ways in. */
export function changeStaff(
  client: ClientBase,
  change: Of<'staff' | 'password' | 'closed-accounts'>,
  now: Instant,
): Promise<readonly Fact[]> {
  if (change.kind === 'closed-accounts') return clearClosed(client, now);
  if (change.kind === 'password') {
    return recorded(client, { staff: [change.staff] }, () => savePassword(client, change));
  }
  const { id } = change.staff;
  return recorded(client, { staff: [id], staff_queues: [`${id}/%`], ...factorsOf(id) }, () =>
    saveStaff(client, change, now),
  );
}
