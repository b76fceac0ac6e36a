import { InLine, MOST_IN_LINE } from '../../domain/model/state';
import { Lane } from '../../domain/model/ticket';

/**
 * Those who wait, with only the members needed to foretell, and whom the advisors serve. The line
 * comes by column: building an object for each of sixty customers took longer than finding them.
 */
export const lineParts = {
  line: `(
    select json_build_array(
             array_agg(w.queue), array_agg(w.lane), array_agg(w.seq),
             array_agg(coalesce(w.due_from, w.issued_at)), array_agg(w.deferred_until))
      from (select t.queue, t.lane, t.seq, t.due_from, t.issued_at, t.deferred_until from tickets t
             where t.branch_id = $1 and t.state = 'waiting'
             order by t.seq limit ${MOST_IN_LINE}) w)`,
  serving: `(
    select json_object_agg(t.advisor, t.queue) from tickets t
     where t.branch_id = $1 and t.state in ('called', 'serving') and t.advisor is not null)`,
};

/** The line's columns, each as long as the line; null where nobody waits. */
export type LineColumns = readonly [
  queue: readonly string[] | null,
  lane: readonly Lane[] | null,
  seq: readonly number[] | null,
  from: readonly number[] | null,
  deferredUntil: readonly (number | null)[] | null,
];

export function lineFrom(columns: LineColumns | null | undefined): InLine[] {
  const [queues, lanes, seqs, froms, deferred] = columns ?? [];
  return (queues ?? []).map((queue, at) => {
    const each = { queue, lane: lanes![at], seq: seqs![at], from: froms![at] };
    const deferredUntil = deferred![at];
    return deferredUntil === null ? each : { ...each, deferredUntil };
  });
}
