import { Refused } from '../domain/model/errors';
import { Instant } from '../domain/model/instant';
import {
  DueSession,
  EndedSession,
  Log,
  OidcProvider,
  OidcStore,
  ProviderAway,
  Vault,
} from '../ports';
import { Oidc } from './oidc';
import { OidcPeople } from './oidc-people';
import { openedRefresh, sealedRefresh } from './oidc-refresh';

/** How often the provider is asked whether it still vouches for somebody. */
const ASK_MS = 10 * 60_000;
/** How long somebody stays in about whom the provider cannot be asked. */
const UNASKABLE_MS = 60 * 60_000;
/** When to ask again after the provider was away. */
const RETRY_MS = 60_000;
/** Sessions claimed at once; other instances claim others meanwhile. */
const MOST = 20;

export interface OidcAgainDeps {
  readonly provider: Pick<OidcProvider, 'renew'>;
  readonly people: Pick<OidcPeople, 'admit' | 'idOf' | 'keptOf'>;
  readonly kept: Pick<OidcStore, 'takeDue' | 'saveAsked' | 'endSessionById'>;
  readonly oidc: Pick<Oidc, 'told' | 'endAll'>;
  readonly vault: Pick<Vault, 'encrypt' | 'decrypt'>;
  /** Sockets of a session that has ended. */
  readonly endSession: (session: string) => void;
  readonly clock: () => Instant;
  readonly log: Log;
}

/**
 * Asks the provider every ten minutes about everybody who signed in there, so that people who have
 * left the bank or lost a group are out within that time. Instances share the work.
 */
export function createOidcAgain(deps: OidcAgainDeps) {
  const { provider, people, kept, oidc, vault, clock, log } = deps;

  const out = async (ended: readonly EndedSession[]) =>
    (await oidc.told(ended)).forEach(deps.endSession);

  /** One session whose time has come: nobody else asks about it meanwhile. */
  async function ask({ session, staff, refresh }: DueSession): Promise<'away' | void> {
    const over = async () => {
      const ended = await kept.endSessionById(session);
      await out(ended ? [ended] : []);
    };
    const token = refresh === null ? undefined : openedRefresh(vault, session, refresh);
    if (!token) return over();
    const now = clock();
    const asked = { kept: await people.keptOf(token.subject) };
    try {
      const answer = await provider.renew(token.refresh, token.subject);
      if (!answer) return await over();
      if (answer.refresh !== undefined) {
        const next = sealedRefresh(vault, session, { ...token, refresh: answer.refresh });
        await kept.saveAsked(session, now, next);
      }
      // Changed rights end their sessions: they sign in again with the new ones.
      if (answer.person) await people.admit(answer.person, { proving: false, asked });
    } catch (error) {
      // In no group that works here any more.
      if (error instanceof Refused) return out(await oidc.endAll(staff));
      if (!(error instanceof ProviderAway)) throw error;
      await kept.saveAsked(session, now - ASK_MS + RETRY_MS);
      return 'away';
    }
  }

  const failed = (error: Error) =>
    log.warn({ error: error.message }, 'could not find out about somebody who is in');

  return {
    /** Asks about all that are due, some at a time. Never rejects. */
    async step(): Promise<void> {
      try {
        let due: readonly DueSession[];
        let away = false;
        do {
          const now = clock();
          const before = now - ASK_MS;
          due = await kept.takeDue({
            now,
            before,
            unaskableBefore: now - UNASKABLE_MS,
            most: MOST,
          });
          // A session that cannot be asked about now is due again in ten minutes, and holds up no
          // other.
          for (const each of due) away = (await ask(each).catch(failed)) === 'away';
        } while (due.length === MOST && !away);
      } catch (error) {
        failed(error as Error);
      }
    },
  };
}
