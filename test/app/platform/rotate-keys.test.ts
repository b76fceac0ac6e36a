import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { rotateAll } from '../../../src/app/assemble/rotate-keys';
import { readConfig } from '../../../src/app/config';
import { App } from '../../../src/app/create-app';
import { keysOf } from '../../../src/app/data-keys';
import { verifyChains } from '../../../src/app/operations/reads/verify';
import { CIPHERS } from '../../../src/app/ports';
import { createVault } from '../../../src/app/vault/vault';
import { columnsWithCiphers } from '../../support/ciphers';
import { rutOf } from '../../support/rut';
import { testFolder } from '../../support/test-folder';
import { until } from '../../support/wait';
import { otherInstance } from '../http/other-instance';
import { openStage, Stage } from '../http/stage';

/** `npm run keys:rotate` while two instances serve: nothing is lost, whatever interferes. */

const secret = (id: string) => ({ id, key: `the key called ${id} `.repeat(4) });
const oneOf = [secret('1')];
const keys = (data: readonly object[], audit: readonly object[] = oneOf) =>
  JSON.stringify({ data, audit, index: oneOf, ticket: oneOf });
const OLD = keys(oneOf);
const BOTH = keys([secret('2'), secret('1')], [secret('2'), secret('1')]);
/** The keys of an instance that has the new ones but does not use them yet. */
const from = '2099-01-01T00:00:00Z';
const COMING = keys(
  [{ ...secret('2'), from }, secret('1')],
  [{ ...secret('2'), from }, secret('1')],
);
const NEW = keys([secret('2')], [secret('2'), secret('1')]);

let file: string;
let stage: Stage;
let other: App;
let pool: Pool;
let admin: string;
beforeAll(async () => {
  file = join(await testFolder('rotate-keys'), 'keys.json');
  writeFileSync(file, OLD);
  const config = readConfig({ DATABASE_URL: 'postgresql://db/t', DATA_KEYS_FILE: file });
  stage = await openStage({ dataKeys: keysOf(config) });
  other = await otherInstance(stage, { dataKeys: COMING });
  pool = new Pool({ connectionString: stage.databaseUrl });
  admin = await stage.staff('admin-1');
  await fill();
});
afterAll(async () => {
  await pool?.end();
  await other?.close();
  await stage?.close();
});

const issue = (app: { readonly port: number }, as: string, nationalId: string) =>
  fetch(`http://127.0.0.1:${app.port}/api/branches/1/tickets`, {
    method: 'POST',
    headers: {
      Authorization: as,
      'Content-Type': 'application/json',
      'Idempotency-Key': nationalId,
    },
    body: JSON.stringify({ queue: 'caja', nationalId }),
  });
const phoneOf = async (nationalId: string) =>
  (
    await stage.call('POST /api/customers/export', {
      as: admin,
      body: { nationalId },
    })
  ).phone;

/** Puts something into every column. */
async function fill() {
  const { vault } = stage.app;
  const kiosk = await stage.device('kiosk-1');
  const as = await stage.staff('advisor-1');
  const { ticket, key } = await stage.call('POST /api/branches/:branch/tickets', {
    params: { branch: '1' },
    as: kiosk,
    body: { queue: 'caja', nationalId: rutOf(9_100_000), phone: '+56911112222' },
  });
  const body = { right: 'access', words: 'All of it', reach: 'ana@example.com' };
  await stage.ask('POST', '/api/my/requests', { as: `Ticket ${key}`, body });
  const webhook = {
    url: 'https://example.com/hook',
    types: ['TicketIssued'],
  };
  const id = '5b3a1a52-7d5e-4d2e-9f5b-0a4a1f2c3d4e';
  const made = await stage.ask('PUT', `/api/webhooks/${id}`, { as: admin, body: webhook });
  expect([made.status, as.length > 0]).toEqual([200, true]);
  const words = (purpose: 'remark' | 'note' | 'contact' | 'report-mail') =>
    vault.encrypt(`a ${purpose}`, `${purpose}\0${id}`);
  for (const table of ['remarks', 'notes']) {
    const staff = table === 'notes' ? ", 'advisor-1'" : '';
    const columns = table === 'notes' ? 'id, ticket_id, staff_id' : 'id, ticket_id';
    await pool.query(
      `insert into ${table} (${columns}, cipher, at)
       values ($3, $1${staff}, $2, 0)`,
      [ticket.id, words(table === 'notes' ? 'note' : 'remark'), id],
    );
  }
  await pool.query(
    `insert into contacts (id, address_index, address_cipher, data) values ($1, '', $2, '{}')`,
    [id, words('contact')],
  );
  await pool.query(
    `insert into report_mails (id, staff_id, period, language, address, state, asked_at, due_at)
     values ($1, 'admin-1', 'day', 'es', $2, 'asked', 0, 0)`,
    [id, words('report-mail')],
  );
  await pool.query(
    `insert into second_factors (staff_id, cipher, recovery, used_step, enrolled_at)
     values ('advisor-2', $1, '{}', 0, 0)`,
    [vault.encrypt('SECRET', 'second-factor\0advisor-2')],
  );
  const { rows } = await pool.query('select id from sessions limit 1');
  await pool.query('update sessions set oidc_refresh = $2 where id = $1', [
    rows[0].id,
    vault.encrypt('{}', `oidc-refresh\0${rows[0].id}`),
  ]);
  const ids = Array.from({ length: 450 }, () => randomUUID());
  const persons = ids.map((customer, index) =>
    vault.encrypt(JSON.stringify({ phone: `+5691${1_000_000 + index}` }), `customer\0${customer}`),
  );
  await pool.query(
    `insert into customers (id, cipher) select unnest($1::uuid[]), unnest($2::text[])`,
    [ids, persons],
  );
}

