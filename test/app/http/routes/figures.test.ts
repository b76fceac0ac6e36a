import type { Client } from 'pg';
import { StretchBook } from '../../../../src/app/domain/fold/stretches';
import { Event } from '../../../../src/app/domain/model/events';
import { Stretch } from '../../../../src/app/domain/model/stretch';
import { elapse } from '../../../support/wait';
import { Stage } from '../stage';
import { deskOf, kioskOf } from './desk';
import { Weekday } from './weekday';

let weekday: Weekday;
let stage: Stage;
let supervisor: string;
beforeAll(async () => {
  weekday = await Weekday.open();
  ({ stage, supervisor } = weekday);
});
afterAll(() => stage.close());

const after = (seconds: number) => weekday.after(seconds);
const report = (...asked: Parameters<Weekday['report']>) => weekday.report(...asked);
const floor = (branch: string) => weekday.floor(branch);
const console_ = async (branch: string, who: string) =>
  (
    await stage.call('GET /api/branches/:branch/advisors/me', {
      params: { branch },
      as: await stage.staff(who),
    })
  ).me;

const desk = (...of: Parameters<ReturnType<typeof deskOf>>) => deskOf(stage)(...of);
const take = (...of: Parameters<ReturnType<typeof kioskOf>>) => kioskOf(stage)(...of);
const opens = async (branch: string, advisor: string, queues: readonly string[]) =>
  stage.ask('PUT', `/api/branches/${branch}/advisors/${advisor}/queues`, {
    as: supervisor,
    body: { queues },
  });

test('work that is handed on counts for the advisor who did it, where it was done', async () => {
  const [one, two] = [desk('1', 'advisor-1', '1'), desk('1', 'advisor-2', '2')];
  await one.state('available');
  await two.state('available');
  await opens('1', 'advisor-1', ['caja']);
  await opens('1', 'advisor-2', ['personal-banker']);
  const { ticket } = await take('1', 'caja');
  after(6);
  expect(await one.next()).toBe(ticket.id);
  after(3);
  await one.on(ticket.id, 'start');
  after(4);
  await one.on(ticket.id, 'transfer', { queue: 'personal-banker' });
  after(5);
  expect(await two.next()).toBe(ticket.id);
  await two.on(ticket.id, 'start');
  after(2);
  await two.on(ticket.id, 'finish');

  expect(await report('advisors', '1')).toMatchObject([
    {
      advisor: 'advisor-1',
      served: 0,
      handed_on: 1,
      serving_minutes: 0.07,
      calling_minutes: 0.05,
      mean_service_minutes: 0.07,
      mean_walk_seconds: 3,
    },
    { advisor: 'advisor-2', served: 1, handed_on: 0, serving_minutes: 0.03 },
  ]);
  // the console's own day equals the report's
  const own = async (who: string) =>
    stage.call('GET /api/branches/:branch/advisors/me/day', {
      params: { branch: '1' },
      as: await stage.staff(who),
    });
  expect(await own('advisor-1')).toMatchObject({
    servingMs: 4_000,
    calledMs: 3_000,
    idleMs: 13_000,
    pausedMs: 0,
    queues: [{ queue: 'caja', served: 0, meanServiceMs: 4_000 }],
  });
  expect(await own('advisor-2')).toMatchObject({
    servingMs: 2_000,
    queues: [{ queue: 'personal-banker', served: 1, meanServiceMs: 2_000 }],
  });
  expect(await report('services', '1')).toMatchObject([
    { queue: 'caja', served: 0, handed_on: 1, mean_service_minutes: 0.07 },
    { queue: 'personal-banker', served: 1, handed_on: 0, mean_service_minutes: 0.03 },
  ]);
  expect(await report('waits', '1')).toMatchObject([
    { queue: 'caja', issued: 1, handed_in: 0, called: 1, mean_wait_minutes: 0.1 },
    { queue: 'personal-banker', issued: 0, handed_in: 1, called: 1, mean_wait_minutes: 0.08 },
  ]);
  expect((await floor('1')).queues).toMatchObject([
    { id: 'caja', issued: 1, calls: 1, served: 0, handedOn: 1, services: 1, serviceMs: 4000 },
    { id: 'personal-banker', calls: 1, served: 1, services: 1, serviceMs: 2000 },
    {},
    {},
  ]);
  expect(await console_('1', 'advisor-1')).toMatchObject({
    served: 0,
    handedOn: 1,
    services: 1,
    serviceMs: 4000,
  });
});

