import { randomUUID } from 'node:crypto';
import { codeNow } from '../../../support/authenticator';
import { admin, auditor, stage, walk } from './stage';

/** Configuring the bank; erasing persons and ending sessions. */

test('an administrator: branches, queues and counters', async () => {
  await walk('PUT', '/api/branches/norte', { as: admin, body: { name: 'Sucursal Norte 😀' } });
  expect((await walk('GET', '/api/branches', { as: admin })).body).toContainEqual({
    id: 'norte',
    name: 'Sucursal Norte 😀',
    timeZone: 'America/Santiago',
    utcOffsets: expect.arrayContaining([
      { from: expect.any(String), minutes: -240 },
      { from: expect.any(String), minutes: -180 },
    ]),
  });
  await walk('PUT', '/api/branches/norte/queues/caja', {
    as: admin,
    body: {
      prefix: 'C',
      names: { es: 'Caja', en: 'Teller' },
      targetMinutes: 20,
      averageMinutes: 5,
    },
  });
  expect((await walk('GET', '/api/branches/norte/queues', { as: admin })).body).toMatchObject([
    { id: 'caja', open: true },
  ]);
  expect(
    await stage.ask('PUT', '/api/branches/norte/queues/cobros', {
      as: admin,
      body: {
        prefix: 'C',
        names: { es: 'Cobros', en: 'Bills' },
        targetMinutes: 20,
        averageMinutes: 5,
      },
    }),
  ).toMatchObject({ status: 409, body: { code: 'prefix_taken' } });
  await walk('PUT', '/api/branches/norte/counters/1', { as: admin, body: { label: '1' } });
  expect((await walk('GET', '/api/branches/norte/counters', { as: admin })).body).toEqual([
    { id: '1', label: '1' },
  ]);
  expect(
    await stage.ask('PUT', '/api/branches/bank', { as: admin, body: { name: 'x' } }),
  ).toMatchObject({ status: 422, body: { code: 'reserved_id' } });
});

test('an administrator: staff', async () => {
  const ana = {
    username: 'ana',
    firstName: 'Ana',
    role: 'advisor',
    branches: ['norte'],
    queues: { norte: ['caja'] },
    password: 'a password of hers',
  };
  expect((await walk('PUT', '/api/staff/ana', { as: admin, body: ana })).text).not.toContain(
    'password',
  );
  expect((await walk('GET', '/api/staff', { as: admin })).body).toContainEqual({
    id: 'ana',
    username: 'ana',
    firstName: 'Ana',
    role: 'advisor',
    branches: ['norte'],
    active: true,
    signsInBy: 'password',
    queues: { norte: ['caja'] },
  });
});

test('an administrator: devices', async () => {
  const device = await walk('PUT', '/api/devices/norte-kiosk', {
    as: admin,
    body: { kind: 'kiosk', branch: 'norte', label: 'Entrada' },
  });
  expect((await walk('GET', '/api/devices?branch=norte', { as: admin })).body).toEqual([
    {
      id: 'norte-kiosk',
      kind: 'kiosk',
      branch: 'norte',
      label: 'Entrada',
      revoked: false,
      codeOpen: true,
    },
  ]);
  // What was read can be sent back as it is or changed.
  const [{ id: _, ...read }] = await stage.call('GET /api/devices', {
    query: { branch: 'norte' },
    as: admin,
  });
  expect(
    (
      await stage.ask('PUT', '/api/devices/norte-kiosk', {
        as: admin,
        body: { ...read, label: 'Entrada sur', newCode: false },
      })
    ).body,
  ).toEqual({ id: 'norte-kiosk', code: null });
  const enrolled = await walk(
    'POST',
    '/api/devices/enrol',
    { body: { code: device.body.code } },
    201,
  );
  expect(
    await stage.ask('POST', '/api/devices/enrol', { body: { code: device.body.code } }),
  ).toMatchObject({
    status: 404,
    body: { code: 'unknown_code', errors: [{ field: 'code', got: 'a code' }] },
  });
  await stage.ask('PUT', '/api/branches/norte/settings', {
    as: admin,
    body: { hours: 'always' },
    headers: { 'If-Match': '"0"' },
  });
  expect(
    (
      await stage.ask('POST', '/api/branches/norte/tickets', {
        as: `Bearer ${String(enrolled.body.token)}`,
        body: { queue: 'caja' },
      })
    ).status,
  ).toBe(201);
});

