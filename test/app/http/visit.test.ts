import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { App } from '../../../src/app/create-app';
import { Event } from '../../../src/app/domain/model/events';
import { verifyBranch } from '../../../src/app/main';
import { newKeys } from '../../../src/app/vault/keys';
import { otherInstance } from './other-instance';
import { deskOf } from './routes/desk';
import { Weekday } from './routes/weekday';
import { Stage } from './stage';
import { severalMatters } from './visit/matters';
import { handedOnWithNotes } from './visit/notes';

/** A visit at the counter: how it ended, and the notes about it. */

const dataKeys = newKeys();
let weekday: Weekday;
let stage: Stage;
let other: App;
beforeAll(async () => {
  weekday = await Weekday.open({ dataKeys });
  ({ stage } = weekday);
  other = await otherInstance(stage, { dataKeys, clock: () => weekday.now });
});
afterAll(async () => {
  await other.close();
  await stage.close();
});

const after = (seconds: number) => weekday.after(seconds);
const report = (...asked: Parameters<Weekday['report']>) => weekday.report(...asked);
const post = async (path: string, who: string, body?: object) =>
  stage.ask('POST', `/api/branches/1/${path}`, { as: await stage.staff(who), body });
async function done(path: string, who: string, body?: object) {
  const answer = await post(path, who, body);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.body as unknown as Readonly<Record<string, { readonly id: string }>>;
}
const queue = async (id: string, changed: object, method: 'PUT' | 'GET' = 'PUT') => {
  const as = await stage.staff('admin-1');
  const all = await stage.ask('GET', '/api/branches/1/queues', { as });
  const { id: _, ...now } = (all.body as unknown as { id: string; outcomes?: object }[]).find(
    (each) => each.id === id,
  )!;
  const body = { ...now, ...changed };
  return method === 'GET'
    ? { ...all, body: now as never }
    : stage.ask('PUT', `/api/branches/1/queues/${id}`, { as, body });
};
async function settings(changed: object) {
  const as = await stage.staff('admin-1');
  const { headers, body } = await stage.ask('GET', '/api/branches/1/settings', { as });
  const answer = await stage.ask('PUT', '/api/branches/1/settings', {
    as,
    body: { ...(body.overrides as object), ...changed },
    headers: { 'If-Match': headers.get('etag')! },
  });
  expect(answer.status).toBe(200);
}
const code = (id: string, es = id) => ({ id, names: { es, en: `${es} (en)` } });
/** advisor-1 serves somebody from caja for this long. */
async function served(seconds: number): Promise<string> {
  const { id } = await stage.ticket({ queue: 'caja' });
  await done('counters/1/call-next', 'advisor-1');
  await done(`tickets/${id}/start`, 'advisor-1');
  after(seconds);
  return id;
}

test('codes of a queue: errors are named, omitted members stay', async () => {
  const wrong = async (outcomes: object) => {
    const { status, body } = await queue('caja', { outcomes });
    return [status, body.errors?.map(({ field, wants }) => [field, wants])];
  };
  expect(await wrong({ codes: [code('a'), { ...code('a', 'b') }] })).toEqual([
    422,
    [['outcomes.codes.1.id', 'an id that no other code of the queue has']],
  ]);
  expect(await wrong({ codes: [code('a', 'Uno'), code('b', 'uno')] })).toEqual([
    422,
    [
      ['outcomes.codes.1.names.es', 'a name that no other code of the queue has'],
      ['outcomes.codes.1.names.en', 'a name that no other code of the queue has'],
    ],
  ]);
  expect(await wrong({ required: true, codes: [] })).toEqual([
    422,
    [['outcomes.codes', 'at least one code, if one is required']],
  ]);
  expect((await wrong({ codes: [code('Á')] }))[1]).toMatchObject([['outcomes.codes.0.id', {}]]);
  const outcomes = { required: true, codes: [code('solved', 'Resuelto'), code('open', 'Queda')] };
  expect((await queue('caja', { outcomes })).status).toBe(200);
  // an import, a script or a page of the previous release does not know codes
  expect((await queue('caja', { outcomes: undefined, targetMinutes: 25 })).status).toBe(200);
  expect((await queue('caja', {}, 'GET')).body).toMatchObject({ outcomes, targetMinutes: 25 });
  expect((await queue('empresas', {}, 'GET')).body).toMatchObject({
    outcomes: { required: false, codes: [] },
  });
  // devices learn nothing about it
  const names = await stage.ask('GET', '/api/branches/1/directory', {
    as: await stage.device('kiosk-1'),
  });
  expect(names.text).not.toContain('Resuelto');
});

