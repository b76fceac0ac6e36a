import {
  createHash,
  randomBytes,
  randomInt,
  scrypt,
  ScryptOptions,
  timingSafeEqual,
} from 'node:crypto';
import { Queued } from '../ports';

/** 256 random bits; only its hash is stored. */
export const newToken = () => randomBytes(32).toString('base64url');

/** No 0, o, 1, l or i, which look alike on paper and on screens. */
const CODE_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A code for a person to type, such as the one that enrols a kiosk. Only its hash is stored. */
export const newCode = (letters = 10) =>
  Array.from({ length: letters }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');

/**
 * SHA-256 of a token, an enrolment code or a ticket's key: this is what is stored and looked up.
 */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('base64url');

/**
 * At most this many at a time: each takes 32 MiB and one of the four threads that DNS look-ups and
 * files need too.
 */
const AT_ONCE = 2;
export type Priority = 'first' | 'other';
/**
 * At most this many of those at work may be of one priority, so that known people never wait for a
 * stranger's turn to end.
 */
const AT_WORK: Readonly<Record<Priority, number>> = { first: AT_ONCE, other: AT_ONCE - 1 };
/**
 * How many may wait: a turn takes about an eighth of a second, so the last waits under two seconds.
 */
const MOST_WAITING: Readonly<Record<Priority, number>> = { first: 24, other: 14 };
/** By then most of one priority have had their turn. */
const RETRY_SECONDS = 2;
const working = { first: 0, other: 0 };
const waiting: Readonly<Record<Priority, (() => void)[]>> = { first: [], other: [] };

const mayWork = (priority: Priority) =>
  working.first + working.other < AT_ONCE && working[priority] < AT_WORK[priority];

/** Gives free turns to those who wait, beginning with the first. */
function wake() {
  for (const priority of ['first', 'other'] as const) {
    while (waiting[priority].length && mayWork(priority)) {
      working[priority] += 1;
      waiting[priority].shift()!();
    }
  }
}

async function derive(
  password: string,
  salt: Buffer,
  options: ScryptOptions,
  priority: Priority,
): Promise<Buffer> {
  if (mayWork(priority) && !waiting[priority].length) {
    working[priority] += 1;
  } else {
    if (waiting[priority].length >= MOST_WAITING[priority]) throw new Queued(RETRY_SECONDS);
    await new Promise<void>((turn) => waiting[priority].push(turn));
  }
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      scrypt(password.normalize('NFKC'), salt, 32, options, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    working[priority] -= 1;
    wake();
  }
}

/**
 * scrypt with N 2^15, r 8, p 3: one of the equivalent minima in OWASP's Password Storage Cheat
 * Sheet, and the one whose memory a small task can spare.
 * @param cost log2 of N
 */
export async function hashPassword(password: string, cost = 15, passes = 3): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, optionsOf(cost, passes), 'first');
  return [
    'scrypt',
    `${cost}x${passes}`,
    salt.toString('base64url'),
    key.toString('base64url'),
  ].join('$');
}

/**
 * In constant time. False for text that is not one of our hashes.
 * @param priority `first` goes before `other`, and each has a bound
 * @throws Queued when too many of that priority wait
 */
export async function passwordHolds(
  password: string,
  hash: string,
  priority: Priority = 'first',
): Promise<boolean> {
  const [kind, work, salt, key] = hash.split('$');
  const [, cost, passes = '1'] = /^(1?\d)(?:x(\d))?$/.exec(work ?? '') ?? [];
  if (kind !== 'scrypt' || !salt || !key || !cost) return false;
  const expected = Buffer.from(key, 'base64url');
  const given = await derive(
    password,
    Buffer.from(salt, 'base64url'),
    optionsOf(Number(cost), Number(passes)),
    priority,
  );
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const optionsOf = (cost: number, passes: number): ScryptOptions => ({
  N: 2 ** cost,
  r: 8,
  p: passes,
  maxmem: 2 ** cost * 8 * 128 * 2,
});
