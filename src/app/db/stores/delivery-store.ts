import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { Event } from '../../domain/model/events';
import { Delivery, DeliveryStore } from '../../ports';
import { DATABASE_NOW } from '../reads/rows';

/**
 * Claims rows by lease. Only the oldest open row of a thread can be claimed, which keeps the order.
 * An open your-turn (TicketCalled) makes every older open row of its ticket stale, so it never
 * waits behind a retry; nor behind other messages, because turns go first, then the oldest rows,
 * then position edits. A row whose `until` has come, or whose subscription has ended, is stale too.
 * The database's clock says what is due and whose lease is over.
 */
const NOW = `coalesce($3::bigint, ${DATABASE_NOW})`;
const FREE = `
  (d.lease_until is null or ($9::boolean and d.lease_until < (select now from clock)))`;
const claimSql = `
  with clock as materialized (select ${NOW} as now
  ), open as (
    select distinct on (d.consumer, d.chain) d.id
      from deliveries d
     where d.state = 'open' and d.consumer = any($1) and not (d.chain = any($5))
     order by d.consumer, d.chain, d.id
  ), stale as (
    select d.id from deliveries d
      left join tickets t on t.id = d.ticket_id
      left join subscriptions s on s.id = d.subscription_id
     where d.state = 'open' and d.consumer = any($1)
       and ${FREE}
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
       and d.due_at <= (select now from clock) and ${FREE}
     order by d.id
     limit $7
  ), picked as (
    select d.id, d.id in (select id from stale) as stale from deliveries d
     where d.state = 'open'
       and (   d.id in (select id from stale)
            or (d.id in (select id from open) and d.due_at <= (select now from clock)
                and (d.type <> 'position' or d.id in (select id from edits))))
       and ${FREE} and not (d.id = any($8::bigint[]))
     order by d.type in ('TicketCalled', 'TicketRecalled') desc, d.type = 'position', d.id
     limit $2
     for update of d skip locked
  ), leased as (
    update deliveries d set lease = $6 || ':' || d.id, lease_until = ${NOW} + $4::bigint * 1000
      from picked p where d.id = p.id
    returning d.id, d.consumer, d.chain, d.subscription_id, d.type, d.branch_id, d.seq,
              d.attempts, d.lease, p.stale
  )
  select l.id::text, l.consumer, l.chain as thread, l.subscription_id as subscription,
         l.type as about, l.attempts, l.lease, l.stale, e.body
    from leased l join events e on e.branch_id = l.branch_id and e.seq = l.seq
   order by l.id`;

/** @param clock replaces the database's, for leases and due times (tests, the replay) */
export function createDeliveryStore(pool: Pool, clock?: () => number): DeliveryStore {
  return {
    async claim(consumers, limit, leaseSeconds, pausedThreads, options = {}) {
      const { edits = limit, held = [], orphans = true } = options;
      const { rows } = await pool.query({
        name: 'claim',
        text: claimSql,
        values: [
          consumers,
          limit,
          clock?.() ?? null,
          leaseSeconds,
          pausedThreads,
          randomUUID(),
          edits,
          held,
          orphans,
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
    async renew(leases, leaseSeconds) {
      const { rows } = await pool.query({
        name: 'renew-leases',
        text: `
          update deliveries d set lease_until = ${NOW} + $4::bigint * 1000
            from unnest($1::bigint[], $2::text[]) as mine(id, lease)
           where d.id = mine.id and d.lease = mine.lease and d.state = 'open'
          returning d.id::text`,
        values: [
          leases.map(({ delivery }) => delivery),
          leases.map(({ lease }) => lease),
          clock?.() ?? null,
          leaseSeconds,
        ],
      });
      return new Set(rows.map(({ id }) => id as string));
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