test('counted by code, queue and advisor; the totals equal those of services', async () => {
  await deskOf(stage)('1', 'advisor-1', '1').state('available');
  const first = await served(60);
  expect((await post(`tickets/${first}/finish`, 'advisor-1')).body).toMatchObject({
    code: 'outcome_required',
    errors: [{ field: 'outcome', got: null, wants: 'one of solved, open' }],
  });
  const { id: second } = await stage.ticket({ queue: 'caja' });
  await done(`tickets/${first}/finish`, 'advisor-1', { outcome: 'solved', next: true });
  await done(`tickets/${second}/start`, 'advisor-1');
  after(120);
  // pressed by mistake, and with the wrong code
  await done(`tickets/${second}/finish`, 'advisor-1', { outcome: 'solved' });
  await done(`tickets/${second}/undo`, 'advisor-1');
  after(60);
  await done(`tickets/${second}/finish`, 'advisor-1', { outcome: 'open' });
  const third = await served(60);
  await done(`tickets/${third}/finish`, 'supervisor-1');
  const fourth = await served(60);
  await done(`tickets/${fourth}/transfer`, 'advisor-1', { queue: 'empresas' });
  await done(`tickets/${fourth}/cancel`, 'supervisor-1');
  const caja = { queue: 'caja', advisor: 'advisor-1', how: 'finished', served: 1 };
  const rows = await report('outcomes');
  expect(rows).toMatchObject([
    { ...caja, outcome: '-', mean_service_minutes: 1 },
    { ...caja, outcome: 'open', mean_service_minutes: 3 },
    { ...caja, outcome: 'solved', mean_service_minutes: 1 },
  ]);
  const sum = (all: typeof rows) => all.reduce((total, row) => total + Number(row.served), 0);
  expect(sum(rows)).toBe(sum(await report('services')));
  for (const outcome of ['-', 'open', 'solved']) {
    const behind = await report('stretches', '1', { of: 'served', queue: 'caja', outcome });
    expect(behind).toMatchObject([{ outcome: outcome === '-' ? null : outcome }]);
  }
  expect((await report('tickets')).map(({ outcome }) => outcome)).toEqual([
    'solved',
    'open',
    null,
    null,
  ]);
  const sheet = await stage.ask(
    'GET',
    `/api/branches/1/reports/outcomes.csv?from=${weekday.day}&to=${weekday.day}`,
    { as: await stage.staff('supervisor-1') },
  );
  expect(sheet.text).toContain(`${weekday.day},caja,advisor-1,solved,finished,1,1`);
});

const events = async (): Promise<readonly Event[]> => {
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      "select body from events where branch_id = '1' order by seq",
    );
    return rows.map(({ body }) => JSON.parse(body as string) as Event);
  } finally {
    await client.end();
  }
};
const onDuty = async (who: string, counter: string, queues: readonly string[]) => {
  await deskOf(stage)('1', who, counter).state('available');
  const path = `/api/branches/1/advisors/${who}/queues`;
  await stage.ask('PUT', path, { as: await stage.staff('supervisor-1'), body: { queues } });
};

test('twenty callers at two instances: a wished advisor calls each of theirs, once', async () => {
  const line = ['personal-banker'];
  const people = { 'advisor-1': '1', 'advisor-2': '2', 'advisor-3': '3' } as const;
  await onDuty('advisor-1', '1', line);
  await onDuty('advisor-2', '2', line);
  const wished: string[] = [];
  for (let n = 0; n < 10; n += 1) {
    const { id } = await stage.ticket({ queue: line[0] });
    await done('counters/1/call-next', 'advisor-1');
    await done(`tickets/${id}/return`, 'advisor-1', { advisor: 'advisor-2' });
    wished.push(id);
    after(1);
  }
  await onDuty('advisor-3', '3', line);
  const others: string[] = [];
  for (let n = 0; n < 10; n += 1) others.push((await stage.ticket({ queue: line[0] })).id);
  after(1);
  const from = (await events()).length;
  const bases = [stage.app, other].map(({ port }) => `http://127.0.0.1:${port}`);
  for (let round = 0; round < 12; round += 1) {
    const calls = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        const who = Object.keys(people)[n % 3] as keyof typeof people;
        const answer = await fetch(
          `${bases[n % 2]}/api/branches/1/counters/${people[who]}/call-next`,
          {
            method: 'POST',
            headers: { Authorization: await stage.staff(who), 'Idempotency-Key': randomUUID() },
          },
        );
        const { ticket } = (answer.status === 200 ? await answer.json() : {}) as {
          ticket?: { id: string };
        };
        return ticket && { who, id: ticket.id };
      }),
    );
    const called = calls.filter((each) => each !== undefined);
    expect(called.length).toBeLessThanOrEqual(3);
    for (const { who, id } of called) {
      await done(`tickets/${id}/start`, who);
      await done(`tickets/${id}/finish`, who);
    }
    after(1);
  }
  const told = (await events()).slice(from).map(({ fact }) => fact);
  const called = told.flatMap((fact) => (fact.type === 'TicketCalled' ? [fact] : []));
  // each ticket once, none lost
  expect(called.map(({ ticket }) => ticket).sort()).toEqual([...wished, ...others].sort());
  for (const { ticket, advisor, why } of called) {
    if (!wished.includes(ticket)) continue;
    expect({ advisor, rule: why.rule }).toEqual({ advisor: 'advisor-2', rule: 'wish' });
  }
  expect(await verifyBranch(stage.app, '1')).toEqual({ chain: [], rows: [] });
});

