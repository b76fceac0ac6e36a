import { ClientBase } from 'pg';
import { Ticket } from '../../domain/model/ticket';
import { asArray, RowArray, ticketColumns, ticketsFrom } from './rows';

/**
 * Rows beside the line that the audit trail covers, page by page where there may be many. All are
 * read in the same snapshot as their chain.
 */

type Client = Pick<ClientBase, 'query'>;

/** Rows of one read: a month of them in one statement could exceed its timeout. */
const PAGE = 5_000;

/** A ticket's row, with its running number and the hash that its key is looked up by. */
export interface TicketRow {
  readonly ticket: Ticket;
  readonly n: number;
  readonly keyHash: string;
}

const ofTicket = asArray(ticketColumns, 't');

export async function ticketRows(
  client: Client,
  branch: string,
  ids: readonly string[],
): Promise<readonly TicketRow[]> {
  const { rows } = await client.query<{ t: RowArray; n: number; k: string }>(
    `select ${ofTicket} as t, t.n, t.key_hash as k from tickets t
      where t.branch_id = $1 and t.id = any($2::uuid[])`,
    [branch, ids],
  );
  const tickets = ticketsFrom(rows.map(({ t }) => t));
  return rows.map(({ n, k }, at) => ({ ticket: tickets[at], n, keyHash: k }));
}

export const ticketCount = async (client: Client, branch: string): Promise<number> =>
  (
    await client.query<{ n: number }>(
      'select count(*)::integer as n from tickets where branch_id = $1',
      [branch],
    )
  ).rows[0].n;

/** Whether the event that a ticket's row names as its own issued it. */
export const wasIssued = async (
  client: Client,
  branch: string,
  { id, seq }: Pick<Ticket, 'id' | 'seq'>,
): Promise<boolean> =>
  (
    await client.query(
      `select from events
        where branch_id = $1 and seq = $2 and type = 'TicketIssued' and ticket_id = $3`,
      [branch, seq, id],
    )
  ).rows.length > 0;

/** Tickets that no event of the branch issued. */
export async function* ticketsNotIssued(client: Client, branch: string): AsyncGenerator<Ticket> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await client.query<{ t: RowArray; id: string; issued: boolean }>(
      `select ${ofTicket} as t, t.id,
              exists (select from events e
                       where e.ticket_id = t.id and e.branch_id = $1 and e.type = 'TicketIssued'
                     ) as issued
         from (select * from tickets
                where branch_id = $1 and id > $2 order by id limit ${PAGE}) t`,
      [branch, after],
    );
    yield* ticketsFrom(rows.filter(({ issued }) => !issued).map(({ t }) => t));
    if (rows.length < PAGE) return;
    after = rows.reduce((last, { id }) => (id > last ? id : last), after);
  }
}

export interface PersonRow {
  readonly id: string;
  readonly blindIndex: string | null;
  /** The same for an ID that was typed but not shown. */
  readonly claimIndex: string | null;
  readonly phoneIndex: string | null;
  readonly cipher: string | null;
}

export async function* persons(client: Client): AsyncGenerator<PersonRow> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await client.query(
      `select id, blind_index as "blindIndex", claim_index as "claimIndex",
              phone_index as "phoneIndex", cipher
         from customers
        where id > $1 order by id limit ${PAGE}`,
      [after],
    );
    yield* rows as PersonRow[];
    if (rows.length < PAGE) return;
    after = (rows.at(-1) as PersonRow).id;
  }
}

export interface RequestRow {
  readonly id: string;
  readonly asked: string;
  readonly customer: string | null;
  readonly ticket: string | null;
  readonly branch: string;
  readonly cipher: string | null;
  readonly at: number;
  readonly due: number;
  readonly state: string;
  readonly reason: string | null;
  readonly answeredBy: string | null;
  readonly ended: number | null;
  readonly extended: string | null;
}

