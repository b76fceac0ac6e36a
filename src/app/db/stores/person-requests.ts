import { Pool } from 'pg';
import { Instant } from '../../domain/model/instant';
import { PersonKey, PersonRequest, PersonRow } from '../../ports';
import { whoIs } from '../reads/who-is';

/** Reads of requests of persons by their rights. */

const COLUMNS = `
  r.id, r.asked, r.customer_id as customer, r.ticket_id as ticket, r.branch_id as branch,
  r.cipher, r.at, r.due_at as due, r.state, r.reason, r.answered_by as "answeredBy",
  r.ended_at as ended, r.extended, c.cipher as "personCipher", t.number`;
const FROM = `
  person_requests r
    left join customers c on c.id = r.customer_id
    left join tickets t on t.id = r.ticket_id`;
/** Of those that were answered, the newest. */
const MOST = 200;

/** Open ones, the first due first; or answered ones, the newest first. */
export async function personRequests(pool: Pool, open: boolean): Promise<readonly PersonRequest[]> {
  const { rows } = await pool.query(
    `select ${COLUMNS} from ${FROM}
      where r.state ${open ? '=' : '<>'} 'open'
      order by ${open ? 'r.due_at, r.id' : 'r.ended_at desc, r.id'} limit ${MOST}`,
  );
  return rows;
}

/** How many are open, how many of them due before some time, and how many should be answered. */
export async function requestsDue(
  pool: Pool,
  soon: Instant,
  now: Instant,
): Promise<{ readonly open: number; readonly soon: number; readonly late: number }> {
  const { rows } = await pool.query(
    `select count(*)::int as open,
            count(*) filter (where due_at between $2 and $1)::int as soon,
            count(*) filter (where due_at < $2)::int as late
       from person_requests where state = 'open'`,
    [soon, now],
  );
  return rows[0];
}

/** What was asked from the page of a ticket, the newest first. */
export async function requestsOfTicket(
  pool: Pool,
  ticket: string,
): Promise<readonly PersonRequest[]> {
  const { rows } = await pool.query(
    `select ${COLUMNS} from ${FROM} where r.ticket_id = $1 order by r.at desc, r.id`,
    [ticket],
  );
  return rows;
}

const OF_TICKET =
  '(select r.ticket_id is not null from person_requests r where r.id = any($1::uuid[]) limit 1)';

/** The records that a key means. */
export async function personRows(pool: Pool, { by, indexes }: PersonKey): Promise<PersonRow[]> {
  const { rows } = await pool.query(
    `select c.id, c.cipher, c.blind_index as "blindIndex", c.claim_index as "claimIndex",
            c.phone_index as "phoneIndex",
            ${by === 'request' ? OF_TICKET : 'false'} as "ofTicket"
       from customers c where ${whoIs(by, 'c')} order by c.id limit 100`,
    [indexes],
  );
  return rows;
}

/** Whether the person of a ticket may be asked how it was. */
export async function mayBeAsked(pool: Pool, ticket: string): Promise<boolean> {
  const { rows } = await pool.query({
    name: 'may-be-asked',
    text: `select 1 from tickets t join customers c on c.id = t.customer_id
            where t.id = $1 and c.opposed_at is not null`,
    values: [ticket],
  });
  return rows.length === 0;
}
