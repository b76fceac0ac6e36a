import { ClientBase } from 'pg';
import { Advisor } from '../../domain/model/advisor';
import { Event, Fact } from '../../domain/model/events';
import { QueueCounts } from '../../domain/model/queue';
import { Stretch } from '../../domain/model/stretch';
import { Change, Head } from '../../ports';
import {
  advisorColumns,
  asJson,
  asRecords,
  assignments,
  columnsOf,
  countColumns,
  stretchColumns,
  stretchEndColumns,
  ticketColumns,
  valuesOf,
} from '../reads/rows';
import { FIXED_AT_ISSUE } from './write-statement';

type CatchUp = Extract<Change, { kind: 'stretches' }>;
type Refold = CatchUp['refold'];

/**
 * Adds the stretches of events that have none yet, under the head's lock: of what was before there
 * were any, and of what an older release wrote beside this one.
 */
export async function catchUpStretches(
  client: ClientBase,
  { branch, seq }: Head,
  { limit, fold, refold }: CatchUp,
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
  const events = parsed(rows[0].events as string[]);
  const { begun, undone } = fold(open, day, events);
  await keep(client, branch, begun, open.length);
  await client.query(
    `update stretches s set how = 'undone', service_ms = null
       from json_to_recordset($2) as u(subject text, "endedAt" bigint)
      where s.branch_id = $1 and s.subject = u.subject and s.ended_at = u."endedAt"
        and s.began_seq = (select max(l.began_seq) from stretches l
                            where l.branch_id = $1 and l.kind in ('serving', 'held')
                              and l.how <> 'not-begun' and l.subject = u.subject
                              and l.ended_at = u."endedAt")`,
    [branch, JSON.stringify(undone)],
  );
  await refoldTickets(client, branch, events, refold);
  if ((events.at(-1)?.seq ?? seq) === seq) await refoldFigures(client, branch, refold);
  await client.query('update branch_heads set stretched_seq = $2 where branch_id = $1', [
    branch,
    events.at(-1)?.seq ?? seq,
  ]);
  return [];
}

const parsed = (bodies: readonly string[]) => bodies.map((body) => JSON.parse(body) as Event);

/** The tickets of these events, whole. */
async function refoldTickets(
  client: ClientBase,
  branch: string,
  events: readonly Event[],
  { tickets }: Refold,
): Promise<void> {
  const about = events.flatMap(({ fact }) => ('ticket' in fact && fact.ticket) || []);
  const { rows } = await client.query<{ body: string }>(
    `select body from events
      where ticket_id = any($2::uuid[]) and branch_id = $1 order by seq`,
    [branch, [...new Set(about)]],
  );
  const whole = tickets(parsed(rows.map(({ body }) => body)));
  await client.query(
    `update tickets x set ${assignments(ticketColumns, 't', ...FIXED_AT_ISSUE)}
       from json_to_recordset($2) ${asRecords(ticketColumns, 't')}
      where x.id = t.id and x.branch_id = $1 and x.id = any($3::uuid[])`,
    [branch, JSON.stringify(whole), whole.map(({ id }) => id)],
  );
}

/** The figures of the day that is open. */
async function refoldFigures(client: ClientBase, branch: string, refold: Refold): Promise<void> {
  const { rows } = await client.query<{
    bodies: string[];
    counts: QueueCounts[];
    advisors: Advisor[];
  }>(
    `select (select coalesce(json_agg(e.body order by e.seq), '[]') from events e
              where e.branch_id = $1
                and e.seq >= (select max(d.seq) from events d
                               where d.branch_id = $1 and d.type = 'DayOpened')) as bodies,
            (select coalesce(json_agg(${asJson(countColumns, 'c')}), '[]') from queue_counts c
              where c.branch_id = $1) as counts,
            (select coalesce(json_agg(${asJson(advisorColumns, 'a')}), '[]') from advisors a
              where a.branch_id = $1) as advisors`,
    [branch],
  );
  const events = parsed(rows[0].bodies);
  if (!events.length) return;
  await client.query(
    `update queue_counts x set ${assignments(countColumns, 'c', 'queue')}
       from json_to_recordset($2) ${asRecords(countColumns, 'c')}
      where x.branch_id = $1 and x.queue = c.id`,
    [branch, JSON.stringify(refold.counts(rows[0].counts, events))],
  );
  await client.query(
    `update advisors x set ${assignments(advisorColumns, 'a', 'staff_id')}
       from json_to_recordset($2) ${asRecords(advisorColumns, 'a')}
      where x.branch_id = $1 and x.staff_id = a.id`,
    [branch, JSON.stringify(refold.advisors(rows[0].advisors, events))],
  );
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
