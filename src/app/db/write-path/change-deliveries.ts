import { ClientBase } from 'pg';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { DeliveryOutcome, Head } from '../../ports';

/**
 * Closes or postpones the rows that still have the lease that claimed them; a row that lost its
 * lease belongs to somebody else by now. Each end is a fact on the branch's chain, except for a
 * postponed row and for a position edit, which no event asked for.
 */
export async function endDeliveries(
  client: ClientBase,
  head: Head,
  outcomes: readonly DeliveryOutcome[],
  now: Instant,
): Promise<readonly Fact[]> {
  const given = outcomes.map((each) => ({
    id: each.delivery,
    lease: each.lease,
    outcome: each.outcome,
    reason: 'reason' in each ? each.reason : null,
    at: each.outcome === 'later' ? each.at : null,
    counts: each.outcome === 'later' ? each.counts : each.outcome !== 'superseded',
  }));
  const { rows } = await client.query({
    name: 'end-deliveries',
    text: `
      update deliveries d
         set state     = case when o.outcome = 'later' then 'open' else o.outcome end,
             attempts  = d.attempts + case when o.counts then 1 else 0 end,
             due_at    = coalesce(o.at, d.due_at),
             ended_at  = case when o.outcome = 'later' then null else $3::bigint end,
             reason    = o.reason,
             lease     = null,
             lease_until = null
        from json_to_recordset($2) as o(id bigint, lease text, outcome text, reason text,
                                        at bigint, counts boolean)
       where d.id = o.id and d.branch_id = $1 and d.state = 'open' and d.lease = o.lease
      returning d.id::text, d.consumer, d.type, d.ticket_id, d.state, d.attempts, d.reason`,
    values: [head.branch, JSON.stringify(given), now],
  });
  return (
    rows as {
      id: string;
      consumer: string;
      type: string;
      ticket_id: string | null;
      state: 'open' | 'sent' | 'failed' | 'superseded';
      attempts: number;
      reason: string | null;
    }[]
  ).flatMap((row) =>
    row.state === 'open' || row.type === 'position'
      ? []
      : [
          {
            type: 'DeliveryEnded' as const,
            delivery: row.id,
            consumer: row.consumer,
            about: row.type,
            outcome: row.state,
            attempts: row.attempts,
            ...(row.ticket_id ? { ticket: row.ticket_id } : {}),
            ...(row.reason ? { reason: row.reason } : {}),
          },
        ],
  );
}
