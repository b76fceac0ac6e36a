import { ClientBase } from 'pg';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { answerDue, extendedDue } from '../../domain/model/rights';
import { Change, PersonKey } from '../../ports';
import { whoIs } from '../reads/who-is';
import { eraseCustomer, forgetPersons } from './change-kept';

type Of<K extends Change['kind']> = Extract<Change, { kind: K }>;
type PersonsChange = Of<
  'ask-right' | 'answer-request' | 'extend-request' | 'rectify' | 'oppose' | 'erase' | 'forget'
>;

/**
 * Requests of persons by their rights, and what is done about them: rows, and the facts that record
 * them.
 */

const nobody = (asked: string, { by }: PersonKey): Fact => ({
  type: 'BankFact',
  what: 'person-not-found',
  subject: 'nobody',
  details: { asked, by },
});

/** A request is kept even if nobody is found: the bank has to answer it. */
async function askRight(
  client: ClientBase,
  { request }: Of<'ask-right'>,
  now: Instant,
): Promise<readonly Fact[]> {
  const { id, asked, person, ticket, branch, cipher } = request;
  const where = person && whoIs(person.by, 'c');
  const found = ticket
    ? await client.query('select customer_id as id from tickets where id = $1', [ticket])
    : await client.query(
        `select c.id from customers c where ${where} order by c.blind_index is null, c.id limit 1`,
        [person!.indexes],
      );
  const customer = (found.rows[0]?.id as string | null | undefined) ?? null;
  const due = answerDue(now);
  await client.query(
    `insert into person_requests
            (id, asked, customer_id, ticket_id, branch_id, cipher, at, due_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'open')`,
    [id, asked, customer, ticket ?? null, branch, cipher ?? null, now, due],
  );
  return [
    {
      type: 'BankFact',
      what: 'person-asked',
      subject: customer ?? 'nobody',
      details: { request: id, asked, due, branch, ...(ticket ? { ticket } : {}) },
    },
  ];
}

/** The answer deletes what was written; the request itself stays, with its ids only. */
async function answerRequest(
  client: ClientBase,
  { request, state, reason, by }: Of<'answer-request'>,
  now: Instant,
): Promise<readonly Fact[]> {
  const { rowCount } = await client.query(
    `update person_requests
        set state = $2, reason = $3, answered_by = $4, ended_at = $5, cipher = null
      where id = $1 and state = 'open'`,
    [request, state, reason ?? null, by, now],
  );
  if (rowCount === 0) return [];
  return [
    {
      type: 'BankFact',
      what: 'person-answered',
      subject: request,
      details: { state, ...(reason ? { reason } : {}) },
    },
  ];
}

/** The person is told on the page of their ticket, or where they asked to be answered. */
async function extendRequest(
  client: ClientBase,
  { request, reason }: Of<'extend-request'>,
): Promise<readonly Fact[]> {
  const { rows } = await client.query<{ due: number }>(
    `select due_at as due from person_requests
      where id = $1 and state = 'open' and extended is null for update`,
    [request],
  );
  if (rows.length === 0) return [];
  const due = extendedDue(rows[0].due);
  await client.query('update person_requests set due_at = $2, extended = $3 where id = $1', [
    request,
    due,
    reason,
  ]);
  return [
    { type: 'BankFact', what: 'person-extended', subject: request, details: { reason, due } },
  ];
}

/** Corrects one record, which the rule found unchanged since it was read. */
async function rectifyPerson(
  client: ClientBase,
  { person, row, details }: Of<'rectify'>,
): Promise<readonly Fact[]> {
  if (!row) return [nobody('rectify', person)];
  await client.query(
    `update customers
        set cipher = $2, blind_index = $3, claim_index = $4, phone_index = $5
      where id = $1`,
    [row.id, row.cipher, row.blindIndex, row.claimIndex, row.phoneIndex],
  );
  return [{ type: 'BankFact', what: 'customer-rectified', subject: row.id, details }];
}

/** Ends what the person does not want: messages to their chats, and being asked how it was. */
async function opposePerson(
  client: ClientBase,
  { person, messages, feedback }: Of<'oppose'>,
  now: Instant,
): Promise<readonly Fact[]> {
  const { rows } = await client.query(
    `select c.id, c.opposed_at from customers c
      where ${whoIs(person.by, 'c')} order by c.blind_index is null, c.id for update`,
    [person.indexes],
  );
  if (rows.length === 0) return [nobody('oppose', person)];
  const persons = rows.map((row) => row.id as string);
  const ended = messages ? await endMessages(client, persons) : 0;
  if (feedback) {
    await client.query(
      'update customers set opposed_at = coalesce(opposed_at, $2) where id = any($1)',
      [persons, now],
    );
  }
  return persons.map((subject, at) => ({
    type: 'BankFact',
    what: 'customer-opposed',
    subject,
    details: { messages, feedback, ended: at === 0 ? ended : 0 },
  }));
}

async function endMessages(client: ClientBase, persons: readonly string[]): Promise<number> {
  const { rows } = await client.query(
    `update subscriptions s set active = false
       from tickets t
      where t.id = s.ticket_id and t.customer_id = any($1) and s.active
    returning s.id`,
    [persons],
  );
  await client.query('delete from contacts where id = any($1)', [rows.map((row) => row.id)]);
  return rows.length;
}

/** Personal data, requests, and the changes of both. */
export function changePersons(
  client: ClientBase,
  change: PersonsChange,
  now: Instant,
): Promise<readonly Fact[]> {
  switch (change.kind) {
    case 'ask-right':
      return askRight(client, change, now);
    case 'answer-request':
      return answerRequest(client, change, now);
    case 'extend-request':
      return extendRequest(client, change);
    case 'rectify':
      return rectifyPerson(client, change);
    case 'oppose':
      return opposePerson(client, change, now);
    case 'erase':
      return eraseCustomer(client, change.person, now);
    case 'forget':
      return forgetPersons(client, change.persons, now);
  }
}
