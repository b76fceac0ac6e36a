/** What a queue's machine said in one minute of a day. */
export interface Snapshot {
  readonly minute: number;
  /** The last number called. */
  readonly called: number;
  readonly waiting: number;
  readonly counters: number;
  /** Minutes a service takes, as the office has configured; 0 = nothing. */
  readonly average: number;
}

/** A queue of an office, with its days in order. */
export interface OfficeQueue {
  readonly name: string;
  readonly days: readonly { readonly day: string; readonly snapshots: readonly Snapshot[] }[];
}

const LEAST_ROWS = 30;
/** A day whose numbers run backwards more often than this is not one line. */
const BACKWARDS = 3;

/** Reads the offices' snapshots: days that are one line with numbers in order. */
export function readOffices(text: string): readonly OfficeQueue[] {
  const queues = new Map<string, Map<string, Map<number, Snapshot>>>();
  for (const line of text.trimEnd().split(/\r?\n/).slice(1)) {
    const [day, time, office, queue, prefix, called, waiting, counters, minutes] = line.split('\t');
    const number = /^([A-Za-z]*)0*(\d+)$/.exec(called);
    if (!number || (number[1] !== prefix && number[1] !== '')) continue;
    const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
    const snapshot = {
      minute,
      called: Number(number[2]),
      waiting: Number(waiting),
      counters: Number(counters),
      average: Number(minutes),
    };
    const days = made(queues, `${office} ${queue}`, () => new Map<string, Map<number, Snapshot>>());
    const minutesOfDay = made(days, day, () => new Map<number, Snapshot>());
    if (!minutesOfDay.has(minute)) minutesOfDay.set(minute, snapshot);
  }
  return [...queues].map(([name, days]) => ({
    name,
    days: [...days]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, all]) => ({
        day,
        snapshots: [...all.values()].sort((a, b) => a.minute - b.minute),
      }))
      .filter(({ snapshots }) => isOneLine(snapshots)),
  }));
}

function made<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

const isOneLine = (snapshots: readonly Snapshot[]) =>
  snapshots.length >= LEAST_ROWS &&
  snapshots.filter(({ called }, at) => at > 0 && called - snapshots[at - 1].called < -3).length <=
    BACKWARDS;
