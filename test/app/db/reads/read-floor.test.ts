import { Pool } from 'pg';
import { ConfigCache } from '../../../../src/app/db/reads/config-cache';
import { createBranchReads } from '../../../../src/app/db/reads/read-floor';
import { evolveFloor } from '../../../../src/app/domain/fold/floor';
import { emptyFloor } from '../../domain/support/empty-floor';
import { openStage, Stage } from '../../http/stage';

let stage: Stage;
let pool: Pool;
beforeAll(async () => {
  stage = await openStage();
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

  const reads = createBranchReads(pool, new ConfigCache());
  const { floor, seq } = await reads.readFloor('1');
  const events = await reads.readEvents('1', 0, 10_000);
  expect(events.at(-1)!.seq).toBe(seq);
  const folded = events.reduce(evolveFloor, { ...emptyFloor('1', floor.day), seq: 0 });
  const used = Object.fromEntries(
    Object.entries(floor.queues).filter(([, counts]) => counts.issued > 0),
  ); // the other queues have only zeros
  expect({ ...floor, queues: used }).toEqual(folded);
  // eight of the busy queue, and the one of the quiet queue before them
  expect(floor.endedCalls!.map(({ queue }) => queue)).toEqual([
    ...Array.from({ length: 8 }, () => 'caja'),
    'personal-banker',
  ]);
  expect(floor.endedCalls!.at(-1)!.ticket).toBe(quiet.id);
  expect(floor.endedCalls![0].ticket).toBe(gone);
  expect(floor.endedCalls!.map(({ ticket }) => ticket)).not.toContain(back);
});
