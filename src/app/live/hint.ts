import { Commit } from '../ports';

/** A hint larger than this many bytes travels without its events: the feed treats them as a gap. */
export const HINT_BYTES = 64 * 1024;

/**
 * A hint on the wire: the sender's name, a space, and the commit as JSON. The name lets a sender
 * skip its own echo without parsing.
 */
export function encodeHint(sender: string, commit: Commit): string {
  const whole = `${sender} ${JSON.stringify(commit)}`;
  return whole.length <= HINT_BYTES
    ? whole
    : `${sender} ${JSON.stringify({ ...commit, events: [] })}`;
}

/**
 * The commit in a message; undefined for an echo of `self` and for anything that is not a hint.
 * `events` is empty if they were left out.
 */
export function decodeHint(self: string, message: string): Commit | undefined {
  const space = message.indexOf(' ');
  if (space <= 0 || message.slice(0, space) === self) return undefined;
  let commit: unknown;
  try {
    commit = JSON.parse(message.slice(space + 1));
  } catch {
    return undefined; // not a hint; polling heads covers it
  }
  return isCommit(commit) ? commit : undefined;
}

function isCommit(value: unknown): value is Commit {
  if (typeof value !== 'object' || value === null) return false;
  const commit = value as Partial<Record<keyof Commit, unknown>>;
  return (
    typeof commit.branch === 'string' &&
    typeof commit.epoch === 'string' &&
    typeof commit.at === 'number' &&
    Number.isSafeInteger(commit.prev) &&
    Number.isSafeInteger(commit.seq) &&
    Array.isArray(commit.events) &&
    (commit.events.length === 0 ||
      commit.events.length === (commit.seq as number) - (commit.prev as number))
  );
}
