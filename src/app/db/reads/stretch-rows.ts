import { ClientBase } from 'pg';
import { Stretch } from '../../domain/model/stretch';
import { asJson, stretchColumns } from './rows';

type Client = Pick<ClientBase, 'query'>;

/** Rows of one read. */
const PAGE = 5_000;

/** A branch's stretches in the order they were written, page by page. */
export async function* stretchRows(client: Client, branch: string): AsyncGenerator<Stretch> {
  for (let after = '0'; ;) {
    const { rows } = await client.query(
      `select s.id::text, ${asJson(stretchColumns, 's')} as stretch
         from stretches s where s.branch_id = $1 and s.id > $2::bigint
        order by s.id limit ${PAGE}`,
      [branch, after],
    );
    for (const { stretch } of rows as { readonly stretch: Stretch }[]) yield stretch;
    if (rows.length < PAGE) return;
    after = (rows.at(-1) as { readonly id: string }).id;
  }
}

export const stretchedTo = async (client: Client, branch: string): Promise<number> =>
  Number(
    (await client.query('select stretched_seq from branch_heads where branch_id = $1', [branch]))
      .rows[0]?.stretched_seq ?? 0,
  );
