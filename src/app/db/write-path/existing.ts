import { ClientBase } from 'pg';
import { Existing } from '../../domain/model/existing';
import { RequestState } from '../../domain/model/rights';
import { Head, LookUp, PersonKey } from '../../ports';
import { keyOfUsername as keyOf } from '../reads/usernames';
import { provenIs } from '../reads/who-is';
import { readExistingSettings } from './existing-settings';

/** What the database holds that a change may clash with, read under the head's lock. */
export function readExisting(client: ClientBase, head: Head, lookUp: LookUp): Promise<Existing> {
  switch (lookUp.what) {
    case 'settings':
      return readExistingSettings(client, head.branch, lookUp.overrides);
    case 'day-plan':
      return dayPlan(client, head.branch, lookUp.day);
    case 'prefix':
      return prefix(client, head, lookUp);
    case 'label':
      return label(client, head.branch, lookUp);
    case 'username':
      return username(client, lookUp);
    case 'duty':
      return duty(client, lookUp);
    case 'person':
      return person(client, lookUp.person);
    case 'asked':
      return asked(client, lookUp);
    case 'request':
      return request(client, lookUp.request);
    case 'writer':
      return writer(client, lookUp.ticket);
    case 'record':
      return record(client, lookUp);
  }
}

async function dayPlan(client: ClientBase, branch: string, day: string): Promise<Existing> {
  const { rows } = await client.query(
    'select version from day_plans where branch_id = $1 and day = $2',
    [branch, day],
  );
  const [found] = rows as readonly { readonly version: number }[];
  return { planVersion: found ? found.version : 0 };
}

async function prefix(
  client: ClientBase,
  { branch, day }: Head,
  wanted: Extract<LookUp, { what: 'prefix' }>,
): Promise<Existing> {
  const { rows } = await client.query(
    `select (select id from queues where branch_id = $1 and prefix = $3 and id <> $4) as owner,
            (select t.number from tickets t
              where t.branch_id = $1 and t.day = $2 and t.number ~ ('^' || $3 || '[0-9]+$')
                -- its own numbers run on, whatever they begin with: none comes twice
                and (select e.body::jsonb #>> '{fact,queue}' from events e
                      where e.branch_id = t.branch_id and e.seq = t.seq) <> $4
                and not exists (select from queues where branch_id = $1 and id = $4 and prefix = $3)
              limit 1) as number`,
    [branch, day, wanted.prefix, wanted.queue],
  );
  return { prefixOwner: rows[0].owner ?? undefined, numberToday: rows[0].number ?? undefined };
}

/** An account that had the name before this was refused keeps it. */
async function label(
  client: ClientBase,
  branch: string,
  wanted: Extract<LookUp, { what: 'label' }>,
): Promise<Existing> {
  const { rows } = await client.query(
    `select id from counters
      where branch_id = $1 and id <> $2 and ${keyOf('label')} = ${keyOf('$3')}
        and not exists (select from counters where branch_id = $1 and id = $2 and label = $3)
      limit 1`,
    [branch, wanted.counter, wanted.label],
  );
  return { labelOwner: rows[0]?.id as string | undefined };
}

async function username(
  client: ClientBase,
  wanted: Extract<LookUp, { what: 'username' }>,
): Promise<Existing> {
  const { rows } = await client.query(
    `select (select id from staff s
              where ${keyOf('s.username')} = ${keyOf('$1')} and id <> $2
                -- whoever had it before that was refused keeps it as it is
                and not exists (select from staff where id = $2 and username = $1)
              limit 1) as owner,
            (select min(b) from unnest($3::text[]) as b
              where b not in (select id from branches)) as unknown,
            (select array_agg(s.id) from staff s
              where s.role = 'admin' and s.active and s.branches is null) = array[$2] as last,
            (select first_name from staff where id = $2 and not active) as closed,
            $4::text is not null
              and not exists (select from staff s
                               where s.id = $4 and s.role = 'admin' and s.active
                                 and s.branches is null) as "saverEnded"`,
    [wanted.username, wanted.staff, wanted.branches, wanted.saver ?? null],
  );
  return {
    usernameOwner: rows[0].owner ?? undefined,
    unknownBranch: rows[0].unknown ?? undefined,
    lastAdmin: rows[0].last === true,
    closedAs: rows[0].closed ?? undefined,
    saverEnded: rows[0].saverEnded as boolean,
  };
}

