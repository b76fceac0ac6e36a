import { verifyChains } from '../../../../src/app/operations/reads/verify';
import { passkeyDevice } from '../../../support/passkey-device';
import { until } from '../../../support/wait';
import { cookieOf } from '../../http/stage';
import { answered, enter, person, post } from './passkey-people';
import { admin, client, other, send, signIn, stage } from './people';

/** Stored passkeys: removed, safe from floods, proven by the audit. */

test('an administrator removes a lost one: signed out everywhere, with a reason', async () => {
  const { id, as, device } = await person({}, 'supervisor');
  const [lost] = (await send('GET', `/api/staff/${id}/passkeys`, admin)).body as never as {
    id: string;
  }[];
  const path = `/api/staff/${id}/passkeys/${lost.id}`;
  expect((await send('DELETE', path, await stage.staff('supervisor-1'))).status).toBe(403);
  const own = await send('DELETE', `/api/staff/admin-1/passkeys/${lost.id}`, admin);
  expect(own).toMatchObject({ status: 409, body: { code: 'own_second_factor' } });
  expect((await send('DELETE', path, admin)).status).toBe(204);
  expect(await send('DELETE', path, admin)).toMatchObject({ status: 404 });
  const seen = () =>
    fetch(`http://127.0.0.1:${other.port}/api/branches/1/floor`, {
      headers: { Authorization: as },
    });
  await until(async () => (await seen()).status === 401, 'the end on the other instance');
  expect((await enter(device)).body.code).toBe('wrong_passkey');
  expect((await signIn(id)).status).toBe(201);
  const told = await client.query(
    `select body::jsonb #>> '{fact,what}' as what from events
      where body::jsonb #>> '{fact,subject}' = $1
        and body::jsonb #>> '{fact,details,because}' = 'reset'
      order by seq`,
    [id],
  );
  expect(told.rows.map(({ what }) => what as string)).toEqual([
    'passkey-removed',
    'second-factor-ended',
  ]);
});

test('a flood of foreign answers does not lock out somebody known here', async () => {
  const { device } = await person();
  const home = { 'X-Viewer-IP': 'a-branch-of-many' };
  const opened = await post('/api/sessions/passkey', undefined, await answered(device), home);
  const cookie = { Cookie: cookieOf(opened).replace(/ticketero_session=[^;]*;?/, ''), ...home };
  const stranger = await answered(passkeyDevice(stage.app.url));
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...home },
    body: JSON.stringify(stranger),
  };
  const answers = await Promise.all(
    Array.from({ length: 301 }, () =>
      fetch(`http://127.0.0.1:${stage.app.port}/api/sessions/passkey`, init),
    ),
  );
  const last = answers.filter(({ status }) => status === 429);
  expect(last.length).toBeGreaterThan(0);
  expect(Number(last[0].headers.get('retry-after'))).toBeGreaterThan(0);
  const again = await post('/api/sessions/passkey', undefined, await answered(device), cookie);
  expect(again.status).toBe(201);
});

test("a leaver's passkeys are deleted, and audit:verify proves each column", async () => {
  const { id, device } = await person();
  const { id: eva } = await person();
  await enter(device);
  const faults = async () =>
    (await verifyChains(stage.app.audit, stage.app.vault)).flatMap((each) =>
      each.faults.filter((sentence) => /passkeys/.test(sentence) && sentence.includes(id)),
    );
  expect(await faults()).toEqual([]);
  const { rows } = await client.query('select * from passkeys where staff_id = $1', [id]);
  for (const set of [
    'counter = counter - 1',
    "public_key = 'AAAA'",
    "credential = 'AAAA'",
    "name = 'Otro'",
    "transports = '{usb}'",
    'added_at = added_at + 1',
    'used_at = null',
    `staff_id = '${eva}'`,
  ]) {
    await client.query(`update passkeys set ${set} where id = $1`, [rows[0].id]);
    expect([set, (await faults()).length > 0]).toEqual([set, true]);
    await client.query('delete from passkeys where id = $1', [rows[0].id]);
    expect(await faults()).toHaveLength(1);
    const names = Object.keys(rows[0] as object);
    await client.query(
      `insert into passkeys (${names.join()}) values (${names.map((_, n) => `$${n + 1}`).join()})`,
      Object.values(rows[0] as object),
    );
  }
  expect(await faults()).toEqual([]);
  await client.query(
    `insert into passkeys
            (id, staff_id, credential, public_key, counter, transports, name, added_at)
     values (gen_random_uuid(), $1, 'forged', 'forged', 0, '{}', 'forged', 1)`,
    [id],
  );
  expect(await faults()).toHaveLength(1);
  await client.query("delete from passkeys where credential = 'forged'");
  const {
    queues: _,
    id: __,
    hasPassword: ___,
    ...body
  } = (await stage.app.operations.listStaff()).find((each) => each.id === id)!;
  await stage.ask('PUT', `/api/staff/${id}`, { as: admin, body: { ...body, active: false } });
  expect((await client.query('select from passkeys where staff_id = $1', [id])).rows).toEqual([]);
  expect(await faults()).toEqual([]);
});
