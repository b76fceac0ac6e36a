import { ClientBase, Pool } from 'pg';
import { DAY_MS, Instant } from '../../domain/model/instant';

/** How long personal data is kept: a branch's choice, or the bank's, or 30 days. */
const DAYS = `
  coalesce(
    (select (s.overrides ->> 'retentionDays')::integer from settings s where s.scope = t.branch_id),
    (select (s.overrides ->> 'retentionDays')::integer from settings s where s.scope = 'bank'),
    30)`;
/** For the branch of the ticket `t`, in ms. */
export const KEPT_MS = `${DAYS} * 86400000::bigint`;
export const OPEN = `t.state in ('waiting', 'called', 'serving', 'held')`;

/** A request that nobody has answered within this time (ms) no longer keeps a person. */
const OVERDUE_MS = 90 * DAY_MS;
/** A person who asks what is kept about them is not forgotten before the answer; `$2` is now. */
export const UNANSWERED = `not exists (
             select from person_requests r
              where r.customer_id = c.id and r.state = 'open'
                and r.at > $2::bigint - ${OVERDUE_MS}::bigint)`;

/** Links of one statement, and statements of one hour: the rest waits for the next. */
const BATCH = 2_000;
const MOST_BATCHES = 100;

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
       where c.cipher is not null and ${UNANSWERED} and not exists (
             select from tickets t
              where t.customer_id = c.id
                and (${OPEN} or coalesce(t.ended_at, t.issued_at) > $2::bigint - ${KEPT_MS}))
       limit $1`,
    values: [limit, now],
  });
  return rows.map((row) => row.id as string);
}

/** Remarks, notes and addresses of chats whose time is over. */
export async function forgetRemarks(pool: Pool, now: Instant): Promise<void> {
  await pool.query(
    'update person_requests set cipher = null where cipher is not null and at <= $1',
    [now - OVERDUE_MS],
  );
  const over = `not (${OPEN}) and coalesce(t.ended_at, t.issued_at) <= $1::bigint - ${KEPT_MS}`;
  // and those of persons who were erased: a release before this one could keep them
  const gone = `
    (${over} or exists (select from customers p
                         where p.id = t.customer_id and p.erased_at is not null))`;
  for (const words of ['remarks', 'notes']) {
    await pool.query(
      `delete from ${words} w using tickets t where t.id = w.ticket_id and ${gone}`,
      [now],
    );
  }
  await pool.query(
    `with gone as (
       delete from contacts c using subscriptions s join tickets t on t.id = s.ticket_id
        where s.id = c.id and ${gone} returning c.id)
     update subscriptions s set active = false from gone where s.id = gone.id`,
    [now],
  );
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    if ((await forgetThreads(pool)) < BATCH) return;
  }
}

/**
 * Removes the chat's pseudonym from links whose address is gone, and from what was sent through
 * them. If something is still to be sent, it is removed after that.
 * @param tickets whose links; by default all, at most `BATCH` at a time
 * @returns the number of links changed
 */
export async function forgetThreads(
  client: Pick<ClientBase | Pool, 'query'>,
  tickets?: readonly string[],
): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `with over as (
       select s.id from subscriptions s
        where not s.active and s.ticket_id is not null and s.chain <> ''
          ${tickets ? 'and s.ticket_id = any($2::uuid[])' : ''}
          and not exists (select from contacts c where c.id = s.id)
          and not exists (select from deliveries d
                           where d.subscription_id = s.id and d.state = 'open')
        limit $1),
     sent as (
       update deliveries d set chain = '' from over where d.subscription_id = over.id),
     gone as (
       update subscriptions s set chain = '' from over where s.id = over.id returning s.id)
     select count(*)::integer as n from gone`,
    [tickets ? null : BATCH, ...(tickets ? [tickets] : [])],
  );
  return rows[0].n;
}
