import { ClientBase } from 'pg';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { PersonKey } from '../../ports';
import { forgetThreads, KEPT_MS, OPEN, UNANSWERED } from '../reads/retention';
import { whoIs } from '../reads/who-is';

/** How personal data ends: at a person's request, or after a time. */

/**
 * Erases a person: indexes and cipher go, the opaque id stays in events, so the chain stays whole.
 * The words and reply address of an open request stay until it is answered, because the bank has to
 * tell them that it was done. Finding nobody is a fact too.
 */
export async function eraseCustomer(
  client: ClientBase,
  { by, indexes }: PersonKey,
  now: Instant,
): Promise<readonly Fact[]> {
  // locked before anything is deleted, so that concurrent writes wait, or are waited for
  const { rows } = await client.query<{ readonly id: string; readonly proven: boolean }>(
    `select id, blind_index is not null as proven from customers c
      where ${whoIs(by, 'c')} order by id for update`,
    [indexes],
  );
  const found = [...rows.filter(({ proven }) => proven), ...rows.filter((row) => !row.proven)].map(
    ({ id }) => id,
  );
  if (found.length === 0) {
    return [
      {
        type: 'BankFact',
        what: 'person-not-found',
        subject: 'nobody',
        details: { asked: 'erase', by },
      },
    ];
  }
  const tickets = await empty(client, found, now);
  return found.map((subject, at) => ({
    type: 'BankFact',
    what: 'customer-erased',
    subject,
    details: { tickets: at === 0 ? tickets : 0 },
  }));
}

/** Retention has ended: checked again here, since a person may have come back meanwhile. */
export async function forgetPersons(
  client: ClientBase,
  persons: readonly string[],
  now: Instant,
): Promise<readonly Fact[]> {
  await client.query('select id from customers where id = any($1::uuid[]) order by id for update', [
    persons,
  ]);
  const { rows } = await client.query(
    `select c.id from customers c
      where c.id = any($1::uuid[]) and c.cipher is not null and ${UNANSWERED} and not exists (
            select from tickets t
             where t.customer_id = c.id
               and (${OPEN} or coalesce(t.ended_at, t.issued_at) > $2::bigint - ${KEPT_MS}))
      order by c.id`,
    [persons, now],
  );
  const gone = rows.map((row) => row.id as string);
  await empty(client, gone, now);
  await client.query('update person_requests set cipher = null where customer_id = any($1)', [
    gone,
  ]);
  return gone.map((subject) => ({ type: 'BankFact', what: 'customer-forgotten', subject }));
}

/** @returns how many tickets they had */
async function empty(client: ClientBase, persons: readonly string[], now: Instant) {
  const tickets = (
    await client.query('select id from tickets where customer_id = any($1)', [persons])
  ).rows.map((row) => row.id as string);
  await client.query('delete from remarks where ticket_id = any($1)', [tickets]);
  await client.query('delete from notes where ticket_id = any($1)', [tickets]);
  await client.query(
    'delete from contacts where id in (select id from subscriptions where ticket_id = any($1))',
    [tickets],
  );
  await client.query('update subscriptions set active = false where ticket_id = any($1)', [
    tickets,
  ]);
  await forgetThreads(client, tickets);
  await client.query(
    `update customers
        set blind_index = null, claim_index = null, phone_index = null, cipher = null,
            opposed_at = null, erased_at = $2
      where id = any($1)`,
    [persons, now],
  );
  return tickets.length;
}
