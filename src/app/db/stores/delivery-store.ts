import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { Event } from '../../domain/model/events';
import { Delivery, DeliveryStore } from '../../ports';

/**
 * Claims rows by lease. Only the oldest open row of a thread can be claimed, which keeps the order.
 * An open your-turn (TicketCalled) makes every older open row of its ticket stale, so it never
 * waits behind a retry; nor behind other messages, because turns go first, then the oldest rows,
 * then position edits. A row whose `until` has come, or whose subscription has ended, is stale too.
 */
const claimSql = `
  with open as (
    select distinct on (d.consumer, d.chain) d.id
      from deliveries d
     where d.state = 'open' and d.consumer = any($1) and not (d.chain = any($5))
     order by d.consumer, d.chain, d.id
  ), stale as (
    select d.id from deliveries d
      left join tickets t on t.id = d.ticket_id
      left join subscriptions s on s.id = d.subscription_id
     where d.state = 'open' and d.consumer = any($1)
       and (d.lease_until is null or d.lease_until < $3)
       and (   not coalesce(s.active, false)
            or (d.until = 'called'  and t.state <> 'waiting')
            or (d.until = 'started' and t.state <> 'called')
            or (d.until = 'ended'   and t.state in ('served', 'no-show', 'cancelled'))
            or (d.ticket_id is not null and exists (
                  select 1 from deliveries y
                   where y.state = 'open' and y.ticket_id = d.ticket_id
                     and y.subscription_id = d.subscription_id
                     and y.type = 'TicketCalled' and y.id > d.id)))
     limit 500
  ), edits as (
    select d.id from deliveries d
     where d.state = 'open' and d.type = 'position' and d.id in (select id from open)
       and d.due_at <= $3 and (d.lease_until is null or d.lease_until < $3)
     order by d.id
     limit $7
  ), picked as (
    select d.id, d.id in (select id from stale) as stale from deliveries d
     where d.state = 'open'
       and (   d.id in (select id from stale)
            or (d.id in (select id from open) and d.due_at <= $3
                and (d.type <> 'position' or d.id in (select id from edits))))
       and (d.lease_until is null or d.lease_until < $3)
     order by d.type in ('TicketCalled', 'TicketRecalled') desc, d.type = 'position', d.id
     limit $2
     for update of d skip locked
  ), leased as (
    update deliveries d set lease = $6 || ':' || d.id, lease_until = $4
      from picked p where d.id = p.id
    returning d.id, d.consumer, d.chain, d.subscription_id, d.type, d.branch_id, d.seq,
              d.attempts, d.lease, p.stale
  )
  select l.id::text, l.consumer, l.chain as thread, l.subscription_id as subscription,
         l.type as about, l.attempts, l.lease, l.stale, e.body
    from leased l join events e on e.branch_id = l.branch_id and e.seq = l.seq
   order by l.id`;

/** @param clock in ms; leases and due times use it */
export function createDeliveryStore(pool: Pool, clock: () => number): DeliveryStore {
  return {
    async claim(consumers, limit, leaseSeconds, pausedThreads, edits = limit) {
      const now = clock();
      const { rows } = await pool.query({
        name: 'claim',
        text: claimSql,
        values: [
          consumers,
          limit,
          now,
          now + leaseSeconds * 1000,
          pausedThreads,
          randomUUID(),
          edits,
        ],
      });
      const claimed = rows.map(({ body, stale, ...row }) => ({
        stale: stale as boolean,
        delivery: { ...row, event: JSON.parse(body) as Event } as Delivery,
      }));
      const which = (wanted: boolean) =>
        claimed.filter(({ stale }) => stale === wanted).map(({ delivery }) => delivery);
      return { due: which(false), stale: which(true) };
    },
    async nextDue(consumers) {
      const { rows } = await pool.query({
        name: 'next-due',
        text: `
          select min(greatest(due_at, coalesce(lease_until, 0))) as at
            from deliveries where state = 'open' and consumer = any($1)`,
        values: [consumers],
      });
      return rows[0]?.at ?? undefined;
    },
  };
}