/** What persons have asked by their rights, page by page. */
export async function* requestRows(client: Client): AsyncGenerator<RequestRow> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await client.query<RequestRow>(
      `select id, asked, customer_id as customer, ticket_id as ticket, branch_id as branch, cipher,
              at, due_at as due, state, reason, answered_by as "answeredBy", ended_at as ended,
              extended
         from person_requests where id > $1 order by id limit ${PAGE}`,
      [after],
    );
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.id;
  }
}

export interface KeyRow {
  readonly id: string;
  readonly owner: string;
  readonly tokenHash: string;
  readonly until: number | null;
  readonly provedAt?: number | null;
  /**
   * For the bank's own sign-in: a digest of the session there, and when the provider was last
   * asked.
   */
  readonly sid?: string | null;
  readonly askedAt?: number | null;
  /** More than a minute from now: instances' clocks are not that far apart. */
  readonly putOff?: boolean | null;
}

/** Staff sessions and device tokens: their holders may act. */
export const sessionRows = async (client: Client): Promise<readonly KeyRow[]> =>
  (
    await client.query(
      `select id, staff_id as owner, token_hash as "tokenHash", expires_at as until,
              proved_at as "provedAt", oidc_sid as sid, oidc_asked_at as "askedAt",
              oidc_asked_at > extract(epoch from now()) * 1000 + 60000 as "putOff"
         from sessions order by id`,
    )
  ).rows as KeyRow[];

export const deviceTokenRows = async (client: Client): Promise<readonly KeyRow[]> =>
  (
    await client.query(
      `select token_hash as id, device_id as owner, token_hash as "tokenHash", null as until,
              ends_at as "endsAt"
         from device_tokens order by token_hash`,
    )
  ).rows as KeyRow[];

/** Chains that events claim and that have no head: a loose scan over the index. */
export const branchesOfEvents = async (client: Client): Promise<readonly string[]> =>
  (
    await client.query(
      `with recursive seen as (
         select min(branch_id) as id from events
         union all
         select (select min(e.branch_id) from events e where e.branch_id > seen.id)
           from seen where seen.id is not null
       )
       select id from seen where id is not null`,
    )
  ).rows.map((row) => (row as { id: string }).id);

/** Persons without a ticket, and tickets whose person does not exist; a few of each. */
export async function strayPersons(client: Client) {
  const { rows } = await client.query(
    `select array(select c.id::text from customers c
                   where not exists (select from tickets t where t.customer_id = c.id)
                   limit 5) as "withoutTicket",
            array(select distinct t.customer_id::text from tickets t
                   where t.customer_id is not null
                     and not exists (select from customers c where c.id = t.customer_id)
                   limit 5) as missing`,
  );
  return rows[0] as { readonly withoutTicket: string[]; readonly missing: string[] };
}

/** Chats that follow tickets, page by page, with the link that each is of. */
export async function* contactRows(client: Client) {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await client.query<{
      readonly id: string;
      readonly cipher: string;
      readonly index: string;
      readonly consumer: string | null;
      readonly thread: string | null;
    }>(
      `select c.id, c.address_cipher as cipher, c.address_index as index, s.consumer,
              s.chain as thread
         from contacts c left join subscriptions s on s.id = c.id and s.ticket_id is not null
        where c.id > $1 order by c.id limit ${PAGE}`,
      [after],
    );
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.id;
  }
}

/** Links that still get a ticket's messages but have no address; a few. */
export const linksWithoutAddress = async (client: Client): Promise<readonly string[]> =>
  (
    await client.query<{ id: string }>(
      `select s.id from subscriptions s
        where s.active and s.ticket_id is not null
          and not exists (select from contacts c where c.id = s.id)
        limit 5`,
    )
  ).rows.map(({ id }) => id);

/** Whether an older release linked a chat to a ticket: its event does not say by which row. */
export const linkedWithoutRow = async (
  client: Client,
  branch: string,
  ticket: string,
  consumer: string,
): Promise<boolean> =>
  (
    await client.query(
      `select from events
        where branch_id = $1 and ticket_id = $2 and type = 'ContactLinked'
          and body::json -> 'fact' ->> 'consumer' = $3 and body::json -> 'fact' ->> 'link' is null
        limit 1`,
      [branch, ticket, consumer],
    )
  ).rows.length > 0;
