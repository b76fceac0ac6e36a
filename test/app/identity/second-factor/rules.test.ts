import { WebSocket } from 'ws';
import { verifyChains } from '../../../../src/app/operations/reads/verify';
import { codeNow, wrongCode } from '../../../support/authenticator';
import { until } from '../../../support/wait';
import './admin-link';
import {
  admin,
  bearer,
  client,
  enrolled,
  hire,
  openTwo,
  other,
  PASSWORD,
  second,
  send,
  signIn,
  stage,
  stepOf,
} from './people';

/** A second factor: required by the bank, lost by its owner, proven by the audit. */

openTwo();

describe('the bank requires one', () => {
  const require = (role: string, required: boolean) =>
    stage.ask('PUT', '/api/second-factors', { as: admin, body: { role, required } });
  afterEach(async () => {
    for (const role of ['auditor', 'supervisor', 'admin']) await require(role, false);
  });

  test('from nobody until an administrator says so, and then only from these roles', async () => {
    expect((await send('GET', '/api/second-factors', admin)).body.requiredOf).toEqual([]);
    const [auditor, supervisor] = [await hire('auditor'), await hire('supervisor')];
    const before = bearer(await signIn(auditor.id));
    expect((await require('auditor', true)).body.requiredOf).toEqual(['auditor']);
    // People signed in go on; the next sign-in asks for it.
    expect((await send('GET', '/api/sessions', before)).status).toBe(200);
    expect((await signIn(supervisor.id)).status).toBe(201);
    const { next, step } = stepOf(await signIn(auditor.id));
    expect(next).toBe('enrol');
    expect((await send('GET', '/api/sessions', `Bearer ${step}`)).status).toBe(401);
    expect((await second(step, '123456')).body.code).toBe('second_step_ended');
    const made = await send('POST', '/api/sessions/second-step/offer', undefined, { step });
    const { offer, secret } = made.body as unknown as { offer: string; secret: string };
    const enrol = (code: string) =>
      send('POST', '/api/sessions/second-step/enrol', undefined, { step, offer, code });
    expect((await enrol(wrongCode(secret))).body.code).toBe('wrong_code');
    const [done, again] = await Promise.all([enrol(codeNow(secret)), enrol(codeNow(secret))]);
    const [good, bad] = done.status === 201 ? [done, again] : [again, done];
    expect(good.status).toBe(201);
    expect(good.body.recoveryCodes).toHaveLength(10);
    expect([401, 409]).toContain(bad.status);
    const as = bearer(good);
    expect(await send('DELETE', '/api/sessions/second-factor', as)).toMatchObject({
      status: 409,
      body: { code: 'second_factor_required' },
    });
    // A new phone replaces the old one.
    const next2 = await send('POST', '/api/sessions/second-factor/offer', as);
    const phone = next2.body as unknown as { offer: string; secret: string };
    const body = { offer: phone.offer, code: codeNow(phone.secret) };
    expect((await send('PUT', '/api/sessions/second-factor', as, body)).status).toBe(200);
    const then = stepOf(await signIn(auditor.id)).step;
    expect((await second(then, codeNow(secret, 1))).status).toBe(403);
    expect((await second(then, codeNow(phone.secret, 1))).status).toBe(201);
    await require('auditor', false);
    expect((await send('DELETE', '/api/sessions/second-factor', as)).status).toBe(204);
    expect((await signIn(auditor.id)).status).toBe(201);
  });

  test('changing the password leads to enrolling as well', async () => {
    const { id } = await hire('supervisor');
    const as = bearer(await signIn(id));
    await require('supervisor', true);
    const body = { current: PASSWORD, password: 'lluvia sobre temuco' };
    expect(await send('PUT', '/api/sessions/password', as, body)).toMatchObject({
      status: 401,
      body: { code: 'second_step_needed', secondStep: { next: 'enrol' } },
    });
  });
});

test('people with a second factor keep their session when the password changes', async () => {
  const { id, as, secret } = await enrolled();
  const body = { current: PASSWORD, password: 'lluvia sobre temuco' };
  const changed = await send('PUT', '/api/sessions/password', as, body);
  expect(changed).toMatchObject({ status: 200, body: { staff: { id } } });
  expect((await send('GET', '/api/sessions', bearer(changed))).status).toBe(200);
  const { step } = stepOf(await signIn(id, {}, body.password));
  expect((await second(step, codeNow(secret, 1))).status).toBe(201);
});

