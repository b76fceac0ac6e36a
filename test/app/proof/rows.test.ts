import { Client } from 'pg';
import { createVault } from '../../../src/app/vault/vault';
import { Bank, KEYS, makeBank, tampered } from './stage';

/**
 * What a superuser may do to rows: each column of each table that decides or reports anything
 * changed, rows removed, rows invented. Every one has to be seen.
 */

let bank: Bank;
beforeAll(async () => {
  bank = await makeBank();
}, 120_000);
afterAll(() => bank.database.drop());

const HOLDS = 0;
const BROKEN = 1;

test('as it is, all of it holds', async () => {
  expect(await tampered(bank, async () => undefined)).toMatchObject({ status: HOLDS });
}, 60_000);

/** Tables of record; of some only the rows that events tell of. */
const tables: Readonly<Record<string, string>> = {
  events: "branch_id = '1' and seq = (select max(seq) from events where branch_id = '1')",
  branch_heads: "branch_id = '1'",
  tickets: "branch_id = '1' and state = 'served'",
  advisors: "branch_id = '1' and staff_id = 'advisor-1-1'",
  queue_counts: "branch_id = '1' and queue = 'caja'",
  day_counters: "branch_id = '1'",
  alerts: "branch_id = '1' and closed_at is not null",
  stretches: "branch_id = '1' and ended_at is not null",
  branches: "id = '1'",
  settings: "scope = '1'",
  queues: "branch_id = '1' and id = 'caja'",
  signs: "branch_id = '1'",
  counters: "branch_id = '1'",
  staff: "id = 'advisor-1-1'",
  staff_queues: "staff_id = 'advisor-1-1'",
  devices: "id = 'spare'",
  device_tokens: "device_id = 'lobby'",
  sessions: 'true',
  subscriptions: 'ticket_id is null',
  webhooks: 'true',
  customers: 'blind_index is not null',
  remarks: 'true',
  notes: 'true',
  person_requests: 'true',
  deliveries: "state <> 'open'",
};

/** Columns that are no part of any record, and why. */
const apart: Readonly<Record<string, string>> = {
  'advisors.seen_at': 'presence: no event',
  'branch_heads.epoch': 'tells screens to take a snapshot; decides nothing',
  'queues.redue': 'work in progress',
  'stretches.id': 'the order of rows; decides nothing',
  'sessions.idle_until': 'moves with use; can only end a session sooner than expires_at',
  'sessions.oidc_refresh':
    'encrypted for its session: any other ends it when the provider is asked',
  'device_tokens.ends_at': 'can only end a key sooner: one that would not end is found',
  'device_tokens.follows': 'which key came before: by it a copy is found out, which may be hidden',
  'device_tokens.line': 'as follows',
  'device_tokens.given_at': 'when the key changes; moves with use',
  'device_tokens.used_at': 'as given_at',
  'deliveries.chain': 'where a message went: its event names the consumer',
  'deliveries.subscription_id': 'as chain',
  'deliveries.seq': 'as chain',
  'deliveries.until': 'how long it would have been true',
  'deliveries.due_at': 'when the next attempt was due',
  'deliveries.lease': 'who was sending it',
  'deliveries.lease_until': 'as lease',
};

const swaps: Readonly<Record<string, string>> = {
  'tickets.lane': "'preferential'",
  'tickets.state': "'cancelled'",
  'advisors.state': "'offline'",
  'staff.role': "'admin'",
  'devices.kind': "'kiosk'",
  'deliveries.state': "'superseded'",
  'deliveries.consumer': "'telegram'",
  'branches.id': "'3'",
  'deliveries.id': 'id + 1000',
};
const changes: Readonly<Record<string, (column: string) => string>> = {
  text: (column) => `coalesce(${column}, '') || 'x'`,
  bigint: (column) => `coalesce(${column}, 0) + 1`,
  integer: (column) => `coalesce(${column}, 0) + 1`,
  'double precision': (column) => `coalesce(${column}, 0) + 0.5`,
  boolean: (column) => `not coalesce(${column}, false)`,
  uuid: () => 'gen_random_uuid()',
  jsonb: (column) => `coalesce(${column}, '{}') || '{"x": 1}'`,
  ARRAY: (column) => `coalesce(${column}, '{}') || '{x}'::text[]`,
};

describe('a value changed', () => {
  test.each(Object.entries(tables))(
    'in each column of %s',
    async (table, where) => {
      const client = new Client({ connectionString: bank.database.url });
      await client.connect();
      const { rows } = await client.query(
        `select column_name as name, data_type as type from information_schema.columns
          where table_name = $1 and table_schema = 'public'
            and is_generated = 'NEVER' order by 1`,
        [table],
      );
      await client.end();
      const unseen: string[] = [];
      for (const { name, type } of rows as { readonly name: string; readonly type: string }[]) {
        const column = `${table}.${name}`;
        if (apart[column]) continue;
        const value = swaps[column] ?? changes[type](name);
        const identity = column === 'deliveries.id' ? 'overriding' : '';
        const { status, lines } = await tampered(bank, async (copy) => {
          if (identity) {
            await copy.query('alter table deliveries alter column id drop identity');
          }
          const { rowCount } = await copy.query(
            `update ${table} set ${name} = ${value}
              where ctid = (select ctid from ${table} where ${where} limit 1)`,
          );
          if (rowCount !== 1) throw new Error(`nothing to tamper with in ${column}`);
        });
        if (status !== BROKEN) unseen.push(`${column} (${status}): ${lines.join(' | ')}`);
      }
      expect(unseen).toEqual([]);
    },
    300_000,
  );
});

