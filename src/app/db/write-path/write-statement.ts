import { QueryConfig } from 'pg';
import { WriteSet } from '../../ports';
import {
  advisorColumns,
  asRecords,
  assignments,
  columnsOf,
  countColumns,
  fromExcluded,
  ticketColumns,
  valuesOf,
} from '../reads/rows';
import { customerParts } from './write-customers';
import { json, Rows, Value } from './write-rows';
import { stretchParts } from './write-stretches';

/** What an issued ticket's row has beside the ticket itself. */
const issuedColumns = {
  ...ticketColumns,
  n: ['n', 'integer'],
  keyHash: ['key_hash', 'text'],
} as const;
const seenColumns = { ...advisorColumns, seenAt: ['seen_at', 'bigint'] } as const;
/** Columns that never change once a ticket is issued. */
export const FIXED_AT_ISSUE = ['id', 'number', 'seq', 'day', 'issued_at', 'customer_id'];

/**
 * The one statement that writes a commit: head, events, tickets, counts, numbers, advisors, alerts,
 * deliveries, idempotency. Written row by row it took ten round trips and half the throughput. It
 * has only the parts that have rows: PostgreSQL sets up and takes down each part of a statement at
 * every run, also one that writes nothing. There are a few dozen shapes, each prepared once per
 * connection.
 */
export function writeStatement(set: WriteSet, rows: Rows): QueryConfig {
  const { head, after, events } = set;
  const last = events.at(-1);
  // the first three are the same in every shape, so that each part can name them
  const values: unknown[] = [head.branch, set.at, after.day];
  const value: Value = (each) => `$${values.push(each)}`;
  const seq = value(last?.event.seq ?? head.seq);
  const was = value(head.seq);
  const parts = [
    `head as (
      -- compare and set: if the lock were not held, this is where it would show
      update branch_heads
         set seq = ${seq}, at = $2, hash = ${value(last?.hash ?? head.hash)}, day = $3,
             config_version = config_version + ${value(set.configured ? 1 : 0)},
             stretched_seq =
               case when stretched_seq = ${was} then ${seq} else stretched_seq end,
             seal = ${value(set.seal)}, sealed_seq = ${seq}
       where branch_id = $1 and seq = ${was}
      returning stretched_seq = ${seq} as stretched)`,
    ...eventParts(rows, value),
    ...customerParts(set.customers, value),
    ...ticketParts(rows, value),
    ...floorParts(rows, value),
    ...answerParts(rows, value),
    ...stretchParts(set, rows, value),
  ];
  const told = rows.events.length ? '(select count(*) from told)' : '0';
  const text = `with ${parts.join(', ')}
    -- divided by the heads that were moved, one or none: the statement fails when there is none,
    -- so the commit sent right behind it commits nothing
    select ${told}::integer / (select count(*) from head)::integer as deliveries`;
  return { name: nameOf(text), text, values };
}

function eventParts(rows: Rows, value: Value): string[] {
  if (!rows.events.length) return [];
  return [
    `e as (
      select * from json_to_recordset(${value(json(rows.events))})
        as e(seq bigint, type text, ticket uuid, actor text, body text, hash text))`,
    `appended as (
      insert into events (branch_id, seq, type, ticket_id, body, at, actor, hash)
      select $1, e.seq, e.type, e.ticket, e.body, $2, e.actor, e.hash from e)`,
    `told as (
      insert into deliveries
             (consumer, chain, subscription_id, branch_id, seq, type, ticket_id, until, due_at)
      select s.consumer, s.chain, s.id, $1, e.seq, e.type, e.ticket, s.untils ->> e.type, $2
        from e join subscriptions s
          on s.ticket_id = e.ticket and s.active and e.type = any(s.types)
      union all
      select s.consumer, s.chain, s.id, $1, e.seq, e.type, e.ticket, s.untils ->> e.type, $2
        from e join subscriptions s
          on s.ticket_id is null and (s.branch_id is null or s.branch_id = $1)
         and s.active and e.type = any(s.types)
      order by 5
      returning 1)`,
  ];
}

