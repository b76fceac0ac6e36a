import { Instant } from '../model/instant';

/** Instants as text for HTTP and screens: RFC 3339 in UTC with milliseconds. */

export const rfc3339 = (at: Instant): string => new Date(at).toISOString();

export const rfc3339OrNull = (at: Instant | null | undefined): string | null =>
  at === undefined || at === null ? null : rfc3339(at);

/** Members that hold an instant, in whatever they stand. */
const NAMES = [
  'at',
  'calledAt',
  'closedAt',
  'closesAt',
  'deferredAt',
  'deferredUntil',
  'due',
  'dueFrom',
  'endedAt',
  'heldAt',
  'idleSince',
  'issuedAt',
  'lastCallAt',
  'longestWaitSince',
  'now',
  'onDutySince',
  'openedAt',
  'since',
  'startedAt',
  'until',
  'waitingSince',
  'wishUntil',
] as const;
const names: ReadonlySet<string> = new Set(NAMES);

/** `T` with its instants as text. */
export type Written<T> = T extends readonly (infer Each)[]
  ? readonly Written<Each>[]
  : T extends object
    ? {
        readonly [K in keyof T]: K extends (typeof NAMES)[number]
          ? T[K] extends Instant | null | undefined
            ? string | Exclude<T[K], Instant>
            : Written<T[K]>
          : Written<T[K]>;
      }
    : T;

/** A copy with every instant written as text. Details of the bank's own facts stay as they are. */
export const written = <T>(value: T): Written<T> => copy(value) as Written<T>;

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (value === null || typeof value !== 'object') return value;
  const made: Record<string, unknown> = {};
  const given = value as Record<string, unknown>;
  // by key, as a long line has tens of thousands of members, each with a pair of its own otherwise
  for (const key of Object.keys(given)) {
    const each = given[key];
    made[key] =
      typeof each === 'number'
        ? names.has(key)
          ? rfc3339(each)
          : each
        : key === 'details' || typeof each !== 'object'
          ? each
          : copy(each);
  }
  return made;
}
