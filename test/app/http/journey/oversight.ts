import { doorPath } from '../../../../src/app/operations/mail/deps';
import { reportName } from '../../../../src/app/wire/enums';
import { advisor, auditor, branch, stage, supervisor, walk } from './stage';

/** What the customer and the supervisor see. */

test('the customer: where am I, more time, cancel, and feedback', async () => {
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
  expect((await walk('POST', '/api/my/arrived', { as: mine.as })).body).toMatchObject({
    ticket: { deferredUntil: null, state: 'waiting' },
  });
  const arrived = `${branch}/tickets/${mine.id}/arrived`;
  expect((await walk('POST', arrived, { as: supervisor })).body).toMatchObject({
    ticket: { deferredUntil: null, state: 'waiting' },
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
  await walk('POST', '/api/my/requests', { as: served.as, body: { right: 'access' } }, 201);
  expect((await walk('GET', '/api/my/requests', { as: served.as })).body).toMatchObject([
    { right: 'access', state: 'open' },
  ]);
  expect(await stage.ask('GET', '/api/my', { as: 'Ticket 1aaaaaaaaaaaaaaaaaaaaaa' })).toMatchObject(
    { status: 401, body: { code: 'unknown_token' } },
  );
});

test('a supervisor: floor, tickets, overview, advisors', async () => {
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
  for (const door of [`${branch}/sign`, `${branch}/queues/gerencia/sign`]) {
    const body = { says: 'closed', reason: 'systems' };
    expect((await walk('PUT', door, { as: supervisor, body })).body.sign).toMatchObject({
      ...body,
      line: 'serve',
      by: 'supervisor-1',
    });
    expect((await walk('DELETE', door, { as: supervisor })).body.sign).toBeNull();
  }
  await walk('PUT', `${branch}/advisors/advisor-1/queues`, {
    as: supervisor,
    body: { queues: ['caja', 'empresas'] },
  });
  await walk('PUT', `${branch}/advisors/advisor-1`, {
    as: supervisor,
    body: { state: 'paused', reason: 'break' },
  });
  expect((await stage.ask('GET', `${branch}/advisors/me`, { as: advisor })).body).toMatchObject({
    me: { state: 'paused', reason: 'break', queues: ['caja', 'empresas'] },
  });
  await walk('POST', `${branch}/advisors/advisor-1/ask`, {
    as: supervisor,
    body: { what: 'come-back' },
  });
});

test('a supervisor: reports by mail, and the recipient of the mail', async () => {
  const body = { branch: '1', period: 'week', address: 'supervisora@bank.cl' };
  const { mail } = (await walk('POST', '/api/report-mails', { as: supervisor, body }, 201)).body;
  expect((await walk('GET', '/api/report-mails', { as: supervisor })).body).toMatchObject({
    setUp: true,
    domains: null,
    mails: [{ id: mail, mine: true, state: 'asked', language: 'es', next: null, sentAt: null }],
  });
  for (const door of ['confirm', 'end'] as const) {
    const path = doorPath(stage.app.vault, mail, door);
    expect((await walk('GET', path, {})).text).toContain('<form method="post">');
    await walk('POST', path, { key: null });
  }
  const next = (await walk('POST', '/api/report-mails', { as: supervisor, body }, 201)).body.mail;
  await walk('DELETE', `/api/report-mails/${String(next)}`, { as: supervisor });
});

test('a supervisor: alerts', async () => {
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
});

test('a supervisor: a simulated day, which needs days to learn from', async () => {
  const first = await walk('POST', `${branch}/simulations`, { as: supervisor, body: {} });
  expect(first.body).toMatchObject({ learnedDays: 0, enough: false, plans: [], forecast: [] });
  const told = await walk('GET', `${branch}/briefing`, { as: supervisor });
  expect(told.body).toEqual({ briefing: null });
  const wrong = { scale: 9, plans: [[1, 99]] };
  expect(
    (await stage.ask('POST', `${branch}/simulations`, { as: supervisor, body: wrong })).body,
  ).toMatchObject({ errors: [{ field: 'scale', wants: '0.3 to 3' }, { field: 'plans.0.1' }] });
});

test('a supervisor: a plan for a day, saved, replaced under its version, removed', async () => {
  const floor = await stage.ask('GET', `${branch}/floor`, { as: supervisor });
  const { day } = floor.body.floor as { day: string };
  const to = `${branch}/plans/${day}`;
  const body = { version: 0, fromMinute: 540, advisors: [2, 3], scale: 1.2 };
  const kept = await walk('PUT', to, { as: supervisor, body });
  const plan = { fromMinute: 540, advisors: [2, 3], skills: [], scale: 1.2, share: 0.8 };
  expect(kept.body).toEqual({ day, version: 1, plan });
  expect((await walk('GET', `${branch}/plans`, { as: supervisor })).body).toEqual([kept.body]);
  const late = await stage.ask('PUT', to, { as: supervisor, body: { ...body, advisors: [9] } });
  expect(late).toMatchObject({
    status: 412,
    body: { code: 'version_mismatch', errors: [{ field: 'version', got: 0 }] },
  });
  const past = await stage.ask('PUT', `${branch}/plans/2020-01-01`, { as: supervisor, body });
  expect(past).toMatchObject({ status: 422, body: { code: 'day_not_ahead' } });
  const csv = await stage.ask('GET', `${branch}/reports/plans.csv?from=${day}&to=${day}`, {
    as: supervisor,
  });
  expect(csv.text).toContain(`${day},09:30,3,1.2,0.8,,1`);
  const gone = await stage.ask('PUT', to, {
    as: supervisor,
    body: { version: 1, fromMinute: 540, advisors: [] },
  });
  expect(gone.body).toEqual({ day, version: 2 });
  expect((await stage.ask('GET', `${branch}/plans`, { as: supervisor })).body).toEqual([]);
});

test('a supervisor: audit and reports', async () => {
  const audit = await walk('GET', `${branch}/audit?limit=3`, { as: auditor });
  expect(audit.body).toMatchObject({ events: [{ seq: 1 }, { seq: 2 }, { seq: 3 }], next: 3 });
  expect(
    (await stage.ask('GET', `${branch}/audit?after=3&limit=1`, { as: supervisor })).body,
  ).toMatchObject({ events: [{ seq: 4 }] });
  const bank = await stage.ask('GET', '/api/branches/bank/audit', { as: auditor });
  expect(bank.text).toContain('signed-in');
  expect(bank.text).not.toContain('127.0.0.1');

  const found = await walk('GET', `${branch}/audit/search?limit=2`, { as: auditor });
  expect(found.body).toMatchObject({
    found: [
      { event: { seq: expect.any(Number) }, hash: expect.any(String) },
      { hash: expect.any(String) },
    ],
    next: expect.any(Number),
  });
  const file = await walk('GET', `${branch}/audit/search.xlsx`, { as: auditor });
  expect(file.text.slice(0, 2)).toBe('PK');
  const proof = await walk('GET', `${branch}/audit/proof?limit=1000`, { as: auditor });
  expect(proof.body).toMatchObject({ faults: [], checked: expect.any(Number) });
  const nobody = await walk('POST', `${branch}/audit/person`, {
    as: auditor,
    body: { nationalId: '11111111-1' },
  });
  expect(nobody.body).toEqual({ tickets: expect.any(Array) });

  const floor = await stage.ask('GET', `${branch}/floor`, { as: supervisor });
  const { day } = floor.body.floor as { day: string };
  for (const name of reportName.options) {
    const json = await walk('GET', `${branch}/reports/${name}.json?from=${day}&to=${day}`, {
      as: supervisor,
    });
    const xlsx = await walk('GET', `${branch}/reports/${name}.xlsx?from=${day}&to=${day}`, {
      as: supervisor,
    });
    expect([xlsx.type, xlsx.text.slice(0, 2)]).toEqual([
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'PK',
    ]);
    const csv = await walk('GET', `${branch}/reports/${name}.csv?from=${day}&to=${day}`, {
      as: auditor,
    });
    expect(csv.headers.get('content-disposition')).toBe(
      `attachment; filename="${name}-1-${day}-${day}.csv"`,
    );
    expect(csv.text.split('\r\n')[0]).toBe((json.body.columns as readonly string[]).join(','));
    expect(csv.text.split('\r\n')).toHaveLength((json.body.rows as readonly unknown[]).length + 2);
  }
  const days = `from=${day}&to=${day}`;
  const compared = await walk('GET', `/api/reports/branches.json?${days}`, { as: supervisor });
  expect((compared.body.rows as readonly string[][]).map(([id]) => id)).toContain('1');
});