function ticketParts({ issued, freed, inHand }: Rows, value: Value): string[] {
  const parts: string[] = [];
  if (issued.length) {
    parts.push(`issued as (
      insert into tickets (branch_id, n, key_hash, ${columnsOf(ticketColumns)})
      select $1, t.n, t."keyHash", ${valuesOf(ticketColumns, 't')}
        from json_to_recordset(${value(json(issued))}) ${asRecords(issuedColumns, 't')})`);
  }
  const update = (tickets: Rows['freed'], after: string) => `
      update tickets x set ${assignments(ticketColumns, 't', ...FIXED_AT_ISSUE)}
        from json_to_recordset(${value(json(tickets))}) ${asRecords(ticketColumns, 't')}
       -- by the ids: otherwise a plan cached while the table was small would keep scanning it all
       where x.id = t.id and x.id = any(${value(tickets.map(({ id }) => id))}::uuid[]) ${after}`;
  if (freed.length) parts.push(`freed as (${update(freed, 'returning 1')})`);
  if (inHand.length) {
    // Tickets that leave an advisor are written before the next one comes to them: an advisor has
    // one ticket at a time, even row by row. Reading the count makes the second write wait for the
    // first.
    const first = freed.length ? 'and (select count(*) from freed) >= 0' : '';
    parts.push(`moved as (${update(inHand, first)})`);
  }
  return parts;
}

/** Counts, numbers, advisors and alerts. */
function floorParts({ counts, numbers, advisors, alerts }: Rows, value: Value): string[] {
  const parts: string[] = [];
  if (counts.length) {
    parts.push(`counted as (
      insert into queue_counts (branch_id, ${columnsOf(countColumns)})
      select $1, ${valuesOf(countColumns, 'c')}
        from json_to_recordset(${value(json(counts))}) ${asRecords(countColumns, 'c')}
      on conflict (branch_id, queue) do update set ${fromExcluded(countColumns, 'queue')})`);
  }
  if (numbers.length) {
    parts.push(`numbered as (
      insert into day_counters (branch_id, day, queue, n)
      select $1, $3, d.queue, d.n
        from json_to_recordset(${value(json(numbers))}) as d(queue text, n integer)
      on conflict (branch_id, day, queue) do update set n = excluded.n)`);
  }
  if (advisors.length) {
    parts.push(`advised as (
      insert into advisors (branch_id, seen_at, ${columnsOf(advisorColumns)})
      select $1, a."seenAt", ${valuesOf(advisorColumns, 'a')}
        from json_to_recordset(${value(json(advisors))}) ${asRecords(seenColumns, 'a')}
      on conflict (branch_id, staff_id) do update
         set ${fromExcluded(advisorColumns, 'staff_id')},
             seen_at = coalesce(excluded.seen_at, advisors.seen_at))`);
  }
  if (alerts.length) {
    parts.push(`warned as (
      insert into alerts (branch_id, id, body, closed_at)
      select $1, a.id, a.body, a.closed
        from json_to_recordset(${value(json(alerts))}) as a(id text, body jsonb, closed bigint)
      on conflict (branch_id, id) do update
         set body = excluded.body, closed_at = excluded.closed_at)`);
  }
  return parts;
}

/** Answers of commands, and the words of persons, which are in no event. */
function answerParts({ answers, remarks, ...rows }: Rows, value: Value): string[] {
  const parts: string[] = [];
  if (answers.length) {
    parts.push(`kept as (
      insert into idempotency_keys (actor, route, key, fingerprint, answer, at)
      select k.actor, k.route, k.key, k.fingerprint, k.answer, $2
        from json_to_recordset(${value(json(answers))})
          as k(actor text, route text, key text, fingerprint text, answer text)
      on conflict (actor, route, key) do nothing)`);
  }
  if (remarks.length) {
    parts.push(`remarked as (
      insert into remarks (id, ticket_id, cipher, at)
      select r.id, r.ticket, r.cipher, $2
        from json_to_recordset(${value(json(remarks))}) as r(id uuid, ticket uuid, cipher text))`);
  }
  if (rows.notes.length) {
    parts.push(`noted as (
      insert into notes (id, ticket_id, staff_id, cipher, at)
      select n.id, n.ticket, n.by, n.cipher, $2
        from json_to_recordset(${value(json(rows.notes))})
          as n(id uuid, ticket uuid, by text, cipher text))`);
  }
  if (rows.notesGone.length) {
    parts.push(`unnoted as (delete from notes where id = any(${value(rows.notesGone)}::uuid[]))`);
  }
  return parts;
}

const names = new Map<string, string>();
const nameOf = (text: string) => {
  let found = names.get(text);
  if (!found) names.set(text, (found = `write-${names.size}`));
  return found;
};
