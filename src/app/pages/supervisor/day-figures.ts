import { localDate, localHour } from '../../domain/model/local-time';
import type { Report } from '../../wire/records';

/** A branch's day, by the hour of its clock. */
export interface DayByHour {
  /** Tickets issued in each hour. */
  readonly arrivals: readonly number[];
  /** Mean wait of the tickets called in each hour, in minutes; undefined if none was. */
  readonly waits: readonly (number | undefined)[];
  /**
   * The share of each hour in which the advisors who served in it were serving; undefined if nobody
   * served. Of the day's first hour and the current one, only the part so far counts.
   */
  readonly occupancy: readonly (number | undefined)[];
}

const HOUR = 3_600_000;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

interface Row {
  readonly day: string;
  readonly issued: number;
  readonly called?: number;
  /** In line, in minutes, without the time that the customer asked for. */
  readonly waited?: number;
  readonly started?: number;
  readonly ended?: number;
  readonly advisor?: string;
  readonly state: string;
}

/** The rows of the report `tickets`. */
function rowsOf(report: Report): readonly Row[] {
  const at = (name: string) => report.columns.indexOf(name);
  const time = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : undefined);
  const [day, issued, called, started, ended, advisor, state, waited] = [
    'day',
    'issued',
    'called',
    'started',
    'ended',
    'advisor',
    'state',
    'wait_minutes',
  ].map(at);
  return report.rows.map((row) => ({
    day: String(row[day]),
    issued: time(row[issued])!,
    called: time(row[called]),
    ...(typeof row[waited] === 'number' ? { waited: row[waited] } : {}),
    started: time(row[started]),
    ended: time(row[ended]),
    advisor: row[advisor] === null ? undefined : String(row[advisor]),
    state: String(row[state]),
  }));
}

/**
 * Arrivals, waits and occupancy of a business day, from the report `tickets`. An open service
 * counts until `now`.
 */
export function dayByHour(report: Report, day: string, timeZone: string, now: number): DayByHour {
  const rows = rowsOf(report).filter((row) => row.day === day);
  const hour = (at: number) => localHour(timeZone, at);
  const arrivals = hours.map(() => 0);
  const waits: number[][] = hours.map(() => []);
  const busy = new Map<number, number>();
  const servers = new Map<number, Set<string>>();
  for (const row of rows) {
    arrivals[hour(row.issued)]++;
    if (row.called !== undefined) {
      waits[hour(row.called)].push(row.waited ?? (row.called - row.issued) / 60_000);
    }
    if (row.started === undefined || row.advisor === undefined) continue;
    const end = row.ended ?? (row.state === 'serving' ? now : row.started);
    for (let at = row.started; at < end; at = nextHour(at)) {
      const in_ = hour(at);
      busy.set(in_, (busy.get(in_) ?? 0) + Math.min(end, nextHour(at)) - at);
      servers.set(in_, (servers.get(in_) ?? new Set()).add(row.advisor));
    }
  }
  const spans = spansOf(rows, localDate(timeZone, now) === day ? now : undefined, hour);
  return {
    arrivals,
    waits: waits.map(mean),
    occupancy: hours.map((each) =>
      busy.has(each)
        ? Math.min(1, busy.get(each)! / (servers.get(each)!.size * (spans.get(each) ?? HOUR)))
        : undefined,
    ),
  };
}

/**
 * How much of each hour belongs to the day, in ms: from its first ticket to `now` or, once it is
 * over, to its last end.
 */
function spansOf(
  rows: readonly Row[],
  now: number | undefined,
  hour: (at: number) => number,
): ReadonlyMap<number, number> {
  const spans = new Map<number, number>();
  const until = now ?? Math.max(...rows.map((row) => row.ended ?? row.issued));
  for (let at = Math.min(...rows.map((row) => row.issued)); at < until; at = nextHour(at)) {
    spans.set(hour(at), (spans.get(hour(at)) ?? 0) + Math.min(until, nextHour(at)) - at);
  }
  return spans;
}

/** In zones of whole and of half hours alike, a clock hour begins at a multiple of half an hour. */
const nextHour = (at: number) => Math.floor(at / (HOUR / 2)) * (HOUR / 2) + HOUR / 2;
const mean = (values: readonly number[]) =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The hours worth drawing: from the first to the last with any data, at least eight. */
export function hoursShown(
  days: readonly DayByHour[],
  nowHour: number,
): { readonly from: number; readonly to: number } {
  const anything = (hour: number) =>
    days.some(
      ({ arrivals, waits, occupancy }) =>
        arrivals[hour] > 0 || waits[hour] !== undefined || occupancy[hour] !== undefined,
    );
  const used = hours.filter((hour) => hour === nowHour || anything(hour));
  const from = Math.max(0, Math.min(used[0], 16));
  return { from, to: Math.min(23, Math.max(used[used.length - 1], from + 7)) };
}
