import { verifyBranch } from '../../../src/app/main';
import { deskOf } from './routes/desk';
import { Weekday } from './routes/weekday';
import { Stage } from './stage';

/** What becomes of a visit at the counter: how it ended. */

let weekday: Weekday;
let stage: Stage;
beforeAll(async () => {
  weekday = await Weekday.open();
  ({ stage } = weekday);
}, 120_000);
afterAll(() => stage.close());

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
/** advisor-1 serves somebody of caja for so long. */
async function served(seconds: number): Promise<string> {
  const { id } = await stage.ticket({ queue: 'caja' });
  await done('counters/1/call-next', 'advisor-1');
  await done(`tickets/${id}/start`, 'advisor-1');
  after(seconds);
  return id;
}

test('codes of a queue: what is wrong is named, what is left out stays', async () => {
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
  // an import, a script or a page of the release before knows nothing of codes
  expect((await queue('caja', { outcomes: undefined, targetMinutes: 25 })).status).toBe(200);
  expect((await queue('caja', {}, 'GET')).body).toMatchObject({ outcomes, targetMinutes: 25 });
  expect((await queue('empresas', {}, 'GET')).body).toMatchObject({
    outcomes: { required: false, codes: [] },
  });
  // devices are told nothing of it
  const names = await stage.ask('GET', '/api/branches/1/directory', {
    as: await stage.device('kiosk-1'),
  });
  expect(names.text).not.toContain('Resuelto');
});

test('counted by code, queue and advisor; the sums are those of services', async () => {
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
