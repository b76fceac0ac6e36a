import { Client } from 'pg';
import { createApp } from '../../../src/app/create-app';
import { createLog } from '../../../src/app/log';
import { verifyChain } from '../../../src/app/operations/reads/verify';
import { SEED, seedBank } from '../../support/bank';
import { createDatabase, TestDatabase } from '../../support/database';
import { KEYS } from './stage';

/**
 * Verifying keeps only open tickets in memory, however many a chain has: counted, not measured in
 * bytes.
 */

const FEW = 12;
const MANY = 120;
/** Events per page: small enough for several pages even with few tickets. */
const PAGE = 20;

let database: TestDatabase;
let app: Awaited<ReturnType<typeof createApp>>;
beforeAll(async () => {
  database = await createDatabase();
  await seedBank(database.url, KEYS, { branches: ['1'], advisors: 1 });
  app = await createApp({
    database: { url: database.url },
    dataKeys: KEYS,
    port: 0,
    host: '127.0.0.1',
    instance: 'held',
    plugins: [],
    sweepEveryMs: false,
    log: createLog('silent', 'held'),
  });
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

const branch = '1';
const staff = 'advisor-1-1';
const own = { branch, actor: { kind: 'staff', id: staff } } as const;

/** Visits from ticket to end of service, each with a note; returns the last ticket's id. */
async function visits(count: number): Promise<string> {
  const { operations } = app;
  await operations.setAdvisor(own, { advisor: staff, state: 'available', counter: '1' });
  let ticket = '';
  for (let n = 0; n < count; n += 1) {
    const asked = { queue: 'caja', lane: 'general', language: 'es' } as const;
    ticket = (await operations.issueTicket({ branch, actor: SEED }, asked)).answer.id;
    const about = { ticket, staff, supervises: false };
    await operations.callNext(own, { advisor: staff, counter: '1' });
    await operations.start(own, about);
    await operations.writeNote(own, { ...about, note: 'trae poder' });
    await operations.finish(own, { ...about, next: false });
  }
  return ticket;
}

/** The most that was kept after any page of the chain, and the faults found. */
async function proven(page = PAGE) {
  const held: number[] = [];
  const { faults, events } = await verifyChain(app.audit, app.vault, branch, undefined, {
    page,
    held: (count) => void held.push(count),
  });
  return { pages: held.length, most: Math.max(...held), faults, events };
}

test('ten times the tickets: no more is kept', async () => {
  await visits(FEW);
  const few = await proven();
  await visits(MANY - FEW);
  const many = await proven();
  expect([few.faults, many.faults]).toEqual([[], []]);
  expect(many.events).toBeGreaterThan(MANY * 5);
  expect(many.pages).toBeGreaterThan(few.pages * 5);
  // At the end of a page, one ticket may be open, with its stretch.
  expect(many.most).toBeLessThanOrEqual(few.most + 2);
});

/** Changes the database, verifies it, and undoes the change. */
async function after(sql: string, look: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(
      'create table kept as table tickets; create table kept_stretches as table stretches',
    );
    await client.query(sql);
    await look();
  } finally {
    await client.query(
      `truncate tickets, stretches; insert into tickets select * from kept;
       insert into stretches overriding system value select * from kept_stretches;
       drop table kept, kept_stretches`,
    );
    await client.end();
  }
}

test('everything that differs from its row is kept: that is what is counted', async () => {
  await after('update tickets set recalls = recalls + 1', async () => {
    const { most, faults } = await proven();
    expect(most).toBeGreaterThanOrEqual(MANY);
    expect(faults).toHaveLength(20);
  });
});

describe('something forgotten that comes back', () => {
  beforeAll(async () => {
    const ticket = await visits(1);
    await app.operations.undo(own, { ticket, staff, supervises: false });
    await app.operations.finish(own, { ticket, staff, supervises: false, next: false });
  });

  test('is proven, event by event', async () => {
    expect((await proven(1)).faults).toEqual([]);
    expect((await proven()).faults).toEqual([]);
  });

  test.each([
    [
      'a service as it was before its finish was undone',
      `update stretches set how = 'finished', service_ms = 1000 + (
         select service_ms from stretches where service_ms is not null limit 1)
        where how = 'undone'`,
      /stretch of/,
    ],
    [
      'a service exactly as it had ended',
      `update stretches set how = 'finished', service_ms = ended_at - began_at
        where how = 'undone'`,
      /stretch of .*: events say that its end was undone/,
    ],
    [
      'a ticket as it was before it was served again',
      `update tickets t set ended_at = s.ended_at
         from stretches s where s.how = 'undone' and s.ticket_id = t.id`,
      /ticket .*: events say /,
    ],
    [
      'two rows of one stretch',
      `insert into stretches (branch_id, subject, kind, day, ticket_id, queue, lane, began,
                              began_at, began_seq, ended_at, how)
       select branch_id, subject, kind, day, ticket_id, queue, lane, began, began_at, began_seq,
              ended_at, how from stretches where ended_at is not null limit 1`,
      /events say nothing/,
    ],
    [
      'a stretch of a day that never was',
      `update stretches set day = '2020-01-01' where id = (select min(id) from stretches)`,
      /stretch of .*: events say nothing, the row says .*2020-01-01/,
    ],
    [
      "a ticket that says it was issued by another's event",
      `update tickets set seq = (select min(seq) from tickets)
        where seq = (select max(seq) from tickets)`,
      /ticket .*: events say /,
    ],
  ])('and not: %s', async (_, sql, says) => {
    await after(sql, async () => {
      expect((await proven(1)).faults).toContainEqual(expect.stringMatching(says));
      expect((await proven()).faults).toContainEqual(expect.stringMatching(/events say /));
    });
  });
});
