import { Pool } from 'pg';
import { ConfigCache } from '../../../../src/app/db/reads/config-cache';
import { createBranchReads } from '../../../../src/app/db/reads/read-floor';
import { evolveFloor } from '../../../../src/app/domain/fold/floor';
import { Floor } from '../../../../src/app/domain/model/state';
import { emptyFloor } from '../../domain/support/empty-floor';
import { openStage, Stage } from '../../http/stage';
import { branchOne } from '../../operations/time/branch-one';

let stage: Stage;
let pool: Pool;
let ahead = 0;
const clock = () => Date.now() + ahead;
beforeAll(async () => {
  stage = await openStage({ clock });
  pool = new Pool({ connectionString: stage.databaseUrl, max: 2 });
});
afterAll(async () => {
  await pool?.end();
  await stage?.close();
});

/** Called by advisor-1 at counter 1. */
async function call(): Promise<string> {
  const { body } = await stage.ask('POST', '/api/branches/1/counters/1/call-next', {
    as: await stage.staff('advisor-1'),
  });
  return (body.ticket as { id: string }).id;
}

/** The floor as it is read, which is the fold of the events. */
async function floorAsFolded(): Promise<Floor> {
  const reads = createBranchReads(pool, new ConfigCache());
  const { floor, seq } = await reads.readFloor('1');
  const events = await reads.readEvents('1', 0, 10_000);
  expect(events.at(-1)!.seq).toBe(seq);
  const folded = events.reduce(evolveFloor, { ...emptyFloor('1', floor.day), seq: 0 });
  const used = (queues: Floor['queues']) =>
    Object.fromEntries(Object.entries(queues).filter(([, counts]) => counts.issued > 0));
  // the other queues have only zeros
  expect({ ...floor, queues: used(floor.queues) }).toEqual({
    ...folded,
    queues: used(folded.queues),
  });
  return floor;
}

test('a floor read equals the fold of the events: open tickets and last calls', async () => {
  const as = await stage.onDuty('advisor-1', '1');
  const on = (ticket: string, act: string, body: object = {}) =>
    stage.ask('POST', `/api/branches/1/tickets/${ticket}/${act}`, { as, body });
  const serve = async (ticket: string) => {
    await on(ticket, 'start');
    await on(ticket, 'finish');
  };
  const quiet = await stage.ticket({ queue: 'personal-banker' });
  await serve(await call());
  const mine = await Promise.all(Array.from({ length: 16 }, () => stage.ticket()));
  for (let n = 0; n < 9; n += 1) await serve(await call());
  const gone = await call(); // called, then a no-show
  await stage.ask('POST', '/api/my/cancel', { as: mine.find(({ id }) => id === gone)!.as });
  await on(await call(), 'no-show');
  const back = await call(); // called, then back in line
  await stage.ask('POST', '/api/my/defer', {
    as: mine.find(({ id }) => id === back)!.as,
    body: { minutes: 5 },
  });
  await call(); // being called
  const waiting = await stage.call('GET /api/branches/:branch/tickets', {
    params: { branch: '1' },
    query: { state: 'waiting' },
    as,
  });
  await stage.ask('POST', '/api/my/cancel', {
    as: mine.find(({ id }) => id === waiting[0].id)!.as,
  }); // never called

  const floor = await floorAsFolded();
  // eight of the busy queue, and the one of the quiet queue before them
  expect(floor.endedCalls!.map(({ queue }) => queue)).toEqual([
    ...Array.from({ length: 8 }, () => 'caja'),
    'personal-banker',
  ]);
  expect(floor.endedCalls!.at(-1)!.ticket).toBe(quiet.id);
  expect(floor.endedCalls![0].ticket).toBe(gone);
  expect(floor.endedCalls!.map(({ ticket }) => ticket)).not.toContain(back);
});

test('so it does after a date has changed in an open branch, which keeps its line', async () => {
  const { settingsAre, issue, at } = branchOne(
    () => stage,
    (now) => (ahead = now - Date.now()),
  );
  const { operations } = stage.app;
  const context = { branch: '1', actor: { kind: 'staff', id: 'advisor-2' } } as const;
  const [advisor, counter] = ['advisor-2', '2'];
  const callNext = async () => (await operations.callNext(context, { advisor, counter })).answer;
  const on = (ticket: string) => ({ ticket, staff: advisor, supervises: false });
  const serve = async () => {
    const { id } = (await callNext()).called!;
    await operations.start(context, on(id));
    await operations.finish(context, { ...on(id), next: false });
    return id;
  };
  await settingsAre({ hours: 'always', timeZone: 'Etc/GMT+3' });
  await at('2027-03-08T15:00:00Z');
  await operations.setAdvisor(context, { advisor, state: 'available', counter });
  for (let n = 0; n < 5; n += 1) await issue();
  await at('2027-03-09T02:50:00Z'); // 23:50
  const before = await serve();
  const over = (await callNext()).called!.id;
  await operations.start(context, on(over));
  await at('2027-03-09T03:00:30Z'); // 00:00:30
  expect((await floorAsFolded()).day).toBe('2027-03-09');
  await operations.finish(context, { ...on(over), next: false });
  const after = await serve();
  const undone = await serve();
  await operations.undo(context, on(undone));
  const { endedCalls } = await floorAsFolded();
  expect(endedCalls!.map(({ ticket }) => ticket)).toEqual([after, over]);
  expect(endedCalls!.map(({ ticket }) => ticket)).not.toContain(before);

  // the day after keeps none of them, though somebody is still inside
  await at('2027-03-10T03:00:30Z');
  const next = await floorAsFolded();
  expect(next).toMatchObject({ day: '2027-03-10', endedCalls: [] });
  expect(next.tickets[undone]).toMatchObject({ state: 'serving', day: '2027-03-08' });
  await operations.finish(context, { ...on(undone), next: false });
  expect((await floorAsFolded()).endedCalls).toMatchObject([{ ticket: undone }]);
});
