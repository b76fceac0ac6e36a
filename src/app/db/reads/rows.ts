import { Advisor } from '../../domain/model/advisor';
import { QueueCounts } from '../../domain/model/queue';
import { Stretch } from '../../domain/model/stretch';
import { Ticket } from '../../domain/model/ticket';

/**
 * Between rows and the domain: SQL builds the domain's objects as JSON and takes them back the same
 * way, so columns and fields are matched in one place only.
 */

/** The database's clock, ms since 1970. */
export const DATABASE_NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

/**
 * A branch's epoch: the one in its row, and which server and table it was read from. A server that
 * was restored, replaced, promoted or restarted has another start time, and a table loaded from a
 * dump has another file: events seen before may be missing then, whatever the sequence says. No
 * server needs to announce it. A restart that lost nothing costs each screen one snapshot.
 */
export const EPOCH = `
  epoch || '.' || to_hex((extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint)
        || '.' || pg_relation_filenode('branch_heads')`;

/** Every member of a domain noun has a column, and every column a member. */
type ColumnsOf<T> = Readonly<Record<keyof T, readonly [column: string, type: string]>>;

/** Domain field → column and SQL type, for `tickets`. */
export const ticketColumns = {
  id: ['id', 'uuid'],
  number: ['number', 'text'],
  queue: ['queue', 'text'],
  lane: ['lane', 'text'],
  state: ['state', 'text'],
  seq: ['seq', 'bigint'],
  day: ['day', 'text'],
  issuedAt: ['issued_at', 'bigint'],
  due: ['due', 'bigint'],
  dueFrom: ['due_from', 'bigint'],
  deferredUntil: ['deferred_until', 'bigint'],
  deferredAt: ['deferred_at', 'bigint'],
  deferredMs: ['deferred_ms', 'bigint'],
  defers: ['defers', 'integer'],
  reopens: ['reopens', 'integer'],
  customer: ['customer_id', 'uuid'],
  language: ['language', 'text'],
  advisor: ['advisor', 'text'],
  counter: ['counter', 'text'],
  calledAt: ['called_at', 'bigint'],
  recalls: ['recalls', 'integer'],
  lastCallAt: ['last_call_at', 'bigint'],
  startedAt: ['started_at', 'bigint'],
  heldAt: ['held_at', 'bigint'],
  hold: ['hold', 'text'],
  heldMs: ['held_ms', 'bigint'],
  endedAt: ['ended_at', 'bigint'],
  cancelledBecause: ['cancelled_because', 'text'],
  rated: ['rated', 'jsonb'],
  matters: ['matters', 'integer'],
  told: ['told', 'boolean'],
  pastClosing: ['past_closing', 'boolean'],
  promised: ['promised', 'jsonb'],
  foretold: ['foretold', 'jsonb'],
  why: ['why', 'jsonb'],
  wish: ['wish', 'jsonb'],
} as const satisfies ColumnsOf<Ticket>;

export const countColumns = {
  id: ['queue', 'text'],
  general: ['general', 'integer'],
  preferential: ['preferential', 'integer'],
  deferred: ['deferred', 'integer'],
  called: ['called', 'integer'],
  serving: ['serving', 'integer'],
  held: ['held', 'integer'],
  run: ['run', 'integer'],
  issued: ['issued', 'integer'],
  served: ['served', 'integer'],
  missed: ['missed', 'integer'],
  cancelled: ['cancelled', 'integer'],
  calls: ['calls', 'integer'],
  waitMs: ['wait_ms', 'bigint'],
  inTarget: ['in_target', 'integer'],
  serviceMs: ['service_ms', 'bigint'],
  calibration: ['calibration', 'jsonb'],
  services: ['services', 'integer'],
  handedOn: ['handed_on', 'integer'],
} as const satisfies ColumnsOf<QueueCounts>;

export const advisorColumns = {
  id: ['staff_id', 'text'],
  state: ['state', 'text'],
  counter: ['counter', 'text'],
  queues: ['queues', 'text[]'],
  ticket: ['ticket_id', 'uuid'],
  since: ['since', 'bigint'],
  reason: ['reason', 'text'],
  served: ['served', 'integer'],
  dutyMs: ['duty_ms', 'bigint'],
  onDutySince: ['on_duty_since', 'bigint'],
  idleSince: ['idle_since', 'bigint'],
  unanswered: ['unanswered', 'integer'],
  handedOn: ['handed_on', 'integer'],
  services: ['services', 'integer'],
  serviceMs: ['service_ms', 'bigint'],
  plan: ['plan', 'jsonb'],
  asked: ['asked', 'jsonb'],
} as const satisfies ColumnsOf<Advisor>;

