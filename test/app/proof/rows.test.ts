import { CIPHERS } from '../../../src/app/ports';
import { createVault } from '../../../src/app/vault/vault';
import { InPlace, inPlace } from './in-place';
import { invented } from './invented';
import { anotherValue, apart, apartTables, kinds, mayAllGo, mayBeEmpty, mayGo } from './record';
import { Bank, KEYS, makeBank } from './stage';
import { cipherKinds, inventedWith, sealedByNothing, writtenAnew } from './with-keys';

/**
 * What a superuser may do to rows: each column of each table that decides or reports anything is
 * changed and emptied, rows are removed, rows are invented. Every case must be detected.
 */

let bank: Bank;
let at: InPlace;
beforeAll(async () => {
  bank = await makeBank();
  at = await inPlace(bank);
});
afterAll(async () => {
  await at?.close();
  await bank?.database.drop();
});

const HOLDS = 0;
const BROKEN = 1;

const all = Object.entries(kinds);
const one = ({ table, where }: (typeof kinds)[string]) =>
  `ctid = (select ctid from ${table} where ${where} limit 1)`;
/** The tables that a statement writes. */
const written = (sql: string): readonly string[] =>
  [...sql.matchAll(/(?:insert into|update|delete from) (\w+)/g)].map(([, table]) => table);

async function after(sql: string) {
  const told = await at.after(sql, written(sql));
  if (told.rows === 0) throw new Error(`nothing to tamper with: ${sql}`);
  return told;
}

test('every table either reveals tampering or is listed as not part of the record', () => {
  const listed = [...all.map(([, { table }]) => table), ...Object.keys(apartTables)];
  expect([...new Set(listed)].sort()).toEqual([...at.tables.keys()].sort());
  const known = new Set(
    all.flatMap(([name, { table }]) => at.tables.get(table)!.map((each) => `${name}.${each.name}`)),
  );
  expect(
    [...Object.keys(apart), ...Object.keys(mayBeEmpty)].filter((each) => !known.has(each)),
  ).toEqual([]);
});

test('untouched, everything holds', async () => {
  expect(await at.after(undefined, [])).toMatchObject({ status: HOLDS });
});

describe('a value', () => {
  test.each(all)('changed in each column of %s', async (name, kind) => {
    const wrong: string[] = [];
    for (const { name: column, type } of at.tables.get(kind.table)!) {
      const value = anotherValue(kind.table, column, type);
      const { status, lines } = await after(
        `update ${kind.table} set ${column} = ${value} where ${one(kind)}`,
      );
      // Nor may a detected change be excused: a needless excuse hides the next fault.
      const expected = apart[`${name}.${column}`] ? HOLDS : BROKEN;
      if (status !== expected) wrong.push(`${name}.${column} (${status}): ${lines.join(' | ')}`);
    }
    expect(wrong).toEqual([]);
  });

  test.each(all)('emptied in each nullable column of %s', async (name, kind) => {
    const { rows } = await at.client.query<Record<string, unknown>>(
      `select * from ${kind.table} where ${one(kind)}`,
    );
    const wrong: string[] = [];
    for (const { name: column, nullable } of at.tables.get(kind.table)!) {
      const key = `${name}.${column}`;
      if (!nullable || rows[0][column] === null || apart[key]) continue;
      const { status, lines } = await after(
        `update ${kind.table} set ${column} = null where ${one(kind)}`,
      );
      // Detected, or reported as not provable.
      if ((status === HOLDS) !== key in mayBeEmpty) {
        wrong.push(`${key} (${status}): ${lines.join(' | ')}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('a row', () => {
  test.each(all)('removed from %s', async (name, kind) => {
    const { status } = await after(`delete from ${kind.table} where ${one(kind)}`);
    expect(status).toBe(mayGo[name] ? HOLDS : BROKEN);
  });

  test.each(invented)('invented: %s', async (_, sql) => {
    expect((await after(sql)).status).toBe(BROKEN);
  });

  test('not: a person as stored by a release before the one normal form', async () => {
    const vault = createVault(KEYS);
    const older = 'CL123456785';
    const { rows } = await at.client.query(
      'select id from customers where blind_index is not null limit 1',
    );
    const id = rows[0].id as string;
    const cipher = vault.encrypt(JSON.stringify({ nationalId: older }), `customer\0${id}`);
    const { status, lines } = await after(
      `update customers set blind_index = '${vault.blindIndex(older, 'national-id')}',
                            cipher = '${cipher}' where id = '${id}'`,
    );
    expect([status, lines.filter((line) => /^(?!limits).*person/.test(line))]).toEqual([HOLDS, []]);
  });
});

describe('with the keys', () => {
  const vault = createVault(KEYS);

  test.each(inventedWith(vault))(
    '%s is detected, although everything about it fits',
    async (_, sql) => {
      const { status, lines } = await after(sql);
      expect([status, lines]).toEqual([BROKEN, expect.any(Array)]);
      expect(lines.filter((line) => /cannot be opened/.test(line))).toEqual([]);
    },
  );

  test.each(cipherKinds)(
    'another %s in its own row: detected, or reported as not provable',
    async (kind) => {
      const { table, column, key } = CIPHERS[kind];
      const { rows } = await at.client.query<{ key: string }>(
        `select ${key} as key from ${table} where ${column} is not null
        order by ${kind === 'customer' ? 'blind_index' : key} limit 1`,
      );
      const { status, lines } = await after(writtenAnew(vault, kind, rows[0].key));
      const unseen = sealedByNothing.includes(kind);
      expect([status, lines]).toEqual([unseen ? HOLDS : BROKEN, expect.any(Array)]);
      const said = /^limits: .* with the keys, anything else written in its place/;
      expect(lines).toContainEqual(expect.stringMatching(said));
    },
  );
});

test.each([...new Set(all.map(([, { table }]) => table))])(
  'all rows removed from %s',
  async (table) => {
    const { status } = await after(`delete from ${table}`);
    expect(status).toBe(mayAllGo.includes(table) ? HOLDS : BROKEN);
  },
);

test('each tampering was undone', async () => {
  expect(await at.after(undefined, [])).toMatchObject({ status: HOLDS });
});
