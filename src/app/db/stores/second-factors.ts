import { Pool } from 'pg';
import { Person, RuledRole, SecondFactor, SecondFactorStore, Staff } from '../../ports';
import { FACTOR_LIVES } from '../reads/factor-lives';

export const staffColumns =
  's.id, s.username, s.first_name as "firstName", s.role, s.branches, s.active';
export type StaffRow = Omit<Staff, 'branches'> & { readonly branches: string[] | null };
export const toStaff = (row: StaffRow): Staff => ({
  id: row.id,
  username: row.username,
  firstName: row.firstName,
  role: row.role,
  active: row.active,
  branches: row.branches ?? 'all',
});

type PersonRow = StaffRow & {
  readonly passwordHash: string | null;
  readonly app: boolean;
  readonly passkeys: boolean;
  readonly required: boolean;
};

/** One query for everybody who signs in, so that all take the same time. */
const PERSONS = `
  select ${staffColumns}, s.password_hash as "passwordHash",
         exists (select from second_factors f
                  where f.staff_id = s.id and f.cipher is not null) as app,
         exists (select from passkeys p where p.staff_id = s.id) as passkeys,
         exists (select from second_factor_rules r
                  where r.role = s.role and r.required) as required
    from staff s
   where s.active and`;

/** @param which the rest of the question, after `where … and` */
export async function personBy(
  pool: Pool,
  which: string,
  values: readonly unknown[],
): Promise<Person | undefined> {
  const row = (await pool.query(`${PERSONS} ${which}`, values as unknown[])).rows[0] as
    PersonRow | undefined;
  if (!row) return undefined;
  const { passwordHash, app, passkeys, required } = row;
  const second = app || passkeys ? 'code' : required ? 'enrol' : 'none';
  return { ...toStaff(row), passwordHash, second, app, passkeys, required };
}

/** Who has a second factor, which the write path changes, and how lately a session was proved. */
export function createSecondFactors(pool: Pool): SecondFactorStore {
  return {
    personById: (staff) => personBy(pool, 's.id = $1', [staff]),
    async secondFactorOf(staff) {
      const { rows } = await pool.query(
        `select ${FACTOR_LIVES} as active, cipher, recovery,
                used_step as "usedStep", enrolled_at as "enrolledAt",
                ended_at as "endedAt", ended_because as "endedBecause"
           from second_factors f where staff_id = $1`,
        [staff],
      );
      return rows[0] as SecondFactor | undefined;
    },
    async provedAt(session) {
      const { rows } = await pool.query(
        `select proved_at as "provedAt", expires_at as "expiresAt" from sessions where id = $1`,
        [session],
      );
      return rows[0] as { provedAt: number | null; expiresAt: number } | undefined;
    },
    async proveSession(session, at) {
      await pool.query('update sessions set proved_at = $2 where id = $1', [session, at]);
    },
    async secondFactorRules() {
      const { rows } = await pool.query(
        'select role from second_factor_rules where required order by role',
      );
      return rows.map((row) => (row as { role: RuledRole }).role);
    },
    async secondFactors() {
      const { rows } = await pool.query(
        `select staff_id as staff, enrolled_at as "enrolledAt", cardinality(recovery) as left,
                cipher is not null as app,
                (select count(*)::integer from passkeys p
                  where p.staff_id = f.staff_id) as passkeys
           from second_factors f where ${FACTOR_LIVES} order by staff_id`,
      );
      return rows as Awaited<ReturnType<SecondFactorStore['secondFactors']>>;
    },
  };
}
