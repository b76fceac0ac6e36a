import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { readConfig } from '../../../src/app/config';
import { App } from '../../../src/app/create-app';
import { serve } from '../../../src/app/main';
import { atLength } from '../../support/at-length';
import { seedBank } from '../../support/bank';
import { call, enrol, Loose, Reply, signIn } from '../../support/caller';
import { createDatabase, TestDatabase } from '../../support/database';
import { Fault } from '../../support/postgres-messages';
import { PostgresProxy, startPostgresProxy } from '../../support/postgres-proxy';
import { elapse } from '../../support/wait';

/**
 * A fault at the k-th message between app and PostgreSQL, for each command and every k, until the
 * command finishes before the fault. The command is sent again under its key, as pages do, and
 * after each one the books must balance. `PACKETS_SEED` picks other faults than usual; the long
 * form tries every one.
 */

const KEYS = 'keys-of-every-packet-0123456789abcdef';
const SEED = Number(process.env.PACKETS_SEED ?? 1);
const SHARE = atLength(0.3, 1);

/** mulberry32: the same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

let database: TestDatabase;
let proxy: PostgresProxy;
let app: App;
let sql: Client;
const tokens = { kiosk: '', advisor: '' };
beforeAll(async () => {
  database = await createDatabase();
  await seedBank(database.url, KEYS, { advisors: 1 });
  proxy = await startPostgresProxy(database.url, { framed: true });
  app = await serve(
    readConfig({ PORT: '0', DATABASE_URL: proxy.url, DATA_KEYS: KEYS, LOG_LEVEL: 'silent' }),
    {
      host: '127.0.0.1',
      pagesFolder: undefined,
      sweepEveryMs: false,
      // one connection, so that a command's messages are always at the same places
      poolSizes: { write: 1, read: 2, sweep: 1, relay: 1, reports: 3, config: 3 },
      writeMetrics: () => undefined,
    },
  );
  sql = new Client({ connectionString: database.url });
  await sql.connect();
  tokens.kiosk = await enrol(base(), 'kiosk-1');
  tokens.advisor = await signIn(base(), 'advisor-1-1');
  const duty = { state: 'available', counter: '1' };
  await insist('PUT', '/api/branches/1/advisors/me', tokens.advisor, duty);
});
afterAll(async () => {
  await sql?.end();
  await app?.close();
  await proxy?.close();
  await database?.drop();
});

const base = () => `http://127.0.0.1:${app.port}`;

const oneKey = () => {
  const key = randomUUID();
  return () => key;
};

/** Repeats a command under one key until it is answered. Only 503 may come before that. */
async function insist(
  method: string,
  path: string,
  token: string,
  body: object,
  twice = false,
  keyOf: () => string = oneKey(),
): Promise<Reply<Loose>> {
  const ask = () => call(base(), method, path, { token, key: keyOf(), body });
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const answers = await Promise.all(twice ? [ask(), ask()] : [ask()]);
    for (const { status } of answers) {
      if (status >= 500 && status !== 503) throw new Error(`${method} ${path}: ${status}`);
    }
    const done = answers.filter(({ status }) => status < 500);
    if (done.length > 1) expect(done[1].body).toEqual(done[0].body);
    if (done.length) return done[0];
    await elapse(50);
  }
  throw new Error(`${method} ${path} was never answered`);
}

const ids = (state: string) =>
  sql
    .query<{ id: string }>('select id from tickets where state = $1 order by seq', [state])
    .then(({ rows }) => rows.map(({ id }) => id));
const on =
  (what: string, body: object = {}) =>
  async () => {
    const [ticket] = await ids(what === 'start' ? 'called' : 'serving');
    return ['POST', `/api/branches/1/tickets/${ticket}/${what}`, tokens.advisor, body] as const;
  };

/** The commands before it, run without faults, set up the state each one needs. */
const commands = [
  {
    name: 'issue',
    async ask() {
      const path = '/api/branches/1/tickets';
      return ['POST', path, tokens.kiosk, { queue: 'caja' }] as const;
    },
    before: [],
    status: 201,
  },
  {
    name: 'call-next',
    async ask() {
      const path = '/api/branches/1/counters/1/call-next';
      return ['POST', path, tokens.advisor, {}] as const;
    },
    before: ['issue'],
    status: 200,
  },
  { name: 'start', ask: on('start'), before: ['issue', 'call-next'], status: 200 },
  {
    name: 'finish',
    ask: on('finish', { next: false }),
    before: ['issue', 'call-next', 'start'],
    status: 200,
  },
];
const run = async (name: string, twice = false) => {
  const { ask } = commands.find((each) => each.name === name)!;
  const [method, path, token, body] = await ask();
  return insist(method, path, token, body, twice);
};

/** Clears the counter. */
async function clear(): Promise<void> {
  if ((await ids('called')).length) await run('start');
  if ((await ids('serving')).length) await run('finish');
}

async function books() {
  const { rows } = await sql.query<{ tickets: number; numbers: number; last: number }>(
    `select count(*)::int as tickets, count(distinct number)::int as numbers, max(n) as last
       from tickets where queue = 'caja'`,
  );
  return rows[0];
}

test.each(commands)(
  '$name, with a fault at every message',
  async ({ name, before, status }) => {
    const random = randomOf(SEED);
    let tried = 0;
    for (const fault of ['cut before', 'cut behind', 'late'] satisfies Fault[]) {
      for (let k = 1, happened = true; happened; k += 1) {
        if (k > 1 && random() > SHARE) continue;
        await clear();
        for (const needed of before) await run(needed);
        const { tickets } = await books();
        const armed = proxy.faultAt('ticketero write', k, fault);
        const answer = await run(name, fault === 'late');
        happened = armed.happened;
        tried += 1;
        const now = await books();
        expect({ seed: SEED, fault, k, status: answer.status, ...now }).toEqual({
          seed: SEED,
          fault,
          k,
          status,
          tickets: tickets + (name === 'issue' ? 1 : 0),
          numbers: now.tickets,
          last: now.tickets,
        });
        expect(k).toBeLessThan(200);
      }
    }
    console.info(`${name}: ${tried} faults, PACKETS_SEED=${SEED}`);
    const { rows } = await sql.query(
      `select branch_id from events group by 1 having max(seq) <> count(*)`,
    );
    expect(rows).toEqual([]);
  },
  240_000,
);

test('would be noticed: under another key, some ticket is issued twice', async () => {
  let most = 0;
  for (let k = 1, happened = true; happened; k += 1) {
    const { tickets } = await books();
    const armed = proxy.faultAt('ticketero write', k, 'cut before');
    const asked = ['POST', '/api/branches/1/tickets', tokens.kiosk, { queue: 'caja' }] as const;
    await insist(...asked, false, randomUUID);
    ({ happened } = armed);
    most = Math.max(most, (await books()).tickets - tickets);
  }
  expect(most).toBe(2);
});
