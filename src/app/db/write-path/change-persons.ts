import { ClientBase } from 'pg';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { deviceStays } from '../../domain/model/missing';
import { Change } from '../../ports';
import { keyOfUsername } from '../reads/usernames';

type Of<K extends Change['kind']> = Extract<Change, { kind: K }>;

/**
 * A device keeps its kind and branch: its keys, its page and its events belong to that branch.
 * @throws Refused `device_stays`
 */
export async function saveDevice(
  client: ClientBase,
  { device, codeHash, reusable, codeExpiresAt }: Of<'device'>,
): Promise<readonly Fact[]> {
  const { rowCount } = await client.query(
    `insert into devices
            (id, kind, branch_id, label, code_hash, code_reusable, code_expires_at, revoked)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do update
        set label = excluded.label, revoked = excluded.revoked,
            code_hash = coalesce(excluded.code_hash, devices.code_hash),
            code_reusable = case when excluded.code_hash is null
                                 then devices.code_reusable else excluded.code_reusable end,
            code_expires_at = case when excluded.code_hash is null
                                   then devices.code_expires_at else excluded.code_expires_at end
      where devices.kind = excluded.kind and devices.branch_id = excluded.branch_id`,
    [
      device.id,
      device.kind,
      device.branch,
      device.label,
      codeHash ?? null,
      reusable ?? false,
      codeExpiresAt ?? null,
      device.revoked,
    ],
  );
  if (!rowCount) throw deviceStays(device);
  if (device.revoked) {
    await client.query('delete from device_tokens where device_id = $1', [device.id]);
  }
  return [
    {
      type: 'BankFact',
      what: device.revoked ? 'device-revoked' : 'device-saved',
      subject: device.id,
      details: { kind: device.kind, branch: device.branch },
    },
  ];
}

/** An enrolment gives a device its key, unless it was revoked meanwhile. */
export async function giveDeviceKey(
  client: ClientBase,
  { device, tokenHash, alone }: Of<'device-key'>,
  now: Instant,
): Promise<readonly Fact[]> {
  await client.query(
    `with given as (
       insert into device_tokens (token_hash, device_id, line, given_at, used_at)
       select $2, id, $2, $4, $4 from devices where id = $1 and not revoked
       on conflict do nothing
     )
     delete from device_tokens where device_id = $1 and token_hash <> $2 and $3`,
    [device, tokenHash, alone, now],
  );
  return [];
}

/**
 * Failed sign-ins since the last time, by staff member. Unknown names may be anything a person
 * typed, so they are only counted.
 */
export async function appendFailedSignIns(client: ClientBase): Promise<readonly Fact[]> {
  const { rows } = await client.query(
    `with counted as (
       update failed_sign_ins f set appended = f.failures
         from (select username, address, appended from failed_sign_ins
                where failures > appended for update) old
        where f.username = old.username and f.address = old.address
       returning f.username, f.failures - old.appended as fresh
     )
     select coalesce(s.id, 'unknown') as subject, sum(c.fresh)::integer as failures
       from counted c left join lateral (
            select s.id from staff s
             where ${keyOfUsername('s.username')} = ${keyOfUsername('c.username')}
             order by s.id limit 1) s on true group by 1 order by 1`,
  );
  return (rows as { subject: string; failures: number }[]).map(({ subject, failures }) => ({
    type: 'BankFact',
    what: 'sign-ins-failed',
    subject,
    details: { failures },
  }));
}
