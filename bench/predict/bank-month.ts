import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** One call to the bank, in seconds of its day. */
export interface BankCall {
  readonly day: string;
  readonly queue: string;
  readonly lane: 'general' | 'preferential';
  readonly from: number;
  /** When it was taken, or given up. */
  readonly until: number;
  /** When the service ended; absent: given up. */
  readonly ended?: number;
  /** Absent: the bank did not note who. */
  readonly advisor?: string;
}

/** Internet support has agents of its own and is not scored. */
export const APART = 'IN';
const QUEUES = ['PS', 'NW', 'NE', 'TT', 'PE', APART];
const FIELDS = 17;
/** A call that seems to have begun so long before it came was filed on the day before. */
const MIDNIGHT = -1000;

export const textOf = (path: string): string => {
  const bytes = readFileSync(path);
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('latin1');
};

/** Reads a month of the bank, by day, in the order people came; malformed lines are counted. */
export function readMonth(text: string): {
  readonly days: ReadonlyMap<string, readonly BankCall[]>;
  readonly skipped: number;
} {
  const days = new Map<string, BankCall[]>();
  let skipped = 0;
  for (const line of text.trimEnd().split(/\r?\n/).slice(1)) {
    const fields = line.trim().split(/\s+/);
    const call = fields.length === FIELDS ? callOf(fields) : undefined;
    if (fields.length !== FIELDS) skipped += 1;
    if (!call) continue;
    const known = days.get(call.day) ?? [];
    known.push(call);
    days.set(call.day, known);
  }
  for (const calls of days.values()) calls.sort((a, b) => a.from - b.from);
  return { days: new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1))), skipped };
}

/** Undefined: nothing that a branch would have seen. */
function callOf(fields: readonly string[]): BankCall | undefined {
  const [, , , priority, type, day, , , , qStart, qExit, qTime, outcome, start, exit, , server] =
    fields;
  const waited = Number(qTime) > 0;
  const common = {
    day,
    queue: QUEUES.includes(type) ? type : QUEUES[0],
    lane: priority === '2' ? ('preferential' as const) : ('general' as const),
  };
  if (outcome === 'AGENT') {
    const [until, ended] = [secondsOf(start), secondsOf(exit)];
    const from = waited ? secondsOf(qStart) : until;
    // Zeros are no time, and a service that ends before it begins is no service.
    if (until === 0 || ended < until || until - from <= MIDNIGHT) return undefined;
    const advisor = server === 'NO_SERVER' ? {} : { advisor: server };
    return { ...common, from, until: Math.max(from, until), ended, ...advisor };
  }
  if (outcome !== 'HANG' || !waited) return undefined;
  return { ...common, from: secondsOf(qStart), until: secondsOf(qExit) };
}

const secondsOf = (time: string) => {
  const [hours, minutes, seconds] = time.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
};
