import { Pool } from 'pg';
import { Device, IdentityStore, SessionStore } from '../../ports';
import { branchOfTicket, ticketByKeyHash } from '../reads/read-tickets';
import { keyOfUsername } from '../reads/usernames';
import { createDeviceKeys } from './device-keys';
import { createPasskeys } from './passkeys';
import { createSecondFactors, personBy, staffColumns, StaffRow, toStaff } from './second-factors';

const deviceColumns = 'd.id, d.kind, d.branch_id as branch, d.label, d.revoked';

const firstRow =
  (pool: Pool) =>
  async <T>(text: string, values: readonly unknown[]) =>
    (await pool.query(text, values as unknown[])).rows[0] as T | undefined;

/** Sessions, devices and failed sign-ins. Tokens and codes are known here only by their SHA-256. */
export function createIdentityStore(pool: Pool): IdentityStore {
  const one = firstRow(pool);
  return {
    ...createSessions(pool),
    ...createCodes(pool),
    ...createDeviceKeys(pool),
    ...createSecondFactors(pool),
    ...createPasskeys(pool),
    async countFailedSignIn(username, address, now) {
      // Only existing usernames are kept: anything else may be whatever a person typed.
      const row = await one<{ failures: number }>(
        `insert into failed_sign_ins (username, address, failures, first_at, last_at)
         values (coalesce((select min(${keyOfUsername('username')}) from staff
                            where ${keyOfUsername('username')} = ${keyOfUsername('$1')}), ''),
                 $2, 1, $3, $3)
         on conflict (username, address) do update
            set last_at = excluded.last_at, failures = failed_sign_ins.failures + 1
         returning failures`,
        [username.slice(0, 200), address, now],
      );
      return row!.failures;
    },
    async clearFailedSignIns(username) {
      await pool.query('delete from failed_sign_ins where username = $1 and appended >= failures', [
        username,
      ]);
    },
    async knowsPlace(name, place) {
      const row = await one(
        `select 1 from known_places k join staff s on s.id = k.staff_id and s.active
          where k.place = $2 and ${keyOfUsername('s.username')} = $1`,
        [name, place],
      );
      return row !== undefined;
    },
    async rememberPlace(staff, place, now) {
      await pool.query(
        `insert into known_places (staff_id, place, last_at) values ($1, $2, $3)
         on conflict (staff_id, place) do update set last_at = excluded.last_at`,
        [staff, place, now],
      );
    },
    ticketByKeyHash: (keyHash) => ticketByKeyHash(pool, keyHash),
    branchOfTicket: (ticket) => branchOfTicket(pool, ticket),
  };
}

function createSessions(pool: Pool): SessionStore {
  const one = firstRow(pool);
  return {
    staffByUsername: (username) =>
      personBy(
        pool,
        // two may differ in case only since before that was refused: each signs in as written
        `${keyOfUsername('s.username')} = ${keyOfUsername('$1')}
          order by s.username = $1 desc, s.id limit 1`,
        [username],
      ),
    async sessionByToken(tokenHash, now) {
      const row = await one<StaffRow & { session: string; expiresAt: number; idleUntil: number }>(
        `select x.id as session, x.expires_at as "expiresAt", x.idle_until as "idleUntil",
                ${staffColumns}
           from sessions x join staff s on s.id = x.staff_id and s.active
          where x.token_hash = $1 and x.expires_at > $2 and x.idle_until > $2`,
        [tokenHash, now],
      );
      return (
        row && {
          id: row.session,
          expiresAt: row.expiresAt,
          idleUntil: row.idleUntil,
          staff: toStaff(row),
        }
      );
    },
    async addSession({ id, tokenHash, staff, expiresAt, idleUntil }, person, provider) {
      // Waits for a transaction that closes the account or changes its rights, or is seen by it.
      const { rowCount } = await pool.query(
        `insert into sessions (id, token_hash, staff_id, expires_at, idle_until,
                               oidc_sid, oidc_refresh, oidc_asked_at)
         select $1, $2, s.id, $4, $5, $6, $7, $8 from staff s
          where s.id = $3 and s.active and s.password_hash is not distinct from $9
            and s.role = $10 and s.branches is not distinct from $11::text[]
            for share`,
        [
          ...[id, tokenHash, staff, expiresAt, idleUntil],
          ...[provider?.sid, provider?.refresh, provider?.askedAt].map((each) => each ?? null),
          ...[person.passwordHash, person.role],
          person.branches === 'all' ? null : person.branches,
        ],
      );
      return rowCount === 1;
    },
    async touchSession(tokenHash, idleUntil) {
      await pool.query(
        'update sessions set idle_until = greatest(idle_until, $2) where token_hash = $1',
        [tokenHash, idleUntil],
      );
    },
    async endSession(tokenHash) {
      const row = await one<{ readonly id: string }>(
        'delete from sessions where token_hash = $1 returning id',
        [tokenHash],
      );
      return row?.id;
    },
    async sessionsOf(staff, now) {
      const { rows } = await pool.query(
        `select id, expires_at as "expiresAt", idle_until as "idleUntil" from sessions
          where staff_id = $1 and expires_at > $2 and idle_until > $2
          order by expires_at desc, id limit 100`,
        [staff, now],
      );
      return rows as { id: string; expiresAt: number; idleUntil: number }[];
    },
    async endSessionOf(staff, session) {
      const row = await one<{ tokenHash: string }>(
        `delete from sessions where staff_id = $1 and id = $2
         returning token_hash as "tokenHash"`,
        [staff, session],
      );
      return row?.tokenHash;
    },
    async endSessionsOf(staff) {
      const { rows } = await pool.query(
        'delete from sessions where staff_id = $1 returning id, token_hash as "tokenHash"',
        [staff],
      );
      return rows as { id: string; tokenHash: string }[];
    },
    async keptSessionsOf(staff) {
      const { rows } = await pool.query(
        'select id, token_hash as "tokenHash" from sessions where staff_id = $1',
        [staff],
      );
      return rows as { id: string; tokenHash: string }[];
    },
  };
}

function createCodes(pool: Pool): Pick<IdentityStore, 'useCode'> {
  const one = firstRow(pool);
  return {
    useCode: (codeHash, now, printer) =>
      one<Device & { readonly codeReusable: boolean }>(
        `update devices d set code_hash = case when code_reusable then code_hash end
          where code_hash = $1 and not revoked
            and (code_expires_at is null or code_expires_at > $2)
            and ($3::text is null or (id = $3 and kind = 'printer'))
         returning ${deviceColumns}, d.code_reusable as "codeReusable"`,
        [codeHash, now, printer ?? null],
      ),
  };
}
