import { Pool } from 'pg';
import { CustomerRecord } from '../../ports';

/** Everything that is kept about a person: their right of access (LEY-21719). */
export async function customerByIndex(
  pool: Pool,
  blindIndex: string,
): Promise<CustomerRecord | undefined> {
  const { rows } = await pool.query(
    `select c.id, c.cipher,
            (select coalesce(json_agg(json_build_object(
                      'id', t.id, 'branch', t.branch_id, 'number', t.number, 'day', t.day,
                      'state', t.state, 'issuedAt', t.issued_at, 'endedAt', t.ended_at)
                      order by t.issued_at), '[]')
               from tickets t where t.customer_id = c.id) as tickets,
            (select coalesce(json_agg(json_build_object(
                      'ticket', r.ticket_id, 'cipher', r.cipher, 'at', r.at)), '[]')
               from remarks r join tickets t on t.id = r.ticket_id
              where t.customer_id = c.id) as remarks,
            (select coalesce(json_agg(json_build_object(
                      'consumer', s.consumer, 'addressCipher', k.address_cipher)), '[]')
               from contacts k
               join subscriptions s on s.id = k.id
               join tickets t on t.id = s.ticket_id
              where t.customer_id = c.id) as contacts
       from customers c where c.blind_index = $1`,
    [blindIndex],
  );
  return rows[0];
}

/** The cipher of some person, to try the keys on. */
export async function anyCipher(pool: Pool): Promise<string | undefined> {
  return (await pool.query('select cipher from customers where cipher is not null limit 1')).rows[0]
    ?.cipher;
}
