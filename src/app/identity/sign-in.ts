import { randomUUID } from 'node:crypto';
import { BANK } from '../domain/model/bank';
import { Refused } from '../domain/model/errors';
import { Fact } from '../domain/model/events';
import { deviceText, sessionText } from '../domain/model/keys-given';
import { refuseWithoutProvider } from '../domain/model/provider-rights';
import { usernameKey } from '../domain/model/username';
import {
  Cache,
  Device,
  IdentityStore,
  OfProvider,
  OidcRules,
  Person,
  RecordFact,
  SecondFactorChange,
  Staff,
  Vault,
} from '../ports';
import { cacheKey } from './cache-key';
import { Endings } from './endings';
import { IDLE_MS, SESSION_MS } from './owner';
import { createPasswordCheck } from './password-check';
import { secondStep } from './second-step-needed';
import { Secrets } from './secrets';
import { Unknown } from './unknown';
import { PER_ADDRESS, PER_NAME, WaysIn } from './ways-in';

export interface SignInDeps {
  readonly store: IdentityStore;
  readonly cache: Cache;
  readonly ways: WaysIn;
  readonly secrets: Secrets;
  readonly vault: Pick<Vault, 'encrypt' | 'decrypt' | 'digest'>;
  readonly record: RecordFact;
  /** A second factor changes, in one commit with these facts. */
  readonly change: (
    by: string,
    change: SecondFactorChange,
    facts: readonly Fact[],
  ) => Promise<void>;
  /** Gives a device its key, in one commit with the fact that records it. */
  readonly giveKey: (
    device: Device,
    key: { readonly tokenHash: string; readonly alone: boolean },
    fact: Fact,
  ) => Promise<void>;
  readonly clock: () => number;
  readonly endings: Pick<Endings, 'tell'>;
  /** Who still signs in by a password, where the bank has its own sign-in. */
  readonly passwords?: OidcRules['passwords'];
}

/** Refuses signing in without the bank's own sign-in, where that is the only way. */
const refusing = (passwords: SignInDeps['passwords']) => (staff: Staff) =>
  refuseWithoutProvider(staff.role, passwords);

const notActive = () =>
  new Unknown(
    'wrong_credentials',
    'This account is not active any more, or its password was changed just now.',
  );

const staffIn = ({ id, username, firstName, role, branches, active }: Staff): Staff => ({
  ...{ id, username, firstName, role, branches, active },
});

