import { Pool } from 'pg';
import { Instant } from '../../domain/model/instant';

/** How long what is personal is kept: a branch's choice, else the bank's, else 30 days. */
const DAYS = `
  coalesce(
    (select (s.overrides ->> 'retentionDays')::integer from settings s where s.scope = t.branch_id),
    (select (s.overrides ->> 'retentionDays')::integer from settings s where s.scope = 'bank'),
    30)`;
/** For the branch of the ticket `t`, in ms. */
export const KEPT_MS = `${DAYS} * 86400000::bigint`;
export const OPEN = `t.state in ('waiting', 'called', 'serving', 'held')`;

/** Persons whose last visit is longer ago than their branches keep them, at most `limit`. */
export async function forgettable(
  pool: Pool,
  now: Instant,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await pool.query({
    name: 'forgettable',
    text: `
      select c.id from customers c
       where c.cipher is not null and not exists (
             select from tickets t
              where t.customer_id = c.id
                and (${OPEN} or coalesce(t.ended_at, t.issued_at) > $1::bigint - ${KEPT_MS}))
       limit $2`,
    values: [now, limit],
  });
  return rows.map((row) => row.id as string);
}

/** What customers and staff wrote, and where customers are told, of tickets whose time is over. */
export async function forgetRemarks(pool: Pool, now: Instant): Promise<void> {
  const over = `not (${OPEN}) and coalesce(t.ended_at, t.issued_at) <= $1::bigint - ${KEPT_MS}`;
  await pool.query(`delete from remarks r using tickets t where t.id = r.ticket_id and ${over}`, [
    now,
  ]);
  // and those of persons whom a release without notes has forgotten
  await pool.query(
    `delete from notes n using tickets t
      where t.id = n.ticket_id
        and (${over} or exists (select from customers c
                                 where c.id = t.customer_id and c.erased_at is not null))`,
    [now],
  );
  await pool.query(
    `with gone as (
       delete from contacts c using subscriptions s join tickets t on t.id = s.ticket_id
        where s.id = c.id and ${over} returning c.id)
     update subscriptions s set active = false from gone where s.id = gone.id`,
    [now],
  );
}
