import { MOST_IN_LINE } from '../../domain/model/state';

/** Who waits, without more of them than it takes to foretell, and whom the advisors serve. */
export const lineParts = {
  line: `(
    select json_agg(json_strip_nulls(json_build_object(
             'queue', w.queue, 'lane', w.lane, 'seq', w.seq,
             'from', coalesce(w.due_from, w.issued_at),
             'deferredUntil', w.deferred_until)) order by w.seq)
      from (select t.* from tickets t
             where t.branch_id = $1 and t.state = 'waiting'
             order by t.seq limit ${MOST_IN_LINE}) w)`,
  serving: `(
    select json_object_agg(t.advisor, t.queue) from tickets t
     where t.branch_id = $1 and t.state in ('called', 'serving') and t.advisor is not null)`,
};
