import { Instant } from '../domain/model/instant';
import { usernameKey } from '../domain/model/username';
import { IdentityStore } from '../ports';
import { Secrets } from './secrets';
import { WaysIn } from './ways-in';

export interface PasswordCheckDeps {
  readonly store: Pick<
    IdentityStore,
    'staffByUsername' | 'countFailedSignIn' | 'clearFailedSignIns'
  >;
  readonly secrets: Pick<Secrets, 'passwordHolds' | 'hashPassword' | 'newToken'>;
  readonly clock: () => Instant;
  readonly ways: Pick<WaysIn, 'take'>;
}

export function createPasswordCheck({ store, secrets, clock, ways }: PasswordCheckDeps) {
  let unknownHash: Promise<string> | undefined;
  /** The hash of a password that nobody has. */
  const hashOfNobody = () =>
    (unknownHash ??= secrets.hashPassword(secrets.newToken()).catch((error: unknown) => {
      // Too many were waiting: the next caller makes it.
      unknownHash = undefined;
      throw error;
    }));

  /**
   * The person with this name and password; undefined if there is none. A failed guess is counted
   * here and added to the audit by the sweep.
   */
  return async (username: string, password: string, address: string, marks: readonly string[]) => {
    const same = usernameKey(username);
    const way = await ways.take(same, address, marks);
    // Made at the first call, whoever it is for.
    const nobodys = await hashOfNobody();
    const staff = await store.staffByUsername(username);
    // The same work for an unknown user as for a known one: timing reveals nothing.
    const holds = await secrets.passwordHolds(
      password,
      staff?.passwordHash ?? nobodys,
      way.known ? 'first' : 'other',
    );
    if (!staff || !holds) {
      await store.countFailedSignIn(same, address, clock());
      return undefined;
    }
    await store.clearFailedSignIns(same);
    return { staff, way };
  };
}
