import { ClientBase } from 'pg';
import { CipherPlace } from '../../ports';

type Client = Pick<ClientBase, 'query'>;
const PAGE = 1_000;
/** How long after an upgrade ciphers are bound at the latest, as set by the migration. */
const GRACE = "interval '25 hours'";

/** Ciphers of a column, by the key of their row, page by page. */
export async function* ciphersOf(
  client: Client,
  { table, key, keyType, column }: CipherPlace,
): AsyncGenerator<{ readonly key: string; readonly cipher: string }> {
  for (let after: string | undefined; ;) {
    const { rows } = await client.query<{ key: string; cipher: string }>(
      `select ${key} as key, ${column} as cipher from ${table}
        where ${column} is not null ${after === undefined ? '' : `and ${key} > $1::${keyType}`}
        order by ${key} limit ${PAGE}`,
      after === undefined ? [] : [after],
    );
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.key;
  }
}

/** Whether ciphers are bound to their rows by now, and whether that was postponed. */
export async function binding(client: Client) {
  const { rows } = await client.query<{ begun: boolean; putOff: boolean }>(
    `select coalesce(max(since), 0) <= extract(epoch from now()) * 1000 as begun,
            count(*) <> 1
              or max(since) > extract(epoch from now() + ${GRACE}) * 1000 as "putOff"
       from bound_ciphers`,
  );
  return rows[0];
}

/** How many ciphers of a column begin with this. */
export async function countCiphers(
  client: Client,
  { table, column }: CipherPlace,
  begin: string,
): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::integer as n from ${table} where starts_with(${column}, $1)`,
    [begin],
  );
  return rows[0].n;
}
