import { Stage } from '../stage';
import { deskOf, kioskOf } from './desk';
import { Weekday } from './weekday';

/** The data for the pictures on the reports' page, beside the older reports. */

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
const desk = (...of: Parameters<ReturnType<typeof deskOf>>) => deskOf(stage)(...of);
const take = (...of: Parameters<ReturnType<typeof kioskOf>>) => kioskOf(stage)(...of);

test('pictures add up to the same figures; each leads to the rows it counts', async () => {
  const one = desk('1', 'advisor-1', '1');
  await one.state('available');
  const keys: string[] = [];
  for (let i = 0; i < 5; i += 1) {
    keys.push((await take('1', 'caja')).key);
    after(120);
  }
  // One is served and gives feedback; one stays absent; one is absent and comes back.
  await one.on(await one.next(), 'start');
  const served = (await report('tickets', '1')).find(({ state }) => state === 'serving')!;
  after(300);
  await one.on(await idOf(served.number), 'finish');
  // the first answer stands
  for (const score of [4, 3]) {
    await stage.ask('POST', '/api/my/feedback', { as: `Ticket ${keys[0]}`, body: { score } });
  }
  await one.on(await one.next(), 'no-show');
  after(3600);
  const back = await one.next();
  await one.on(back, 'no-show');
  await one.on(back, 'reopen');
  await stage.ask('POST', '/api/my/cancel', { as: `Ticket ${keys[4]}` });

  await take('1', 'gerencia');

  for (const queue of ['caja', 'gerencia']) {
    const [waits] = (await report('waits', '1')).filter((row) => row.queue === queue);
    const [week] = (await report('weeks', '1')).filter((row) => row.queue === queue);
    expect(week.week).toBe('2026-11-23');
    const hours = (await report('hours', '1')).filter((row) => row.queue === queue);
    expect(new Set(hours.map(({ weekday: day, days }) => `${day} ${days}`))).toEqual(
      new Set(['3 1']),
    );
    for (const figure of ['issued', 'called', 'called_by_due', 'abandoned'] as const) {
      const total = hours.reduce((sum, row) => sum + Number(row[figure]), 0);
      expect([figure, week[figure], total]).toEqual([figure, waits[figure], waits[figure]]);
    }
    for (const figure of ['issued', 'called', 'abandoned'] as const) {
      const all = await report('stretches', '1', { of: figure, queue });
      expect(all).toHaveLength(Number(waits[figure]));
      for (const { hour, weekday: day, [figure]: counts } of hours) {
        const behind = await report('stretches', '1', {
          of: figure,
          queue,
          hour: Number(hour),
          weekday: Number(day),
        });
        expect([figure, hour, behind.length]).toEqual([figure, hour, counts]);
      }
    }
  }
  expect((await report('weeks', '1'))[0]).toMatchObject({ queue: 'caja', abandoned: 2 });
  expect(await report('feedback', '1')).toMatchObject([
    { week: '2026-11-23', queue: 'caja', answers: 1, mean_score: 4, score_4: 1, score_3: 0 },
  ]);
  expect(await report('answers', '1', { score: 4, queue: 'caja' })).toMatchObject([
    { number: served.number, advisor: 'advisor-1', score: 4 },
  ]);
  expect(await report('answers', '1', { score: 3 })).toEqual([]);
});

const idOf = async (number: unknown) =>
  (
    await stage.call('GET /api/branches/:branch/tickets', {
      params: { branch: '1' },
      as: supervisor,
    })
  ).find((ticket) => ticket.number === number)!.id;

test("advisors' time by kind, and branches side by side, are the sums of their days", async () => {
  await take('2', 'caja'); // the start of the branch's day
  const five = desk('2', 'advisor-5', '2');
  await five.state('available');
  after(60);
  await five.state('paused', { reason: 'break' });
  after(90);
  await five.state('available');
  after(30);
  for (const branch of ['1', '2']) {
    const times = await report('advisor-time', branch);
    for (const day of await report('advisors', branch)) {
      const of = (kind: string) =>
        times
          .filter((row) => row.advisor === day.advisor && row.kind === kind)
          .reduce((sum, { minutes }) => sum + Number(minutes), 0);
      expect([of('serving'), of('called'), of('idle'), of('paused')]).toEqual([
        day.serving_minutes,
        day.calling_minutes,
        day.idle_minutes,
        expect.closeTo(Number(day.paused_minutes), 1),
      ]);
    }
    const { columns: names, rows } = await stage.call('GET /api/reports/:report', {
      params: { report: 'branches.json' },
      query: { from: weekday.day, to: weekday.day },
      as: supervisor,
    });
    const line = rows.find(([id]) => id === branch)!;
    const waits = await report('waits', branch);
    for (const figure of ['issued', 'called', 'called_by_due', 'abandoned']) {
      const total = waits.reduce((sum, row) => sum + Number(row[figure]), 0);
      expect([figure, line[names.indexOf(figure)]]).toEqual([figure, total]);
    }
  }
  const paused = await report('stretches', '2', { advisor: 'advisor-5', reason: 'break' });
  expect(paused).toMatchObject([{ kind: 'paused', minutes: 1.5 }]);
});

test('a report that cannot be narrowed this way says what it can be narrowed by', async () => {
  const refused = await stage.ask(
    'GET',
    `/api/branches/1/reports/answers.json?from=${weekday.day}&to=${weekday.day}&hour=9`,
    { as: supervisor },
  );
  expect([refused.status, refused.body]).toMatchObject([
    422,
    {
      code: 'unknown_filter',
      errors: [{ field: 'hour', got: 9, wants: 'left out, or one of queue, advisor, score' }],
    },
  ]);
});

test('a supervisor of one branch compares only that branch', async () => {
  const password = 'seis tazones de greda';
  const saved = await stage.ask('PUT', '/api/staff/auditor-two', {
    as: await stage.staff('admin-1'),
    body: { username: 'two', firstName: 'Two', role: 'auditor', branches: ['2'], password },
  });
  expect(saved.status).toBe(200);
  const { token } = await stage.call('POST /api/sessions', { body: { username: 'two', password } });
  const { rows } = await stage.call('GET /api/reports/:report', {
    params: { report: 'branches.json' },
    query: { from: weekday.day, to: weekday.day },
    as: `Bearer ${token}`,
  });
  expect(rows.map(([id]) => id)).toEqual(['2']);
});
