import { localHour } from '../../domain/model/local-time';
import type { Report } from '../../wire/records';

/** A branch's day, by the hour of its clock. */
export interface DayByHour {
  /** Tickets issued in each hour. */
  readonly arrivals: readonly number[];
  /** Mean wait of the tickets called in each hour, in minutes; undefined if none was. */
  readonly waits: readonly (number | undefined)[];
  /**
   * The share of the time on duty in each hour that was spent serving; undefined if nobody was on
   * duty. A pause is not time on duty.
   */
  readonly occupancy: readonly (number | undefined)[];
}

const HOUR = 3_600_000;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

interface Row {
  readonly day: string;
  readonly queue: string;
  readonly issued: number;
  readonly called?: number;
  /** Time in line, in minutes, without extra time that the customer asked for. */
  readonly waited?: number;
}

/** What an advisor was doing, from one time to another. */
interface Spell {
  readonly day: string;
  readonly kind: string;
  readonly from: number;
  /** Open until now, while absent. */
  readonly to?: number;
}

const time = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : undefined);

/** The rows of the report `tickets`. */
function rowsOf({ columns, rows }: Report): readonly Row[] {
  const [day, queue, issued, called, waited] = [
    'day',
    'queue',
    'issued',
    'called',
    'wait_minutes',
  ].map((name) => columns.indexOf(name));
  return rows.map((row) => ({
    day: String(row[day]),
    queue: String(row[queue]),
    issued: time(row[issued])!,
    called: time(row[called]),
    ...(typeof row[waited] === 'number' ? { waited: row[waited] } : {}),
  }));
}

/** On duty: with a customer called or in service, or free. A pause is none of these. */
const ON_DUTY = ['idle', 'called', 'serving'];

/** The rows of the report `stretches` during which somebody was on duty. */
function spellsOf({ columns, rows }: Report): readonly Spell[] {
  const [day, kind, advisor, began, ended] = ['day', 'kind', 'advisor', 'began', 'ended'].map(
    (name) => columns.indexOf(name),
  );
  return rows
    .filter((row) => row[advisor] !== null && ON_DUTY.includes(String(row[kind])))
    .map((row) => ({
      day: String(row[day]),
      kind: String(row[kind]),
      from: time(row[began])!,
      to: time(row[ended]),
    }));
}

/** The reports that a day is drawn from; they may contain other days too. */
export interface DayReports {
  readonly tickets: Report;
  readonly stretches: Report;
}

interface Which {
  readonly day: string;
  readonly zone: string;
  readonly now: number;
  /** Arrivals and waits of only this queue; advisors on duty serve all of their queues. */
  readonly queue?: string;
}

/** Arrivals, waits and occupancy of a business day. Stretches still open count until `now`. */
export function dayByHour(
  { tickets, stretches }: DayReports,
  { day, zone, now, queue }: Which,
): DayByHour {
  const hour = (at: number) => localHour(zone, at);
  const arrivals = hours.map(() => 0);
  const waits: number[][] = hours.map(() => []);
  for (const row of rowsOf(tickets)) {
    if (row.day !== day || (queue !== undefined && row.queue !== queue)) continue;
    arrivals[hour(row.issued)]++;
    if (row.called !== undefined) {
      waits[hour(row.called)].push(row.waited ?? (row.called - row.issued) / 60_000);
    }
  }
  const [duty, serving] = [hours.map(() => 0), hours.map(() => 0)];
  for (const spell of spellsOf(stretches).filter((each) => each.day === day)) {
    const end = spell.to ?? now;
    for (let at = spell.from; at < end; at = nextHour(at)) {
      const ms = Math.min(end, nextHour(at)) - at;
      duty[hour(at)] += ms;
      if (spell.kind === 'serving') serving[hour(at)] += ms;
    }
  }
  return {
    arrivals,
    waits: waits.map(mean),
    occupancy: duty.map((ms, at) => (ms === 0 ? undefined : serving[at] / ms)),
  };
}

/**
 * In zones with whole-hour and half-hour offsets alike, a clock hour begins at a multiple of half
 * an hour.
 */
const nextHour = (at: number) => Math.floor(at / (HOUR / 2)) * (HOUR / 2) + HOUR / 2;
const mean = (values: readonly number[]) =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Whether anything happened on a day. */
export const hasAny = ({ arrivals, waits, occupancy }: DayByHour): boolean =>
  arrivals.some((count) => count > 0) ||
  [...waits, ...occupancy].some((value) => value !== undefined);

/** The hours so far: from the first with any data to the present one. */
export function hoursShown(
  days: readonly DayByHour[],
  nowHour: number,
): { readonly from: number; readonly to: number } {
  const used = hours.filter(
    (hour) =>
      hour <= nowHour &&
      days.some(
        ({ arrivals, waits, occupancy }) =>
          arrivals[hour] > 0 || waits[hour] !== undefined || occupancy[hour] !== undefined,
      ),
  );
  return { from: used[0] ?? nowHour, to: nowHour };
}

/** The end of a scale: a round number of at least this, whose half is round too. */
export function scaleEnd(most: number): number {
  const unit = 10 ** Math.floor(Math.log10(most));
  return most <= 1 ? 1 : ([1, 2, 4, 6, 8, 10].find((times) => times * unit >= most) ?? 10) * unit;
}
