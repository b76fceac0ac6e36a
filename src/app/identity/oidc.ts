import { BANK } from '../domain/model/bank';
import { Refused } from '../domain/model/errors';
import { Instant } from '../domain/model/instant';
import { isOfProvider } from '../domain/model/provider-staff';
import {
  Cache,
  EndedSession,
  IdentityStore,
  OidcProvider,
  OidcStore,
  ProviderPerson,
  RecordFact,
  Vault,
} from '../ports';
import { cacheKey } from './cache-key';
import { attemptOf, BegunSignIn, withAttempt } from './oidc-attempts';
import { OidcPeople } from './oidc-people';
import { sealedRefresh } from './oidc-refresh';
import { endedText } from './own-sessions';
import { Proof } from './proof';
import { SignIn } from './sign-in';
import { Unknown } from './unknown';
import { PER_ADDRESS, WaysIn } from './ways-in';

/**
 * Somebody who signed in at the provider longer than this before they were asked has proved
 * nothing.
 */
const SKEW_MS = 60_000;
/**
 * Tokens are checked against this instance's clock and forgotten by the database's, so used ones
 * are remembered for this much longer, in case the two clocks differ.
 */
const CLOCKS_MS = 60 * 60_000;
/** A session that ended at the provider is remembered as long as one here could have lasted. */
const SID_MS = 13 * 60 * 60_000;

export interface OidcDeps {
  readonly provider: OidcProvider;
  readonly people: OidcPeople;
  readonly kept: OidcStore;
  readonly store: Pick<IdentityStore, 'endSessionsOf'>;
  readonly cache: Pick<Cache, 'drop'>;
  readonly vault: Pick<Vault, 'encrypt' | 'decrypt' | 'digest'>;
  readonly signIn: Pick<SignIn, 'open'>;
  readonly proof: Pick<Proof, 'prove'>;
  readonly ways: Pick<WaysIn, 'limit'>;
  readonly record: RecordFact;
  readonly clock: () => Instant;
}

type Beginner = { readonly staff: string; readonly session: string };

