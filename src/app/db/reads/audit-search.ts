import { Pool } from 'pg';
import { Event } from '../../domain/model/events';
import { Question } from './long-read';

/** How far back one search looks: a chain of millions is read over several answers. */
const WINDOW = 20_000;

interface EventFilter {
  readonly before?: number;
  readonly limit: number;
  readonly type?: string;
  /** Left out. */
  readonly without?: string;
  /** The kind of a fact of the bank. */
  readonly what?: string;
  readonly actor?: string;
  /** Ids of tickets; undefined: any. */
  readonly tickets?: readonly string[];
  readonly from?: number;
  readonly to?: number;
}

interface EventsFound {
  readonly found: readonly {
    readonly event: Event;
    readonly hash: string;
    readonly number?: string;
  }[];
  /** Where to continue, further back; null at the beginning. */
  readonly next: number | null;
}

/** As it appears in the text of an event, which may no longer be valid JSON. */
const happened = ({ what }: Pick<EventFilter, 'what'>): string | null =>
  what === undefined ? null : `"what":${JSON.stringify(what)}`;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/**
 * The number of the ticket that an event of `e` is about. An alert about a ticket has its id inside
 * its own; any other text, as after tampering, is not read as an id.
 */
const NUMBER = `
  (select t.number from tickets t
    where t.branch_id = e.branch_id
      and t.id = coalesce(e.ticket_id, case when e.type like 'Alert%'
            then substring(e.body from '"ticket-open:(${UUID}):') end::uuid))`;

/** The first number at or after an instant: events of a chain are in the order of their time. */
async function seqAt(pool: Pool, branch: string, at: number, last: number): Promise<number> {
  let [low, high] = [1, last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const { rows } = await pool.query({
      name: 'event-at',
      text: `select at from events where branch_id = $1 and seq >= $2 order by events.seq limit 1`,
      values: [branch, middle],
    });
    if (rows.length === 0 || Number(rows[0].at) >= at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Events of a chain that fit, newest first, in a window of the chain's end or before `before`. */
export async function searchEvents(
  pool: Pool,
  branch: string,
  filter: EventFilter,
): Promise<EventsFound> {
  const head = await pool.query({
    name: 'head-seq',
    text: 'select seq from branch_heads where branch_id = $1',
    values: [branch],
  });
  const last = Number(head.rows[0]?.seq ?? 0);
  const first = filter.from === undefined ? 1 : await seqAt(pool, branch, filter.from, last);
  const end = Math.min(
    filter.before ?? last + 1,
    filter.to === undefined ? last + 1 : await seqAt(pool, branch, filter.to, last),
  );
  const ofTickets = filter.tickets !== undefined;
  const start = ofTickets ? first : Math.max(first, end - WINDOW);
  const { rows } = await pool.query({
    name: ofTickets ? 'events-of-tickets' : 'events-found',
    text: `
      select e.seq, e.body, e.hash, ${NUMBER} as number from events e
       where e.branch_id = $1 and e.seq >= $2 and e.seq < $3
         and ($4::text is null or e.type = $4)
         and ($5::text is null or substr(e.actor, strpos(e.actor, ':') + 1) = $5)
         and ($7::text is null or position($7 in e.body) > 0)
         and ($8::text is null or e.type <> $8)
         and ${ofTickets ? 'e.ticket_id = any($9::uuid[])' : 'true'}
       order by e.seq desc limit $6`,
    values: [
      branch,
      start,
      end,
      filter.type ?? null,
      filter.actor ?? null,
      filter.limit,
      happened(filter),
      filter.without ?? null,
      ...(ofTickets ? [filter.tickets] : []),
    ],
  });
  const full = rows.length === filter.limit;
  return {
    found: rows.map(({ body, hash, number }) => ({
      event: JSON.parse(body) as Event,
      hash,
      ...(number === null ? {} : { number: number as string }),
    })),
    next: full ? Number(rows.at(-1).seq) : start > first ? start : null,
  };
}

/** First names by id, also of closed accounts; of the whole bank where no ids are given. */
export async function firstNames(
  pool: Pool,
  ids?: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await pool.query<{ id: string; name: string }>({
    name: 'first-names',
    text: `select id, first_name as name from staff where $1::text[] is null or id = any($1)`,
    values: [ids ?? null],
  });
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** The first existing event of a chain; 1 if there is none. */
export async function oldestSeq(pool: Pool, branch: string): Promise<number> {
  const { rows } = await pool.query({
    name: 'oldest-event',
    text: 'select seq from events where branch_id = $1 order by events.seq limit 1',
    values: [branch],
  });
  return Number(rows[0]?.seq ?? 1);
}

/** Columns of the rows of `eventsQuestion`, in their order. */
export const EXPORTED = [
  'seq',
  'body',
  'hash',
  'type',
  'ticket',
  'at',
  'actor',
  'before',
  'number',
] as const;

/**
 * Everything that matches, newest first, each with the hash of the event before it. For a long
 * read.
 */
export async function eventsQuestion(
  pool: Pool,
  branch: string,
  { type, without, actor, tickets, from, to, ...filter }: Omit<EventFilter, 'before' | 'limit'>,
): Promise<Question> {
  const last = Number.MAX_SAFE_INTEGER - 1;
  const head = await pool.query({
    name: 'head-seq',
    text: 'select seq from branch_heads where branch_id = $1',
    values: [branch],
  });
  const end = Number(head.rows[0]?.seq ?? 0);
  const first = from === undefined ? 0 : await seqAt(pool, branch, from, end);
  const after = to === undefined ? last : await seqAt(pool, branch, to, end);
  return {
    text: `
      select e.seq::text as seq, e.body, e.hash, e.type, e.ticket_id as ticket, e.at, e.actor,
             (select p.hash from events p where p.branch_id = e.branch_id and p.seq = e.seq - 1),
             ${NUMBER}
        from events e
       where e.branch_id = $1 and e.seq >= $2 and e.seq < $3
         and ($4::text is null or e.type = $4)
         and ($5::text is null or substr(e.actor, strpos(e.actor, ':') + 1) = $5)
         and ($6::uuid[] is null or e.ticket_id = any($6))
         and ($7::text is null or position($7 in e.body) > 0)
         and ($8::text is null or e.type <> $8)
       order by e.seq desc`,
    values: [
      ...[branch, first, after, type ?? null, actor ?? null, tickets ?? null],
      happened(filter),
      without ?? null,
    ],
  };
}

/** Ids of the tickets that had a number, the latest days first; at most 50. */
export async function ticketsNumbered(
  pool: Pool,
  branch: string,
  number: string,
): Promise<readonly string[]> {
  const { rows } = await pool.query({
    name: 'tickets-numbered',
    text: `
      select id from tickets where branch_id = $1 and number = $2
       order by day desc, seq desc limit 50`,
    values: [branch, number],
  });
  return rows.map((row) => row.id as string);
}

/** The hash of one event; undefined if it is not in the database. */
export async function hashOf(pool: Pool, branch: string, seq: number): Promise<string | undefined> {
  const { rows } = await pool.query({
    name: 'hash-of',
    text: 'select hash from events where branch_id = $1 and seq = $2',
    values: [branch, seq],
  });
  return rows[0]?.hash as string | undefined;
}
