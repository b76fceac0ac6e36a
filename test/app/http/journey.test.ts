import { randomUUID } from 'node:crypto';
import { Answer, Ask, openStage, Stage } from './stage';

/**
 * Every documented route is walked with good input; each answer is held against its schema on the
 * way.
 */

let stage: Stage;
const walked = new Set<string>();
let kiosk: string;
let advisor: string;
let supervisor: string;
let admin: string;
let auditor: string;

beforeAll(async () => {
  stage = await openStage({ adminCode: 'a-code-nobody-needs-here' });
  [kiosk, advisor, supervisor, admin, auditor] = [
    await stage.device('kiosk-1'),
    await stage.staff('advisor-1'),
    await stage.staff('supervisor-1'),
    await stage.staff('admin-1'),
    await stage.staff('auditor-1'),
  ];
}, 120_000);
afterAll(() => stage.close());

async function walk(method: string, path: string, ask: Ask, status = 200): Promise<Answer> {
  const answer = await stage.ask(method, path, ask);
  if (answer.status !== status)
    throw new Error(`${method} ${path}: expected ${status}, got ${answer.status} ${answer.text}`);
  walked.add(`${method} ${stage.contract.find(method, path)?.path}`);
  return answer;
}
const branch = '/api/branches/1';
const idOf = (answer: Answer, name = 'ticket') => (answer.body[name] as { id: string }).id;

test('a kiosk: what it begins with, a ticket, its paper', async () => {
  const begins = await walk('GET', `${branch}/kiosk`, { as: kiosk });
  expect(begins.body).toMatchObject({
    branch: { id: '1', timeZone: 'America/Santiago' },
    open: true,
    settings: { anonymousAllowed: true },
  });
  expect(begins.body.queues).toHaveLength(4);
  await walk('GET', `${branch}/display`, { as: kiosk });
  const names = await walk('GET', `${branch}/directory`, { as: kiosk });
  expect(names.body.staff).toBeUndefined();

  const issued = await walk(
    'POST',
    `${branch}/tickets`,
    {
      as: kiosk,
      body: {
        queue: 'caja',
        lane: 'preferential',
        language: 'en',
        nationalId: '7.654.321-6',
        phone: '+56976543210',
      },
    },
    201,
  );
  expect(issued.body).toEqual({
    ticket: {
      id: expect.any(String),
      number: 'C01',
      queue: 'caja',
      lane: 'preferential',
      state: 'waiting',
      position: 1,
      estimate: { minutes: 5, low: 0, high: expect.any(Number) },
      issuedAt: expect.any(String),
      due: expect.any(String),
      counter: null,
      warning: 'queue_unattended',
    },
    key: expect.stringMatching(/^1[\w-]{22}$/),
    links: { page: `${stage.app.url}/t#${String(issued.body.key)}` },
  });
  expect(issued.headers.get('cache-control')).toBe('no-store');
  const id = idOf(issued);
  expect((await walk('GET', `${branch}/tickets/c1`, { as: kiosk })).body).toEqual({
    number: 'C01',
    queue: 'caja',
    state: 'waiting',
    position: 1,
    counter: null,
    deferredUntil: null,
  });
  await walk('POST', `${branch}/tickets/${id}/printed`, {
    as: kiosk,
    body: { ok: false, reason: 'paper jam' },
  });
  const again = await walk('POST', `${branch}/tickets/${id}/reprint`, { as: kiosk });
  expect(again.body).toMatchObject({
    ticket: { id, number: 'C01', position: 1 },
    key: issued.body.key,
    links: issued.body.links,
  });
});

test("paper by the branch's printer, which polls, fetches and confirms", async () => {
  const { id } = await stage.ticket();
  const printer = `Basic ${Buffer.from('printer-1:printer-1').toString('base64')}`;
  const poll = () =>
    walk('POST', '/api/cloudprnt', { as: printer, body: { statusCode: '200%20OK' } });
  await poll();
  const asked = await walk('POST', `${branch}/tickets/${id}/print`, { as: kiosk, body: {} });
  expect(asked.body).toMatchObject({
    job: { printer: 'printer-1', state: 'queued', reason: null },
  });
  const token = String((await poll()).body.jobToken);
  await walk('GET', `/api/cloudprnt?token=${token}&type=text/plain`, { as: printer });
  await walk('DELETE', `/api/cloudprnt?token=${token}&code=200%20OK`, { as: printer });
  expect((await walk('GET', `${branch}/tickets/${id}/print`, { as: kiosk })).body).toMatchObject({
    job: { state: 'printed' },
  });
  await stage.ask('POST', `${branch}/tickets/${id}/cancel`, { as: advisor });
});

