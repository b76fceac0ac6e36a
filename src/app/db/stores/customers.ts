import { Pool } from 'pg';
import { CustomerRecord, OtherVisit, PersonKey, PersonOfTicket } from '../../ports';
import { whoIs } from '../reads/who-is';

/**
 * Everything that is kept about a person: their right of access (LEY-21719). Of tickets taken in
 * their name without proof, only the tickets themselves: the rest may be somebody else's.
 */
export async function personByKey(
  pool: Pool,
  { by, indexes }: PersonKey,
): Promise<CustomerRecord | undefined> {
  const { rows } = await pool.query(
    `with named as (
       select c.*, (c.blind_index is not null or $2::boolean) as proven from customers c
        where ${whoIs(by, 'c')}
     ), theirs as materialized (
       select t.*, n.proven from tickets t join named n on n.id = t.customer_id
     )
     select c.id, c.cipher, c.proven,
            (select min(n.opposed_at) from named n where n.proven) as opposed,
            (select coalesce(json_agg(o.id order by o.id), '[]')
               from named o where o.id <> c.id) as others,
            (select coalesce(json_agg(json_build_object(
                      'id', t.id, 'branch', t.branch_id, 'number', t.number, 'day', t.day,
                      'state', t.state, 'queue', t.queue, 'lane', t.lane, 'language', t.language,
                      'issuedAt', t.issued_at, 'calledAt', t.called_at,
                      'startedAt', t.started_at, 'endedAt', t.ended_at,
                      'unproven', not t.proven)
                      order by t.issued_at), '[]') from theirs t) as tickets,
            (select coalesce(json_agg(json_build_object(
                      'id', r.id, 'ticket', r.ticket_id, 'cipher', r.cipher, 'at', r.at)), '[]')
               from remarks r join theirs t on t.id = r.ticket_id where t.proven) as remarks,
            (select coalesce(json_agg(json_build_object(
                      'id', n.id, 'ticket', n.ticket_id, 'cipher', n.cipher, 'at', n.at)
                      order by n.at), '[]')
               from notes n join theirs t on t.id = n.ticket_id where t.proven) as notes,
            (select coalesce(json_agg(json_build_object(
                      'id', q.id, 'asked', q.asked, 'at', q.at, 'due', q.due_at, 'state', q.state,
                      'ended', q.ended_at, 'reason', q.reason,
                      'extended', q.extended, 'cipher', q.cipher)
                      order by q.at), '[]')
               from person_requests q join named n on n.id = q.customer_id
              where n.proven) as requests,
            (select coalesce(json_agg(json_build_object(
                      'id', k.id, 'consumer', s.consumer, 'addressCipher', k.address_cipher)), '[]')
               from contacts k
               join subscriptions s on s.id = k.id
               join theirs t on t.id = s.ticket_id where t.proven) as contacts,
            (select coalesce(json_agg(json_build_object(
                      'ticket', e.ticket_id, 'at', e.at, 'fact', e.body::jsonb -> 'fact')
                      order by e.at, e.seq), '[]')
               from events e join theirs t on t.id = e.ticket_id where t.proven) as happened,
            (select coalesce(json_agg(json_build_object(
                      'ticket', d.ticket_id, 'consumer', d.consumer, 'about', d.type,
                      'state', d.state, 'at', d.ended_at) order by d.id), '[]')
               from deliveries d join theirs t on t.branch_id = d.branch_id
                                              and t.id = d.ticket_id
              where t.proven) as messages
       from named c
      order by not c.proven, c.blind_index is null,
               c.blind_index is distinct from ($1::text[])[1], c.id
      limit 1`,
    [indexes, by !== 'national-id'],
  );
  return rows[0];
}

/** Whose ticket it is, and what staff noted of the visit. */
export async function personOfTicket(
  pool: Pool,
  branch: string,
  ticket: string,
): Promise<PersonOfTicket | undefined> {
  const { rows } = await pool.query(
    `select c.id as customer, c.cipher, c.blind_index is not null as proven,
            (select coalesce(json_agg(json_build_object(
                      'id', n.id, 'cipher', n.cipher, 'at', n.at, 'by', n.staff_id)
                      order by n.at, n.id), '[]')
               from notes n where n.ticket_id = t.id) as notes
       from tickets t left join customers c on c.id = t.customer_id
      where t.branch_id = $1 and t.id = $2`,
    [branch, ticket],
  );
  return rows[0];
}

/**
 * What else the person of a ticket came for on that day, at that branch, newest first.
 * @param indexes what they may be kept under besides
 */
export async function otherVisits(
  pool: Pool,
  branch: string,
  ticket: string,
  indexes: readonly string[],
): Promise<readonly OtherVisit[]> {
  const { rows } = await pool.query(
    `select json_strip_nulls(json_build_object(
              'number', o.number, 'queue', o.queue, 'state', o.state,
              'issuedAt', o.issued_at, 'endedAt', o.ended_at)) as visit
       from tickets t join tickets o on o.branch_id = t.branch_id and o.day = t.day
      where t.branch_id = $1 and t.id = $2 and o.id <> t.id
        and o.customer_id in (
            select t.customer_id
             union all select id from customers where blind_index = any($3))
      order by o.issued_at desc, o.seq desc`,
    [branch, ticket, indexes],
  );
  return rows.map((row) => row.visit as OtherVisit);
}
