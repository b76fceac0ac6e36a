import { LoadSpec } from '../../ports';
import { advisorsIn, Param } from './load-day';
import { openTickets } from './open-tickets';

/**
 * How many tickets of each queue and lane a command sees: enough for the deepest match that one
 * commit can make. Counts come from `queue_counts`.
 */
export const FRONT = 8;

/** Selects of the `tickets` rows that the command needs. */
export function ticketSources(
  spec: LoadSpec,
  fronts: LoadSpec['fronts'],
  param: Param,
): readonly string[] {
  const sources: string[] = [];
  // `is true` hides the branch from the planner: otherwise a plan cached while the table was small
  // would keep reading the whole branch by another index.
  if (spec.tickets?.length) {
    sources.push(`
      select t.* from tickets t
       where t.id = any(${param(spec.tickets)}::uuid[]) and (t.branch_id = $1) is true`);
  }
  if (fronts) sources.push(frontsOf(fronts, FRONT + (spec.deeper ?? 0), param), WISHED);
  if (spec.due) {
    const limit = param(spec.due.limit);
    sources.push(`
      (select t.* from tickets t
        where t.branch_id = $1 and t.state = 'waiting'
          and t.deferred_until is not null and t.deferred_until <= (select now from clock)
        order by t.deferred_until limit ${limit})`);
    sources.push(`
      (select t.* from tickets t
        where t.branch_id = $1 and t.state in ('called', 'serving')
        order by t.last_call_at limit ${limit})`);
  }
  if (spec.redue) {
    const { queue, targetMs, limit } = spec.redue;
    sources.push(`
      (select t.* from tickets t
        where t.branch_id = $1 and t.state = 'waiting' and t.queue = ${param(queue)}
          and t.due <> coalesce(t.due_from, t.issued_at) + ${param(targetMs)}
        order by t.due, t.seq limit ${param(limit)})`);
  }
  if (spec.held) {
    sources.push("\n      select t.* from tickets t where t.branch_id = $1 and t.state = 'held'");
  }
  if (spec.open) {
    sources.push(`\n      ${openTickets(param(spec.open.limit))}`);
  }
  if (spec.waiting) {
    const { queues, limit } = spec.waiting;
    sources.push(`
      (select t.* from tickets t
        where t.branch_id = $1 and t.state = 'waiting' and t.queue = any(${param(queues)}::text[])
        order by t.seq limit ${param(limit)})`);
  }
  const advisors = advisorsIn(spec);
  if (advisors.length) {
    sources.push(`
      select t.* from tickets t
       where t.branch_id = $1 and t.state in ('called', 'serving')
         and t.advisor = any(${param(advisors)}::text[])`);
  }
  return sources;
}

/**
 * Tickets that wait, or waited, for a certain advisor: they go first for that advisor, and others
 * pass them by.
 */
const WISHED = `
    select t.* from tickets t
     where t.branch_id = $1 and t.state = 'waiting' and t.wish is not null
       and (t.deferred_until is null or t.deferred_until <= (select now from clock))`;

/**
 * The first few tickets of each lane of these queues, without those that `WISHED` finds: many that
 * wait for one advisor would hide everybody else.
 */
function frontsOf(fronts: NonNullable<LoadSpec['fronts']>, deep: number, param: Param): string {
  const which =
    fronts === 'all'
      ? 'select c.queue from queue_counts c where c.branch_id = $1'
      : 'servedBy' in fronts
        ? `select distinct unnest(a.queues) from advisors a
            where a.branch_id = $1
              and a.staff_id = any(${param([fronts.servedBy].flat())}::text[])`
        : `select unnest(${param(fronts)}::text[])`;
  return `
    select t.* from (${which}) as q(queue)
     cross join (values ('general'), ('preferential')) as l(lane)
     cross join lateral (
       select x.* from tickets x
        where x.branch_id = $1 and x.queue = q.queue and x.lane = l.lane and x.state = 'waiting'
          and x.wish is null
          and (x.deferred_until is null or x.deferred_until <= (select now from clock))
        order by x.due, x.seq limit ${deep}) t`;
}