test(
  'an advisor: on duty, next, recall, start, finish and next, no-show, reopen, return, ' +
    'transfer, cancel',
  async () => {
    const [first, second, third] = [
      await stage.ticket(),
      await stage.ticket(),
      await stage.ticket({ queue: 'empresas' }),
    ];
    await walk('PUT', `${branch}/advisors/me`, {
      as: advisor,
      body: { state: 'available', counter: '1' },
    });
    const called = await walk('POST', `${branch}/counters/1/call-next`, { as: advisor });
    expect(called.body).toMatchObject({
      ticket: { state: 'called', counter: '1', advisor: 'advisor-1', lane: 'preferential' },
      why: { rule: 'preferential' },
    });
    expect(
      await stage.ask('POST', `${branch}/counters/1/call-next`, { as: advisor }),
    ).toMatchObject({
      status: 409,
      body: { code: 'advisor_busy' },
    });
    const of = (verb: string, id: string, body?: object) =>
      walk('POST', `${branch}/tickets/${id}/${verb}`, { as: advisor, body });
    const id = idOf(called);
    await of('recall', id);
    expect((await of('start', id)).body).toMatchObject({ ticket: { state: 'serving' } });
    const finished = await of('finish', id, { next: true });
    expect(finished.body).toMatchObject({
      finished: { id, state: 'served' },
      next: { state: 'called' },
      why: { rule: 'due' },
    });
    const next = idOf(finished, 'next');
    expect((await of('no-show', next)).body).toMatchObject({ ticket: { state: 'no-show' } });
    expect((await of('reopen', next)).body).toMatchObject({ ticket: { state: 'waiting' } });
    const again = idOf(await walk('POST', `${branch}/counters/1/call-next`, { as: advisor }));
    expect((await of('return', again)).body).toMatchObject({ ticket: { state: 'waiting' } });
    const moved = idOf(await walk('POST', `${branch}/counters/1/call-next`, { as: advisor }));
    const transferred = await of('transfer', moved, {
      queue: 'gerencia',
      reason: 'asks for a credit',
    });
    expect(transferred.body).toMatchObject({ ticket: { state: 'waiting', queue: 'gerencia' } });
    // It kept its number, and is found by it in the queue it is in now.
    const { number } = transferred.body.ticket as { number: string };
    expect(number).not.toMatch(/^G/);
    expect(
      (await stage.ask('GET', `${branch}/tickets/${number}`, { as: kiosk })).body,
    ).toMatchObject({ number, queue: 'gerencia' });
    expect((await stage.ticket({ queue: 'gerencia' })).number).toBe('G01');
    const left = [first, second, third].find((each) => each.id !== moved)!;
    expect((await of('cancel', left.id)).body).toMatchObject({ ticket: { state: 'cancelled' } });
    const console_ = await walk('GET', `${branch}/advisors/me`, { as: advisor });
    expect(console_.body).toMatchObject({ me: { id: 'advisor-1', state: 'available', served: 1 } });
  },
);

test('nobody waits: 204, and nothing is said', async () => {
  const as = await stage.staff('advisor-4');
  await stage.ask('PUT', '/api/branches/2/advisors/me', {
    as,
    body: { state: 'available', counter: '1' },
  });
  const none = await walk('POST', '/api/branches/2/counters/1/call-next', { as }, 204);
  expect(none.text).toBe('');
  const answer = await stage.ask('POST', '/api/branches/2/tickets', {
    as: await stage.device('kiosk-2'),
    body: { queue: 'caja' },
  });
  expect(
    await stage.ask('POST', '/api/branches/2/counters/1/call', {
      as,
      body: { ticket: idOf(answer), reason: 'fainted' },
    }),
  ).toMatchObject({ status: 403, body: { code: 'out_of_turn_not_allowed' } });

  // The first number of one queue moves to another, whose own first number then comes: both are
  // number one, and both are told apart.
  expect(answer.body).toMatchObject({ ticket: { number: 'C01' } });
  await stage.ask('POST', '/api/branches/2/counters/1/call-next', { as });
  await stage.ask('POST', `/api/branches/2/tickets/${idOf(answer)}/transfer`, {
    as,
    body: { queue: 'gerencia' },
  });
  expect(
    (
      await stage.ask('POST', '/api/branches/2/tickets', {
        as: await stage.device('kiosk-2'),
        body: { queue: 'gerencia' },
      })
    ).body,
  ).toMatchObject({ ticket: { number: 'G01' } });
  const renamed = {
    prefix: 'G',
    names: { es: 'Caja', en: 'Teller' },
    targetMinutes: 20,
    averageMinutes: 5,
  };
  await stage.ask('PUT', '/api/branches/2/queues/gerencia', {
    as: admin,
    body: { ...renamed, prefix: 'M' },
  });
  expect(
    await stage.ask('PUT', '/api/branches/2/queues/caja', { as: admin, body: renamed }),
  ).toMatchObject({
    status: 409,
    body: { code: 'prefix_used_today', errors: [{ field: 'prefix', got: 'G' }] },
  });
});

