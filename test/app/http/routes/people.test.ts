import { Client } from 'pg';
import { newKeys } from '../../../../src/app/vault/keys';
import { createVault } from '../../../../src/app/vault/vault';
import { rutOf } from '../../../support/rut';
import { openStage, Stage } from '../stage';

let stage: Stage;
let admin: string;
const dataKeys = newKeys();
beforeAll(async () => {
  stage = await openStage({ dataKeys });
  admin = await stage.staff('admin-1');
});
afterAll(() => stage.close());

const tickets = '/api/branches/1/tickets';
const kioskTakes = async (nationalId: string) =>
  stage.ask('POST', tickets, {
    as: await stage.device('kiosk-1'),
    body: { queue: 'caja', nationalId },
  });
const strangerTakes = (nationalId: string) =>
  stage.ask('POST', '/api/branches/2/tickets', { body: { queue: 'caja', nationalId } });
const changeQueue = (queue: string, body: object) =>
  stage.ask('PUT', `/api/branches/1/queues/${queue}`, { as: admin, body });

test('every spelling of a RUT is one person, at the kiosk and in the privacy tool', async () => {
  expect((await kioskTakes('12345678-5')).status).toBe(201);
  for (const spelling of [
    'CL 12.345.678-5',
    'RUT 12345678-5',
    '12345678−5',
    '１２３４５６７８－５',
  ]) {
    expect(await kioskTakes(spelling)).toMatchObject({
      status: 409,
      body: { code: 'active_ticket_exists' },
    });
    const kept = await stage.call('POST /api/customers/export', {
      as: admin,
      body: { nationalId: spelling },
    });
    expect(kept).toMatchObject({ nationalId: '12345678-5', tickets: [{ unproven: false }] });
  }
  expect((await kioskTakes('CL 12.345.678-4')).body.code).toBe('invalid_national_id');
  expect((await kioskTakes('100.000.000-7')).status).toBe(201);
});

describe("the bank's page", () => {
  const rut = rutOf(7_654_321);
  beforeAll(async () => {
    const { headers, body } = await stage.ask('GET', '/api/branches/2/settings', { as: admin });
    await stage.ask('PUT', '/api/branches/2/settings', {
      as: admin,
      body: { ...(body.overrides as object), customerIssueAllowed: true },
      headers: { 'If-Match': headers.get('etag')! },
    });
  });

  test('tells a stranger nothing, and costs the owner of the RUT no place', async () => {
    const kiosk = await stage.device('kiosk-2');
    const own = () =>
      stage.ask('POST', '/api/branches/2/tickets', {
        as: kiosk,
        body: { queue: 'caja', nationalId: rut },
      });
    const before = await strangerTakes(rut);
    const first = await own();
    const after = await strangerTakes(rut);
    const shape = (answer: typeof before) => [
      answer.status,
      Object.keys(answer.body.ticket).sort(),
      [...answer.headers.keys()].sort(),
    ];
    expect(before.status).toBe(201);
    expect(first.status).toBe(201); // the stranger's ticket stands in nobody's way
    expect(shape(after)).toEqual(shape(before)); // and learns nothing
    expect((await own()).body).toMatchObject({ code: 'active_ticket_exists' });
  });

  test('the owner of the RUT finds and erases what was taken in their name', async () => {
    const body = { nationalId: rut };
    const kept = await stage.call('POST /api/customers/export', { as: admin, body });
    expect(kept.tickets.map(({ unproven }) => unproven)).toEqual([true, false, true]);
    const open = await stage.call('GET /api/branches/:branch/tickets', {
      params: { branch: '2' },
      as: await stage.staff('supervisor-1'),
    });
    const proven = kept.tickets.find(({ unproven }) => !unproven)!;
    expect(open.map(({ id }) => id)).toContain(proven.id);
    await stage.call('POST /api/branches/:branch/tickets/:ticket/cancel', {
      params: { branch: '2', ticket: proven.id },
      as: await stage.staff('supervisor-1'),
    });
    // the strangers' tickets are still open, and do not block it
    expect(await stage.call('POST /api/customers/erase', { as: admin, body })).toEqual({
      erased: true,
      tickets: 3,
    });
    expect((await stage.ask('POST', '/api/customers/export', { as: admin, body })).status).toBe(
      404,
    );
  });
});

