import { Client } from 'pg';
import { readConfig } from '../../../../src/app/config';
import { App } from '../../../../src/app/create-app';
import { Event, Fact } from '../../../../src/app/domain/model/events';
import { addDays } from '../../../../src/app/domain/model/local-time';
import { serve, verifyBranch } from '../../../../src/app/main';
import { Simulations } from '../../../../src/app/simulations/simulations';
import { ForetoldAgain } from '../../../../src/local/replay/foretold-again';
import { Judge } from '../../../../src/local/replay/judge';
import { SEED, seedBank } from '../../../support/bank';
import { createDatabase, TestDatabase } from '../../../support/database';

const KEYS = 'keys-of-the-learning-test-0123456789abcdef';
const DAY = 86_400_000;
const branch = '1';
/** Makes all days the same kind. */
const ALIKE = Object.fromEntries(
  [1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '06:00', to: '22:00' }]]),
);

let database: TestDatabase;
let client: Client;
let apps: readonly App[];
let now: number;

beforeAll(async () => {
  database = await createDatabase();
  await seedBank(database.url, KEYS, { advisors: 3, settings: { timeZone: 'UTC', hours: ALIKE } });
  client = new Client({ connectionString: database.url });
  await client.connect();
  now = Math.ceil(Date.now() / DAY) * DAY + DAY / 2;
  apps = await Promise.all([1, 2].map(start));
});
afterAll(async () => {
  for (const app of apps) await app.close();
  await client.end();
  await database.drop();
});

const start = () =>
  serve(
    readConfig({ PORT: '0', DATABASE_URL: database.url, DATA_KEYS: KEYS, LOG_LEVEL: 'silent' }),
    {
      host: '127.0.0.1',
      pagesFolder: undefined,
      sweepEveryMs: false,
      clock: () => now,
      writeMetrics: () => undefined,
    },
  );

const actorOf = (advisor: string) => ({ kind: 'staff', id: advisor }) as const;

const by = (ticket: string, staff: string) => ({ ticket, staff, supervises: false });

/** A busy half day, each command by one of two processes in turn. */
async function spend(): Promise<void> {
  const advisors = ['advisor-1-1', 'advisor-1-2'];
  for (const [at, advisor] of advisors.entries()) {
    await apps[at].operations.setAdvisor(
      { branch, actor: actorOf(advisor) },
      { advisor, state: 'available', counter: String(at + 1) },
    );
  }
  const inHand = new Map<string, string>();
  for (let step = 0; step < 48; step += 1) {
    const app = apps[step % 2];
    now += (20 + ((step * 37) % 50)) * 1000;
    await app.operations.issueTicket(
      { branch, actor: SEED },
      {
        queue: step % 3 ? 'caja' : 'empresas',
        lane: step % 5 ? 'general' : 'preferential',
        language: 'es',
      },
    );
    if (step % 4 === 0) continue;
    const [advisor, counter] = step % 2 ? [advisors[0], '1'] : [advisors[1], '2'];
    const asked = { branch, actor: actorOf(advisor) };
    const ticket = inHand.get(advisor);
    now += 7_000;
    if (ticket) await app.operations.finish(asked, { ...by(ticket, advisor), next: false });
    const { answer } = await app.operations.callNext(asked, { advisor, counter });
    const called = answer.called?.id;
    inHand.delete(advisor);
    if (!called) continue;
    inHand.set(advisor, called);
    await app.operations.start(asked, by(called, advisor));
  }
  for (const [advisor, ticket] of inHand) {
    const asked = { branch, actor: actorOf(advisor) };
    await apps[0].operations.finish(asked, { ...by(ticket, advisor), next: false });
  }
}

/** Moves on to noon of the next day. */
async function night(): Promise<void> {
  now = Math.ceil(now / DAY) * DAY + DAY / 2;
  await apps[0].sweep.step(now);
}

async function events(): Promise<readonly Event[]> {
  const { rows } = await client.query<{ body: string }>(
    'select body from events where branch_id = $1 order by seq',
    [branch],
  );
  return rows.map(({ body }) => JSON.parse(body) as Event);
}

const of = <T extends Fact['type']>(all: readonly Event[], type: T) =>
  all.map(({ fact }) => fact).filter((fact) => fact.type === type) as Extract<Fact, { type: T }>[];

