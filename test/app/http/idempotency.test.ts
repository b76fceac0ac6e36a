import { openStage, Stage } from './stage';

const HOUR = 3_600_000;
let now = Date.now();
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ clock: () => now });
});
afterAll(() => stage.close());

const tickets = '/api/branches/1/tickets';
const issued = async () => (await stage.app.operations.listTickets('1', { limit: 1000 })).length;

test('the same key and body: one ticket and the same answer, key and links included', async () => {
  const as = await stage.device('kiosk-1');
  const before = await issued();
  const first = await stage.ask('POST', tickets, {
    as,
    key: 'same',
    body: { queue: 'caja', lane: 'general' },
  });
  const again = await stage.ask('POST', tickets, {
    as,
    key: 'same',
    raw: '{"lane" : "general", "queue":"caja"}',
  });
  expect(first.status).toBe(201);
  expect(again.status).toBe(201);
  expect(again.body).toEqual(first.body);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect(await issued()).toBe(before + 1);
});

test('twenty at once under one key: one ticket, twenty answers', async () => {
  const as = await stage.device('kiosk-1');
  const before = await issued();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      stage.ask('POST', tickets, { as, key: 'twenty', body: { queue: 'caja' } }),
    ),
  );
  expect(new Set(answers.map((each) => each.text)).size).toBe(1);
  expect(answers[0].status).toBe(201);
  expect(await issued()).toBe(before + 1);
});

test('a key belongs to one user and one use: others may use the same key', async () => {
  const one = await stage.ask('POST', tickets, {
    as: await stage.device('kiosk-1'),
    key: 'shared',
    body: { queue: 'caja' },
  });
  const two = await stage.ask('POST', '/api/branches/2/tickets', {
    as: await stage.device('kiosk-2'),
    key: 'shared',
    body: { queue: 'caja' },
  });
  expect([one.status, two.status]).toEqual([201, 201]);
  expect((two.body.ticket as { id: string }).id).not.toBe((one.body.ticket as { id: string }).id);
});

test('several people at a branch use the same key: each gets their own answer', async () => {
  const who = [
    await stage.device('kiosk-1'),
    await stage.staff('advisor-1'),
    await stage.staff('supervisor-1'),
  ];
  const ids: unknown[] = [];
  for (const as of who) {
    const { status, body, headers } = await stage.ask('POST', tickets, {
      ...{ as, key: 'of-several', body: { queue: 'caja' } },
    });
    expect([status, headers.get('idempotency-replayed')]).toEqual([201, null]);
    ids.push((body.ticket as { id: string }).id);
  }
  expect(new Set(ids).size).toBe(who.length);
});

test('one key for two commands of different kinds: both are done', async () => {
  const as = await stage.staff('advisor-1');
  const body = { state: 'available', counter: '1' };
  const key = 'two-kinds';
  await stage.ticket();
  const ready = await stage.ask('PUT', '/api/branches/1/advisors/me', { as, key, body });
  const called = await stage.ask('POST', '/api/branches/1/counters/1/call-next', { as, key });
  expect([ready.status, called.status]).toEqual([200, 200]);
  const { id } = called.body.ticket as { id: string };
  expect((await stage.ask('POST', `${tickets}/${id}/no-show`, { as, key })).status).toBe(200);
});

test('a refusal is not remembered: the same key may succeed later', async () => {
  const mine = await stage.ticket();
  const as = await stage.staff('advisor-1');
  const start = () => stage.ask('POST', `${tickets}/${mine.id}/start`, { as, key: 'start-later' });
  expect((await start()).status).toBe(409);
  await stage.ask('PUT', '/api/branches/1/advisors/me', {
    as,
    body: { state: 'available', counter: '1' },
  });
  for (;;) {
    const called = await stage.ask('POST', '/api/branches/1/counters/1/call-next', { as });
    expect(called.status).toBe(200);
    const { id } = called.body.ticket as { id: string };
    if (id === mine.id) break;
    expect((await stage.ask('POST', `${tickets}/${id}/no-show`, { as })).status).toBe(200);
  }
  expect((await start()).status).toBe(200);
});

test('an expired key is refused, saying what to do, and changes nothing', async () => {
  const as = await stage.device('kiosk-1');
  const body = { queue: 'caja' };
  expect((await stage.ask('POST', tickets, { as, key: 'yesterday', body })).status).toBe(201);
  now += 24 * HOUR + 1;
  const { seq } = await stage.app.operations.readFloor('1');
  const answer = await stage.ask('POST', tickets, { as, key: 'yesterday', body });
  expect(answer).toMatchObject({
    status: 422,
    body: {
      code: 'idempotency_expired',
      errors: [
        { field: 'Idempotency-Key', got: 'yesterday', wants: 'a key not older than 24 hours' },
      ],
    },
  });
  expect((await stage.app.operations.readFloor('1')).seq).toBe(seq);
});

test('commands on the bank itself are also done only once', async () => {
  const as = await stage.staff('admin-1');
  const facts = async () => {
    const audit = await stage.ask('GET', '/api/branches/bank/audit?limit=1000', {
      as: await stage.staff('auditor-1'),
    });
    return (audit.body.events as readonly { fact: { what?: string; subject?: string } }[]).map(
      ({ fact }) => `${fact.what} ${fact.subject}`,
    );
  };
  const device = { kind: 'kiosk', branch: '1', label: 'Lobby' };
  const first = await stage.ask('PUT', '/api/devices/lobby', { as, key: 'lobby', body: device });
  const again = await stage.ask('PUT', '/api/devices/lobby', { as, key: 'lobby', body: device });
  expect([first.status, again.status]).toEqual([200, 200]);
  // Only the first code works; it is shown once.
  expect(again.body.code).toBeNull();
  expect(
    (await stage.ask('POST', '/api/devices/enrol', { body: { code: first.body.code } })).status,
  ).toBe(201);
  expect(
    await stage.ask('PUT', '/api/devices/lobby', {
      as,
      key: 'lobby',
      body: { ...device, label: 'Hall' },
    }),
  ).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } });
  for (let time = 0; time < 2; time += 1) {
    await stage.ask('PUT', '/api/branches/sur', { as, key: 'sur', body: { name: 'Sur' } });
  }
  const told = await facts();
  expect(told.filter((each) => each === 'device-saved lobby')).toHaveLength(1);
  expect(told.filter((each) => each === 'branch-saved sur')).toHaveLength(1);
});

test('an answer stored for repeats holds no personal data and no key', async () => {
  const { Client } = await import('pg');
  const as = await stage.device('kiosk-1');
  const answer = await stage.ask('POST', tickets, {
    as,
    key: 'personal',
    body: { queue: 'caja', nationalId: '7654321-6', phone: '+56976543210' },
  });
  expect(answer.status).toBe(201);
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query("select * from idempotency_keys where key = 'personal'");
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/7654321|976543210/);
    expect(JSON.stringify(rows)).not.toContain(answer.body.key);
    // Without the app's keys nobody must be able to try all RUTs against the fingerprint.
    const { createHash } = await import('node:crypto');
    const plain = createHash('sha256')
      .update(`${tickets}\n{"nationalId":"7654321-6","phone":"+56976543210","queue":"caja"}`)
      .digest('base64url');
    expect(JSON.stringify(rows)).not.toContain(plain);
  } finally {
    await client.end();
  }
});
