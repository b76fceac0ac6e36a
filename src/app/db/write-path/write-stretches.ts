import { WriteSet } from '../../ports';
import {
  asRecords,
  assignments,
  columnsOf,
  stretchColumns,
  stretchEndColumns,
  valuesOf,
} from '../reads/rows';

/**
 * The part of the write that keeps stretches (`$19` and on), only while they are complete up to the
 * commit before: otherwise the sweep adds them from the events. Rows that this commit begins and
 * ends are new, so no row is written twice.
 */
export const stretchCtes = `
stretches_ended as (
  update stretches s set ${assignments(stretchEndColumns, 'c', 'subject')}
    from json_to_recordset($19) ${asRecords(stretchEndColumns, 'c')}, head
   where head.stretched and s.branch_id = $1 and s.subject = c.subject and s.ended_at is null
), stretches_cut as (
  -- advisors whose stretch goes on when a day opens
  update stretches s set ended_at = $3, how = 'day'
    from head
   where head.stretched and $21::bigint is not null and s.branch_id = $1 and s.ended_at is null
     and s.ticket_id is null
     and s.subject not in (select c."subject"
                             from json_to_recordset($19) ${asRecords(stretchEndColumns, 'c')})
  returning s.*
), stretches_begun as (
  insert into stretches (branch_id, ${columnsOf(stretchColumns)})
  select $1, ${valuesOf(stretchColumns, 'b')}
    from json_to_recordset($20) ${asRecords(stretchColumns, 'b')}, head
   where head.stretched
  union all
  select $1, s.subject, s.kind, $5, null::uuid, s.queue, s.lane, s.advisor, s.counter, s.reason,
         'day', $3, $21::bigint, null, null, null, null::boolean, null
    from stretches_cut s
)`;

/** `$19` and on. */
export const stretchValues = ({ stretches: { begun, ended, turned } }: WriteSet): unknown[] => [
  JSON.stringify(ended),
  JSON.stringify(begun),
  turned?.seq ?? null,
];
