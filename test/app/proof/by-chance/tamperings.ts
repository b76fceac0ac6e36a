import { Client } from 'pg';
import { Dice } from '../../http/chance/dice';
import { InPlace } from '../in-place';
import { anotherValue } from '../record';

/** Something a superuser does to a row, a column or a table, drawn at random. */
export interface Tampering {
  readonly table: string;
  /** The only column touched; absent if rows are added or removed. */
  readonly column?: string;
  /** A row is removed and none added. */
  readonly removes?: true;
  readonly what: string;
  /** Does nothing if there is nothing to change. */
  readonly sql: string;
}

type Row = Readonly<Record<string, unknown>>;

/** What distinguishes a row from others, besides its place on disk. */
const UNIQUE = `
  select distinct c.relname as table, a.attname as column
    from pg_index i join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
   where i.indisunique order by 1, 2`;
const FOREIGN = ['1', '2', 'bank', 'no-such'];

/** Every tampering that can be drawn for a bank's tables. */
export class Tamperings {
  private readonly unique = new Map<string, string[]>();

  /** @param was schemas with earlier states of all tables, oldest first */
  private constructor(
    private readonly at: InPlace,
    private readonly was: readonly string[],
    private readonly whole: Readonly<Record<string, string>>,
  ) {}

  /** @param whole by table, which rows events describe */
  static async of(at: InPlace, was: readonly string[], whole: Readonly<Record<string, string>>) {
    const all = new Tamperings(at, was, whole);
    const { rows } = await at.client.query<{ table: string; column: string }>(UNIQUE);
    for (const { table, column } of rows) {
      all.unique.set(table, [...(all.unique.get(table) ?? []), column]);
    }
    return all;
  }

  private columns = (table: string) => this.at.tables.get(table)!;

  /** @returns undefined if there is nothing to draw from */
  async draw(dice: Dice): Promise<Tampering | undefined> {
    const table = dice.of(Object.keys(this.whole));
    const { rows } = await this.at.client.query<{ ctid: string }>(
      `select ctid::text from ${table} where ${this.whole[table]} order by ${this.order(table)}`,
    );
    if (!rows.length) return undefined;
    const [one, two] = [dice.of(rows).ctid, dice.of(rows).ctid];
    const kind = dice.of(KINDS);
    return this[kind](table, `ctid = '${one}'`, `ctid = '${two}'`, dice);
  }

  /** The same rows in the same order for the same seed, whatever their place on disk. */
  private order = (table: string) => (this.unique.get(table) ?? ['1']).join(', ');

  private one(table: string, dice: Dice) {
    return dice.of(this.columns(table));
  }

  protected value(table: string, row: string, _: string, dice: Dice): Tampering {
    const { name: column, type } = this.one(table, dice);
    const value = anotherValue(table, column, type);
    const sql = `
      update ${table} set ${column} = ${value}
       where ${row} and ${column}::text is distinct from (${value})::text`;
    return { table, column, what: 'another value', sql };
  }

  protected emptied(table: string, row: string, _: string, dice: Dice): Tampering | undefined {
    const { name: column, nullable } = this.one(table, dice);
    if (!nullable) return undefined;
    const sql = `update ${table} set ${column} = null where ${row} and ${column} is not null`;
    return { table, column, what: 'emptied', sql };
  }

  protected of(table: string, row: string, other: string, dice: Dice): Tampering {
    const { name: column } = this.one(table, dice);
    const sql = `
      update ${table} t set ${column} = o.${column}
        from (select * from ${table} where ${other}) o
       where t.${row} and t.${column}::text is distinct from o.${column}::text`;
    return { table, column, what: "another row's value", sql };
  }

  protected exchanged(table: string, row: string, other: string, dice: Dice): Tampering {
    const { name: column } = this.one(table, dice);
    const sql = `
      update ${table} t set ${column} = o.${column} from ${table} o
       where ((t.${row} and o.${other}) or (t.${other} and o.${row}))
         and t.${column}::text is distinct from o.${column}::text`;
    return { table, column, what: 'exchanged between two rows', sql };
  }

