import { Pool } from 'pg';
import { DAY_MS } from '../../domain/model/instant';
import { Device, DeviceKeyStore, DeviceWithKey } from '../../ports';

const deviceColumns = 'd.id, d.kind, d.branch_id as branch, d.label, d.revoked';

/** The enrolment a key comes from; the first of a line names it. */
const LINE = 'coalesce(k.line, k.token_hash)';
/** Keys that ended longer ago are forgotten: one that is shown is then simply unknown. */
const REMEMBERED_MS = 90 * DAY_MS;
/** A successor that nobody has used is not replaced again within this long (ms). */
const AGAIN_MS = 120_000;

/** Keys of devices, which replace one another while they are used. Stored as SHA-256. */
export function createDeviceKeys(pool: Pool): DeviceKeyStore {
  return {
    async deviceByToken(tokenHash) {
      const { rows } = await pool.query(
        `select ${deviceColumns}, ${LINE} as line, k.follows, k.given_at as "givenAt",
                k.used_at as "usedAt", k.ends_at as "endsAt"
           from device_tokens k join devices d on d.id = k.device_id and not d.revoked
          where k.token_hash = $1`,
        [tokenHash],
      );
      const row = rows[0] as (Device & DeviceWithKey['key']) | undefined;
      if (!row) return undefined;
      const { line, follows, givenAt, usedAt, endsAt, ...device } = row;
      return { device, key: { line, follows, givenAt, usedAt, endsAt } };
    },
    async tokensOfDevice(device) {
      const { rows } = await pool.query<{ hash: string }>(
        'select token_hash as hash from device_tokens where device_id = $1',
        [device],
      );
      return rows.map(({ hash }) => hash);
    },
    async mayFollow(line, device, now) {
      const { rows } = await pool.query(
        `select 1 from device_tokens k
          where k.device_id = $1 and ${LINE} = $2 and k.used_at is null and k.follows is not null
            and k.given_at > $3 limit 1`,
        [device, line, now - AGAIN_MS],
      );
      return rows.length === 0;
    },
    async giveSuccessor({ tokenHash, follows, device, line, now }) {
      await pool.query(
        `with unused as (
           delete from device_tokens k
            where k.device_id = $3 and ${LINE} = $4 and k.token_hash <> $2
              and (k.used_at is null and k.follows is not null or k.ends_at < $6)
         )
         insert into device_tokens (token_hash, device_id, line, follows, given_at)
         select $1, device_id, $4, token_hash, $5 from device_tokens
          where token_hash = $2 and device_id = $3`,
        [tokenHash, follows, device, line, now, now - REMEMBERED_MS],
      );
    },
    async keyUsed(tokenHash, { device, line, now, othersEndAt }) {
      const { rows } = await pool.query<{ first: boolean }>(
        `with used as (
           update device_tokens set used_at = $4
            where token_hash = $1 and used_at is null
           returning token_hash
         ), ended as (
           update device_tokens k set ends_at = $5
            where k.device_id = $2 and ${LINE} = $3 and k.token_hash <> $1 and k.ends_at is null
              and exists (select 1 from used)
         )
         select exists (select 1 from used) as first`,
        [tokenHash, device, line, now, othersEndAt],
      );
      return rows[0].first;
    },
    async lineLives(tokenHash, now) {
      const { rows } = await pool.query(
        `select 1 from device_tokens k join devices d on d.id = k.device_id and not d.revoked
          where k.token_hash = $1
            and exists (select 1 from device_tokens o
                         where o.device_id = k.device_id
                           and coalesce(o.line, o.token_hash) = ${LINE}
                           and (o.ends_at is null or o.ends_at > $2))`,
        [tokenHash, now],
      );
      return rows.length > 0;
    },
    async endLine(device, line) {
      const { rows } = await pool.query<{ hash: string }>(
        `delete from device_tokens k where k.device_id = $1 and ${LINE} = $2
         returning k.token_hash as hash`,
        [device, line],
      );
      return rows.map(({ hash }) => hash);
    },
  };
}
