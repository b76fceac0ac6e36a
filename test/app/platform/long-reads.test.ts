import { once } from 'node:events';
import { get, IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Client } from 'pg';
import { AppProcess, startApp } from '../../support/app-process';
import { atLength } from '../../support/at-length';
import { seedBank } from '../../support/bank';
import { call, enrol, signIn } from '../../support/caller';
import { createDatabase, TestDatabase } from '../../support/database';
import { elapse, until } from '../../support/wait';

/** A year of a big branch: whatever is asked, nobody else waits and memory stays bounded. */

const KEYS = 'keys-of-the-long-reads-0123456789abcdef';
const ROWS = atLength(125_000, 250_000);
/** The longest that a request may block the event loop, ms. */
const MOST_MS = 50;
/** A heap too small for a single report of this year as one answer, MiB. */
const HEAP_MIB = 160;

let database: TestDatabase;
let app: AppProcess;
let supervisor: string;
let auditor: string;
let kiosk: string;
beforeAll(async () => {
  database = await createDatabase();
  await seedBank(database.url, KEYS, { advisors: 1 });
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `insert into tickets (id, branch_id, number, n, queue, lane, state, seq, day, issued_at, due,
                          defers, language, recalls, told, key_hash, called_at, started_at,
                          ended_at, counter, advisor)
     select gen_random_uuid(), '1', 'C' || n, n, 'caja', 'general', 'served', -n,
            to_char(date '2025-01-01' + n % 360, 'YYYY-MM-DD'), n, n, 0, 'es', 0, false,
            md5(n::text), n + 60000, n + 90000, n + 400000, '1', 'advisor-1-1'
       from generate_series(1, ${ROWS}) n`,
  );
  // What the write path keeps of them, from which reports are computed.
  await client.query(
    `insert into stretches (branch_id, subject, kind, day, ticket_id, queue, lane, advisor, counter,
                            began, began_at, began_seq, ended_at, how, wait_ms, in_target)
     select '1', t.id::text, k.kind, t.day, t.id, t.queue, t.lane,
            case k.kind when 'serving' then t.advisor end,
            case k.kind when 'serving' then t.counter end,
            k.began, k.since, t.seq, k.until, k.how,
            case k.kind when 'waiting' then 60000 end, case k.kind when 'waiting' then true end
       from tickets t
      cross join lateral (values
              ('waiting', 'issued', t.issued_at, t.called_at, 'called'),
              ('serving', 'started', t.started_at, t.ended_at, 'finished'))
            as k(kind, began, since, until, how)
      where t.state = 'served'`,
  );
  await client.query('analyze tickets, stretches');
  await client.end();
  app = await startApp({
    databaseUrl: database.url,
    keys: KEYS,
    env: {
      NODE_OPTIONS:
        `--max-old-space-size=${HEAP_MIB} ` +
        `--require ${join(__dirname, '../../support/loop-delay.cjs')}`,
    },
  });
  [supervisor, auditor, kiosk] = [
    await signIn(app.url, 'supervisor-1'),
    await signIn(app.url, 'auditor-1'),
    await enrol(app.url, 'kiosk-1'),
  ];
  for (let n = 0; n < 300; n += 1) await issue();
  await elapse(2_000);
}, 240_000);
afterAll(async () => {
  await app?.stop();
  await database?.drop();
});

const issue = () =>
  call(app.url, 'POST', '/api/branches/1/tickets', { token: kiosk, body: { queue: 'caja' } });

/** Of what was printed from that line on. */
const measured = (from: number) => {
  const lines = app.lines
    .slice(from)
    .filter((line) => line.startsWith('LOOP'))
    .map((line) => line.split(' ').slice(1).map(Number));
  return {
    delay: Math.max(...lines.map(([delay]) => delay)),
    busy: Math.max(...lines.map(([, busy]) => busy)),
    memory: Math.max(...lines.map(([, , memory]) => memory)),
  };
};

const YEAR = 'from=2025-01-01&to=2025-12-31';
/** Sends a request, and reads the answer without keeping it. */
async function download(path: string, read = true): Promise<IncomingMessage> {
  const asked = get(`${app.url}/api/branches/1/${path}`, {
    headers: { authorization: `Bearer ${path.startsWith('audit') ? auditor : supervisor}` },
  });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.on('error', () => undefined);
  if (read) answer.resume();
  return answer;
}

/** A slow machine may answer "crowded" to the third and fourth: they try again, as told. */
async function countLines(path: string): Promise<number> {
  const answer = await download(path, false);
  if (answer.statusCode === 503) {
    answer.resume();
    await elapse(Number(answer.headers['retry-after']) * 1000);
    return countLines(path);
  }
  let lines = 0;
  for await (const part of answer) {
    const bytes = part as Buffer;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  }
  expect(answer.complete).toBe(true);
  return lines;
}

test('four reports of a year at once: whole, in bounded memory, and nobody waits', async () => {
  const from = app.lines.length;
  const before = measured(0).memory;
  const issued: number[] = [];
  let going = true;
  const issuing = (async () => {
    while (going) {
      issued.push((await issue()).status);
      await elapse(50);
    }
  })();
  const lines = await Promise.all(
    Array.from({ length: 4 }, () => countLines(`reports/tickets.csv?${YEAR}`)),
  );
  going = false;
  await issuing;
  expect(lines.every((count) => count > ROWS)).toBe(true);
  expect(new Set(issued)).toEqual(new Set([201]));
  const { delay, busy, memory } = measured(from);
  console.info(`reports: delay ${delay} ms, busy ${busy} ms, ${before} to ${memory} MiB`);
  expect(busy).toBeLessThan(MOST_MS);
  expect(app.child.exitCode).toBeNull();
}, 240_000);

test.each([
  `reports/tickets.json?${YEAR}`,
  `reports/waits.csv?${YEAR}`,
  `reports/services.json?${YEAR}`,
  `reports/advisors.csv?${YEAR}`,
  `reports/estimates.csv?${YEAR}`,
  'audit?limit=1000',
  'floor',
  'tickets',
])('%s holds nobody up', async (path) => {
  const from = app.lines.length;
  const answer = await download(path);
  await once(answer, 'end');
  expect(answer.statusCode).toBe(200);
  await until(() => app.lines.slice(from).some((line) => line.startsWith('LOOP')), 'a look');
  const { delay, busy } = measured(from);
  console.info(`${path}: delay ${delay} ms, busy ${busy} ms`);
  expect(busy).toBeLessThan(MOST_MS);
});

test('a client that leaves half-way frees its place', async () => {
  for (let round = 0; round < 6; round += 1) {
    const answer = await download(`reports/tickets.csv?${YEAR}`, false);
    await once(answer, 'readable');
    answer.destroy();
  }
  expect(await countLines(`reports/waits.csv?${YEAR}`)).toBeGreaterThan(300);
});
