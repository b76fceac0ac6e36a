import { readdirSync } from 'node:fs';
import { Client } from 'pg';
import { Valkey } from '../src/local/valkey/valkey';
import { valkeyCommand } from '../src/local/valkey/valkey-wire';
import { memoryOf } from './cpu';

/** Tables that grow with history; the others hold the present, or what is kept for some days. */
export const HISTORY: readonly string[] = ['events', 'tickets', 'stretches', 'alerts'];

/** What has been used by the end of a day; sizes in KiB. */
export interface Night {
  /** Of the app, MiB. */
  readonly memory: number;
  /** Files and sockets that the app has open. */
  readonly handles: number;
  /** Tables, with indexes, that hold no history. */
  readonly state: number;
  /** Tables, with indexes, that hold history. */
  readonly history: number;
  readonly rowsOfHistory: number;
  /** Written to PostgreSQL's log of changes so far. */
  readonly wal: number;
  /** What Valkey holds. */
  readonly valkey: number;
  readonly keys: number;
  /** Each table's size, to find the one that grew. */
  readonly tables: Readonly<Record<string, number>>;
}

export async function nightOf(app: number, client: Client, valkey: Valkey): Promise<Night> {
  const { rows } = await client.query<{ table: string; kib: number }>(`
    select relname as table, (pg_total_relation_size(oid) / 1024)::float as kib
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`);
  const tables = Object.fromEntries(rows.map(({ table, kib }) => [table, kib]));
  const sum = (isOurs: (table: string) => boolean) =>
    rows.filter(({ table }) => isOurs(table)).reduce((all, { kib }) => all + kib, 0);
  const counts = HISTORY.map((table) => `(select count(*) from ${table})`).join(' + ');
  const counted = await client.query<{ wal: number; rows: number }>(`
    select (pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') / 1024)::float as wal,
           (${counts})::float as rows`);
  const ask = (...words: readonly string[]) =>
    valkeyCommand(valkey.port, valkey.password, ...words);
  const used = /^used_memory:(\d+)/m.exec(await ask('INFO', 'memory'))![1];
  return {
    memory: memoryOf(app),
    handles: readdirSync(`/proc/${app}/fd`).length,
    state: sum((table) => !HISTORY.includes(table)),
    history: sum((table) => HISTORY.includes(table)),
    rowsOfHistory: counted.rows[0].rows,
    wal: counted.rows[0].wal,
    valkey: Number(used) / 1024,
    keys: Number(await ask('DBSIZE')),
    tables,
  };
}

/** What should be the same on each day, with its unit. */
export const flat = {
  memory: 'MiB of the app',
  handles: 'files and sockets open',
  state: 'KiB of tables without history',
  rowBytes: 'bytes a row of history, with its indexes',
  wal: "KiB of PostgreSQL's log a day",
  valkey: 'KiB in Valkey',
} as const;

export type Flat = Readonly<Record<keyof typeof flat, number>>;

export const flatOf = (night: Night, before: Night): Flat => ({
  memory: night.memory,
  handles: night.handles,
  state: night.state,
  rowBytes:
    ((night.history - before.history) * 1024) / (night.rowsOfHistory - before.rowsOfHistory),
  wal: night.wal - before.wal,
  valkey: night.valkey,
});
