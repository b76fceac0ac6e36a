import { ClientBase } from 'pg';
import { Ticket } from '../../domain/model/ticket';
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
import { stretchCtes, stretchValues } from './write-stretches';

/**
 * What changed between the slice that was loaded and the slice after the events. Objects are
 * replaced, never mutated.
 */
const changed = <T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>) =>
  Object.entries(after)
    .filter(([id, value]) => before[id] !== value)
    .map(([, value]) => value);

/** What an issued ticket's row has besides the ticket itself. */
const issuedColumns = {
  ...ticketColumns,
  n: ['n', 'integer'],
  keyHash: ['key_hash', 'text'],
} as const;
const seenColumns = { ...advisorColumns, seenAt: ['seen_at', 'bigint'] } as const;
/** Columns that never change once a ticket is issued. */
const FIXED_AT_ISSUE = ['id', 'number', 'seq', 'day', 'issued_at', 'customer_id'];

/**
 * The one statement that writes a commit: head, events, tickets, counts, numbers, advisors, alerts,
 * deliveries, idempotency. Written row by row it took ten round trips and half the throughput.
 */
const text = `
with head as (
  -- compare and set: if the lock were not held, this is where it would show
  update branch_heads
     set seq = $2, at = $3, hash = $4, day = $5, config_version = config_version + $6,
         stretched_seq = case when stretched_seq = $7 then $2 else stretched_seq end,
         seal = $22, sealed_seq = $2
   where branch_id = $1 and seq = $7
  returning stretched_seq = $2 as stretched
), e as (
  select * from json_to_recordset($8) as e(seq bigint, type text, ticket uuid, body text, hash text)
), appended as (
  insert into events (branch_id, seq, type, ticket_id, body, at, actor, hash)
  select $1, e.seq, e.type, e.ticket, e.body, $3, $9, e.hash from e
), issued as (
  insert into tickets (branch_id, n, key_hash, ${columnsOf(ticketColumns)})
  select $1, t.n, t."keyHash", ${valuesOf(ticketColumns, 't')}
    from json_to_recordset($10) ${asRecords(issuedColumns, 't')}
), freed as (
  update tickets x set ${assignments(ticketColumns, 't', ...FIXED_AT_ISSUE)}
    from json_to_recordset($23) ${asRecords(ticketColumns, 't')}
   -- by the ids: otherwise a plan cached while the table was small would keep scanning all of it
   where x.id = t.id and x.id = any($24::uuid[])
  returning 1
), moved as (
  -- Whoever leaves an advisor does so before the next one comes to them: an advisor has one ticket
  -- at a time, row by row. The count is what waits for it.
  update tickets x set ${assignments(ticketColumns, 't', ...FIXED_AT_ISSUE)}
    from json_to_recordset($11) ${asRecords(ticketColumns, 't')},
         (select count(*) as n from freed) f
   where x.id = t.id and x.id = any($18::uuid[]) and f.n >= 0
), counted as (
  insert into queue_counts (branch_id, ${columnsOf(countColumns)})
  select $1, ${valuesOf(countColumns, 'c')}
    from json_to_recordset($12) ${asRecords(countColumns, 'c')}
  on conflict (branch_id, queue) do update set ${fromExcluded(countColumns, 'queue')}
), numbered as (
  insert into day_counters (branch_id, day, queue, n)
  select $1, $5, d.queue, d.n from json_to_recordset($13) as d(queue text, n integer)
  on conflict (branch_id, day, queue) do update set n = excluded.n
), advised as (
  insert into advisors (branch_id, seen_at, ${columnsOf(advisorColumns)})
  select $1, a."seenAt", ${valuesOf(advisorColumns, 'a')}
    from json_to_recordset($14) ${asRecords(seenColumns, 'a')}
  on conflict (branch_id, staff_id) do update
     set ${fromExcluded(advisorColumns, 'staff_id')},
         seen_at = coalesce(excluded.seen_at, advisors.seen_at)
), warned as (
  insert into alerts (branch_id, id, body, closed_at)
  select $1, a.id, a.body, a.closed
    from json_to_recordset($15) as a(id text, body jsonb, closed bigint)
  on conflict (branch_id, id) do update set body = excluded.body, closed_at = excluded.closed_at
), told as (
  insert into deliveries
         (consumer, chain, subscription_id, branch_id, seq, type, ticket_id, until, due_at)
  select s.consumer, s.chain, s.id, $1, e.seq, e.type, e.ticket, s.untils ->> e.type, $3
    from e join subscriptions s on s.ticket_id = e.ticket and s.active and e.type = any(s.types)
  union all
  select s.consumer, s.chain, s.id, $1, e.seq, e.type, e.ticket, s.untils ->> e.type, $3
    from e join subscriptions s on s.ticket_id is null
                               and (s.branch_id is null or s.branch_id = $1)
                               and s.active and e.type = any(s.types)
  order by 5
  returning 1
), kept as (
  insert into idempotency_keys (actor, route, key, fingerprint, answer, at)
  select k.actor, k.route, k.key, k.fingerprint, k.answer, $3
    from json_to_recordset($16)
      as k(actor text, route text, key text, fingerprint text, answer text)
  on conflict (actor, route, key) do nothing
), ${stretchCtes}, remarked as (
  insert into remarks (id, ticket_id, cipher, at)
  select r.id, r.ticket, r.cipher, $3
    from json_to_recordset($17) as r(id uuid, ticket uuid, cipher text)
)
-- divided by the heads that were moved, one or none: the statement fails when there is none,
-- so the commit sent right behind it commits nothing
select (select count(*) from told)::integer / (select count(*) from head)::integer as deliveries`;

