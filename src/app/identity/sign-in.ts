import { randomUUID } from 'node:crypto';
import { Refused } from '../domain/errors';
import { Cache, Device, IdentityStore, Limiter, RecordFact, Staff } from '../ports';
import { Secrets } from './secrets';

const HOUR = 3_600_000;
/** A session ends this long after sign-in: a working day and its overtime. */
export const SESSION_MS = 12 * HOUR;
/** Guesses: per username and address, then per address whoever is tried, in five minutes. A branch's staff share one address. */
const PER_NAME = 10;
const PER_ADDRESS = 100;
const WINDOW_SECONDS = 300;

export interface SignInParts {
  readonly store: IdentityStore;
  readonly cache: Cache;
  readonly limiter: Limiter;
  readonly secrets: Secrets;
  readonly record: RecordFact;
  readonly clock: () => number;
}

export class TooMany extends Error {
  constructor(readonly retryAfterSeconds: number, message: string) {
    super(message);
    this.name = 'TooMany';
  }
}

/** Not who they say, or nobody. The sentence never says which half was wrong. */
export class Unknown extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
    this.name = 'Unknown';
  }
}

export function createSignIn({ store, limiter, secrets, record, clock, cache }: SignInParts) {
  const open = async (staff: Staff) => {
    const token = secrets.newToken();
    await store.addSession({ id: randomUUID(), tokenHash: secrets.hashToken(token), staff: staff.id, expiresAt: clock() + SESSION_MS });
    await record('bank', { kind: 'staff', id: staff.id }, [{ type: 'BankFact', what: 'signed-in', subject: staff.id }]);
    return { token, staff };
  };

  return {
    /** Username and password. A failed guess is counted here and appended to the audit by the sweep: a flood never queues on the bank's head. */
    async withPassword(username: string, password: string, address: string): Promise<{ readonly token: string; readonly staff: Staff }> {
      for (const [key, limit] of [[`sign-in:${secrets.hashToken(username)}:${address}`, PER_NAME], [`sign-in:${address}`, PER_ADDRESS]] as const) {
        const taken = await limiter.take(key, limit, WINDOW_SECONDS);
        if (!taken.ok) throw new TooMany(taken.retryAfterSeconds, `Too many attempts. Try again in ${taken.retryAfterSeconds} s.`);
      }
      const staff = await store.staffByUsername(username);
      // The same work for nobody as for somebody: the time tells nothing.
      const holds = await secrets.passwordHolds(password, staff?.passwordHash ?? await secrets.nobodysHash());
      if (!staff || !holds) {
        await store.countFailedSignIn(username, address, clock());
        throw new Unknown('wrong_credentials', 'Username or password is wrong. Check both; an administrator can set a new password.');
      }
      await store.clearFailedSignIns(username);
      const { passwordHash: _, ...known } = staff;
      return open(known);
    },
    /** Without a password: the demo bank's one-click links, which the caller has checked. */
    async withoutPassword(username: string) {
      const staff = await store.staffByUsername(username);
      if (!staff) throw new Unknown('wrong_credentials', 'There is no such staff member.');
      const { passwordHash: _, ...known } = staff;
      return open(known);
    },
    async signOut(token: string, staff: string): Promise<void> {
      const hash = secrets.hashToken(token);
      await store.endSession(hash);
      await cache.drop(`{s:${hash}}:session`);
      await record('bank', { kind: 'staff', id: staff }, [{ type: 'BankFact', what: 'signed-out', subject: staff }]);
    },
    /** Takes an enrolment code: single use, unless the demo bank's. */
    async enrol(code: string, address: string): Promise<{ readonly token: string; readonly device: Device }> {
      const taken = await limiter.take(`enrol:${address}`, 30, WINDOW_SECONDS);
      if (!taken.ok) throw new TooMany(taken.retryAfterSeconds, `Too many attempts. Try again in ${taken.retryAfterSeconds} s.`);
      const token = secrets.newToken();
      const device = await store.enrol(secrets.hashToken(code.trim().toLowerCase()), secrets.hashToken(token), clock());
      if (!device) throw new Refused('missing', 'unknown_code', 'This code is unknown, used or expired. An administrator can make a new one for the device.', [{ field: 'code', got: 'a code', wants: 'a code an administrator has just made' }]);
      await record('bank', { kind: device.kind, id: device.id }, [{ type: 'BankFact', what: 'device-enrolled', subject: device.id, details: { branch: device.branch } }]);
      return { token, device };
    },
  };
}
export type SignIn = ReturnType<typeof createSignIn>;