describe('a row', () => {
  /** Without these nobody can tell: a message that is still to be sent, a spent key. */
  const mayGo = ['sessions', 'device_tokens', 'remarks', 'notes'];
  test.each(Object.entries(tables).filter(([table]) => !mayGo.includes(table)))(
    'removed from %s',
    async (table, where) => {
      const { status, lines } = await tampered(bank, async (copy) => {
        await copy.query(
          `delete from ${table} where ctid = (select ctid from ${table} where ${where} limit 1)`,
        );
      });
      expect([status, lines.length > 1]).toEqual([BROKEN, true]);
    },
    60_000,
  );

  /** What an intruder would like to have. */
  test.each([
    [
      'an administrator',
      "insert into staff values ('evil', 'evil', 'E', 'admin', null, true, 'x')",
    ],
    [
      'a session of the administrator',
      "insert into sessions values ('x', 'hash', 'admin-1', 9000000000000, 9000000000000)",
    ],
    ['a key of a kiosk', "insert into device_tokens values ('hash', 'kiosk-1')"],
    [
      'a device',
      "insert into devices (id, kind, branch_id, label) values ('evil', 'kiosk', '1', 'x')",
    ],
    [
      'an endpoint',
      `with s as (
         insert into subscriptions
         values (gen_random_uuid(), 'webhooks', 'x', null, null, '{TicketIssued}', '{}', true)
         returning id)
       insert into webhooks select id, 'https://evil.example', 'x' from s`,
    ],
    [
      'a ticket',
      `insert into tickets (id, branch_id, number, n, queue, lane, state, seq, day, issued_at, due,
                            defers, language, recalls, told, key_hash)
       select gen_random_uuid(), branch_id, 'C77', 77, queue, lane, 'waiting', seq, day, issued_at,
              due, 0, language, 0, true, 'x' from tickets where branch_id = '1' limit 1`,
    ],
    ['a person', "insert into customers values (gen_random_uuid(), 'index', 'x')"],
    ['a counter', "insert into counters values ('1', 'evil', 'x')"],
    [
      'a queue',
      `insert into queues select branch_id, 'evil', 'EV', names, hints, 9, 1, 1, true, false
                   from queues where branch_id = '1' limit 1`,
    ],
    [
      'a closing',
      "insert into signs values ('2', '', 'closed', 0, 9000000000000, 'other', 'cancel', 'evil')",
    ],
    ['a branch', "insert into branches values ('evil', 'Evil')"],
    [
      'a whole branch',
      `insert into branch_heads (branch_id, epoch, seq, at, hash, day, config_version)
       values ('evil', 'x', 0, 0, '', '', 1)`,
    ],
    [
      'an event of no branch',
      `insert into events (branch_id, seq, type, body, at, actor, hash)
       select 'evil', 1, type, body, at, actor, hash from events limit 1`,
    ],
    [
      'an outcome of a message',
      `insert into deliveries (consumer, chain, subscription_id, branch_id, seq, type, state,
                               due_at,
                               ended_at)
       values ('telegram', 'x', gen_random_uuid(), '1', 1, 'TicketIssued', 'sent', 0, 0)`,
    ],
    ['an alert', `insert into alerts values ('1', 'waiting:evil', '{"id": "waiting:evil"}', null)`],
    ['a plan of a day', "insert into day_plans values ('1', '2027-12-31', 1, '{}')"],
    [
      'a remark',
      'insert into remarks select gen_random_uuid(), ticket_id, cipher, at from remarks limit 1',
    ],
    [
      'a note that was taken away',
      `insert into notes select gen_random_uuid(), ticket_id, staff_id, cipher, at
         from notes limit 1`,
    ],
    [
      'a request',
      `insert into person_requests (id, asked, branch_id, at, due_at, state)
       values (gen_random_uuid(), 'access', '1', 0, 1, 'open')`,
    ],
    [
      'that a request never got more time',
      'update person_requests set due_at = due_at - 2592000000, extended = null',
    ],
    [
      'a person who was emptied',
      'update customers set cipher = null where ctid = (select ctid from customers limit 1)',
    ],
    ["a day's numbers", "insert into day_counters values ('1', '2020-01-01', 'caja', 5)"],
  ])(
    'invented: %s',
    async (_, sql) => {
      const { status } = await tampered(bank, async (copy) => {
        await copy.query(sql);
      });
      expect(status).toBe(BROKEN);
    },
    60_000,
  );

  test('not: a person as a release before one normal form kept them', async () => {
    const vault = createVault(KEYS);
    const older = 'CL123456785';
    const { status, lines } = await tampered(bank, async (copy) => {
      const { rows } = await copy.query(
        'select id from customers where blind_index is not null limit 1',
      );
      await copy.query('update customers set blind_index = $2, cipher = $3 where id = $1', [
        rows[0].id,
        vault.blindIndex(older, 'national-id'),
        vault.encrypt(JSON.stringify({ nationalId: older }), `customer\0${rows[0].id}`),
      ]);
    });
    expect([status, lines.filter((line) => /person/.test(line))]).toEqual([HOLDS, []]);
  }, 60_000);

  test('of two persons, exchanged', async () => {
    const { status } = await tampered(bank, async (copy) => {
      await copy.query(`
        update customers a set cipher = b.cipher from customers b
         where a.id <> b.id and a.blind_index is not null and b.blind_index is not null`);
    });
    expect(status).toBe(BROKEN);
  }, 60_000);
});
