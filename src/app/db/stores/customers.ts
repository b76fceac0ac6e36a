import { Pool } from 'pg';
import { CustomerRecord } from '../../ports';

/**
 * Everything that is kept about a person: their right of access (LEY-21719). Of tickets taken in
 * their name without proof only the tickets: the rest may be somebody else's.
 */
export async function customerByIndex(
  pool: Pool,
  blindIndex: string,
): Promise<CustomerRecord | undefined> {
  const { rows } = await pool.query(
    `with named as (
       select * from customers where blind_index = $1 or claim_index = $1
     )
     select c.id, c.cipher, c.blind_index is not null as proven,
            (select coalesce(json_agg(json_build_object(
                      'id', t.id, 'branch', t.branch_id, 'number', t.number, 'day', t.day,
                      'state', t.state, 'issuedAt', t.issued_at, 'endedAt', t.ended_at,
                      'unproven', n.blind_index is null)
                      order by t.issued_at), '[]')
               from tickets t join named n on n.id = t.customer_id) as tickets,
            (select coalesce(json_agg(json_build_object(
                      'ticket', r.ticket_id, 'cipher', r.cipher, 'at', r.at)), '[]')
               from remarks r join tickets t on t.id = r.ticket_id
              where t.customer_id = c.id and c.blind_index is not null) as remarks,
            (select coalesce(json_agg(json_build_object(
                      'consumer', s.consumer, 'addressCipher', k.address_cipher)), '[]')
               from contacts k
               join subscriptions s on s.id = k.id
               join tickets t on t.id = s.ticket_id
              where t.customer_id = c.id and c.blind_index is not null) as contacts
       from named c order by c.blind_index is null limit 1`,
    [blindIndex],
  );
  return rows[0];
}

/** The cipher of some person, to try the keys on. */
export async function anyCipher(pool: Pool): Promise<string | undefined> {
  return (await pool.query('select cipher from customers where cipher is not null limit 1')).rows[0]
    ?.cipher;
}
