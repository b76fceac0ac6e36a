import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { rotateAll } from '../../../src/app/assemble/rotate-keys';
import { verifyChains } from '../../../src/app/operations/reads/verify';
import { CIPHERS } from '../../../src/app/ports';
import { newKeys } from '../../../src/app/vault/keys';
import { createVault } from '../../../src/app/vault/vault';
import { rutOf } from '../../support/rut';
import { openStage, Stage } from '../http/stage';

/**
 * A superuser moves ciphers into other rows and columns: refused, reported, and the app goes on.
 */

const KEYS = newKeys();
let stage: Stage;
let pool: Pool;
let admin: string;
let advisor: string;
let kiosk: string;
beforeAll(async () => {
  stage = await openStage({ dataKeys: KEYS });
  // How a superuser bypasses foreign keys.
  pool = new Pool({
    connectionString: stage.databaseUrl,
    options: '-c session_replication_role=replica',
  });
  admin = await stage.staff('admin-1');
  advisor = await stage.staff('advisor-1');
  kiosk = await stage.device('kiosk-1');
});
afterAll(async () => {
  await pool?.end();
  await stage?.close();
});

type Kind = keyof typeof CIPHERS;

async function exchange(kind: Kind, one: string, other: string): Promise<void> {
  const { table, key, column } = CIPHERS[kind];
  const { rowCount } = await pool.query(
    `update ${table} a set ${column} = b.${column} from ${table} b
      where (a.${key}::text, b.${key}::text) in (($1, $2), ($2, $1))`,
    [one, other],
  );
  expect(rowCount).toBe(2);
}
const faults = async () =>
  (await verifyChains(stage.app.audit, stage.app.vault, undefined)).flatMap((each) => each.faults);
const told = (column: string, row: string) =>
  stage.logged.some((line) => line.includes(`"${column}"`) && line.includes(row));

async function visit(n: number) {
  const { ticket, key } = await stage.call('POST /api/branches/:branch/tickets', {
    params: { branch: '1' },
    as: kiosk,
    body: { queue: 'caja', nationalId: rutOf(n) },
  });
  const asked = await stage.ask('POST', '/api/my/requests', {
    as: `Ticket ${key}`,
    body: { right: 'access', words: `the words of ${n}` },
  });
  expect(asked.status).toBe(201);
  const { rows } = await pool.query('select customer_id from tickets where id = $1', [ticket.id]);
  return {
    ticket: ticket.id,
    number: ticket.number,
    request: String(asked.body.id),
    customer: String(rows[0].customer_id),
    nationalId: rutOf(n),
  };
}

test("persons: nobody else's data is shown, the rest works, and each fault is named", async () => {
  const [ana, eva] = [await visit(7_300_001), await visit(7_300_002)];
  await stage.call('PUT /api/branches/:branch/advisors/me', {
    params: { branch: '1' },
    as: advisor,
    body: { state: 'available', counter: '1' },
  });
  const called = await stage.call('POST /api/branches/:branch/counters/:counter/call-next', {
    params: { branch: '1', counter: '1' },
    as: advisor,
  });
  expect(called?.ticket.id).toBe(ana.ticket);
  const at = `/api/branches/1/tickets/${ana.ticket}`;
  for (const note of ['of ana', 'of ana too']) {
    await stage.ask('POST', `${at}/notes`, { as: advisor, body: { note } });
  }
  const person = () => stage.ask('GET', `${at}/person`, { as: advisor });
  const before = await person();
  const notes = before.body.notes as unknown as { readonly id: string; readonly text: string }[];
  expect(notes.map(({ text }) => text)).toEqual(['of ana', 'of ana too']);
  expect(before.body.nationalId).toMatch(/-.$/);
  expect(await faults()).toEqual([]);

  await exchange('customer', ana.customer, eva.customer);
  await exchange('note', notes[0].id, notes[1].id);
  await exchange('request', ana.request, eva.request);
  const found = (await faults()).join('\n');
  for (const [what, row] of [
    ['person', ana.customer],
    ['person', eva.customer],
    ['request', ana.request],
    ['note', notes[0].id],
  ]) {
    expect(found).toMatch(new RegExp(`${what} ${row}.* of another row or column`));
  }

  expect(await person()).toMatchObject({
    status: 200,
    body: { nationalId: null, notes: [{ text: null }, { text: null }] },
  });
  expect(told('customers.cipher', ana.customer)).toBe(true);
  const shown = await stage.ask('POST', `${at}/person/show`, { as: advisor });
  expect(shown).toMatchObject({ status: 409, body: { code: 'unreadable' } });
  const body = { nationalId: ana.nationalId };
  const exported = await stage.ask('POST', '/api/customers/export', { as: admin, body });
  expect(exported).toMatchObject({ status: 409, body: { code: 'unreadable' } });
  const listed = await stage.call('GET /api/customers/requests', {
    as: admin,
    query: { state: 'open' },
  });
  expect(listed.map((each) => [each.person, each.words])).toEqual([
    [null, null],
    [null, null],
  ]);
  await exchange('request', ana.request, eva.request);
  // A person who comes again is stored anew, in their own row.
  await stage.ask('POST', `/api/branches/1/tickets/${eva.ticket}/cancel`, { as: advisor });
  const again = await visit(7_300_002).catch((error: Error) => error.message);
  expect(again).toMatchObject({ customer: eva.customer });
  expect((await faults()).join('\n')).not.toContain(`person ${eva.customer}`);
  // And erased by the ID that finds them.
  for (const step of ['start', 'finish']) {
    await stage.ask('POST', `${at}/${step}`, { as: advisor });
  }
  const erased = await stage.ask('POST', '/api/customers/erase', { as: admin, body });
  expect(erased).toMatchObject({ status: 200, body: { erased: true } });
});