test('two processes and a rebuild from events predict the same, over two nights', async () => {
  for (let day = 0; day < 3; day += 1) {
    await spend();
    await night();
  }
  const all = await events();
  expect(of(all, 'DayLearned').map(({ calls }) => calls > 10)).toEqual([true, true, true]);
  const { directory, floor } = await apps[1].operations.readFloor(branch);
  expect(directory.config.learned).toMatchObject({ days: 3 });
  expect(floor.queues.caja.calibration!.calls).toBeGreaterThan(20);
  expect(floor.queues.caja.calibration!.les).toBeUndefined(); // the night publishes nothing

  const rebuilt = new ForetoldAgain(branch, directory.config);
  for (const event of all) rebuilt.take(event);
  expect(rebuilt.all.length).toBeGreaterThan(140);
  for (const { then, now: again } of rebuilt.all) expect(again).toEqual(then);
  expect([...rebuilt.learned.values()].at(-1)).toEqual(directory.config.learned);
  // Some customers got an estimate, and the first ones could not.
  const said = of(all, 'TicketIssued').map(({ estimate }) => estimate !== undefined);
  expect(said.slice(0, 5)).toEqual([false, false, false, false, false]);
  expect(said.filter(Boolean).length).toBeGreaterThan(50);
  expect(await verifyBranch(apps[0], branch)).toEqual({ chain: [], rows: [] });
});

test("the report's figures are those of the events", async () => {
  const judge = new Judge();
  const all = await events();
  for (const event of all) judge.take(event);
  const day = of(all, 'DayLearned')[1].day;
  const { columns, batches } = await apps[0].operations.report(branch, 'accuracy', {
    from: day,
    to: day,
  });
  const rows: (readonly unknown[])[] = [];
  for await (const batch of batches) rows.push(...batch);
  const sum = (name: string) =>
    rows.reduce(
      (total, row) =>
        total + Number(row[columns.indexOf(name)]) * Number(row[columns.indexOf('waited')]),
      0,
    );
  const judged = judge.all.filter((each) => each.day === day);
  const error = (way: string) =>
    judged.reduce((total, { said, came }) => total + Math.abs(said[way].said - came), 0);
  expect(judged.length).toBeGreaterThan(10);
  expect(rows.reduce((total, row) => total + Number(row[columns.indexOf('waited')]), 0)).toBe(
    judged.length,
  );
  // Rounded to a tenth per queue.
  const near = 0.05 * judged.length;
  expect(Math.abs(sum('error_seconds') - error('this'))).toBeLessThanOrEqual(near);
  expect(Math.abs(sum('hol_error_seconds') - error('HOL'))).toBeLessThanOrEqual(near);
  expect(Math.abs(sum('rule_error_seconds') - error('RN-010'))).toBeLessThanOrEqual(near);
});

test('a promise made without what was learned would be noticed', async () => {
  const all = await events();
  const { directory } = await apps[1].operations.readFloor(branch);
  const forgetful = new ForetoldAgain(branch, directory.config);
  for (const event of all) if (event.fact.type !== 'DayLearned') forgetful.take(event);
  const differ = forgetful.all.filter(
    ({ then, now: again }) => JSON.stringify(then) !== JSON.stringify(again),
  );
  expect(differ.length).toBeGreaterThan(20);
});

test('missed nights are learned in order, once', async () => {
  const before = of(await events(), 'DayLearned').length;
  await spend();
  now += DAY;
  await spend();
  await night();
  await apps[1].sweep.step(now);
  const learned = of(await events(), 'DayLearned').map(({ day }) => day);
  expect(learned.length).toBe(before + 2);
  expect([...new Set(learned)].sort()).toEqual(learned);
});

