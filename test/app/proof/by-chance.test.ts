import { Client } from 'pg';
import { atLength } from '../../support/at-length';
import { Dice } from '../http/chance/dice';
import { excused, keptWhole } from './by-chance/excuses';
import { keepAsItWas, REFUSED, Tampering, Tamperings } from './by-chance/tamperings';
import { COLUMNS, InPlace, inPlace } from './in-place';
import { forgetAfter } from './outside';
import { Bank, makeBank, tampered } from './stage';

/**
 * Random tampering: with any row of any table that decides or reports something, in any of these
 * ways, and by putting back what had ended. An auditor hears of it, or it is on the list of what
 * cannot be proven.
 */

const HOLDS = 0;
const BROKEN = 1;
/** All tables as they were on each day, and on the last one before some things ended. */
const DAYS = [0, 1, 2, 3].map((day) => `day_${day}`);
let bank: Bank;
beforeAll(async () => {
  bank = await makeBank((client, day) => keepAsItWas(client, DAYS[day]));
});
afterAll(() => bank?.database.drop());

/** Puts all tables back to an earlier day, as far as the database allows. */
async function goBack(copy: Client): Promise<void> {
  const { rows } = await copy.query<{ table: string; columns: string }>(
    `select c.table, string_agg(c.name, ', ') as columns from (${COLUMNS}) c group by 1`,
  );
  for (const { table, columns } of rows) {
    await copy.query(
      `delete from ${table};
       insert into ${table} (${columns}) overriding system value
       select ${columns} from ${DAYS[1]}.${table}`,
    );
  }
}

describe('the bank put back to an earlier day, with everything since then gone', () => {
  test('is detected by what is kept outside', async () => {
    const { status, lines } = await tampered(bank, goBack);
    expect(status).toBe(BROKEN);
    expect(lines).toContainEqual(
      expect.stringMatching(/^branch 1: .* at event \d+, and the chain/),
    );
  });

  test('holds if that is removed as well, without a key; the report says so', async () => {
    const { status, lines } = await tampered(bank, async (copy, kept) => {
      await goBack(copy);
      await forgetAfter(copy, kept);
    });
    const others = lines.filter((line) => !/^(chain|schema|limits)/.test(line));
    expect([status, others]).toEqual([HOLDS, []]);
    expect(lines).toContainEqual(
      expect.stringMatching(/^limits: .* remove .* they can go back to any earlier day/),
    );
  });
});

describe('tampering with a row', () => {
  let at: InPlace;
  let tamperings: Tamperings;
  beforeAll(async () => {
    at = await inPlace(bank);
    tamperings = await Tamperings.of(at, DAYS, keptWhole);
  });
  afterAll(() => at?.close());

  /** @returns undefined if nothing was changed, or the database refuses such a row */
  async function told({ sql, table }: Pick<Tampering, 'sql' | 'table'>) {
    try {
      const { status, lines, rows } = await at.after(sql, [table]);
      return rows ? { status, lines } : undefined;
    } catch (error) {
      if (REFUSED.test(String((error as { readonly code?: string }).code))) return undefined;
      throw error;
    }
  }

  test.each(atLength([1, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))(
    'whatever is tampered with is reported, seed %d',
    async (seed) => {
      const dice = new Dice(seed);
      const unseen: string[] = [];
      const done = { seen: 0, excused: 0 };
      for (let step = 0; step < atLength(150, 300); step += 1) {
        const tampering = await tamperings.draw(dice);
        const result = tampering && (await told(tampering));
        if (!result) continue;
        const { table, column, what, sql } = tampering;
        if (result.status !== HOLDS) done.seen += 1;
        else if (excused(tampering)) done.excused += 1;
        else unseen.push(`${table}${column ? `.${column}` : ''} ${what}: ${sql}`);
      }
      expect(unseen).toEqual([]);
      expect(done.seen).toBeGreaterThan(30);
    },
  );

  test.each([
    // two sign-outs, an administrator's, other branches, another password
    ['sessions', 'id', 4, /^session .* had ended \(.*\), and is there again$/],
    ['device_tokens', 'token_hash', 2, /^device (hall|gate) has a key again that had ended \(/],
    ['remarks', 'id', 1, /^not proven: remarks .* is kept, and its person was erased/],
    ['notes', 'id', 1, /^not proven: notes .* is kept, and its person was erased/],
  ])('a row that had ended, put back into %s, is reported', async (table, key, least, says) => {
    const columns = at.tables.get(table)!.map(({ name }) => name);
    const before = DAYS.at(-1)!;
    const { rows } = await at.client.query<{ key: string }>(
      `select ${key} as key from ${before}.${table}
        where ${key} not in (select ${key} from public.${table})`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(least);
    for (const each of rows) {
      const sql = `
        insert into ${table} (${columns.join(', ')})
        select ${columns.join(', ')} from ${before}.${table} where ${key} = '${each.key}'`;
      expect((await told({ sql, table }))?.lines).toContainEqual(expect.stringMatching(says));
    }
  });

  test('each tampering was undone', async () => {
    expect(await at.after(undefined, [])).toMatchObject({ status: HOLDS });
  });
});