test('with automatic calls, the sweep notices that a wish has run out', async () => {
  await settings({ assignment: 'automatic', wishes: { minutes: 5 } });
  const busy = await stage.ticket({ queue: 'personal-banker' });
  const taken = [busy, await stage.ticket({ queue: 'personal-banker' })];
  taken.push(await stage.ticket({ queue: 'personal-banker' }));
  const floor = async () => (await weekday.floor()).floor;
  const at = async (advisor: string) => (await floor()).advisors[advisor].ticket!;
  const mine = await at('advisor-1');
  await done(`tickets/${mine}/start`, 'advisor-1');
  expect(
    (await post(`tickets/${mine}/return`, 'advisor-1', { advisor: 'ivo' })).body,
  ).toMatchObject({ code: 'advisor_not_on_duty', errors: [{ field: 'advisor', got: 'ivo' }] });
  const answer = await post(`tickets/${mine}/return`, 'advisor-1', { advisor: 'advisor-2' });
  expect(answer.body).toMatchObject({ ticket: { id: mine, state: 'waiting' } });
  const { as } = taken.find(({ id }) => id === mine)!;
  expect((await stage.ask('GET', '/api/my', { as })).body).toMatchObject({
    ticket: {
      position: null,
      estimate: null,
      said: { as: 'unknown' },
      wishUntil: expect.any(String),
    },
  });
  await stage.app.sweep.step(weekday.now);
  expect((await floor()).tickets[mine].state).toBe('waiting');
  after(5 * 60);
  await stage.app.sweep.step(weekday.now);
  expect((await floor()).tickets[mine]).toMatchObject({ state: 'called', advisor: 'advisor-1' });
  await settings({ assignment: 'on-demand' });
  for (const { id } of taken) await done(`tickets/${id}/cancel`, 'supervisor-1');
  await onDuty('advisor-1', '1', ['caja']);
});

test('notes go with the visit: read by its advisor, deleted by their author', async () => {
  await onDuty('advisor-2', '2', ['personal-banker']);
  await handedOnWithNotes(stage);
});

test('several matters in one visit: two services, one ticket, figures that add up', async () => {
  const outcomes = { required: true, codes: [code('solved'), code('open')] };
  expect((await queue('caja', { outcomes })).status).toBe(200);
  await onDuty('advisor-1', '1', ['caja', 'personal-banker']);
  const { floor } = weekday;
  await severalMatters({ stage, after, report, floor: floor.bind(weekday) });
  expect(await weekday.differences('1', ['advisor-1', 'advisor-2'])).toEqual([]);
  await queue('caja', { outcomes: { required: false, codes: [] } });
  await onDuty('advisor-1', '1', ['caja']);
});

test('what the system ended has no code and says so; the chain proves every row', async () => {
  const spans = [{ from: '09:00', to: '18:00' }];
  await settings({ hours: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, spans])) });
  await served(60);
  weekday.after(24 * 3600);
  await stage.app.sweep.step(weekday.now);
  const rows = await report('outcomes');
  expect(rows.filter(({ how }) => how === 'closing')).toMatchObject([
    { queue: 'caja', outcome: '-', served: 1, mean_service_minutes: null },
  ]);
  expect(await verifyBranch(stage.app, '1')).toEqual({ chain: [], rows: [] });
});