test('time that the customer asked for is not wait, and has its own column', async () => {
  const four = desk('2', 'advisor-4', '1');
  await four.state('available');
  const { ticket, key } = await take('2', 'caja');
  const my = { as: `Ticket ${key}` };
  for (const minutes of [15, 10]) {
    const asked = await stage.ask('POST', '/api/my/defer', { ...my, body: { minutes } });
    expect(asked.status).toBe(200);
  }
  after(25 * 60 + 1);
  expect(await four.next()).toBe(ticket.id);
  expect(await report('waits', '2')).toMatchObject([
    {
      queue: 'caja',
      called: 1,
      mean_wait_minutes: 0.02,
      called_by_due: 1,
      courtesy_minutes: 25,
    },
  ]);
  expect((await floor('2')).queues[0]).toMatchObject({ calls: 1, waitMs: 1000, inTarget: 1 });
  expect((await report('tickets', '2'))[0]).toMatchObject({
    wait_minutes: 0.02,
    courtesy_minutes: 25,
  });
  await four.on(ticket.id, 'start');
});

test('a service that nobody finished teaches nothing', async () => {
  const four = desk('2', 'advisor-4', '1');
  const [open] = await report('tickets', '2');
  after(3 * 3600);
  const list = await stage.call('GET /api/branches/:branch/tickets', {
    params: { branch: '2' },
    as: supervisor,
  });
  await four.on(list.find(({ number }) => number === open.number)!.id, 'finish');
  expect((await floor('2')).queues[0]).toMatchObject({ served: 1, services: 0, serviceMs: 0 });
  expect(await report('services', '2')).toMatchObject([
    { queue: 'caja', served: 1, left_open: 1, mean_service_minutes: null },
  ]);
  expect(await report('advisors', '2')).toMatchObject([
    { served: 1, serving_minutes: 180, mean_service_minutes: null },
  ]);
});

test("an advisor's day adds up: calling, serving, idle, paused by reason", async () => {
  const five = desk('2', 'advisor-5', '2');
  await five.state('available');
  after(60);
  await five.state('paused', { reason: 'break' });
  after(90);
  await five.state('available');
  after(30);
  await five.state('paused', { reason: 'meeting' });
  after(60);
  const row = (await report('advisors', '2')).find(({ advisor }) => advisor === 'advisor-5');
  expect(row).toMatchObject({
    served: 0,
    idle_minutes: 1.5,
    on_duty_minutes: 1.5,
    paused_minutes: 2.5,
    pauses: 'break 1.50; meeting 1.00',
  });
  expect((await console_('2', 'advisor-5')).dutyMs).toBe(90_000);
  for (const each of [...(await report('advisors', '1')), ...(await report('advisors', '2'))]) {
    const { calling_minutes: c, serving_minutes: s, idle_minutes: i } = each;
    expect(each.on_duty_minutes).toBeCloseTo(Number(c) + Number(s) + Number(i), 5);
  }
});

test('every figure of both branches is the same on every surface', async () => {
  for (const [branch, staff] of [
    ['1', ['advisor-1', 'advisor-2']],
    ['2', ['advisor-4', 'advisor-5']],
  ] as const) {
    expect(await weekday.differences(branch, staff)).toEqual([]);
  }
});

test('would be noticed: a figure that differs on a single surface', async () => {
  const spoil = (sign: '+' | '-') =>
    inDatabase((client) =>
      client.query(`update queue_counts set served = served ${sign} 1;
                    update stretches set wait_ms = wait_ms ${sign} 600000;`),
    );
  await spoil('+');
  await elapse(2_100); // an instance caches a floor that no event has changed for two seconds
  const found = await weekday.differences('1', []);
  await spoil('-');
  for (const said of [/^floor, /, /^waits, caja: mean_wait_minutes is 10.1, /, /^weeks, caja: /]) {
    expect(found).toContainEqual(expect.stringMatching(said));
  }
});

