import { ClientBase } from 'pg';

/**
 * Rows that each stand as one event left them: read by their keys as a chain is walked, and by all
 * keys if some are left over. Read in the same snapshot as the chain.
 */

type Client = Pick<ClientBase, 'query'>;

interface Kind {
  readonly from: string;
  /** $1 is the branch. */
  readonly where: string;
  readonly key: string;
  /** How a key is built in SQL from the texts in $2. */
  readonly keys: string;
  /** The form of a key: one from another chain's forged event could not be queried. */
  readonly pattern: RegExp;
  readonly value: string;
  /** The rows that must have an event, if not all. */
  readonly only?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TEXT = /^[^\0]*$/;
/** Words belong to a branch by their ticket; those on no ticket belong to every branch. */
const words = (table: string, by: string): Kind => ({
  from: `${table} w left join tickets t on t.id = w.ticket_id`,
  where: '(t.branch_id = $1 or t.id is null)',
  key: 'w.id',
  keys: 'any($2::uuid[])',
  pattern: UUID,
  value: `json_build_object('ticket', w.ticket_id, 'at', w.at${by})`,
});
const person = `
  json_build_object('erasedAt', c.erased_at, 'opposedAt', c.opposed_at,
                    'kept', c.cipher is not null)`;

const kinds = {
  alerts: {
    from: 'alerts a',
    where: 'a.branch_id = $1',
    key: 'a.id',
    keys: 'any($2::text[])',
    pattern: TEXT,
    value: `json_build_object('body', a.body, 'closedAt', a.closed_at)`,
  },
  counters: {
    from: `(select day, json_object_agg(queue, n) as numbers
              from day_counters where branch_id = $1 group by day) d`,
    where: '$1 = $1',
    key: 'd.day',
    keys: 'any($2::text[])',
    pattern: TEXT,
    value: 'd.numbers',
  },
  // A chat that follows a ticket; one that gets no more messages may also have been forgotten.
  links: {
    from: 'subscriptions s',
    where: 's.branch_id = $1 and s.ticket_id is not null',
    key: 's.id',
    keys: 'any($2::uuid[])',
    pattern: UUID,
    value: `json_build_object('ticket', s.ticket_id, 'consumer', s.consumer, 'active', s.active,
                              'address', exists (select from contacts c where c.id = s.id))`,
    only: 's.active',
  },
  // No event is about position edits.
  messages: {
    from: 'deliveries d',
    where: `d.branch_id = $1 and d.state <> 'open' and d.type <> 'position'`,
    key: 'd.id',
    keys: 'any($2::bigint[])',
    pattern: /^[0-9]{1,18}$/,
    value: `json_build_object('outcome', d.state, 'attempts', d.attempts, 'reason', d.reason,
                              'consumer', d.consumer, 'about', d.type, 'ticket', d.ticket_id,
                              'at', d.ended_at)`,
  },
  notes: words('notes', `, 'by', w.staff_id`),
  plans: {
    from: 'day_plans p',
    where: 'p.branch_id = $1',
    key: 'p.day',
    keys: 'any($2::text[])',
    pattern: TEXT,
    value: `case when p.plan is null then json_build_object('day', p.day, 'version', p.version)
                 else json_build_object('day', p.day, 'version', p.version, 'plan', p.plan) end`,
  },
  remarks: words('remarks', ''),
  gone: {
    from: 'customers c',
    where: '$1::text is not null',
    key: 'c.id',
    keys: 'any($2::uuid[])',
    pattern: UUID,
    value: person,
    only: '(c.erased_at is not null or c.cipher is null)',
  },
  // `person at`: the person's row, whenever it says that they opposed
  opposed: {
    from: 'customers c',
    where: '$1::text is not null',
    key: 'c.id',
    keys: 'any($2::uuid[])',
    pattern: UUID,
    value: person,
    only: 'c.opposed_at is not null and c.erased_at is null and c.cipher is not null',
  },
  requests: {
    from: 'person_requests r',
    where: '$1::text is not null',
    key: 'r.id',
    keys: 'any($2::uuid[])',
    pattern: UUID,
    value: `json_build_object('id', r.id, 'asked', r.asked, 'customer', r.customer_id,
                              'ticket', r.ticket_id, 'branch', r.branch_id, 'at', r.at,
                              'due', r.due_at, 'state', r.state, 'reason', r.reason,
                              'answeredBy', r.answered_by, 'ended', r.ended_at,
                              'extended', r.extended)`,
  },
} as const satisfies Readonly<Record<string, Kind>>;

/** Keys of one page of all: each page walks the chain once more, where rows are left over. */
const PAGE = 100_000;
/** Hexadecimal digits of a key's digest: as many as make a number of SQL. */
export const DIGITS = 15;

const withAt = (kind: keyof typeof kinds) => kind === 'opposed';
const wholeKey = (kind: keyof typeof kinds) =>
  withAt(kind) ? `${kinds[kind].key}::text || ' ' || c.opposed_at` : `${kinds[kind].key}::text`;

export async function keptRows(
  client: Client,
  kind: keyof typeof kinds,
  branch: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  const { from, where, key, keys: all, pattern, value }: Kind = kinds[kind];
  const idOf = (each: string) => (withAt(kind) ? each.split(' ')[0] : each);
  const asked = [...new Set(keys.map(idOf))].filter((each) => pattern.test(each));
  const found = new Map<string, unknown>();
  if (asked.length === 0) return found;
  const { rows } = await client.query(
    `select ${key}::text as key, ${value} as value from ${from} where ${where} and ${key} = ${all}`,
    [branch, asked],
  );
  for (const { key: id, value: row } of rows as { key: string; value: unknown }[]) {
    found.set(id, row);
  }
  return withAt(kind)
    ? new Map(
        keys.flatMap((each) => (found.has(idOf(each)) ? [[each, found.get(idOf(each))]] : [])),
      )
    : found;
}

/** How many rows there are, and the sum of their keys, each as the beginning of its SHA-256. */
export async function keptTally(
  client: Client,
  kind: keyof typeof kinds,
  branch: string,
): Promise<{ readonly rows: number; readonly keys: bigint }> {
  const { from, where, only = 'true' }: Kind = kinds[kind];
  const digest = `encode(sha256(convert_to(${wholeKey(kind)}, 'UTF8')), 'hex')`;
  const { rows } = await client.query(
    `select count(*)::integer as rows,
            coalesce(sum(('x' || left(${digest}, ${DIGITS}))::bit(${DIGITS * 4})::bigint), 0)::text
              as keys
       from ${from} where ${where} and ${only}`,
    [branch],
  );
  const [tally] = rows as { readonly rows: number; readonly keys: string }[];
  return { rows: tally.rows, keys: BigInt(tally.keys) };
}

export async function* keptKeys(
  client: Client,
  kind: keyof typeof kinds,
  branch: string,
): AsyncGenerator<readonly string[]> {
  const { from, where, key, only = 'true' }: Kind = kinds[kind];
  const whole = wholeKey(kind);
  for (let after: string | null = null; ;) {
    const { rows }: { rows: { id: string; key: string }[] } = await client.query(
      `select ${key}::text as id, ${whole} as key from ${from}
        where ${where} and ${only} and ($2::text is null or ${key}::text > $2)
        order by ${key}::text limit ${PAGE}`,
      [branch, after],
    );
    yield rows.map((row) => row.key);
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.id;
  }
}

/** Words of customers and notes of staff, page by page. */
export async function* keptWords(
  client: Client,
  kind: 'remarks' | 'notes',
  branch: string,
): AsyncGenerator<{ readonly id: string; readonly cipher: string }> {
  const { from, where }: Kind = kinds[kind];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await client.query(
      `select w.id, w.cipher from ${from} where ${where} and w.id > $2 order by w.id limit 1000`,
      [branch, after],
    );
    yield* rows as { id: string; cipher: string }[];
    if (rows.length < 1000) return;
    after = (rows.at(-1) as { readonly id: string }).id;
  }
}
