import { Alert } from '../../domain/model/alert';
import { Instant } from '../../domain/model/instant';
import { BranchSettings, defaultSettings } from '../../domain/model/settings';
import { BranchConfig, Slice } from '../../domain/model/state';
import { Earlier, Head, Loaded, LoadSpec, OpenRequest } from '../../ports';
import { ConfigOf } from '../reads/config-cache';
import {
  advisorColumns,
  advisorsFrom,
  asArray,
  countColumns,
  countsFrom,
  RowArray,
  ticketColumns,
  ticketsFrom,
} from '../reads/rows';
import { activeParts, foundCte, FoundRow, indexesOf, knownFrom, knownPart } from './load-customers';
import { lineKept, numbersKept, onDuty, Param } from './load-day';
import { LineColumns, lineFrom, lineParts } from './load-line';
import { pastOf, pastParts, PastRow } from './load-past';
import { FRONT, ticketSources } from './load-tickets';

const ticket = asArray(ticketColumns, 't');
const none = 'null::json';

/**
 * Parts of the single load statement. `$1` is the branch, `$2` the clock or null; further
 * parameters are added as needed. The head is read again, as the lock left it, so that the
 * statement can be sent together with the lock, before the head is known here.
 */
function statement(
  spec: LoadSpec,
  fronts: LoadSpec['fronts'],
  alerts: boolean,
  settings: BranchSettings,
  clock: Instant,
) {
  const values: unknown[] = [];
  const param: Param = (value) => `$${values.push(value) + 2}`;
  const ctes = [
    `clock as materialized (
      select coalesce($2::bigint, (extract(epoch from clock_timestamp()) * 1000)::bigint) as now)`,
    'head as materialized (select day from branch_heads where branch_id = $1)',
  ];
  const parts: Record<string, string> = { now: '(select now from clock)' };
  parts.counts = `(
    select json_agg(${asArray(countColumns, 'c')}) from queue_counts c where c.branch_id = $1)`;
  const whose =
    spec.due || spec.open || spec.waiting || alerts ? '' : onDuty(spec, settings, clock, param);
  parts.advisors = `(
    select json_agg(json_build_array(${asArray(advisorColumns, 'a')}, a.seen_at))
      from advisors a where a.branch_id = $1 ${whose})`;
  parts.numbers = `(
    select json_object_agg(d.queue, d.n) from day_counters d
     where d.branch_id = $1 and d.day = (select day from head))`;
  parts.kept = spec.number ? numbersKept(settings, clock, param) : none;
  if (spec.open?.closing) parts.lineKept = lineKept(spec.open.closing, param);
  const sources = ticketSources(spec, fronts, param);
  parts.tickets = sources.length
    ? `(select json_agg(${ticket}) from (${sources.join('\n union all ')}) t)`
    : none;
  const indexes = indexesOf(spec.customers);
  if (indexes.length) {
    ctes.push(foundCte(indexes, param));
    parts.known = knownPart;
  }
  if (spec.customerOf) Object.assign(parts, activeParts(spec.customerOf, param));
  if (spec.past) Object.assign(parts, pastParts(spec.past, param));
  if (spec.line) Object.assign(parts, lineParts);
  parts.alerts = alerts
    ? '(select json_agg(a.body) from alerts a where a.branch_id = $1 and a.closed_at is null)'
    : none;
  return { ctes, parts, values, param };
}

export interface LoadRow extends PastRow {
  readonly now: number;
  readonly counts: RowArray[] | null;
  readonly advisors: (readonly [advisor: RowArray, seenAt: number | null])[] | null;
  readonly numbers: Record<string, number> | null;
  readonly kept: string[] | null;
  readonly lineKept?: boolean | null;
  readonly tickets: RowArray[] | null;
  readonly known?: readonly FoundRow[] | null;
  readonly active?: RowArray | null;
  readonly ahead?: number | null;
  readonly alerts: Alert[] | null;
  readonly line?: LineColumns | null;
  readonly serving?: Record<string, string> | null;
  readonly earlier: (Omit<Earlier, 'answer'> & { readonly answer: string })[] | null;
}