test('a prefix changed by mistake is changed back the same day, by its queue only', async () => {
  const caja = (
    await stage.call('GET /api/branches/:branch/queues', {
      params: { branch: '1' },
      as: admin,
    })
  ).find(({ id }) => id === 'caja')!;
  const { id: _, ...body } = caja;
  const mine = await stage.ticket({ queue: 'caja' });
  expect(mine.number).toMatch(/^C/);
  // it has been moved: the number stays caja's
  await stage.call('POST /api/branches/:branch/tickets/:ticket/transfer', {
    params: { branch: '1', ticket: mine.id },
    body: { queue: 'empresas' },
    as: await stage.staff('supervisor-1'),
  });
  expect((await changeQueue('caja', { ...body, prefix: 'K' })).status).toBe(200);
  expect((await stage.ticket({ queue: 'caja' })).number).toMatch(/^K/);
  expect((await changeQueue('gerencia', { ...body, prefix: 'C' })).body.code).toBe(
    'prefix_used_today',
  );
  expect((await changeQueue('caja', { ...body, prefix: 'C' })).status).toBe(200);
  const numbers = [await stage.ticket({ queue: 'caja' }), await stage.ticket({ queue: 'caja' })];
  expect(new Set([mine, ...numbers].map(({ number }) => number)).size).toBe(3);
});

test('an open account without a password is shown: nobody can sign in with it', async () => {
  const person = { username: 'sin-clave', firstName: 'Sol', role: 'auditor', branches: 'all' };
  const save = (body: object) => stage.ask('PUT', '/api/staff/sin-clave', { as: admin, body });
  const listed = async () =>
    (await stage.call('GET /api/staff', { as: admin })).find(({ id }) => id === 'sin-clave')!;
  expect((await save(person)).status).toBe(200);
  const before = await listed();
  expect(before.signsInBy).toBeNull();
  const { id: _, ...asRead } = before;
  expect((await save({ ...asRead, password: 'a long password' })).status).toBe(200);
  expect((await listed()).signsInBy).toBe('password');
});

test('usernames that differ only in case, blanks or Unicode form are the same', async () => {
  const person = {
    firstName: 'Rosa',
    role: 'auditor',
    branches: 'all',
    password: 'a long password',
  };
  const save = (id: string, username: string) =>
    stage.ask('PUT', `/api/staff/${id}`, { as: admin, body: { ...person, username } });
  expect((await save('rosa-1', 'José Núñez')).status).toBe(200);
  for (const same of [
    'JOSÉ NÚÑEZ',
    'Jose\u0301 Nu\u0301n\u0303ez',
    'joséNúñez',
    'José\u00a0 Núñez',
  ]) {
    expect(await save('rosa-2', same)).toMatchObject({
      status: 409,
      body: { code: 'username_taken' },
    });
    const signedIn = await stage.ask('POST', '/api/sessions', {
      body: { username: same, password: person.password },
      key: null,
    });
    expect(signedIn).toMatchObject({ status: 201, body: { staff: { id: 'rosa-1' } } });
  }
  expect((await save('rosa-1', 'José Núñez')).status).toBe(200);
  expect(await save('rosa-3', '\u200b')).toMatchObject({
    status: 422,
    body: { code: 'invalid_body', errors: [{ field: 'username' }] },
  });
});

/** Rewrites the row of the person with this RUT as the release before one normal form did. */
async function keptAsBefore(rut: string, older: string) {
  const vault = createVault(dataKeys);
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  const { rows } = await client.query('select id from customers where blind_index = $1', [
    vault.blindIndex(rut, 'national-id'),
  ]);
  const { rowCount } = await client.query(
    'update customers set blind_index = $2, cipher = $3 where id = $1',
    [
      rows[0].id,
      vault.blindIndex(older, 'national-id'),
      vault.encrypt(JSON.stringify({ nationalId: older }), `customer\0${rows[0].id}`),
    ],
  );
  await client.end();
  expect(rowCount).toBe(1);
}