test('an administrator: webhooks', async () => {
  const id = randomUUID();
  const hook = { url: 'https://example.com/hook', types: ['TicketIssued'] };
  const made = await walk('PUT', `/api/webhooks/${id}`, { as: admin, body: hook });
  expect(made.body.secret).toMatch(/^whsec_/);
  expect(
    (
      await stage.ask('PUT', `/api/webhooks/${id}`, {
        as: admin,
        body: { ...hook, active: false },
      })
    ).body.secret,
  ).toBeNull();
  expect((await walk('GET', '/api/webhooks', { as: admin })).text).not.toContain('whsec_');
  expect(
    await stage.ask('PUT', `/api/webhooks/${id}`, {
      as: admin,
      body: { ...hook, types: ['DeliveryEnded'] },
    }),
  ).toMatchObject({ status: 422, body: { code: 'outcome_event' } });
  expect(
    await stage.ask('PUT', `/api/webhooks/${id}`, {
      as: admin,
      body: { ...hook, types: ['TicketIsued'] },
    }),
  ).toMatchObject({ status: 422, body: { errors: [{ field: 'types.0', got: 'TicketIsued' }] } });
  expect(
    await stage.ask('PUT', `/api/webhooks/${id}`, {
      as: admin,
      body: { ...hook, branch: 'nowhere' },
    }),
  ).toMatchObject({ status: 404, body: { code: 'unknown_branch' } });
});

test('a person: exported and audited; erased once no ticket is active', async () => {
  const found = await walk('POST', '/api/customers/export', {
    as: admin,
    body: { nationalId: '7654321-6' },
  });
  expect(found.body).toMatchObject({
    nationalId: '7654321-6',
    phone: '+56976543210',
    tickets: [expect.anything()],
  });
  const person = { nationalId: '7654321-6' };
  const asked = await walk(
    'POST',
    '/api/branches/1/requests',
    { as: await stage.staff('host-1'), body: { person, right: 'opposition' } },
    201,
  );
  const open = await walk('GET', '/api/customers/requests', { as: admin });
  expect(open.body).toContainEqual(
    expect.objectContaining({ id: asked.body.id, person: expect.stringContaining('•') }),
  );
  await walk('POST', '/api/customers/oppose', { as: admin, body: { person, to: ['feedback'] } });
  const right = await walk('POST', '/api/customers/rectify', {
    as: admin,
    body: { person, correct: { phone: '+56976543211' } },
  });
  expect(right.body).toEqual({ rectified: true });
  const request = `/api/customers/requests/${String(asked.body.id)}`;
  await walk('GET', '/api/customers/requests/due', { as: admin });
  await walk('POST', `${request}/extend`, { as: admin, body: { reason: 'many' } });
  await walk('POST', `${request}/answer`, { as: admin, body: { state: 'granted' } });
  await walk('POST', '/api/customers/erase', { as: admin, body: { nationalId: '76543216' } });
  expect(
    await stage.ask('POST', '/api/customers/export', {
      as: admin,
      body: { nationalId: '7654321-6' },
    }),
  ).toMatchObject({ status: 404, body: { code: 'unknown_customer' } });
  expect(
    (await stage.ask('GET', '/api/branches/bank/audit?limit=1000', { as: auditor })).text,
  ).toContain('customer-exported');
});