const columns =
  'subject, kind, day, ticket_id, queue, advisor, began, began_at, began_seq, ended_at, how, ' +
  'wait_ms, in_target, courtesy_ms';
const inDatabase = <T>(work: (client: Client) => Promise<T>): Promise<T> =>
  weekday.inDatabase(work);
const kept = () =>
  inDatabase(async (client) => {
    const text = `select ${columns} from stretches order by branch_id, began_seq, subject`;
    return (await client.query(text)).rows;
  });

test('stretches are rebuilt from the events, every single one', async () => {
  const written = await kept();
  expect(written.length).toBeGreaterThan(20);
  const rebuilt = await inDatabase(async (client) => {
    const { rows } = await client.query(
      "select body from events where branch_id <> 'bank' order by branch_id, seq",
    );
    const books = new Map<string, { book: StretchBook; day: string }>();
    for (const { body } of rows) {
      const event = JSON.parse(body as string) as Event;
      const at = books.get(event.branch) ?? { book: new StretchBook(), day: '' };
      if (event.fact.type === 'DayOpened') at.day = event.fact.day;
      at.book.take(event, at.day);
      books.set(event.branch, at);
    }
    return [...books.values()].flatMap(({ book }) => book.begun);
  });
  const shape = (of: Stretch) => [
    of.subject,
    of.kind,
    of.beganAt,
    of.endedAt ?? null,
    of.how ?? null,
  ];
  const rows = written.map((row) => [
    row.subject,
    row.kind,
    Number(row.began_at),
    row.ended_at === null ? null : Number(row.ended_at),
    row.how,
  ]);
  const sorted = (list: readonly unknown[][]) => list.map((each) => JSON.stringify(each)).sort();
  expect(sorted(rows)).toEqual(sorted(rebuilt.map(shape)));
});

test('the sweep adds what an older release left out, from any event on', async () => {
  const whole = await kept();
  const rows = () =>
    inDatabase((client) =>
      client.query(`select to_jsonb(c) as row from queue_counts c union all
        select to_jsonb(a) from advisors a union all select to_jsonb(t) from tickets t order by 1`),
    ).then((found) => found.rows as unknown[]);
  const right = await rows();
  // in the middle, where time passes: a stretch open then is recognised below by its time
  const middle = `coalesce((
    select max(e.seq) from events e
      join events n on n.branch_id = e.branch_id and n.seq = e.seq + 1
     where e.branch_id = branch_heads.branch_id and e.at < n.at
       and e.seq <= branch_heads.seq * 3 / 4
    ), 0)`;
  for (const from of ['0', middle]) {
    await inDatabase(async (client) => {
      if (from === '0') {
        await client.query('update queue_counts set services = 0, handed_on = 0');
        await client.query('update advisors set handed_on = 0, services = 0, service_ms = 0');
        await client.query('update tickets set deferred_at = null, deferred_ms = null');
        expect(await rows()).not.toEqual(right);
      }
      await client.query(`update branch_heads set stretched_seq = ${from}`);
      await client.query(
        `delete from stretches s using branch_heads h
          where h.branch_id = s.branch_id and s.began_seq > h.stretched_seq`,
      );
      await client.query(
        `update stretches s set ended_at = null, how = null, wait_ms = null, in_target = null,
                courtesy_ms = null
           from branch_heads h
          where h.branch_id = s.branch_id and exists (
            select from events e
             where e.branch_id = s.branch_id and e.seq > h.stretched_seq and e.at >= s.ended_at)
            and s.ended_at > (select max(e.at) from events e
                               where e.branch_id = h.branch_id and e.seq <= h.stretched_seq)`,
      );
    });
    await stage.app.sweep.step(weekday.now);
    const { rows: behind } = await inDatabase((client) =>
      client.query(`select branch_id from branch_heads
          where stretched_seq <> seq and branch_id <> 'bank'`),
    );
    expect(behind).toEqual([]);
    expect(await rows()).toEqual(right);
    const again = await kept();
    expect(again.length).toBe(whole.length);
    if (from === '0') expect(again).toEqual(whole);
  }
});
