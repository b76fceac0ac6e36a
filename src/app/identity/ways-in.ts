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

/** Who has signed in from where, so that whoever guesses closes nobody's own way in. */
export function createWaysIn({ store, limiter, secrets, clock }: WaysInDeps) {
  /** An address as it is kept: equal ones can be told, and nothing else. */
  const placeOf = (address: string) => secrets.digest(`place\0${address}`);
  /** What tells a browser that somebody of this name has signed in there: nobody can make one. */
  const markOf = (nonce: string, name: string) =>
    `${nonce}${secrets.digest(`mark\0${nonce}\0${name}`)}`;
  const markHolds = (mark: string, name: string) => markOf(mark.slice(0, 22), name) === mark;

  const limit = async (key: string, most: number, seconds = WINDOW_SECONDS) => {
    const taken = await limiter.take(key, most, seconds);
    if (taken.ok) return;
    throw new TooMany(
      taken.retryAfterSeconds,
      `Too many attempts. Try again in ${taken.retryAfterSeconds} s.`,
    );
  };

  return {
    /** Counts an attempt. @throws TooMany */
    limit,
    /**
     * Counts an attempt to sign in.
     * @param username as `usernameKey` has it
     * @param marks of browsers where somebody has signed in, from the cookie
     * @returns whether the person is known there, and what to keep when they are in
     * @throws TooMany
     */
    async take(username: string, address: string, marks: readonly string[]) {
      const name = secrets.digest(username);
      const place = placeOf(address);
      const mark = marks.find((each) => markHolds(each, name));
      const known = mark !== undefined || (await store.knowsPlace(username, place));
      if (mark !== undefined) {
        await limit(`sign-in:device:${mark}`, PER_KNOWN_DEVICE);
      } else if (known) {
        await limit(`sign-in:known:${name}:${address}`, PER_KNOWN_ADDRESS);
      } else {
        await limit(`sign-in:${name}:${address}`, PER_NAME_AND_ADDRESS);
        await limit(`sign-in:name:${name}`, PER_NAME);
        await limit(`sign-in:address:${address}`, PER_ADDRESS);
      }
      return {
        known,
        /** @returns the mark for this browser */
        async remember(staff: string): Promise<string> {
          await store.rememberPlace(staff, place, clock());
          return mark ?? markOf(secrets.newToken().slice(0, 22), name);
        },
      };
    },
  };
}
export type WaysIn = ReturnType<typeof createWaysIn>;
