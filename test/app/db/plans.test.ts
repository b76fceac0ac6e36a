import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';
import { openDatabase } from '../../../src/app/db/open-database';
import { ConfigCache, readConfig } from '../../../src/app/db/reads/config-cache';
import { longRead, Question } from '../../../src/app/db/reads/long-read';
import { dueBranches } from '../../../src/app/db/reads/read-due';
import { createBranchReads } from '../../../src/app/db/reads/read-floor';
import { ticketByKeyHash, ticketByNumber } from '../../../src/app/db/reads/read-tickets';
import { branchesCompared } from '../../../src/app/db/reads/reports';
import { createDeliveryStore } from '../../../src/app/db/stores/delivery-store';
import { prepareLoad } from '../../../src/app/db/write-path/load';
import { writeStatement } from '../../../src/app/db/write-path/write-statement';
import { BranchSettings } from '../../../src/app/domain/model/settings';
import { createLog } from '../../../src/app/log';
import { LoadSpec, WriteSet } from '../../../src/app/ports';
import { seedBigBranch } from '../../support/big-branch';
import { createDatabase, TestDatabase } from '../../support/database';

/**
 * The hot queries with 200,000 closed and 10,000 waiting tickets: open work is found through
 * partial indexes, so old tickets cost nothing.
 */
interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

let database: TestDatabase;
let client: Client;
let waiting: string;

beforeAll(async () => {
  database = await createDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  ({ waiting } = await seedBigBranch(client, { closed: 200_000, waiting: 10_000 }));
}, 240_000);

afterAll(async () => {
  await client?.end();
  await database?.drop();
});

const literalOf = (value: unknown) =>
  value === null || value === undefined
    ? 'null'
    : client.escapeLiteral(Array.isArray(value) ? `{${value.join(',')}}` : String(value));

/** The plan that commands get: a generic one, made without looking at the values. */
async function generic(text: string, values: readonly unknown[]): Promise<Plan> {
  await client.query(`set plan_cache_mode = 'force_generic_plan'; prepare asked as ${text}`);
  await client.query('begin');
  const given = values.length ? `(${values.map(literalOf).join(', ')})` : '';
  const { rows } = await client.query(`explain (analyze, format json) execute asked ${given}`);
  await client.query('rollback');
  await client.query('reset plan_cache_mode; deallocate asked');
  return rows[0]['QUERY PLAN'][0].Plan;
}

/**
 * The plans of everything the function asks of the database, with the exact texts and values it
 * sends.
 */
async function plansOf(ask: (spy: Client) => Promise<unknown>): Promise<Plan[]> {
  const asked: { text: string; values: unknown[] }[] = [];
  const spy = new Proxy(client, {
    get: (target, key) =>
      key === 'query'
        ? (query: { text: string; values: unknown[] }, values?: unknown[]) => {
            asked.push(typeof query === 'string' ? { text: query, values: values ?? [] } : query);
            return target.query(query as never, values as never);
          }
        : Reflect.get(target, key),
  });
  await ask(spy);
  const plans: Plan[] = [];
  for (const { text, values } of asked) plans.push(await generic(text, values));
  return plans;
}