const emptyConfig: BranchConfig = { settings: defaultSettings, queues: {}, counters: {} };
const names = new Map<string, string>();
/** Statements of one shape are prepared once per connection. */
const nameOf = (text: string) => {
  let found = names.get(text);
  if (!found) names.set(text, (found = `load-${names.size}`));
  return found;
};

/**
 * A load prepared for one configuration of the branch, so it can be sent before the head is known.
 */
export function prepareLoad(
  request: OpenRequest,
  config: ConfigOf | undefined,
): { readonly name: string; readonly text: string; readonly values: readonly unknown[] } {
  const { branch, load: spec, keys, clock } = request;
  const fronts = config?.config.settings.assignment === 'automatic' ? 'all' : spec.fronts;
  const { ctes, parts, values, param } = statement(
    spec,
    fronts,
    Boolean(spec.alerts || spec.due || spec.open),
    config?.config.settings ?? defaultSettings,
    clock ?? Date.now(),
  );
  parts.earlier = keys.length ? earlierAnswers(keys, param) : none;
  const text = `with ${ctes.join(',\n')}\nselect ${Object.entries(parts)
    .map(([key, value]) => `${value} as "${key}"`)
    .join(',\n')}`;
  return { name: nameOf(text), text, values: [branch, clock ?? null, ...values] };
}

/**
 * One key after the other, so that each is found by the index; two, four, eight or sixteen, so that
 * statements stay few.
 */
function earlierAnswers(keys: OpenRequest['keys'], param: Param): string {
  const length = 2 ** Math.ceil(Math.log2(keys.length));
  const each = Array.from({ length }, (_, at) => keys[at] ?? keys[0]).map(
    ({ actor, route, key }) =>
      `k.actor = ${param(actor)} and k.route = ${param(route)} and k.key = ${param(key)}`,
  );
  return `(
    select json_agg(json_build_object('actor', k.actor, 'route', k.route, 'key', k.key,
                                      'fingerprint', k.fingerprint, 'answer', k.answer, 'at', k.at))
      from idempotency_keys k where ${each.join(' or ')})`;
}

/** The result, as the domain takes it. */
export function loadedFrom(
  row: LoadRow,
  head: Head,
  { load: spec }: OpenRequest,
  config: ConfigOf | undefined,
): Loaded {
  const byId = <T extends { readonly id: string }>(list: readonly T[] | null) =>
    Object.fromEntries((list ?? []).map((each) => [each.id, each]));
  const advisors = advisorsFrom((row.advisors ?? []).map(([advisor]) => advisor));
  const slice: Slice = {
    branch: head.branch,
    day: head.day,
    seq: head.seq,
    tickets: byId(ticketsFrom(row.tickets)),
    advisors: byId(advisors),
    queues: byId(countsFrom(row.counts)),
    alerts: byId(row.alerts),
    config: config?.config ?? emptyConfig,
    numbers: row.numbers ?? {},
    ...(row.kept ? { numbersKept: row.kept } : {}),
    lineKept: row.lineKept ?? undefined,
    activeOfCustomer: row.active ? ticketsFrom([row.active])[0] : undefined,
    activeAhead: row.ahead ?? undefined,
    serves: typeof spec.advisor === 'string' ? config?.staffQueues[spec.advisor] : undefined,
    front: FRONT,
    ...(spec.past ? pastOf(row) : {}),
    ...(spec.line ? { line: lineFrom(row.line), serving: row.serving ?? {} } : {}),
    seenAt: Object.fromEntries(
      (row.advisors ?? []).flatMap(([, seenAt], at) =>
        seenAt === null ? [] : [[advisors[at].id, seenAt] as const],
      ),
    ),
  };
  return {
    now: Math.max(row.now, head.at),
    slice,
    ...(spec.customers ? { known: knownFrom(row.known, spec.customers) } : {}),
    earlier: (row.earlier ?? []).map((each) => ({ ...each, answer: JSON.parse(each.answer) })),
  };
}
