import { IdentityStore, Limiter } from '../ports';
import { Secrets } from './secrets';

/**
 * Attempts in five minutes, from where a person has not signed in before: for one name from one
 * address, for one name from anywhere, and from one address, which a branch's staff share.
 */
const PER_NAME_AND_ADDRESS = 30;
export const PER_NAME = 100;
export const PER_ADDRESS = 300;
/**
 * The same for a browser or an address where the person has signed in: a way in of its own, which
 * no guessing elsewhere closes.
 */
const PER_KNOWN_DEVICE = 30;
const PER_KNOWN_ADDRESS = 120;
const WINDOW_SECONDS = 300;

/**
 * Attempts in five minutes and in a day. A code has six digits and its guesser already knows the
 * password, so fewer guesses are allowed than of a password. Somebody else's guesses close no known
 * browser or address, and no recovery code, which nobody can guess.
 */
const CODES = {
  device: { few: 20, day: 200 },
  known: { few: 20, day: 200 },
  unknown: { few: 20, day: 100 },
} as const;
const CODES_PER_NAME_AND_ADDRESS = 10;
const DAY_SECONDS = 86_400;

export class TooMany extends Error {
  constructor(
    readonly retryAfterSeconds: number,
    message: string,
  ) {
    super(message);
    this.name = 'TooMany';
  }
}

export interface WaysInDeps {
  readonly store: Pick<IdentityStore, 'knowsPlace' | 'rememberPlace'>;
  readonly limiter: Limiter;
  readonly secrets: Pick<Secrets, 'digest' | 'hashToken' | 'newToken'>;
  readonly clock: () => number;
}

/** Somebody's way in, without counting an attempt. */
function createWays({ store, secrets, clock }: WaysInDeps) {
  /** An address as it is kept: equal ones can be told, and nothing else. */
  const placeOf = (address: string) => secrets.digest(`place\0${address}`);
  /** What tells a browser that somebody of this name has signed in there: nobody can make one. */
  const markOf = (nonce: string, name: string) =>
    `${nonce}${secrets.digest(`mark\0${nonce}\0${name}`)}`;
  const markHolds = (mark: string, name: string) => markOf(mark.slice(0, 22), name) === mark;

  /**
   * @param username as `usernameKey` has it
   * @param marks of browsers where somebody has signed in, from the cookie
   */
  return async (username: string, address: string, marks: readonly string[]) => {
    const name = secrets.digest(username);
    const place = placeOf(address);
    const mark = marks.find((each) => markHolds(each, name));
    const known = mark !== undefined || (await store.knowsPlace(username, place));
    return {
      name,
      mark,
      /** Whether the person has signed in there before. */
      known,
      /** What to keep when they are in. @returns the mark for this browser */
      async remember(staff: string): Promise<string> {
        await store.rememberPlace(staff, place, clock());
        return mark ?? markOf(secrets.newToken().slice(0, 22), name);
      },
    };
  };
}

/** Who has signed in from where, so that whoever guesses closes nobody's own way in. */
export function createWaysIn(deps: WaysInDeps) {
  const wayOf = createWays(deps);
  const limit = async (key: string, most: number, seconds = WINDOW_SECONDS, out = '') => {
    const taken = await deps.limiter.take(key, most, seconds);
    if (taken.ok) return;
    throw new TooMany(
      taken.retryAfterSeconds,
      `Too many attempts. Try again in ${taken.retryAfterSeconds} s${out}.`,
    );
  };

  /**
   * Counts an attempt to sign in.
   * @returns how they come, and what to keep when they are in
   * @throws TooMany
   */
  const take = async (
    username: string,
    address: string,
    marks: readonly string[],
    what = 'sign-in',
  ) => {
    const way = await wayOf(username, address, marks);
    const { name, mark, known } = way;
    if (mark !== undefined) {
      await limit(`${what}:device:${mark}`, PER_KNOWN_DEVICE);
    } else if (known) {
      await limit(`${what}:known:${name}:${address}`, PER_KNOWN_ADDRESS);
    } else {
      await limit(`${what}:${name}:${address}`, PER_NAME_AND_ADDRESS);
      await limit(`${what}:name:${name}`, PER_NAME);
      await limit(`${what}:address:${address}`, PER_ADDRESS);
    }
    return way;
  };

  /**
   * Counts an attempt at the second step, of somebody whose password was right.
   * @throws TooMany
   */
  async function takeCode(
    username: string,
    address: string,
    marks: readonly string[],
    kind: 'code' | 'recovery',
  ): Promise<void> {
    if (kind === 'recovery') {
      await take(username, address, marks, 'recovery');
      return;
    }
    const { name, mark, known } = await wayOf(username, address, marks);
    const [source, key] =
      mark !== undefined
        ? (['device', mark] as const)
        : known
          ? (['known', `${name}:${address}`] as const)
          : (['unknown', name] as const);
    const out = '; a recovery code works meanwhile';
    if (source === 'unknown') {
      await limit(`code:${name}:${address}`, CODES_PER_NAME_AND_ADDRESS, WINDOW_SECONDS, out);
    }
    await limit(`code:${source}:${key}`, CODES[source].few, WINDOW_SECONDS, out);
    await limit(`code-day:${source}:${key}`, CODES[source].day, DAY_SECONDS, out);
  }

  return {
    /** Counts an attempt. @throws TooMany */
    limit: (key: string, most: number) => limit(key, most),
    of: wayOf,
    take,
    takeCode,
  };
}
export type WaysIn = ReturnType<typeof createWaysIn>;