test('sessions: who am I, no second first administrator, sign out', async () => {
  const signed = await walk(
    'POST',
    '/api/sessions',
    { body: { username: 'advisor-2', password: 'demo' } },
    201,
  );
  expect(signed.body).toMatchObject({
    staff: { id: 'advisor-2', username: 'advisor-2', firstName: 'Matías', role: 'advisor' },
    branches: [{ id: '1', name: 'Sucursal Centro (demo)' }],
  });
  let as = `Bearer ${String(signed.body.token)}`;
  expect((await walk('GET', '/api/sessions', { as })).body).toMatchObject({
    staff: { id: 'advisor-2' },
    queues: { 1: expect.arrayContaining(['caja']) },
    devices: [],
  });
  expect(
    await stage.ask('POST', '/api/sessions/first-admin', {
      body: { code: 'a-code-nobody-needs-here', username: 'root', password: 'a long password' },
    }),
  ).toMatchObject({ status: 403, body: { code: 'first_admin_refused' } });
  const keys = { on: true, keys: { finish: 'ñ', hold: '' } };
  expect((await walk('PUT', '/api/sessions/keys', { as, body: keys })).body).toMatchObject({
    keys: { finish: 'ñ', hold: '', next: 'n' },
  });
  expect((await walk('GET', '/api/sessions/keys', { as })).body.own).toEqual(keys.keys);
  const path = '/api/staff/advisor-2/sessions';
  const there = (await walk('GET', path, { as: admin })).body as unknown as { id: string }[];
  expect((await walk('GET', '/api/sessions/mine', { as })).body).toHaveLength(there.length);
  expect((await walk('GET', '/api/sessions/left', { as })).body.leftMs).toBeGreaterThan(0);
  const body = { current: 'demo', password: 'seis tazones de greda' };
  const next = (await walk('PUT', '/api/sessions/password', { as, body })).body.token;
  const signedInAgain = { as: `Bearer ${String(next)}` };
  const [mine] = (await walk('GET', '/api/sessions/mine', signedInAgain)).body as unknown as {
    id: string;
  }[];
  await walk('DELETE', `/api/sessions/mine/${mine.id}`, signedInAgain, 204);
  await walk('DELETE', path, { as: admin }, 204);
  const last = { username: 'advisor-2', password: body.password };
  const { token } = (await walk('POST', '/api/sessions', { body: last }, 201)).body;
  as = `Bearer ${String(token)}`;
  await walk('DELETE', '/api/sessions', { as }, 204);
  expect((await stage.ask('GET', '/api/sessions', { as })).status).toBe(401);
});

test('a second factor: enrolled, used, renewed, ended, reset, required', async () => {
  const body = { username: 'advisor-3', password: 'demo' };
  const first = (await walk('POST', '/api/sessions', { body }, 201)).body.token;
  let as = `Bearer ${String(first)}`;
  expect((await walk('GET', '/api/sessions/ways', {})).body).toEqual({
    passwords: 'everybody',
    passkeys: true,
    ...{ provider: null, firstAdmin: false },
  });
  const mine = '/api/sessions/second-factor';
  await walk('POST', '/api/sessions/proof', { as, body: { password: body.password } });
  expect((await walk('GET', mine, { as })).body).toMatchObject({ enrolledAt: null });
  const phone = (await walk('POST', `${mine}/offer`, { as })).body as unknown as Offered;
  await walk('PUT', mine, { as, body: { offer: phone.offer, code: codeNow(phone.secret) } });
  expect((await walk('GET', '/api/second-factors', { as: admin })).body).toMatchObject({
    requiredOf: [],
    enrolled: [{ staff: 'advisor-3', recoveryCodes: 10 }],
  });
  const asked = (await walk('POST', '/api/sessions', { body }, 401)).body;
  const { step } = asked.secondStep as unknown as { step: string };
  const code = codeNow(phone.secret, 1);
  const opened = (await walk('POST', '/api/sessions/second-step', { body: { step, code } }, 201))
    .body.token;
  as = `Bearer ${String(opened)}`;
  await walk('POST', `${mine}/recovery`, { as });
  await walk('DELETE', mine, { as }, 204);
  const again = (await walk('POST', `${mine}/offer`, { as })).body as unknown as Offered;
  await walk('PUT', mine, { as, body: { offer: again.offer, code: codeNow(again.secret) } });
  await walk('DELETE', '/api/staff/advisor-3/second-factor', { as: admin }, 204);

  const rule = (required: boolean) =>
    walk('PUT', '/api/second-factors', { as: admin, body: { role: 'auditor', required } });
  await rule(true);
  const who = { username: 'auditor-1', password: 'demo' };
  const led = (await walk('POST', '/api/sessions', { body: who }, 401)).body;
  const enrol = led.secondStep as unknown as { step: string };
  const stepped = '/api/sessions/second-step';
  const { offer, secret } = (await walk('POST', `${stepped}/offer`, { body: { step: enrol.step } }))
    .body as unknown as Offered;
  const answer = { step: enrol.step, offer, code: codeNow(secret) };
  await walk('POST', `${stepped}/enrol`, { body: answer }, 201);
  await rule(false);
  await walk('DELETE', '/api/staff/auditor-1/second-factor', { as: admin }, 204);
});

interface Offered {
  readonly offer: string;
  readonly secret: string;
}