/** Kiosk customers are needed later, so this selects others for changes behind the app's back. */
const MADE_HERE = 'blind_index is null and cipher is not null';

const places = () =>
  Object.values(CIPHERS)
    .map(({ table, column }) => `${table}.${column}`)
    .sort();
const under = async (id: string) => {
  let count = 0;
  for (const { table, column } of Object.values(CIPHERS)) {
    const { rows } = await pool.query(
      `select count(*)::int as count from ${table} where ${column} ~ $1`,
      [`^[12][.]${id}[.]`],
    );
    count += rows[0].count as number;
  }
  return count;
};
/** @param through a proxy between rotation and database */
async function rotate(text: string, through: Pick<Pool, 'query'> = pool) {
  const lines: string[] = [];
  const deps = { pool: through as Pool, vault: createVault(text), runInBackground: stage.app.run };
  const whole = await rotateAll(deps, (line) => lines.push(line));
  return { whole, lines };
}
/** Lets statements pass; does something before the one with this number. */
const between = (at: number, happens: () => Promise<unknown>): Pick<Pool, 'query'> => {
  let count = 0;
  return {
    query: (async (...args: Parameters<Pool['query']>) => {
      count += 1;
      if (count === at) await happens();
      return pool.query(...args);
    }) as Pool['query'],
  };
};

test('every column with ciphers is known, and an unknown one would be noticed', async () => {
  expect(await columnsWithCiphers(pool)).toEqual(places());
  await pool.query('alter table branches add column forgotten jsonb');
  await pool.query('update branches set forgotten = $1', [
    JSON.stringify({ of: stage.app.vault.encrypt('x', 'remark\0x') }),
  ]);
  expect(await columnsWithCiphers(pool)).toContain('branches.forgotten');
  await pool.query('alter table branches drop column forgotten');
});

test('an instance takes new keys from its file; one beside it still uses the old', async () => {
  writeFileSync(file, BOTH);
  const kiosk = await stage.device('kiosk-1');
  for (let each = 1; each <= 4; each += 1) {
    expect((await issue(other, kiosk, rutOf(9_100_000 + each))).status).toBe(201);
    const begun = stage.logged.length;
    if (each === 2) {
      await until(
        () => stage.logged.some((line) => line.includes('the data keys have changed')),
        `new keys (after ${begun} lines)`,
      );
    }
    expect((await issue(stage.app, kiosk, rutOf(9_200_000 + each))).status).toBe(201);
  }
  expect(await under('2')).toBeGreaterThan(1);
  expect(await phoneOf(rutOf(9_200_004))).toBeNull();
  const hashes = await pool.query<{ key: string }>(
    `select split_part(hash, '.', 1) as key from events where branch_id = '1' order by seq`,
  );
  const used = hashes.rows.map(({ key }) => key).join('');
  expect(used).toMatch(/^1+2+$/);
});

