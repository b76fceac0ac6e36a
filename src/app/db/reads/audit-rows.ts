import { ClientBase } from 'pg';

/**
 * Rows beside the line that the audit trail speaks of, page by page where there may be many. All
 * are read in the snapshot in which their chain is walked.
 */

type Client = Pick<ClientBase, 'query'>;

/** Rows of one read: a month of them in one statement could exceed its timeout. */
const PAGE = 5_000;

/** What a ticket's row has besides the ticket: its running number, and the hash of its key. */
export interface TicketExtra {
  readonly id: string;
  readonly n: number;
  readonly keyHash: string;
}

export async function* ticketExtras(client: Client, branch: string): AsyncGenerator<TicketExtra> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await client.query(
      `select id, n, key_hash as "keyHash" from tickets
        where branch_id = $1 and id > $2 order by id limit ${PAGE}`,
      [branch, after],
    );
    yield* rows as TicketExtra[];
    if (rows.length < PAGE) return;
    after = (rows.at(-1) as TicketExtra).id;
  }
}

export interface DeliveryRow {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly reason: string | null;
  readonly endedAt: number | null;
  readonly consumer: string;
  readonly about: string;
  readonly ticket: string | null;
}

/** Deliveries that have ended, but for position edits, which no event is about. */
export async function* endedDeliveries(
  client: Client,
  branch: string,
): AsyncGenerator<DeliveryRow> {
  for (let after = '0'; ;) {
    const { rows } = await client.query(
      `select id::text, state, attempts, reason, ended_at as "endedAt", consumer,
              type as about, ticket_id as ticket
         from deliveries
        where branch_id = $1 and id > $2::bigint and state <> 'open' and type <> 'position'
        order by deliveries.id limit ${PAGE}`,
      [branch, after],
    );
    yield* rows as DeliveryRow[];
    if (rows.length < PAGE) return;
    after = (rows.at(-1) as DeliveryRow).id;
  }
}

export interface AlertRow {
  readonly id: string;
  readonly body: object;
  readonly closedAt: number | null;
}

export const alertRows = async (client: Client, branch: string): Promise<readonly AlertRow[]> =>
  (
    await client.query(
      'select id, body, closed_at as "closedAt" from alerts where branch_id = $1 order by id',
      [branch],
    )
  ).rows as AlertRow[];

export interface DayCounter {
  readonly day: string;
  readonly queue: string;
  readonly n: number;
}

export const dayCounters = async (client: Client, branch: string): Promise<readonly DayCounter[]> =>
  (
    await client.query(
      'select day, queue, n from day_counters where branch_id = $1 order by day, queue',
      [branch],
    )
  ).rows as DayCounter[];

export interface PersonRow {
  readonly id: string;
  readonly blindIndex: string | null;
  /** The same, of an ID that was typed and not shown. */
  readonly claimIndex: string | null;
  readonly phoneIndex: string | null;
  readonly cipher: string | null;
  readonly erasedAt: number | null;
  /** Since when they do not want to be asked how it was. */
  readonly opposedAt: number | null;
}

export async function* persons(client: Client): AsyncGenerator<PersonRow> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await client.query(
      `select id, blind_index as "blindIndex", claim_index as "claimIndex",
              phone_index as "phoneIndex", cipher,
              erased_at as "erasedAt", opposed_at as "opposedAt"
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
}

/** What persons have asked by their rights. */
export const requestRows = async (client: Client): Promise<readonly RequestRow[]> =>
  (
    await client.query(
      `select id, asked, customer_id as customer, ticket_id as ticket, branch_id as branch, cipher,
              at, due_at as due, state, reason, answered_by as "answeredBy", ended_at as ended
         from person_requests order by id`,
    )
  ).rows as RequestRow[];

export interface KeyRow {
  readonly id: string;
  readonly owner: string;
  readonly tokenHash: string;
  readonly until: number | null;
  readonly provedAt?: number | null;
  /** Of the bank's own sign-in: a digest of the session there, and when it was last asked. */
  readonly sid?: string | null;
  readonly askedAt?: number | null;
}

/** Sessions of staff and tokens of devices: whoever has one may act. */
export const sessionRows = async (client: Client): Promise<readonly KeyRow[]> =>
  (
    await client.query(
      `select id, staff_id as owner, token_hash as "tokenHash", expires_at as until,
              proved_at as "provedAt", oidc_sid as sid, oidc_asked_at as "askedAt"
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

/** Persons without a ticket, and tickets whose person there is not; a few of each. */
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

export interface RemarkRow {
  readonly id: string;
  readonly ticket: string;
  readonly at: number;
  readonly cipher: string;
}

/** Remarks on tickets of a branch. */
export const remarkRows = async (client: Client, branch: string): Promise<readonly RemarkRow[]> =>
  (
    await client.query(
      `select r.id, r.ticket_id as ticket, r.at, r.cipher
         from remarks r left join tickets t on t.id = r.ticket_id
        where t.branch_id = $1 or t.id is null order by r.id`,
      [branch],
    )
  ).rows as RemarkRow[];

/** Notes of visits to a branch. */
export const noteRows = async (
  client: Client,
  branch: string,
): Promise<readonly (RemarkRow & { readonly by: string })[]> =>
  (
    await client.query(
      `select n.id, n.ticket_id as ticket, n.staff_id as by, n.at, n.cipher
         from notes n left join tickets t on t.id = n.ticket_id
        where t.branch_id = $1 or t.id is null order by n.id`,
      [branch],
    )
  ).rows as (RemarkRow & { readonly by: string })[];