test('settings: read with a version, changed under it, refused with none or stale', async () => {
  const read = await walk('GET', '/api/branches/2/settings', { as: admin });
  const etag = read.headers.get('etag')!;
  const body = {
    ...(read.body.overrides as object),
    outOfTurnAllowed: true,
    customerIssueAllowed: true,
    recalls: { times: 3 },
  };
  const put = (headers: Record<string, string>) =>
    stage.ask('PUT', '/api/branches/2/settings', { as: admin, body, headers });
  expect(await put({})).toMatchObject({
    status: 428,
    body: { code: 'if_match_required', errors: [{ field: 'If-Match', got: null }] },
  });
  expect(await put({ 'If-Match': '"999"' })).toMatchObject({
    status: 412,
    body: { code: 'version_mismatch' },
  });
  expect(await put({ 'If-Match': 'three' })).toMatchObject({
    status: 400,
    body: { code: 'if_match_invalid' },
  });
  const saved = await walk('PUT', '/api/branches/2/settings', {
    as: admin,
    body,
    headers: { 'If-Match': etag },
  });
  expect(saved.body).toMatchObject({
    settings: { outOfTurnAllowed: true, recalls: { times: 3, everySeconds: 60 } },
  });
  expect(saved.headers.get('etag')).not.toBe(etag);
  expect((await put({ 'If-Match': etag })).status).toBe(412);
  expect((await stage.ask('GET', '/api/branches/bank/settings', { as: admin })).status).toBe(200);
});

test(
  'where the branch is: told with the ticket, empty parts and all; a map is an https link or ' +
    'none',
  async () => {
    const mine = await stage.ticket();
    const inForce = (await walk('GET', '/api/branches/1/settings', { as: admin })).body
      .settings as {
      directions: { address: string };
    };
    expect((await walk('GET', '/api/my', { as: mine.as })).body).toMatchObject({
      branch: {
        id: '1',
        directions: {
          address: inForce.directions.address,
          mapUrl: expect.stringMatching(/^https:/),
        },
      },
    });
    const two = await walk(
      'POST',
      '/api/branches/2/tickets',
      { as: await stage.device('kiosk-2'), body: { queue: 'caja' } },
      201,
    );
    const my = async () =>
      (await walk('GET', '/api/my', { as: `Ticket ${String(two.body.key)}` })).body.branch as {
        directions: object | null;
      };
    expect(await my()).toMatchObject({ directions: null });
    const put = async (directions: object) => {
      const read = await walk('GET', '/api/branches/2/settings', { as: admin });
      return stage.ask('PUT', '/api/branches/2/settings', {
        as: admin,
        body: { ...(read.body.overrides as object), directions },
        headers: { 'If-Match': read.headers.get('etag')! },
      });
    };
    for (const mapUrl of [
      'http://maps.example.com/',
      'javascript:alert(1)',
      'maps.example.com',
      `https://maps.example.com/${'a'.repeat(1000)}`,
    ]) {
      expect(await put({ mapUrl })).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'directions.mapUrl' }] },
      });
    }
    expect((await put({ es: 'Por el pasaje 🚪', mapUrl: '' })).status).toBe(200);
    expect(await my()).toMatchObject({
      directions: { address: '', es: 'Por el pasaje 🚪', en: '', mapUrl: '' },
    });
  },
);