/**
 * Two statements, because the second must see that the advisor came on duty elsewhere while the
 * first waited for them. Closing or moving an account locks the same row, and then looks on whose
 * floor the advisor is, so they are either taken off it or never come onto it.
 */
async function duty(
  client: ClientBase,
  { advisor, branch }: Extract<LookUp, { what: 'duty' }>,
): Promise<Existing> {
  const staff = await client.query<{ readonly serves: boolean }>(
    `select active and role in ('advisor', 'supervisor')
              and (branches is null or $2 = any(branches)) as serves
       from staff where id = $1 for no key update`,
    [advisor, branch],
  );
  const { rows } = await client.query(
    `select b.id as branch, b.name from advisors a join branches b on b.id = a.branch_id
      where a.staff_id = $1 and a.branch_id <> $2 and a.state in ('available', 'busy')
      limit 1`,
    [advisor, branch],
  );
  return { dutyElsewhere: rows[0], dutyEnded: staff.rows[0]?.serves === false };
}

/**
 * Two statements, because the second must see a ticket issued while the first waited for the
 * person. Issuing takes the person `for key share` after its head, so the two serialize.
 */
async function person(client: ClientBase, { by, indexes }: PersonKey): Promise<Existing> {
  const found = await client.query(
    `select id from customers c where ${provenIs(by, 'c')} order by id for update`,
    [indexes],
  );
  if (!found.rows.length) return {};
  const open = await client.query(
    `select branch_id as branch, number from tickets
      where customer_id = any($1) and state in ('waiting', 'called', 'serving', 'held')
      limit 1`,
    [found.rows.map((row) => row.id as string)],
  );
  return { openTicket: open.rows[0] };
}

async function asked(
  client: ClientBase,
  { ticket, right }: Extract<LookUp, { what: 'asked' }>,
): Promise<Existing> {
  const { rowCount } = await client.query(
    "select 1 from person_requests where ticket_id = $1 and asked = $2 and state = 'open' limit 1",
    [ticket, right],
  );
  return { askedAlready: rowCount === 1 };
}

/** Erasing takes the person `for update`: it comes before this, or finds what is written here. */
async function writer(client: ClientBase, ticket: string): Promise<Existing> {
  const { rows } = await client.query<{ readonly erased: boolean }>(
    `select c.erased_at is not null as erased
       from tickets t join customers c on c.id = t.customer_id
      where t.id = $1 for key share of c`,
    [ticket],
  );
  return { writerErased: rows[0]?.erased === true };
}

async function request(client: ClientBase, id: string): Promise<Existing> {
  const { rows } = await client.query(
    'select state, due_at as due, extended from person_requests where id = $1',
    [id],
  );
  const [found] = rows as readonly {
    readonly state: RequestState;
    readonly due: number;
    readonly extended: string | null;
  }[];
  return found
    ? { request: found.state, requestDue: found.due, requestExtended: found.extended !== null }
    : {};
}

/**
 * Two statements: somebody who takes a ticket meanwhile updates the record, and so waits for this
 * or is seen.
 */
async function record(
  client: ClientBase,
  { id, cipher, index }: Extract<LookUp, { what: 'record' }>,
): Promise<Existing> {
  const { rows } = await client.query('select cipher from customers where id = $1 for update', [
    id,
  ]);
  const taken = await client.query('select 1 from customers where blind_index = $1 and id <> $2', [
    index,
    id,
  ]);
  return { recordChanged: rows[0]?.cipher !== cipher, idTaken: taken.rowCount === 1 };
}