const DIVISION_BY_ZERO = '22012';

/**
 * Writes the commit and returns how many deliveries it queued. Rejects if the head is not where the
 * lock found it.
 */
export async function write(client: ClientBase, set: WriteSet): Promise<number> {
  const { head } = set;
  const result = await client
    .query<{ deliveries: number }>({ name: 'write', text, values: valuesFor(set) })
    .catch((error: Error & { readonly code?: string }) => {
      throw error.code === DIVISION_BY_ZERO
        ? new Error(
            `branch ${head.branch}: the head moved under the lock (expected seq ${head.seq})`,
          )
        : error;
    });
  return result.rows[0].deliveries;
}

/** `$1` and on, in their order. */
function valuesFor(set: WriteSet): unknown[] {
  const { head, before, after, events, idempotency } = set;
  const last = events.at(-1);
  const { issued, numbered } = issuedIn(set);
  const tickets = changed(before.tickets, after.tickets);
  const moved = tickets.filter((ticket) => !issued.has(ticket.id));
  const isInHand = ({ state }: Ticket) => state === 'called' || state === 'serving';
  const [inHand, freed] = [moved.filter(isInHand), moved.filter((each) => !isInHand(each))];
  return [
    head.branch,
    last?.event.seq ?? head.seq,
    set.at,
    last?.hash ?? head.hash,
    after.day,
    set.configured ? 1 : 0,
    head.seq,
    json(events.map(eventRow)),
    `${set.actor.kind}:${set.actor.id}`,
    json(
      tickets
        .filter((ticket) => issued.has(ticket.id))
        .map((ticket) => ({
          ...ticket,
          n: issued.get(ticket.id),
          keyHash: set.keyHashes[ticket.id],
        })),
    ),
    json(inHand),
    json(changed(before.queues, after.queues)),
    json([...numbered].map(([queue, n]) => ({ queue, n }))),
    json(advisorRows(set)),
    json(alertRows(set)),
    json(idempotency ? [{ ...idempotency, answer: JSON.stringify(idempotency.answer) }] : []),
    json(set.remark ? [set.remark] : []),
    inHand.map((ticket) => ticket.id),
    ...stretchValues(set),
    set.seal,
    json(freed),
    freed.map((ticket) => ticket.id),
  ];
}

/** Running numbers by issued ticket, and the last one given in each queue. */
function issuedIn({ events }: WriteSet) {
  const issued = new Map<string, number>();
  const numbered = new Map<string, number>();
  for (const {
    event: { fact },
  } of events) {
    if (fact.type !== 'TicketIssued') continue;
    issued.set(fact.ticket, fact.n);
    numbered.set(fact.queue, fact.n);
  }
  return { issued, numbered };
}

const eventRow = ({ event, body, hash }: WriteSet['events'][number]) => ({
  seq: event.seq,
  type: event.fact.type,
  ticket: 'ticket' in event.fact ? event.fact.ticket : undefined,
  body,
  hash,
});

function advisorRows({ before, after, seen, at }: WriteSet) {
  const advisors = new Set([
    ...changed(before.advisors, after.advisors),
    ...seen.flatMap((id) => after.advisors[id] ?? []),
  ]);
  return [...advisors].map((advisor) =>
    seen.includes(advisor.id) ? { ...advisor, seenAt: at } : advisor,
  );
}

const alertRows = ({ before, after, at }: WriteSet) => [
  ...changed(before.alerts, after.alerts).map((alert) => ({ id: alert.id, body: alert })),
  ...Object.keys(before.alerts)
    .filter((id) => !after.alerts[id])
    .map((id) => ({ id, body: before.alerts[id], closed: at })),
];

const json = (list: readonly object[]) => (list.length ? JSON.stringify(list) : '[]');