test(
  'out of turn, where the branch allows it; and a customer takes a ticket from the page, ' +
    'where the branch allows that',
  async () => {
    const as = await stage.staff('advisor-4');
    const mine = await walk('POST', '/api/branches/2/tickets', { body: { queue: 'caja' } }, 201);
    const called = await walk('POST', '/api/branches/2/counters/1/call', {
      as,
      body: { ticket: idOf(mine), reason: 'fainted' },
    });
    expect(called.body).toMatchObject({
      ticket: { id: idOf(mine) },
      why: { rule: 'out-of-turn', reason: 'fainted' },
    });
    expect(await stage.ask('POST', `${branch}/tickets`, { body: { queue: 'caja' } })).toMatchObject(
      {
        status: 401,
        body: { code: 'sign_in_required' },
      },
    );
  },
);

test('the customer: where am I, more time, cancel, and how it was', async () => {
  const mine = await stage.ticket({ queue: 'gerencia' });
  const my = await walk('GET', '/api/my', { as: mine.as });
  expect(my.body).toMatchObject({
    ticket: { id: mine.id, number: mine.number, state: 'waiting', position: expect.any(Number) },
    branch: { id: '1' },
    queue: { id: 'gerencia' },
    now: expect.any(String),
  });
  expect(
    (await walk('POST', '/api/my/defer', { as: mine.as, body: { minutes: 5 } })).body,
  ).toMatchObject({ ticket: { deferredUntil: expect.any(String) } });
  expect((await stage.ask('GET', '/api/my', { as: mine.as })).body).toMatchObject({
    ticket: { position: null, deferredUntil: expect.any(String), defersLeft: 1 },
  });
  expect((await walk('POST', '/api/my/cancel', { as: mine.as })).body).toMatchObject({
    ticket: { state: 'cancelled' },
  });
  expect(
    await stage.ask('POST', '/api/my/feedback', { as: mine.as, body: { score: 5 } }),
  ).toMatchObject({ status: 409, body: { code: 'wrong_state' } });

  const served = await stage.ticket({ queue: 'caja', lane: 'preferential' });
  await stage.ask('POST', `${branch}/counters/1/call-next`, { as: advisor });
  await stage.ask('POST', `${branch}/tickets/${served.id}/start`, { as: advisor });
  expect(
    (await stage.ask('POST', `${branch}/tickets/${served.id}/finish`, { as: advisor })).status,
  ).toBe(200);
  await walk('POST', '/api/my/feedback', {
    as: served.as,
    body: { score: 5, remark: 'Muy amable 😀\nGracias' },
  });
  expect(await stage.ask('GET', '/api/my', { as: 'Ticket 1aaaaaaaaaaaaaaaaaaaaaa' })).toMatchObject(
    { status: 401, body: { code: 'unknown_token' } },
  );
});