test('each night has a briefing: predicted, actual, what to change; it is proven', async () => {
  const told = of(await events(), 'DayLearned').map(({ briefing }) => briefing!);
  const { briefing } = await apps[1].operations.briefing(branch);
  expect(briefing).toEqual(told.at(-1));
  const { day, came, foretold, held, next } = briefing!;
  expect(came).toBeGreaterThan(20);
  expect(foretold).toBeGreaterThan(5);
  expect(held).toBeGreaterThan(foretold / 3);
  // before there were five days, nothing was predicted
  expect(told.map((each) => each.next !== undefined).indexOf(true)).toBe(told.length - 1);
  expect(next).toMatchObject({ day: addDays(day, 1), planned: false, fromMinute: 360 });
  expect(next!.within).toBeGreaterThan(0);

  const faults = async () => {
    const { chain, rows } = await verifyBranch(apps[0], branch);
    return [...chain, ...rows];
  };
  expect(await faults()).toEqual([]);
  for (const [part, broken] of [
    ['plan', { pickup: 99 }],
    ['body', { outOfTurn: 0.9 }],
    ['briefing', { came: 49 }],
  ] as const) {
    const { rows } = await client.query<{ was: object }>(
      `select ${part} as was from learned where branch_id = $1 and day = $2`,
      [branch, day],
    );
    const put = (value: object) =>
      client.query(`update learned set ${part} = $3 where branch_id = $1 and day = $2`, [
        branch,
        day,
        JSON.stringify(value),
      ]);
    await put({ ...rows[0].was, ...broken });
    expect(await faults()).toEqual([expect.stringContaining(`learned from ${day}: the ${part}`)]);
    await put(rows[0].was);
  }
  expect(await faults()).toEqual([]);
});

test('the operator hears of a day not learned, and of one with broken promises', async () => {
  const { gauges } = apps[1];
  const heard = () => Promise.all([gauges.branchesMisled(), gauges.learningBehindDays()]);
  expect(await heard()).toEqual([0, 0]);
  const { rows } = await client.query<{ day: string; was: object }>(
    `delete from learned where branch_id = $1 and day = (select max(day) from learned
      where branch_id = $1) returning day, briefing as was, seq, body, plan`,
    [branch],
  );
  expect(await heard()).toEqual([1, 1]);
  const [{ day, was, ...row }] = rows as unknown as readonly Record<string, unknown>[];
  const put = (briefing: object) =>
    client.query(
      `insert into learned (branch_id, day, briefing, seq, body, plan)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (branch_id, day) do update set briefing = excluded.briefing`,
      [
        branch,
        day,
        JSON.stringify(briefing),
        row.seq,
        JSON.stringify(row.body),
        JSON.stringify(row.plan),
      ],
    );
  await put({ ...(was as object), foretold: 60, held: 30 });
  expect(await heard()).toEqual([1, 0]);
  await put(was as object);
  expect(await heard()).toEqual([0, 0]);
});

test('a target about to be missed is reported beforehand, the same on every instance', async () => {
  await night();
  const [one, other] = apps.map(({ operations }) => operations);
  for (const [at, queue] of ['caja', 'empresas', 'empresas'].entries()) {
    const advisor = `advisor-1-${at + 1}`;
    const asked = { branch, actor: actorOf(advisor) };
    await one.setAdvisor(asked, { advisor, state: 'available', counter: String(at + 1) });
    await one.setAdvisorQueues({ branch, actor: SEED }, { advisor, queues: [queue] });
  }
  for (let count = 0; count < 25; count += 1) {
    now += 1000;
    const input = { queue: 'caja', lane: 'general', language: 'es' } as const;
    await one.issueTicket({ branch, actor: SEED }, input);
  }
  const alertsOf = async (instance = one) =>
    Object.values((await instance.readFloor(branch)).floor.alerts);
  const ahead = async (instance = one) =>
    (await alertsOf(instance)).filter(({ kind }) => kind === 'target-ahead');
  const simulated = jest.spyOn(Simulations.prototype, 'ahead');
  for (let beat = 0; beat < 40 && !(await ahead()).some((each) => each.action); beat += 1) {
    now += 8_000;
    await apps[0].sweep.step(now);
    await Promise.all(simulated.mock.results.map(({ value }) => value as unknown));
  }
  simulated.mockRestore();
  const [alert] = await ahead();
  expect(alert).toMatchObject({
    subject: 'caja',
    action: { do: 'open-queue', queue: 'caja', advisor: expect.stringMatching(/-[23]$/) as string },
  });
  const { within, instead } = alert.action as { within: number; instead: number };
  expect(within).toBeGreaterThan(instead + 0.1);
  expect(await ahead(other)).toEqual([alert]);
  const due = Object.values((await one.readFloor(branch)).floor.tickets).map((each) => each.due);
  expect(Math.min(...due)).toBeGreaterThan(alert.openedAt);
  expect(await verifyBranch(apps[0], branch)).toEqual({ chain: [], rows: [] });
});