test('persons: an emptied row is reported like an exchanged one', async () => {
  const { customer, nationalId, ticket } = await visit(7_300_003);
  await pool.query('update customers set cipher = null where id = $1', [customer]);
  const as = admin;
  const asked = { nationalId };
  const refused = { status: 409, body: { code: 'unreadable' } };
  expect(await stage.ask('POST', '/api/customers/export', { as, body: asked })).toMatchObject(
    refused,
  );
  const rectify = { person: asked, correct: { phone: '+56911112222' } };
  expect(await stage.ask('POST', '/api/customers/rectify', { as, body: rectify })).toMatchObject(
    refused,
  );
  const person = `/api/branches/1/tickets/${ticket}/person`;
  expect((await stage.ask('GET', person, { as: advisor })).status).toBeLessThan(500);
  expect((await stage.ask('POST', `${person}/show`, { as: advisor })).status).toBeLessThan(500);
  expect((await faults()).join('\n')).toContain(customer);
  // and erased by the ID that finds them
  await stage.ask('POST', `/api/branches/1/tickets/${ticket}/cancel`, { as: advisor });
  expect(await stage.ask('POST', '/api/customers/erase', { as, body: asked })).toMatchObject({
    status: 200,
    body: { erased: true },
  });
});

/** Two rows of each column whose ciphers are proven only by opening them. */
async function twoOf(kind: Kind): Promise<readonly [string, string]> {
  const keys = kind === 'second-factor' ? ['advisor-1', 'advisor-2'] : [randomUUID(), randomUUID()];
  const { rows } = await pool.query<{ id: string }>('select id from sessions order by id limit 2');
  for (const [n, key] of (kind === 'oidc-refresh' ? rows.map(({ id }) => id) : keys).entries()) {
    keys[n] = key;
    const text: Partial<Record<Kind, string>> = {
      contact: `insert into contacts (id, address_index, address_cipher, data)
                values ($1, '', $2, '{}')`,
      'report-mail': `insert into report_mails
                        (id, staff_id, period, language, address, state, asked_at, due_at)
                      values ($1, 'admin-1', 'day', 'es', $2, 'asked', 0, 9e15)`,
      webhook: "insert into webhooks (id, url, secret) values ($1, 'https://example.com', $2)",
      'second-factor': `insert into second_factors
                          (staff_id, cipher, recovery, used_step, enrolled_at)
                        values ($1, $2, '{}', 0, 0)`,
      'oidc-refresh': 'update sessions set oidc_refresh = $2 where id = $1',
    };
    await pool.query(text[kind]!, [key, stage.app.vault.encrypt('{}', `${kind}\0${key}`)]);
  }
  return [keys[0], keys[1]];
}

test.each(['contact', 'report-mail', 'webhook', 'second-factor', 'oidc-refresh'] as const)(
  'values of %s exchanged between rows are named',
  async (kind) => {
    const { table, column } = CIPHERS[kind];
    const [one, other] = await twoOf(kind);
    const named = (key: string) => `${table}.${column} of ${key} cannot be opened`;
    expect((await faults()).join('\n')).not.toContain('cannot be opened');
    await exchange(kind, one, other);
    const found = (await faults()).join('\n');
    expect([found.includes(named(one)), found.includes(named(other))]).toEqual([true, true]);
    if (kind === 'report-mail') {
      const { mails } = await stage.call('GET /api/report-mails', { as: admin });
      expect(mails.map(({ address }) => address)).toEqual([null, null]);
    }
    await exchange(kind, one, other);
    expect((await faults()).join('\n')).not.toContain('cannot be opened');
    if (kind === 'second-factor') await pool.query('delete from second_factors');
  },
);

test('an unbound cipher gets bound to its row under the same key, valid in no other', async () => {
  const unbound = createVault(KEYS);
  unbound.bindFrom(Infinity);
  const { rows } = await pool.query<{ id: string }>('select id from customers order by id limit 2');
  const [one, another] = rows.map(({ id }) => id);
  const old = unbound.encrypt('{"phone":"+56933330000"}', `customer\0${one}`);
  expect(old).toMatch(/^1\./);
  await pool.query('update customers set cipher = $2 where id = $1', [one, old]);
  const said = await verifyChains(stage.app.audit, stage.app.vault, undefined);
  expect(said.flatMap(({ unproven }) => unproven).join()).toMatch(
    /customers\.cipher: 1 were encrypted by an older release and are good in any row/,
  );
  const lines: string[] = [];
  const deps = { pool, vault: createVault(KEYS), runInBackground: stage.app.run };
  const whole = await rotateAll(deps, (line) => lines.push(line));
  expect([whole, lines]).toEqual([
    true,
    expect.arrayContaining(['customers.cipher: 1 re-encrypted']),
  ]);
  const cipher = (await pool.query('select cipher from customers where id = $1', [one])).rows[0]
    .cipher as string;
  expect(cipher).toMatch(/^2\./);
  const vault = createVault(KEYS);
  expect(vault.decrypt(cipher, `customer\0${one}`)).toContain('+56933330000');
  expect(() => vault.decrypt(cipher, `customer\0${another}`)).toThrow('of another row');
});

test('nor is one from another column', async () => {
  const { customer } = await visit(7_300_009);
  const id = randomUUID();
  await pool.query(
    `insert into contacts (id, address_index, address_cipher, data)
     select $1, '', cipher, '{}' from customers where id = $2`,
    [id, customer],
  );
  expect((await faults()).join('\n')).toContain(
    `contacts.address_cipher of ${id} cannot be opened`,
  );
});
