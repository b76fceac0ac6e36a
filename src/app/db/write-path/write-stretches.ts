import { WriteSet } from '../../ports';
import {
  asRecords,
  assignments,
  columnsOf,
  stretchColumns,
  stretchEndColumns,
  valuesOf,
} from '../reads/rows';
import { json, Rows, Value } from './write-rows';

/**
 * The parts of the write that keep stretches, only while they are complete up to the commit before:
 * otherwise the sweep adds them from the events. Rows that this commit begins and ends are new, so
 * no row is written twice.
 */
export function stretchParts(
  { stretches: { turned, undone } }: WriteSet,
  { begun, ended }: Rows,
  value: Value,
): string[] {
  const parts: string[] = [];
  if (ended.length || turned) {
    const subjects = value(ended.map(({ subject }) => subject));
    // One that goes on into the day, and ends there: `stretches_resumed` has its end.
    const here = turned
      ? `and (not ${isCut(turned)} or c."endedSeq" < ${value(turned.seq)}::bigint)`
      : '';
    parts.push(`stretches_ended as (
      update stretches s set ${assignments(stretchEndColumns, 'c', 'subject')}
        from json_to_recordset(${value(json(ended))}) ${asRecords(endColumns, 'c')}, head
       -- by the subjects: otherwise a plan cached while few were open would keep reading them all
       where head.stretched and s.branch_id = $1 and s.subject = c.subject
         and s.subject = any(${subjects}::text[]) and s.ended_at is null ${here})`);
  }
  if (begun.length) {
    parts.push(`stretches_begun as (
      insert into stretches (branch_id, ${columnsOf(stretchColumns)})
      select $1, ${valuesOf(stretchColumns, 'b')}
        from json_to_recordset(${value(json(begun))}) ${asRecords(stretchColumns, 'b')}, head
       where head.stretched)`);
  }
  if (turned) parts.push(...turnParts(turned, ended, value));
  if (undone.length) {
    parts.push(`stretches_undone as (
      -- a service that seemed to end, on the days around its end: the last of those that ended
      -- then, since a clock that was set back lets several begin and end in one instant
      update stretches s set how = 'undone', service_ms = null
        from json_to_recordset(${value(json(undone))}) as u(subject text, "endedAt" bigint), head
       where head.stretched and s.branch_id = $1 and s.kind in ('serving', 'held')
         and s.day between ${dayOf('-2 days')} and ${dayOf('2 days')}
         and s.subject = u.subject and s.ended_at = u."endedAt"
         and s.began_seq = (
           select max(l.began_seq) from stretches l
            where l.branch_id = $1 and l.kind in ('serving', 'held') and l.how <> 'not-begun'
              and l.day between ${dayOf('-2 days')} and ${dayOf('2 days')}
              and l.subject = u.subject and l.ended_at = u."endedAt"))`);
  }
  return parts;
}

/** Days around the end: there is an index of stretches by day and kind. */
const dayOf = (off: string) =>
  `to_char(to_timestamp(u."endedAt" / 1000.0) + interval '${off}', 'YYYY-MM-DD')`;

/** Advisors go on into any day; tickets only into one that began while the branch was open. */
const isCut = ({ kept }: Turned) => (kept ? 'true' : '(s.ticket_id is null)');

type Turned = NonNullable<WriteSet['stretches']['turned']>;

/**
 * Stretches that go on when a day opens are cut there, including those of tickets called by the
 * commit that opens it.
 */
function turnParts(turned: Turned, ended: Rows['ended'], value: Value): readonly string[] {
  const { seq } = turned;
  const before = ended.filter((each) => each.endedSeq < seq).map(({ subject }) => subject);
  const after = ended.filter((each) => each.endedSeq > seq);
  return [
    `stretches_cut as (
      update stretches s set ended_at = $2, how = 'day'
        from head
       where head.stretched and s.branch_id = $1 and s.ended_at is null
         and ${isCut(turned)} and s.subject <> all(${value(before)}::text[])
      returning s.*)`,
    `stretches_resumed as (
      insert into stretches (branch_id, ${columnsOf(stretchColumns)})
      select $1, s.subject, s.kind, $3, s.ticket_id, s.queue, s.lane, s.advisor,
             s.counter, s.reason, 'day', $2, ${value(seq)}::bigint, c."endedAt", c.how,
             c."waitMs", c."inTarget", c."courtesyMs", c."serviceMs", c.outcome
        from stretches_cut s
        left join json_to_recordset(${value(json(after))}) ${asRecords(endColumns, 'c')}
               on c.subject = s.subject)`,
  ];
}

const endColumns = { ...stretchEndColumns, endedSeq: ['ended_seq', 'bigint'] } as const;
