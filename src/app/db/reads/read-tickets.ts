import { Pool } from 'pg';
import { Ticket } from '../../domain/model/ticket';
import { TicketFilter } from '../../ports';
import { asArray, asJson, RowArray, ticketColumns, ticketsFrom } from './rows';

const json = asJson(ticketColumns, 't');
const array = asArray(ticketColumns, 't');

export async function ticketById(
  pool: Pool,
  branch: string,
  id: string,
): Promise<Ticket | undefined> {
  const { rows } = await pool.query({
    name: 'ticket',
    text: `select ${json} as ticket from tickets t where t.branch_id = $1 and t.id = $2`,
    values: [branch, id],
  });
  return rows[0]?.ticket;
}

/** The day before the head's. */
const DAY_BEFORE = `(nullif(h.day, '')::date - 1)::text`;
const daysOf = `values (h.day), (${DAY_BEFORE})`;
/** Missed since the head's day opened: whoever came before it and was kept may come back, too. */
const MISSED_SINCE = `(t.state = 'no-show' and exists (
    select from stretches s
     where s.branch_id = $1 and s.day = h.day and s.kind = 'called' and s.subject = t.id::text
       and s.how = 'missed' and s.ended_at = t.ended_at))`;
/**
 * From the day before, only tickets that are still open, or were missed today and may come back,
 * because the date changed in an open branch.
 */
const today = `(
  t.day = h.day or t.state in ('waiting', 'called', 'serving', 'held') or ${MISSED_SINCE})`;

/**
 * Today's ticket with that number, even if it was moved to another queue; before it one that is
 * still open from the day before, where the date changed in an open branch; after it one that was
 * missed since then.
 */
export async function ticketByNumber(
  pool: Pool,
  branch: string,
  number: string,
): Promise<Ticket | undefined> {
  const { rows } = await pool.query({
    name: 'ticket-by-number',
    text: `
      select ${json} as ticket
        from branch_heads h cross join lateral (${daysOf}) as d(day)
        join tickets t on t.branch_id = $1 and t.day = d.day and t.number = $2
       where h.branch_id = $1 and ${today}
       order by (t.day < h.day and t.state = 'no-show'), t.day limit 1`,
    values: [branch, number],
  });
  return rows[0]?.ticket;
}

/** Today's tickets, newest first. */
export async function ticketsOfToday(
  pool: Pool,
  branch: string,
  filter: TicketFilter,
): Promise<readonly Ticket[]> {
  const { rows } = await pool.query<{ ticket: RowArray }>({
    name: 'tickets-today',
    text: `
      select ${array} as ticket
        from branch_heads h cross join lateral (${daysOf}) as d(day)
        join tickets t on t.branch_id = $1 and t.day = d.day
       where h.branch_id = $1 and ${today}
         and ($2::text is null or t.queue = $2)
         and ($3::text is null or t.state = $3)
         and ($4::text is null or t.number = $4)
       order by t.seq desc limit $5`,
    values: [
      branch,
      filter.queue ?? null,
      filter.state ?? null,
      filter.number ?? null,
      filter.limit,
    ],
  });
  return ticketsFrom(rows.map(({ ticket }) => ticket));
}

/** Where a ticket's key leads, and in which business day. */
export async function ticketByKeyHash(
  pool: Pool,
  keyHash: string,
): Promise<{ readonly ticket: string; readonly branch: string } | undefined> {
  const { rows } = await pool.query({
    name: 'ticket-by-key',
    text: 'select id as ticket, branch_id as branch from tickets where key_hash = $1',
    values: [keyHash],
  });
  return rows[0];
}

export async function branchOfTicket(pool: Pool, ticket: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ branch: string }>({
    name: 'branch-of-ticket',
    text: 'select branch_id as branch from tickets where id = $1',
    values: [ticket],
  });
  return rows[0]?.branch;
}

/** Who took a ticket, as `kind:id`; undefined once its events have gone. */
export async function takerOf(
  pool: Pool,
  branch: string,
  ticket: string,
): Promise<string | undefined> {
  const { rows } = await pool.query<{ actor: string }>({
    name: 'taker-of-ticket',
    text: `
      select actor from events where ticket_id = $2 and branch_id = $1 and type = 'TicketIssued'
       order by seq limit 1`,
    values: [branch, ticket],
  });
  return rows[0]?.actor;
}