describe('a person whom an older release kept as `CL…`', () => {
  const rut = rutOf(9_123_456);
  const body = { nationalId: rut };
  const at = (ticket: string) => ({ branch: '1', ticket });
  let ids: string[];

  test('has one active ticket, and may take another once it has ended', async () => {
    const first = (await kioskTakes(rut)).body.ticket as { readonly id: string };
    await keptAsBefore(rut, `CL${rut.replace('-', '')}`);
    expect((await kioskTakes(rut)).body).toMatchObject({
      code: 'active_ticket_exists',
    });
    await stage.call('POST /api/branches/:branch/tickets/:ticket/cancel', {
      params: at(first.id),
      as: await stage.staff('supervisor-1'),
    });
    const second = (await kioskTakes(rut)).body.ticket as { readonly id: string };
    ids = [first.id, second.id];
  });

  test('is found at the desk, by the auditor and by their rights, with both visits', async () => {
    const found = await stage.call('POST /api/branches/:branch/tickets/find', {
      params: { branch: '1' },
      as: await stage.staff('supervisor-1'),
      body,
    });
    expect(found.map(({ id }) => id).sort()).toEqual([...ids].sort());
    const sought = await stage.call('POST /api/branches/:branch/audit/person', {
      params: { branch: '1' },
      as: await stage.staff('auditor-1'),
      body,
    });
    expect([...sought.tickets].sort()).toEqual([...ids].sort());
    const kept = await stage.call('POST /api/customers/export', { as: admin, body });
    expect(kept).toMatchObject({ nationalId: rut, tickets: ids.map((id) => ({ id })) });
    // And by what they asked at the desk, which is bound to one of the two records.
    const { id: request } = await stage.call('POST /api/branches/:branch/requests', {
      params: { branch: '1' },
      as: await stage.staff('supervisor-1'),
      body: { person: body, right: 'access' },
    });
    const all = await stage.call('POST /api/customers/export', { as: admin, body: { request } });
    expect(all.tickets.map(({ id }) => id)).toEqual(ids);
  });

  test('comes to the counter with the earlier visit of the day', async () => {
    const advisor = await stage.staff('advisor-1');
    await stage.call('PUT /api/branches/:branch/advisors/me', {
      params: { branch: '1' },
      as: advisor,
      body: { state: 'available', counter: '1' },
    });
    for (let called = ''; called !== ids[1];) {
      const next = await stage.call('POST /api/branches/:branch/counters/:counter/call-next', {
        params: { branch: '1', counter: '1' },
        as: advisor,
      });
      called = next!.ticket.id;
      if (called !== ids[1]) {
        await stage.call('POST /api/branches/:branch/tickets/:ticket/cancel', {
          params: at(called),
          as: await stage.staff('supervisor-1'),
        });
      }
    }
    const person = await stage.call('GET /api/branches/:branch/tickets/:ticket/person', {
      params: at(ids[1]),
      as: advisor,
    });
    expect(person).toMatchObject({ proven: true, visits: [{ state: 'cancelled' }] });
  });

  test('keeps both until the open one has ended, and is erased from both', async () => {
    expect(await stage.ask('POST', '/api/customers/erase', { as: admin, body })).toMatchObject({
      status: 409,
      body: { code: 'active_ticket_exists' },
    });
    await stage.call('POST /api/branches/:branch/tickets/:ticket/cancel', {
      params: at(ids[1]),
      as: await stage.staff('supervisor-1'),
    });
    expect(await stage.call('POST /api/customers/erase', { as: admin, body })).toEqual({
      erased: true,
      tickets: 2,
    });
  });
});

test('a document refused by now is still found, and a request for it is a fact', async () => {
  const body = { nationalId: 'B12345678-5' };
  const ask = () => stage.ask('POST', '/api/customers/export', { as: admin, body });
  expect(await ask()).toMatchObject({ status: 422, body: { code: 'invalid_national_id' } });
  expect((await kioskTakes(rutOf(9_123_457))).status).toBe(201);
  await keptAsBefore(rutOf(9_123_457), 'B123456785');
  expect(await ask()).toMatchObject({ status: 200, body: { nationalId: 'B123456785' } });
});