  protected elsewhere(table: string, row: string, _: string, dice: Dice): Tampering | undefined {
    const column = this.columns(table).find(({ name }) => /^(branch_id|scope)$/.test(name))?.name;
    if (!column) return undefined;
    const to = dice.of(FOREIGN);
    const sql = `update ${table} set ${column} = '${to}' where ${row} and ${column} <> '${to}'`;
    return { table, column, what: `moved to ${to}`, sql };
  }

  protected removed(table: string, row: string): Tampering {
    return { table, removes: true, what: 'removed', sql: `delete from ${table} where ${row}` };
  }

  /** One more row like it, with a new id, perhaps in another branch. */
  protected copied(table: string, row: string, _: string, dice: Dice): Tampering {
    const names = this.columns(table).map(({ name }) => name);
    const branch = dice.chance(0.3) ? dice.of(FOREIGN) : undefined;
    const values = this.columns(table).map(({ name, type }) =>
      branch !== undefined && /^(branch_id|scope)$/.test(name)
        ? `'${branch}'`
        : (this.unique.get(table) ?? []).includes(name) && !/^(branch_id|scope)$/.test(name)
          ? (FRESH[type] ?? name)
          : name,
    );
    const sql = `
      insert into ${table} (${names.join(', ')})
      select ${values.join(', ')} from ${table} where ${row}`;
    return { table, what: `copied${branch === undefined ? '' : ` to ${branch}`}`, sql };
  }

  /** A row as it was at the end of an earlier day, or one that has gone since then. */
  protected older(table: string, row: string, _: string, dice: Dice): Tampering | undefined {
    const before = dice.of(this.was);
    const keys = this.unique.get(table);
    if (!keys) return undefined;
    const names = this.columns(table).map(({ name }) => name);
    const same = keys.map((key) => `t.${key} is not distinct from w.${key}`).join(' and ');
    const gone = dice.chance(0.5);
    const at = dice.below(4);
    const sql = gone
      ? `insert into ${table} (${names.join(', ')})
         select ${names.map((name) => `w.${name}`).join(', ')} from ${before}.${table} w
          where not exists (select from ${table} t where ${same}) and ${LIVES[table] ?? 'true'}
          order by ${keys.map((key) => `w.${key}`).join(', ')} limit 1 offset ${at}`
      : `update ${table} t set (${names.join(', ')}) =
                row(${names.map((name) => `w.${name}`).join(', ')})
           from ${before}.${table} w
          where t.${row} and ${same} and t::text <> w::text`;
    return { table, what: gone ? `back from ${before}` : `as in ${before}`, sql };
  }
}

/** Rows that may reappear if they ended by their own time: they let nobody in. */
const LIVES: Readonly<Record<string, string>> = {
  sessions: 'w.expires_at > (select max(at) from branch_heads)',
};

const KINDS = [
  ...(['value', 'emptied', 'of', 'exchanged', 'elsewhere', 'removed', 'copied', 'older'] as const),
  'older' as const,
];

/** A value that no row has yet, as SQL, by column type. */
const FRESH: Readonly<Record<string, string>> = {
  text: "'fresh-' || substr(gen_random_uuid()::text, 1, 8)",
  uuid: 'gen_random_uuid()',
  bigint: '(random() * 1000000)::bigint + 1000000',
  integer: '(random() * 1000000)::integer + 1000000',
};

/** Errors of the database itself: a row of that kind cannot exist. */
export const REFUSED = /^(22|23)/;

export async function keepAsItWas(client: Client, schema: string): Promise<void> {
  const { rows } = await client.query<Row & { table: string }>(
    "select tablename as table from pg_tables where schemaname = 'public'",
  );
  await client.query(`create schema ${schema}`);
  for (const { table } of rows) {
    await client.query(`create table ${schema}.${table} as table public.${table}`);
  }
}