export const queueColumns = {
  id: ['id', 'text'],
  prefix: ['prefix', 'text'],
  names: ['names', 'jsonb'],
  hints: ['hints', 'jsonb'],
  priority: ['priority', 'integer'],
  targetMinutes: ['target_minutes', 'double precision'],
  averageMinutes: ['average_minutes', 'double precision'],
  open: ['open', 'boolean'],
  outcomes: ['outcomes', 'jsonb'],
  icon: ['icon', 'text'],
  group: ['group_names', 'jsonb'],
} as const;

/** Stretch → column and SQL type, for `stretches`. */
export const stretchColumns = {
  subject: ['subject', 'text'],
  kind: ['kind', 'text'],
  day: ['day', 'text'],
  ticket: ['ticket_id', 'uuid'],
  queue: ['queue', 'text'],
  lane: ['lane', 'text'],
  advisor: ['advisor', 'text'],
  counter: ['counter', 'text'],
  reason: ['reason', 'text'],
  began: ['began', 'text'],
  beganAt: ['began_at', 'bigint'],
  beganSeq: ['began_seq', 'bigint'],
  endedAt: ['ended_at', 'bigint'],
  how: ['how', 'text'],
  waitMs: ['wait_ms', 'bigint'],
  inTarget: ['in_target', 'boolean'],
  courtesyMs: ['courtesy_ms', 'bigint'],
  serviceMs: ['service_ms', 'bigint'],
  outcome: ['outcome', 'text'],
} as const satisfies ColumnsOf<Stretch>;

/** What the end of a stretch sets. */
export const stretchEndColumns = {
  subject: stretchColumns.subject,
  endedAt: stretchColumns.endedAt,
  how: stretchColumns.how,
  waitMs: stretchColumns.waitMs,
  inTarget: stretchColumns.inTarget,
  courtesyMs: stretchColumns.courtesyMs,
  serviceMs: stretchColumns.serviceMs,
  outcome: stretchColumns.outcome,
} as const;

type Columns = Readonly<Record<string, readonly [string, string]>>;

/**
 * `json_strip_nulls(json_build_object('id', t.id, …))`: a row as the domain's object, without null
 * members.
 */
export const asJson = (columns: Columns, alias: string) =>
  `json_strip_nulls(json_build_object(${Object.entries(columns)
    .map(([field, [column]]) => `'${field}', ${alias}.${column}`)
    .join(', ')}))`;

/**
 * The same row as an array of its values. Where many are read, names and the pass that takes nulls
 * out cost PostgreSQL more than finding the rows; `readerOf` puts the names back.
 */
export const asArray = (columns: Columns, alias: string) =>
  `json_build_array(${Object.values(columns)
    .map(([column]) => `${alias}.${column}`)
    .join(', ')})`;

/** A row that was read by `asArray`. */
export type RowArray = readonly unknown[];

/** Domain's objects from arrays of values, without null members. */
function readerOf<T>(columns: Columns): (rows: readonly RowArray[] | null) => T[] {
  const fields = Object.keys(columns);
  const read = (row: RowArray) => {
    const made: Record<string, unknown> = {};
    for (let at = 0; at < fields.length; at += 1) {
      if (row[at] !== null) made[fields[at]] = row[at];
    }
    return made as T;
  };
  return (rows) => (rows ?? []).map(read);
}

export const ticketsFrom = readerOf<Ticket>(ticketColumns);
export const stretchesFrom = readerOf<Stretch>(stretchColumns);
export const advisorsFrom = readerOf<Advisor>(advisorColumns);
export const countsFrom = readerOf<QueueCounts>(countColumns);

/** `as t("id" uuid, …)`: reads a JSON array of the domain's objects as rows. */
export const asRecords = (columns: Columns, alias: string) =>
  `as ${alias}(${Object.entries(columns)
    .map(([field, [, type]]) => `"${field}" ${type}`)
    .join(', ')})`;

/** Column list and matching values, for inserting from records. */
export const columnsOf = (columns: Columns) =>
  Object.values(columns)
    .map(([column]) => column)
    .join(', ');
export const valuesOf = (columns: Columns, alias: string) =>
  Object.keys(columns)
    .map((field) => `${alias}."${field}"`)
    .join(', ');

/** `set a = t."a", …`, without the key. */
export const assignments = (columns: Columns, from: string, ...keys: string[]) =>
  Object.entries(columns)
    .filter(([, [column]]) => !keys.includes(column))
    .map(([field, [column]]) => `${column} = ${from}."${field}"`)
    .join(', ');

/** `a = excluded.a, …`, without the key: for upserts. */
export const fromExcluded = (columns: Columns, ...keys: string[]) =>
  Object.values(columns)
    .map(([column]) => column)
    .filter((column) => !keys.includes(column))
    .map((column) => `${column} = excluded.${column}`)
    .join(', ');
