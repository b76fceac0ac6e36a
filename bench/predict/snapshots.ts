import { Problem } from '../../src/local/machine/problem';
import { remark } from './remark';

/** What a queue's machine showed in one minute of a day. */
export interface Snapshot {
  readonly minute: number;
  /** The last number called. */
  readonly called: number;
  readonly waiting: number;
  readonly counters: number;
  /** Minutes a service takes, as the office configured it; 0 if it did not. */
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

const COUNT = { is: /^\d+$/, wants: 'a whole number' };
/** The columns of the offices' file, with the format of those that are not names. */
const COLUMNS: readonly (readonly [string, { readonly is: RegExp; readonly wants: string }?])[] = [
  ['date', { is: /^\d{4}-\d\d-\d\d$/, wants: 'a day yyyy-mm-dd' }],
  ['time', { is: /^([01]\d|2[0-3]):[0-5]\d/, wants: 'a time hh:mm' }],
  ['office'],
  ['queue'],
  ['prefix'],
  ['called'],
  ['waiting', COUNT],
  ['counters', COUNT],
  ['minutes', COUNT],
];

/** Whether a file begins as the offices' does. */
export const isOffices = (text: string): boolean => /^date\ttime\toffice/.test(text);

/** Why a line cannot be read; undefined if it can. */
function faultOf(fields: readonly string[]): string | undefined {
  if (fields.length !== COLUMNS.length) {
    return `it has ${fields.length} fields, expected ${COLUMNS.length}`;
  }
  const at = COLUMNS.findIndex(([, written], index) => written && !written.is.test(fields[index]));
  if (at < 0) return undefined;
  const [name, written] = COLUMNS[at];
  return `${name} is ${JSON.stringify(fields[at])}, expected ${written!.wants}`;
}

/**
 * Reads the offices' snapshots: days that are one line with numbers in order. Lines that cannot be
 * read are left out and reported.
 * @throws Problem for a wrong header
 */
export function readOffices(
  text: string,
  path: string,
): { readonly queues: readonly OfficeQueue[]; readonly remarks: readonly string[] } {
  const faults: string[] = [];
  const queues = new Map<string, Map<string, Map<number, Snapshot>>>();
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  const expected = COLUMNS.map(([name]) => name).join(' ');
  if (header.split('\t').join(' ') !== expected) {
    throw new Problem(
      `${path}, line 1: expected the header ${expected}, ` +
        `but it is ${JSON.stringify(header.slice(0, 200))}`,
    );
  }
  lines.forEach((content, index) => {
    const fields = content.split('\t');
    const fault = faultOf(fields);
    if (fault) return void faults.push(`line ${index + 2}: ${fault}`);
    const [day, time, office, queue, prefix, called, waiting, counters, minutes] = fields;
    const number = /^([A-Za-z]*)0*(\d+)$/.exec(called);
    if (!number || (number[1] !== prefix && number[1] !== '')) return;
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
  });
  const found = [...queues].map(([name, days]) => ({
    name,
    days: [...days]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, all]) => ({
        day,
        snapshots: [...all.values()].sort((a, b) => a.minute - b.minute),
      }))
      .filter(({ snapshots }) => isOneLine(snapshots)),
  }));
  return { queues: found, remarks: remark(faults, 'left out') };
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