const nodes = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** No sequential scan, and no scan that touches more than `most` rows. */
function expectBounded(plans: readonly Plan[], most: number) {
  expect(plans.length).toBeGreaterThan(0);
  for (const node of plans.flatMap(nodes)) {
    if (
      !node['Relation Name'] ||
      !['tickets', 'events', 'deliveries', 'idempotency_keys', 'customers', 'stretches'].includes(
        node['Relation Name'],
      )
    ) {
      continue;
    }
    const touched =
      (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
    const small = { scan: node['Node Type'], of: node['Relation Name'], touched };
    expect({ ...small, whole: node['Node Type'] === 'Seq Scan' && touched > 0 }).toEqual({
      ...small,
      whole: false,
    });
    expect(touched).toBeLessThanOrEqual(most);
  }
}

const loadPlans = (spec: LoadSpec, settings: Partial<BranchSettings> = {}) =>
  plansOf(async (spy) => {
    const config = await readConfig(client, '1');
    const { text, values } = prepareLoad(
      {
        branch: '1',
        load: spec,
        keys: [{ key: 'k', actor: 'staff:a', route: 'r', fingerprint: 'f' }],
      },
      config && {
        ...config,
        config: { ...config.config, settings: { ...config.config.settings, ...settings } },
      },
    );
    await spy.query(text, [...values]);
  });

const sealed = { cipher: 'x', sealed: () => 'x' };
/** Everything that a command may load, and the most rows that loading it may touch. */
const loads: Readonly<Record<keyof Required<LoadSpec>, readonly [LoadSpec, number]>> = {
  tickets: [{ tickets: [randomUUID()] }, 1],
  fronts: [{ fronts: 'all' }, 64],
  deeper: [{ fronts: 'all', deeper: 15 }, 184],
  customers: [{ customers: [{ id: randomUUID(), blindIndex: 'nobody', ...sealed }] }, 1],
  // all ten thousand are from an earlier day, in a branch that keeps its line
  number: [{ number: true }, 10_000],
  customerOf: [{ customerOf: randomUUID() }, 1],
  past: [{ past: randomUUID() }, 1],
  due: [{ due: { limit: 200 } }, 400],
  advisor: [{ advisor: 'advisor-1' }, 1],
  held: [{ held: true }, 1],
  open: [{ open: { limit: 200 } }, 201],
  waiting: [{ waiting: { queues: ['caja'], limit: 200 } }, 1_000],
  redue: [{ redue: { queue: 'caja', targetMs: 1_200_000, limit: 200 } }, 10_000],
  alerts: [{ alerts: true }, 1],
  line: [{ line: true }, 61],
  existing: [{ existing: { what: 'prefix', queue: 'caja', prefix: 'C' } }, 60],
};
const hours: Readonly<Record<string, Partial<BranchSettings>>> = {
  'a branch that closes at night': {},
  'a branch that is always open': { hours: 'always' },
};
const cases = Object.entries(loads).flatMap(([name, [spec, most]]) =>
  Object.entries(hours).map(([where, settings]) => ({ name, where, spec, most, settings })),
);
test.each(cases)('in $where, $name is loaded with few rows', async ({ spec, most, settings }) => {
  expectBounded(await loadPlans(spec, settings), most);
});

test('numbers of an earlier day are found without the line of today', async () => {
  const first = await client.query(
    "update tickets set day = '2999-01-01' where state = 'waiting' and seq > 200005 returning day",
  );
  expect(first.rowCount).toBe(9_995);
  await client.query('analyze tickets');
  expectBounded(await loadPlans({ number: true }, { hours: 'always' }), 6);
  await client.query("update tickets set day = '2026-03-02' where day = '2999-01-01'");
  await client.query('vacuum analyze tickets');
});

test('issuing reads the customer and the counts, not the line', async () => {
  const asking = { id: randomUUID(), olderIndexes: ['x'], ...sealed };
  const customers = ['nobody', 'somebody'].map((blindIndex) => ({ ...asking, blindIndex }));
  expectBounded(await loadPlans({ customers }), 1);
});

test('calling next reads only the front of each queue and lane', async () => {
  expectBounded(await loadPlans({ advisor: 'advisor-1', fronts: { servedBy: 'advisor-1' } }), 64);
});

test('advisors who call together read it once, each adding one ticket to the depth', async () => {
  const advisor = Array.from({ length: 16 }, (_, at) => `advisor-${at + 1}`);
  const load = { advisor, fronts: { servedBy: advisor }, deeper: 15 };
  expectBounded(await loadPlans(load), 184);
});

test('a command on one ticket reads only that ticket', async () => {
  expectBounded(await loadPlans({ tickets: [waiting], advisor: 'advisor-1' }), 1);
});

test('a sweep step reads at most its batch', async () => {
  expectBounded(await loadPlans({ due: { limit: 200 } }), 400);
});

test('finding branches with something due reads no line', async () => {
  expectBounded(await plansOf((spy) => dueBranches(spy as never, Date.now())), 200);
});

test('a ticket is found by its number and by its key', async () => {
  // today's ticket, and yesterday's in case it is still open
  expectBounded(await plansOf((spy) => ticketByNumber(spy as never, '1', 'C5')), 2);
  expectBounded(await plansOf((spy) => ticketByKeyHash(spy as never, 'nothing')), 1);
});

test('a floor reads open tickets, not ended ones', async () => {
  expectBounded(
    await plansOf((spy) => createBranchReads(spy as never, new ConfigCache()).readFloor('1')),
    10_500,
  );
});

test('claiming deliveries with none open reads none', async () => {
  expectBounded(
    await plansOf((spy) => createDeliveryStore(spy as never).claim(['webhooks'], 50, 60, [])),
    5,
  );
});

/** The statement of a commit that ends a customer's stretch. */
const ending = (subject: string) => {
  const none = { events: [], issued: [], freed: [], inHand: [], counts: [], numbers: [] };
  return writeStatement(
    {
      head: { branch: '1', seq: 0, hash: 'h' },
      at: 1,
      after: { day: '2026-01-02' },
      events: [],
      configured: false,
      seal: 's',
      stretches: { begun: [], ended: [], undone: [] },
      customers: { made: [], renewed: [] },
    } as unknown as WriteSet,
    {
      ...none,
      ...{ advisors: [], alerts: [], answers: [], remarks: [], notes: [], notesGone: [] },
      begun: [],
      ended: [{ subject, endedSeq: 1 }],
    },
  );
};

test('a stretch that ends is found by its subject, however many are open', async () => {
  await client.query(`
    insert into stretches (branch_id, subject, kind, day, ticket_id, began, began_at, began_seq)
    select '1', gen_random_uuid(), 'waiting', '2026-01-01', gen_random_uuid(), 'issued', 0, n
      from generate_series(1, 10000) n`);
  await client.query('analyze stretches');
  const { rows } = await client.query('select subject from stretches limit 1');
  await client.query(`update branch_heads set seq = 0, stretched_seq = 0 where branch_id = '1'`);
  const { text, values = [] } = ending(rows[0].subject);
  const plans = [await generic(text, values)];
  expectBounded(plans, 1);
  expect(plans.flatMap(nodes).some((node) => node['Relation Name'] === 'stretches')).toBe(true);
});

test('would be noticed: without its partial index, calling next scans the whole line', async () => {
  await client.query('drop index tickets_in_line');
  await expect(
    loadPlans({ advisor: 'advisor-1', fronts: { servedBy: 'advisor-1' } }).then((plans) =>
      expectBounded(plans, 64),
    ),
  ).rejects.toThrow();
});

test('an opened database closes what it opened', async () => {
  const opened = openDatabase({ url: database.url }, 'plans', createLog('silent', 'plans'));
  expect(await opened.ready()).toEqual({ ready: true });
  await opened.close();
});

test('branches are compared one at a time, each within the limit of a batch', async () => {
  const question = branchesCompared({ branches: ['1'], from: '', to: '', now: 0 }).question;
  const pool = new Pool({ connectionString: database.url });
  /** How many of four rows the server has produced as each batch arrives. */
  const madeAt = async (mark: number, batch?: number) => {
    const text = `select pg_advisory_lock(${mark}, n)::text from generate_series(1, 4) n`;
    const made: number[] = [];
    const locking: Question = { text, values: [], batch };
    for await (const _ of await longRead(await pool.connect(), locking, () => undefined)) {
      const { rows } = await client.query(
        `select count(*)::integer as n from pg_locks where locktype = 'advisory' and classid = $1`,
        [mark],
      );
      made.push(rows[0].n as number);
    }
    return made;
  };
  try {
    // the limit applies to a statement, and each batch is one
    expect(await madeAt(7301, question.batch)).toEqual([1, 2, 3, 4]);
    expect(await madeAt(7302)).toEqual([4]);
    // the plan stops after each branch, whatever the statistics say
    const { rows: planned } = await client.query(`explain ${question.text}`, [...question.values]);
    const plan = (planned as { 'QUERY PLAN': string }[]).map((row) => row['QUERY PLAN']);
    expect(plan[0]).toContain('Nested Loop');
  } finally {
    await pool.end();
  }
});
