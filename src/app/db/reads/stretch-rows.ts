import { ClientBase } from 'pg';
import { Stretch } from '../../domain/model/stretch';
import { asArray, RowArray, stretchColumns, stretchesFrom } from './rows';

type Client = Pick<ClientBase, 'query'>;

/** Rows taken at a time. */
const PAGE = 1_000;
/** Business days counted at a time. */
const DAYS = 50;

const array = asArray(stretchColumns, 's');
let cursors = 0;

/**
 * Stretches of a business day in the order in which they began, from an event on. Through a cursor:
 * a day is sorted once, by the server, however long it was. In a transaction of the reader's.
 */
export async function* stretchesOfDay(
  client: Client,
  branch: string,
  day: string,
  from: number | undefined,
): AsyncGenerator<Stretch> {
  const name = `stretches_${(cursors += 1)}`;
  await client.query(
    `declare ${name} no scroll cursor for
     select ${array} as s from stretches s
      where s.branch_id = $1 and s.day = $2 and s.began_seq >= $3 order by s.began_seq`,
    [branch, day, from ?? Number.MIN_SAFE_INTEGER],
  );
  for (;;) {
    const { rows } = await client.query<{ s: RowArray }>(`fetch ${PAGE} from ${name}`);
    yield* stretchesFrom(rows.map(({ s }) => s));
    if (rows.length < PAGE) break;
  }
  await client.query(`close ${name}`);
}

/** The stretch of a service that ended at an instant. */
export async function stretchEnded(
  client: Client,
  branch: string,
  subject: string,
  endedAt: number,
): Promise<Stretch | undefined> {
  const { rows } = await client.query<{ s: RowArray }>(
    `select ${array} as s from stretches s
      where s.branch_id = $1 and s.subject = $2 and s.ended_at = $3
        and s.kind in ('serving', 'held') order by s.id desc limit 1`,
    [branch, subject, endedAt],
  );
  return stretchesFrom(rows.map(({ s }) => s))[0];
}

/** Business days that a branch's stretches have, and how many each: an index is hopped along. */
export async function* stretchDays(
  client: Client,
  branch: string,
): AsyncGenerator<{ readonly day: string; readonly rows: number }> {
  const next = (after: string, than: string) => `
    (select day from stretches
      where branch_id = $1 and day ${than} ${after} order by day limit 1)`;
  for (let [after, than] = ['', '>=']; ;) {
    const { rows } = await client.query<{ day: string; rows: number }>(
      `with recursive days as (
         select ${next('$2', than)} as day
         union all
         select ${next('days.day', '>')} from days where days.day is not null
       )
       select day, (select count(*)::integer from stretches s
                     where s.branch_id = $1 and s.day = few.day) as rows
         from (select day from days where day is not null limit ${DAYS}) few`,
      [branch, after],
    );
    yield* rows;
    if (rows.length < DAYS) return;
    [after, than] = [rows.at(-1)!.day, '>'];
  }
}

export const stretchedTo = async (client: Client, branch: string): Promise<number> =>
  Number(
    (await client.query('select stretched_seq from branch_heads where branch_id = $1', [branch]))
      .rows[0]?.stretched_seq ?? 0,
  );