/** Signing in at the bank's own sign-in, proving again there, and being signed out from there. */
export function createOidc(deps: OidcDeps) {
  const { provider, people, kept, vault, clock, signIn } = deps;
  const digest = (kind: string, text: string) => vault.digest(`oidc-${kind}\0${text}`);

  /** @returns where the browser goes, and what it keeps meanwhile */
  const begin = async (cookie: string | undefined, address: string, by?: Beginner) => {
    await deps.ways.limit(`oidc:${address}`, PER_ADDRESS);
    const attempt = provider.newAttempt();
    const to = await provider.address(attempt, by !== undefined);
    const begun: BegunSignIn = { ...attempt, begunAt: clock(), ...(by ? { proof: by } : {}) };
    return { to, cookie: withAttempt(vault, cookie, begun) };
  };

  /**
   * The person the provider answered for, if this browser began that sign-in for the same purpose.
   */
  const answered = async (answer: string, cookie: string | undefined, by?: Beginner) => {
    const { attempt, rest } = attemptOf(vault, cookie, answer, clock());
    const { staff, session } = attempt?.proof ?? {};
    if (!attempt || staff !== by?.staff || session !== by?.session) throw notBegun();
    const person = await provider.finish(answer, attempt, by !== undefined);
    return { person, rest, attempt };
  };

  const ofProvider =
    ({ sid, refresh, subject }: ProviderPerson) =>
    (session: string) => ({
      ...(sid === undefined ? {} : { sid: digest('sid', sid) }),
      ...(refresh === undefined
        ? {}
        : { refresh: sealedRefresh(vault, session, { refresh, subject }) }),
      askedAt: clock(),
    });

  /** Ended sessions are dropped from the cache and announced; the caller closes their sockets. */
  const told = async (ended: readonly EndedSession[]): Promise<readonly string[]> => {
    await Promise.all(ended.map(({ tokenHash }) => deps.cache.drop(cacheKey(tokenHash))));
    for (const staff of new Set(ended.map((each) => each.staff))) {
      const ids = ended.filter((each) => each.staff === staff).map(({ id }) => id);
      await deps.record(BANK, { kind: 'system', id: 'oidc' }, [
        {
          type: 'BankFact',
          what: 'sessions-ended',
          subject: staff,
          details: { ...endedText(ids), by: 'provider' },
        },
      ]);
    }
    return ended.map(({ id }) => id);
  };
  /** Whether the provider has said that their session there has ended. */
  const isOver = async ({ sid }: ProviderPerson) =>
    sid !== undefined && (await kept.knows(digest('sid', sid)));
  const endAll = async (staff: string) =>
    (await deps.store.endSessionsOf(staff)).map((each) => ({ ...each, staff }));

  return {
    begin,
    told,
    endAll,
    /**
     * @param answer what stood after `?` when the browser came back
     * @param cookie what the browser kept
     * @returns the session, and what the browser keeps from now on
     * @throws Unknown, ProviderAway, and Refused as of `admit` and of the provider
     */
    async finish(answer: string, cookie: string | undefined, address: string) {
      await deps.ways.limit(`oidc:${address}`, PER_ADDRESS);
      const { person, rest } = await answered(answer, cookie);
      const staff = await people.admit(person);
      if (await isOver(person)) throw notBegun();
      let session = '';
      const opened = await signIn.open(staff, undefined, (id) =>
        ofProvider(person)((session = id)),
      );
      // It may have ended there in the meantime, before it existed here.
      if (await isOver(person)) {
        const ended = await kept.endSessionById(session);
        await told(ended ? [ended] : []);
        throw notBegun();
      }
      return { ...opened, rest };
    },
    /**
     * Proves again who is in a session.
     * @returns until when it is good, and what the browser keeps from now on
     * @throws Refused `another_person`, `proof_too_old`
     */
    async prove(answer: string, cookie: string | undefined, by: Beginner) {
      const { person, rest, attempt } = await answered(answer, cookie, by);
      if (people.idOf(person.subject) !== by.staff) throw anotherPerson();
      if ((person.authenticatedAt ?? 0) < attempt.begunAt - SKEW_MS) throw tooOld();
      await people.admit(person);
      return { until: await deps.proof.prove(by), rest };
    },
    /** Whether somebody may prove again at the provider: only people whom it brought. */
    mayProve: isOfProvider,
    /**
     * The provider says that somebody is signed out there.
     * @returns sessions that ended here, whose sockets must be closed
     * @throws Refused `invalid_logout_token`, `repeated_logout_token`
     */
    async logout(token: string): Promise<readonly string[]> {
      const { subject, sid, jti, until } = await provider.logout(token);
      const key = digest('jti', jti);
      if (!(await kept.remember(key, until + CLOCKS_MS, clock()))) throw repeated();
      try {
        // Anybody who is just signing in with that session comes too late.
        if (sid !== undefined) {
          await kept.remember(digest('sid', sid), clock() + SID_MS, clock());
        }
        const ended =
          sid === undefined
            ? await endAll(people.idOf(subject!))
            : await kept.endSessionsOfSid(digest('sid', sid));
        return await told(ended);
      } catch (error) {
        // The provider may send it again.
        await kept.forget(key);
        throw error;
      }
    },
  };
}
export type Oidc = ReturnType<typeof createOidc>;

const notBegun = () =>
  new Unknown(
    'sign_in_ended',
    'This sign-in was not begun in this browser, took longer than fifteen minutes, or was ' +
      'finished before. Begin again.',
  );

const anotherPerson = () =>
  new Refused(
    'forbidden',
    'another_person',
    "Somebody else signed in at the bank's own sign-in. The person signed in here has to.",
  );

const tooOld = () =>
  new Refused(
    'forbidden',
    'proof_too_old',
    "The bank's own sign-in did not ask again who you are, so nothing is proved. Sign out there " +
      'and try again; if it keeps failing, an operator has it put auth_time into its tokens.',
  );

const repeated = () =>
  new Refused(
    'invalid',
    'repeated_logout_token',
    'This logout token was used before. Nothing was ended.',
    [{ field: 'logout_token', got: 'a string', wants: 'one that was not sent yet' }],
  );