export function createSignIn(deps: SignInDeps) {
  const { store, ways, secrets, vault, record, change, clock, cache } = deps;
  /** @param provider what the bank's own sign-in gave, made from the session's id */
  const open = async (
    person: Person,
    used?: SecondFactorChange,
    provider?: (session: string) => OfProvider,
  ) => {
    const staff = staffIn(person);
    const token = secrets.newToken();
    const tokenHash = secrets.hashToken(token);
    const now = clock();
    const id = randomUUID();
    const expiresAt = now + SESSION_MS;
    const key = secrets.digest(sessionText(id, tokenHash));
    const given = provider?.(id);
    // The event comes first: a session without an event was not opened here.
    const fact: Fact = {
      type: 'BankFact',
      what: 'signed-in',
      subject: staff.id,
      details: {
        ...{ session: id, until: expiresAt, key },
        ...(given ? { by: 'provider' } : {}),
        ...(given?.sid === undefined ? {} : { sid: given.sid }),
      },
    };
    if (used) await change(staff.id, used, [fact]);
    else await record(BANK, { kind: 'staff', id: staff.id }, [fact]);
    const idleUntil = now + IDLE_MS;
    const session = { id, tokenHash, staff: staff.id, expiresAt, idleUntil };
    if (!(await store.addSession(session, person, given))) throw notActive();
    return { token, staff };
  };

  /** @throws Unknown when they are no longer active */
  const personOf = async (staff: string): Promise<Person> => {
    const person = await store.personById(staff);
    if (person) return person;
    throw notActive();
  };

  /** Gives the device this key and, unless its code is reusable (demo bank), ends all others. */
  const giveKey = async (
    device: Device & { readonly codeReusable: boolean },
    tokenHash: string,
  ) => {
    const alone = !device.codeReusable;
    const before = alone ? await store.tokensOfDevice(device.id) : [];
    const key = secrets.digest(deviceText(device.id, tokenHash));
    await deps.giveKey(
      device,
      { tokenHash, alone },
      {
        type: 'BankFact',
        what: 'device-enrolled',
        subject: device.id,
        details: { branch: device.branch, key, ...(alone ? { alone } : {}) },
      },
    );
    await Promise.all(before.map((hash) => cache.drop(cacheKey(hash))));
  };

  const check = createPasswordCheck({ store, secrets, clock, ways });
  const mayComeByThemselves = refusing(deps.passwords);

  return {
    /** @param used the code that was given beside the password */
    open,
    personOf,
    /** @throws Refused `password_closed` where they may only use the bank's own sign-in */
    mayComeByThemselves,
    /**
     * Somebody who is signed in proves again that it is they.
     * @returns the hash of the password that they gave
     * @throws Refused `wrong_password`
     */
    async confirm(
      username: string,
      password: string,
      address: string,
      marks: readonly string[],
      field = 'current',
    ): Promise<Person['passwordHash']> {
      const found = await check(username, password, address, marks);
      if (found) return found.staff.passwordHash;
      throw new Refused('forbidden', 'wrong_password', 'That is not your current password.', [
        { field, got: 'a string', wants: 'the password you signed in with' },
      ]);
    },
    /**
     * Signs in by username and password. A failed guess is counted here and added to the audit by
     * the sweep, so a flood never queues on the bank's head.
     * @param marks of earlier sign-ins in this browser, from the cookie
     * @throws SecondStepNeeded where a password is not enough
     */
    async withPassword(
      username: string,
      password: string,
      address: string,
      marks: readonly string[] = [],
    ): Promise<{ readonly token: string; readonly staff: Staff; readonly mark: string }> {
      const found = await check(username, password, address, marks);
      if (!found) {
        throw new Unknown(
          'wrong_credentials',
          'Username or password is wrong. Check both; an administrator can set a new password.',
        );
      }
      mayComeByThemselves(found.staff);
      if (found.staff.second !== 'none') throw secondStep(vault, found.staff, clock());
      return { ...(await open(found.staff)), mark: await found.way.remember(found.staff.id) };
    },
    /**
     * Signs in without a password: for the demo bank's one-click links, which the caller has
     * checked.
     * @returns undefined where a second step is due, which a link cannot take
     */
    async withoutPassword(username: string) {
      const staff = await store.staffByUsername(username);
      if (!staff?.passwordHash) {
        throw new Unknown('wrong_credentials', 'There is no such staff member.');
      }
      return staff.second === 'none' ? open(staff) : undefined;
    },
    /**
     * A new session for somebody who is signed in, has just given their password, and has another
     * one now.
     * @throws SecondStepNeeded where the bank requires one that they do not have
     */
    async renew(staff: string, address: string, marks: readonly string[]) {
      const person = await personOf(staff);
      if (person.second === 'enrol') throw secondStep(vault, person, clock());
      const way = await ways.of(usernameKey(person.username), address, marks);
      return { ...(await open(person)), mark: await way.remember(staff) };
    },
    async signOut(token: string, staff: string): Promise<void> {
      const hash = secrets.hashToken(token);
      const session = await store.endSession(hash);
      await cache.drop(cacheKey(hash));
      const details = session === undefined ? {} : { details: { session } };
      await record(BANK, { kind: 'staff', id: staff }, [
        { type: 'BankFact', what: 'signed-out', subject: staff, ...details },
      ]);
    },
    /**
     * Called before a change that may end a staff member's sessions in its own commit. The returned
     * function is called after it, so that nobody goes on with a cached session.
     * @returns a function that returns the sessions that ended, whose sockets must be closed
     */
    async beforeTheyEnd(staff: string): Promise<() => Promise<readonly string[]>> {
      const before = await store.keptSessionsOf(staff);
      return async () => {
        // A session that was opened and cached meanwhile ended with the change as well.
        deps.endings.tell(staff);
        const left = new Set((await store.keptSessionsOf(staff)).map(({ id }) => id));
        const ended = before.filter(({ id }) => !left.has(id));
        await Promise.all(ended.map(({ tokenHash }) => cache.drop(cacheKey(tokenHash))));
        return ended.map(({ id }) => id);
      };
    },
    /**
     * Called before a device is revoked, which removes its tokens. The returned function is called
     * after it, so that nobody goes on with a cached token.
     */
    async toForget(device: string): Promise<() => Promise<unknown>> {
      const hashes = await store.tokensOfDevice(device);
      return () => {
        deps.endings.tell(device);
        return Promise.all(hashes.map((hash) => cache.drop(cacheKey(hash))));
      };
    },
    /** Enrols a device by its code, which works once; the demo bank's codes are reusable. */
    async enrol(
      code: string,
      address: string,
    ): Promise<{ readonly token: string; readonly device: Device }> {
      await ways.limit(`enrol:${address}`, PER_NAME);
      const token = secrets.newToken();
      const device = await store.useCode(secrets.hashToken(code.trim().toLowerCase()), clock());
      if (!device) {
        throw new Refused(
          'missing',
          'unknown_code',
          'This code is unknown, used or expired. ' +
            'An administrator can make a new one for the device.',
          [{ field: 'code', got: 'a code', wants: 'a code an administrator has just made' }],
        );
      }
      await giveKey(device, secrets.hashToken(token));
      return { token, device };
    },
    /**
     * Enrols a printer by the first use of its key, which becomes its token and replaces earlier
     * ones: a printer has no page to type a code into.
     * @returns undefined if that printer has no such key
     */
    async enrolPrinter(id: string, key: string, address: string): Promise<Device | undefined> {
      await ways.limit(`printer:${address}`, PER_ADDRESS);
      const hash = secrets.hashToken(key);
      const device = await store.useCode(hash, clock(), id);
      if (device) await giveKey(device, hash);
      return device;
    },
  };
}
export type SignIn = ReturnType<typeof createSignIn>;