test('an aborted rotation is started again, and two at once do no harm', async () => {
  const before = await under('1');
  const lost = between(4, () => Promise.reject(new Error('connection lost')));
  await expect(rotate(BOTH, lost)).rejects.toThrow('connection lost');
  const half = await under('1');
  expect(half).toBeLessThan(before);
  expect(half).toBeGreaterThan(0);
  const both = await Promise.all([rotate(BOTH), rotate(BOTH)]);
  expect(both.map(({ whole }) => whole)).toEqual([true, true]);
  expect(await under('1')).toBe(0);
  expect((await rotate(BOTH)).lines).toContain('customers.cipher: 0 re-encrypted');
});

test('erasures and corrections meanwhile stay', async () => {
  const { rows } = await pool.query<{ id: string }>(
    `select id from customers where ${MADE_HERE} order by id limit 2`,
  );
  const [erased, corrected] = rows.map(({ id }) => id);
  for (const id of [erased, corrected]) {
    const old = createVault(OLD).encrypt('{"phone":"+56911110000"}', `customer\0${id}`);
    await pool.query('update customers set cipher = $1 where id = $2', [old, id]);
  }
  const fresh = createVault(BOTH).encrypt('{"phone":"+56922220000"}', `customer\0${corrected}`);
  const meanwhile = between(2, async () => {
    await pool.query('update customers set cipher = null where id = $1', [erased]);
    await pool.query('update customers set cipher = $2 where id = $1', [corrected, fresh]);
  });
  expect((await rotate(BOTH, meanwhile)).whole).toBe(true);
  const after = await pool.query('select cipher from customers where id = any($1) order by id', [
    [erased, corrected],
  ]);
  expect(after.rows).toEqual([{ cipher: null }, { cipher: fresh }]);
});

test('an instance that writes under the old key is reported, and nothing is lost', async () => {
  const kiosk = await stage.device('kiosk-1');
  let next = 0;
  const busy: Pick<Pool, 'query'> = {
    query: (async (...args: Parameters<Pool['query']>) => {
      const text = String(args[0]);
      if (/select id as key[^]*from customers/.test(text)) {
        expect((await issue(other, kiosk, rutOf(9_300_000 + (next += 1)))).status).toBe(201);
      }
      return pool.query(...args);
    }) as Pool['query'],
  };
  const { whole, lines } = await rotate(BOTH, busy);
  expect(whole).toBe(false);
  expect(lines.at(-1)).toMatch(/an instance does not use key 2 yet/);
  expect((await rotate(BOTH)).whole).toBe(true);
});

test('what cannot be read is named, and stays', async () => {
  const damaged = createVault(OLD).encrypt('{}', 'customer\0x').slice(0, -4) + 'AAAA';
  const { rows } = await pool.query<{ id: string }>(
    `update customers set cipher = $1
      where id = (select max(id::text)::uuid from customers where ${MADE_HERE}) returning id`,
    [damaged],
  );
  const { whole, lines } = await rotate(BOTH);
  expect(whole).toBe(false);
  expect(lines.join('\n')).toContain(`cannot be read: customers ${rows[0].id}:`);
  await pool.query('update customers set cipher = null where id = $1', [rows[0].id]);
});

test('a key is removed from the file only when nothing uses it', async () => {
  const kiosk = await stage.device('kiosk-1');
  await issue(other, kiosk, rutOf(9_400_000));
  writeFileSync(file, NEW);
  const refused = () => stage.logged.find((line) => line.includes('were not taken'));
  await until(() => refused() !== undefined, 'the refusal');
  expect(refused()).toMatch(/key 1 of \\"data\\" is gone, and customers.cipher has rows under it/);
  expect(await phoneOf(rutOf(9_400_000))).toBeNull();
  await other.close();
  expect((await rotate(BOTH)).whole).toBe(true);
  writeFileSync(file, BOTH);
  writeFileSync(file, NEW);
  await until(
    () => !stage.app.vault.dataKeys().known.includes('1'),
    'the old key to be out of the file',
  );
  for (const number of [9_100_000, 9_100_003, 9_200_001, 9_300_002, 9_400_000]) {
    expect(await phoneOf(rutOf(number))).toBe(number === 9_100_000 ? '+56911112222' : null);
  }
  expect((await rotate(NEW)).lines).toContain('customers.cipher: 0 re-encrypted');
  const reports = await verifyChains(stage.app.audit, stage.app.vault, undefined);
  const faults = reports.flatMap((report) => report.faults);
  // Reports what this test wrote behind the app's back, but nothing that rotation wrote.
  const past =
    /(took|follows) (a|no) ticket|was emptied|never saved by the app|report_mails|events tell of/;
  expect(faults.filter((each) => !past.test(each))).toEqual([]);
});
