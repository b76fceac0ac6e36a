import { Pool } from 'pg';
import { TicketState } from '../../domain/model/ticket';
import { Json } from '../../ports';

/** Addresses linked to tickets. The addresses stay encrypted here. */
export interface ContactRow {
  readonly id: string;
  readonly branch: string;
  readonly ticket: string;
  readonly state: TicketState;
  readonly thread: string;
  readonly addressCipher: string;
  readonly data: Json;
  readonly toldPosition: number | null;
  readonly asksFeedback: boolean;
}

const select = `
  select c.id, s.branch_id as branch, s.ticket_id as ticket, t.state, s.chain as thread,
         c.address_cipher as "addressCipher", c.data, c.told_position as "toldPosition",
         not exists (select from customers p
                      where p.id = t.customer_id and p.opposed_at is not null)
           as "asksFeedback"
    from contacts c join subscriptions s on s.id = c.id join tickets t on t.id = s.ticket_id
   where s.active and s.consumer = $1`;

export async function contactById(
  pool: Pool,
  consumer: string,
  id: string,
): Promise<ContactRow | undefined> {
  return (
    await pool.query({ name: 'contact', text: `${select} and c.id = $2`, values: [consumer, id] })
  ).rows[0];
}

export async function contactsOfTicket(
  pool: Pool,
  consumer: string,
  ticket: string,
): Promise<readonly ContactRow[]> {
  return (
    await pool.query({
      name: 'contacts-of-ticket',
      text: `${select} and s.ticket_id = $2`,
      values: [consumer, ticket],
    })
  ).rows;
}

/** A ticket's branch and state; undefined if there is no such ticket. */
export async function whereIsTicket(
  pool: Pool,
  ticket: string,
): Promise<{ readonly branch: string; readonly state: TicketState } | undefined> {
  return (
    await pool.query({
      name: 'where-is-ticket',
      text: 'select branch_id as branch, state from tickets where id = $1',
      values: [ticket],
    })
  ).rows[0];
}

/** Newest ticket first. */
export async function contactsOfAddress(
  pool: Pool,
  consumer: string,
  addressIndex: string,
): Promise<readonly ContactRow[]> {
  return (
    await pool.query({
      name: 'contacts-of-address',
      text: `${select} and c.address_index = $2 order by t.issued_at desc limit 100`,
      values: [consumer, addressIndex],
    })
  ).rows;
}

/**
 * Members of `data` replace those of the same name; an undefined `toldPosition` leaves it
 * unchanged.
 */
export async function updateContact(
  pool: Pool,
  consumer: string,
  id: string,
  data: Json,
  toldPosition: number | null | undefined,
): Promise<void> {
  await pool.query({
    name: 'contact-update',
    text: `
      update contacts c
         set data = c.data || $3::jsonb, version = version + 1,
             told_position = case when $5 then $4::integer else told_position end
        from subscriptions s
       where s.id = c.id and s.consumer = $1 and c.id = $2`,
    values: [consumer, id, JSON.stringify(data), toldPosition ?? null, toldPosition !== undefined],
  });
}

/**
 * Branches with a linked ticket in line, and their sequence numbers: branches whose sequence has
 * not moved are skipped.
 */
export async function branchesWithContacts(
  pool: Pool,
  consumer: string,
): Promise<readonly { readonly branch: string; readonly seq: number }[]> {
  const { rows } = await pool.query({
    name: 'branches-with-contacts',
    text: `
      select h.branch_id as branch, h.seq from branch_heads h
       where exists (select 1 from tickets t join subscriptions s on s.ticket_id = t.id
                      where t.branch_id = h.branch_id and t.state = 'waiting'
                        and s.active and s.consumer = $1)`,
    values: [consumer],
  });
  return rows;
}

/** Contacts of tickets in line at a branch, and the position each was last told. */
export async function toldPositions(
  pool: Pool,
  consumer: string,
  branch: string,
): Promise<readonly Pick<ContactRow, 'id' | 'ticket' | 'toldPosition'>[]> {
  const { rows } = await pool.query({
    name: 'told-positions',
    text: `
      select c.id, t.id as ticket, c.told_position as "toldPosition"
        from tickets t join subscriptions s on s.ticket_id = t.id join contacts c on c.id = s.id
       where t.branch_id = $2 and t.state = 'waiting' and t.deferred_until is null
         and s.active and s.consumer = $1`,
    values: [consumer, branch],
  });
  return rows;
}

/**
 * Queues a `position` delivery for each contact that has none waiting. Positions are not events, so
 * the row borrows the branch's last event. If that event is the ticket's own, its message brings
 * the position anyway.
 */
export async function queuePositions(
  pool: Pool,
  consumer: string,
  branch: string,
  seq: number,
  contacts: readonly string[],
): Promise<number> {
  const { rowCount } = await pool.query({
    name: 'queue-positions',
    text: `
      insert into deliveries
             (consumer, chain, subscription_id, branch_id, seq, type, ticket_id, until, due_at)
      select s.consumer, s.chain, s.id, $2, $3, 'position', s.ticket_id, 'called',
             (extract(epoch from clock_timestamp()) * 1000)::bigint
        from subscriptions s
       where s.consumer = $1 and s.active and s.id = any($4)
         and not exists (select 1 from deliveries d
                          where d.subscription_id = s.id and d.state = 'open')
      on conflict do nothing`,
    values: [consumer, branch, seq, contacts],
  });
  return rowCount ?? 0;
}

/**
 * Deletes the addresses of tickets that ended before `before`: there is nothing left to tell them.
 */
export async function forgetContacts(pool: Pool, consumer: string, before: number): Promise<void> {
  await pool.query({
    name: 'forget-contacts',
    text: `
      with gone as (
        update subscriptions s set active = false from tickets t
         where s.ticket_id = t.id and s.active and s.consumer = $1
           and t.state not in ('waiting', 'called', 'serving', 'held') and t.ended_at < $2
        returning s.id)
      delete from contacts c using gone where c.id = gone.id`,
    values: [consumer, before],
  });
}
