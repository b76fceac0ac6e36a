import { ClientBase } from 'pg';
import { Event, Fact } from '../../domain/model/events';
import { Stretch } from '../../domain/model/stretch';
import { Change, Head } from '../../ports';
import {
  asJson,
  asRecords,
  assignments,
  columnsOf,
  stretchColumns,
  stretchEndColumns,
  valuesOf,
} from '../reads/rows';

/**
 * Adds the stretches of events that have none yet, under the head's lock: of what was before there
 * were any, and of what an older release wrote beside this one.
 */
export async function catchUpStretches(
  client: ClientBase,
  { branch, seq }: Head,
  { limit, fold }: Extract<Change, { kind: 'stretches' }>,
): Promise<readonly Fact[]> {
  const { rows } = await client.query(
    `select h.stretched_seq as "from",
            coalesce((select d.body::jsonb #>> '{fact,day}' from events d
                       where d.branch_id = h.branch_id and d.seq <= h.stretched_seq
                         and d.type = 'DayOpened'
                       order by d.seq desc limit 1), '') as day,
            (select coalesce(json_agg(e.body order by e.seq), '[]')
               from (select seq, body from events
                      where branch_id = h.branch_id and seq > h.stretched_seq
                      order by seq limit $2) e) as events,
            (select coalesce(json_agg(${asJson(stretchColumns, 's')} order by s.began_seq), '[]')
               from stretches s where s.branch_id = h.branch_id and s.ended_at is null) as open
       from branch_heads h where h.branch_id = $1`,
    [branch, limit],
  );
  const { day, open } = rows[0] as { day: string; open: Stretch[] };
  const events = (rows[0].events as string[]).map((body) => JSON.parse(body) as Event);
  const { begun, undone } = fold(open, day, events);
  await keep(client, branch, begun, open.length);
  await client.query(
    `update stretches s set how = 'undone', service_ms = null
       from json_to_recordset($2) as u(subject text, "endedAt" bigint)
      where s.branch_id = $1 and s.kind = 'serving' and s.subject = u.subject
        and s.ended_at = u."endedAt"`,
    [branch, JSON.stringify(undone)],
  );
  await client.query('update branch_heads set stretched_seq = $2 where branch_id = $1', [
    branch,
    events.at(-1)?.seq ?? seq,
  ]);
  return [];
}

/** The first `known` were rows already: of those only the end is new. */
async function keep(
  client: ClientBase,
  branch: string,
  stretches: readonly Stretch[],
  known: number,
): Promise<void> {
  const ended = stretches.slice(0, known).filter(({ endedAt }) => endedAt !== undefined);
  await client.query(
    `update stretches s set ${assignments(stretchEndColumns, 'c', 'subject')}
       from json_to_recordset($2) ${asRecords(stretchColumns, 'c')}
      where s.branch_id = $1 and s.subject = c.subject and s.began_seq = c."beganSeq"
        and s.ended_at is null`,
    [branch, JSON.stringify(ended)],
  );
  await client.query(
    `insert into stretches (branch_id, ${columnsOf(stretchColumns)})
     select $1, ${valuesOf(stretchColumns, 'b')}
       from json_to_recordset($2) ${asRecords(stretchColumns, 'b')}`,
    [branch, JSON.stringify(stretches.slice(known))],
  );
}