test('an administrator resets a lost one: signed out everywhere, with a reason', async () => {
  const { id, secret, recovery } = await enrolled('supervisor');
  const { step } = stepOf(await signIn(id));
  const opened = bearer(await second(step, codeNow(secret, 1)));
  const elsewhere = `http://127.0.0.1:${other.port}`;
  const seen = async () =>
    (await fetch(`${elsewhere}/api/branches/1/floor`, { headers: { Authorization: opened } }))
      .status;
  expect(await seen()).toBe(200);
  const socket = new WebSocket(`ws://127.0.0.1:${other.port}/live?branch=1&view=floor`, {
    headers: { Authorization: opened },
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('message', resolve));
  const path = `/api/staff/${id}/second-factor`;
  expect((await send('DELETE', path, await stage.staff('supervisor-1'))).status).toBe(403);
  expect((await send('DELETE', path, admin)).status).toBe(204);
  expect(await send('DELETE', path, admin)).toMatchObject({
    status: 404,
    body: { code: 'no_second_factor' },
  });
  expect(await send('DELETE', '/api/staff/admin-1/second-factor', admin)).toMatchObject({
    status: 409,
    body: { code: 'own_second_factor' },
  });
  await until(async () => (await seen()) === 401, 'the end on the other instance');
  await closed;
  // What she had no longer works, and the password is enough again.
  expect((await second(step, codeNow(secret, 1))).body.code).toBe('second_step_ended');
  expect((await second(step, recovery[1])).body.code).toBe('second_step_ended');
  const as = bearer(await signIn(id));
  expect((await send('GET', '/api/sessions/second-factor', as)).body).toMatchObject({
    enrolledAt: null,
    recoveryCodes: 0,
    endedAt: expect.stringMatching(/^20/),
    endedBecause: 'reset',
  });
});

test("a leaver's secret is deleted, and the audit says so", async () => {
  const { id, person } = await enrolled();
  const { queues: _, ...body } = person;
  const saved = await stage.ask('PUT', `/api/staff/${id}`, {
    as: admin,
    body: { ...body, id: undefined, active: false },
  });
  expect(saved.status).toBe(200);
  const { rows } = await client.query('select * from second_factors where staff_id = $1', [id]);
  expect(rows[0]).toMatchObject({ cipher: null, recovery: [], ended_because: 'left' });
  const told = await client.query(
    "select body from events where body like '%second-factor-ended%' and body like $1",
    [`%${id}%`],
  );
  expect(told.rows.length).toBeGreaterThan(0);
});

test('audit:verify proves who has one: each column, and any extra or missing row', async () => {
  const { id } = await enrolled();
  const { id: eva } = await enrolled();
  await stage.ask('PUT', '/api/second-factors', {
    as: admin,
    body: { role: 'auditor', required: true },
  });
  const faults = async () =>
    (await verifyChains(stage.app.audit, stage.app.vault)).flatMap((each) =>
      each.faults.filter((sentence) => /second_factor/.test(sentence)),
    );
  // Earlier tests moved the clock of used codes, which this would report.
  await client.query('delete from second_factors where staff_id <> all($1)', [[id, eva]]);
  const before = (await faults()).filter((sentence) => sentence.includes(id));
  expect(before).toEqual([]);
  const row = (await client.query('select * from second_factors where staff_id = $1', [id]))
    .rows[0];
  const another = `set cipher = (select cipher from second_factors where staff_id = '${eva}')`;
  const tamperings = [
    'set used_step = used_step - 1',
    'set recovery = recovery[2:]',
    "set recovery = array_append(recovery, '~forged')",
    'set cipher = null',
    another,
    'set enrolled_at = enrolled_at + 1',
    "set ended_because = 'self'",
    'set ended_at = 1',
  ];
  for (const set of tamperings) {
    await client.query(`update second_factors ${set} where staff_id = $1`, [id]);
    // somebody else's cipher does not open here either
    const many = set === another ? 2 : 1;
    expect([set, (await faults()).filter((each) => each.includes(id)).length]).toEqual([set, many]);
    await client.query('delete from second_factors where staff_id = $1', [id]);
    const names = Object.keys(row);
    await client.query(
      `insert into second_factors (${names.join()})
       values (${names.map((_, n) => `$${n + 1}`).join()})`,
      Object.values(row),
    );
  }
  await client.query('delete from second_factors where staff_id = $1', [id]);
  expect((await faults()).filter((each) => each.includes(id))).toHaveLength(1);
  await client.query("update second_factor_rules set required = false where role = 'auditor'");
  expect((await faults()).join()).toMatch(/second_factor_rules auditor: required/);
});