test('a supervisor: floor, tickets, alerts, overview, advisors, audit, reports', async () => {
  const floor = await walk('GET', `${branch}/floor`, { as: supervisor });
  expect(floor.body).toMatchObject({
    seq: expect.any(Number),
    view: { queues: expect.any(Array) },
    directory: { staff: { 'advisor-1': { firstName: 'Camila' } } },
  });
  expect(floor.text).not.toMatch(/7654321|976543210/);
  const waiting = await walk('GET', `${branch}/tickets?state=waiting&queue=caja&limit=5`, {
    as: supervisor,
  });
  expect(Array.isArray(waiting.body)).toBe(true);
  await walk('GET', '/api/overview', { as: supervisor });
  await walk('GET', '/api/screens', { as: supervisor });
  await walk('PUT', `${branch}/advisors/advisor-1/queues`, {
    as: supervisor,
    body: { queues: ['caja', 'empresas'] },
  });
  await walk('PUT', `${branch}/advisors/advisor-1`, {
    as: supervisor,
    body: { state: 'paused', reason: 'lunch' },
  });
  expect((await stage.ask('GET', `${branch}/advisors/me`, { as: advisor })).body).toMatchObject({
    me: { state: 'paused', reason: 'lunch', queues: ['caja', 'empresas'] },
  });

  const alert = {
    id: 'queue-long:caja:1',
    kind: 'queue-long',
    subject: 'caja',
    openedAt: 1,
    value: 16,
    threshold: 15,
  } as const;
  await stage.app.run({
    branch: '1',
    actor: { kind: 'system', id: 'test' },
    load: { alerts: true },
    command: { type: 'Record', facts: [{ type: 'AlertRaised', alert }] },
  });
  const alerts = await walk('GET', `${branch}/alerts`, { as: supervisor });
  expect(alerts.body).toMatchObject([
    { id: alert.id, openedAt: '1970-01-01T00:00:00.001Z', closedAt: null },
  ]);
  await walk('POST', `${branch}/alerts/${alert.id}/ack`, { as: supervisor });
  expect(await stage.ask('POST', `${branch}/alerts/none/ack`, { as: supervisor })).toMatchObject({
    status: 404,
    body: { code: 'unknown_alert' },
  });

  const audit = await walk('GET', `${branch}/audit?limit=3`, { as: auditor });
  expect(audit.body).toMatchObject({ events: [{ seq: 1 }, { seq: 2 }, { seq: 3 }], next: 3 });
  expect(
    (await stage.ask('GET', `${branch}/audit?after=3&limit=1`, { as: supervisor })).body,
  ).toMatchObject({ events: [{ seq: 4 }] });
  const bank = await stage.ask('GET', '/api/branches/bank/audit', { as: auditor });
  expect(bank.text).toContain('signed-in');
  expect(bank.text).not.toContain('127.0.0.1');

  const day = (floor.body.floor as { day: string }).day;
  for (const name of ['tickets', 'waits', 'services', 'advisors', 'estimates']) {
    const json = await walk('GET', `${branch}/reports/${name}.json?from=${day}&to=${day}`, {
      as: supervisor,
    });
    const csv = await walk('GET', `${branch}/reports/${name}.csv?from=${day}&to=${day}`, {
      as: auditor,
    });
    expect(csv.headers.get('content-disposition')).toBe(
      `attachment; filename="${name}-1-${day}-${day}.csv"`,
    );
    expect(csv.text.split('\r\n')[0]).toBe((json.body.columns as readonly string[]).join(','));
    expect(csv.text.split('\r\n')).toHaveLength((json.body.rows as readonly unknown[]).length + 2);
  }
});

test('an administrator: branches, queues, counters, staff, devices, webhooks', async () => {
  await walk('PUT', '/api/branches/norte', { as: admin, body: { name: 'Sucursal Norte 😀' } });
  expect((await walk('GET', '/api/branches', { as: admin })).body).toContainEqual({
    id: 'norte',
    name: 'Sucursal Norte 😀',
    timeZone: 'America/Santiago',
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
    queues: { norte: ['caja'] },
  });
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
  // What was read may be sent back, changed or not.
  const [{ id: _, ...read }] = (await stage.ask('GET', '/api/devices?branch=norte', { as: admin }))
    .body as unknown as [Record<string, unknown>];
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

  const id = randomUUID();
  const hook = { url: 'https://example.com/hook', types: ['TicketIssued'] };
  const made = await walk('PUT', `/api/webhooks/${id}`, { as: admin, body: hook });
  expect(made.body.secret).toMatch(/^whsec_/);
  expect(
    (await stage.ask('PUT', `/api/webhooks/${id}`, { as: admin, body: { ...hook, active: false } }))
      .body.secret,
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
  expect(
    await stage.ask('PUT', '/api/branches/bank', { as: admin, body: { name: 'x' } }),
  ).toMatchObject({ status: 422, body: { code: 'reserved_id' } });
});

test(
  'a person: what is kept is shown to an administrator and audited; forgotten when no ticket ' +
    'is active',
  async () => {
    const found = await walk('POST', '/api/customers/export', {
      as: admin,
      body: { nationalId: '7654321-6' },
    });
    expect(found.body).toMatchObject({
      nationalId: '7654321-6',
      phone: '+56976543210',
      tickets: [expect.anything()],
    });
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
  },
);

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
  const as = `Bearer ${String(signed.body.token)}`;
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
  await walk('DELETE', '/api/sessions', { as }, 204);
  expect((await stage.ask('GET', '/api/sessions', { as })).status).toBe(401);
});

test('every documented route has been walked', () => {
  // Walked where there is no administrator yet: sessions.test.ts.
  const elsewhere = ['POST /api/sessions/first-admin'];
  expect(
    stage.contract.routes
      .map(({ method, path }) => `${method} ${path}`)
      .filter((each) => !walked.has(each) && !elsewhere.includes(each)),
  ).toEqual([]);
});
