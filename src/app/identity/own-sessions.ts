import { BANK } from '../domain/model/bank';
import { Refused } from '../domain/model/errors';
import { Instant } from '../domain/model/instant';
import { Cache, IdentityStore, RecordFact } from '../ports';
import { cacheKey } from './cache-key';
import { IDLE_MS, SESSION_MS } from './owner';

/** How many ended, and which, so that the proof of the record notices one that is back. */
export const endedText = (ids: readonly string[]) => ({
  count: ids.length,
  ended: ids.join(' '),
});

export interface OwnSessionsDeps {
  readonly store: Pick<IdentityStore, 'sessionsOf' | 'endSessionOf' | 'endSessionsOf'>;
  readonly cache: Pick<Cache, 'drop'>;
  readonly record: RecordFact;
  readonly clock: () => Instant;
}

export interface OpenSession {
  readonly id: string;
  readonly openedAt: Instant;
  /** To within five minutes. */
  readonly usedAt: Instant;
  readonly endsAt: Instant;
}

/** Where somebody is signed in, and how that ends: for themselves, and for an administrator. */
export function createOwnSessions({ store, cache, record, clock }: OwnSessionsDeps) {
  const tell = (by: string, subject: string, details: Readonly<Record<string, string | number>>) =>
    record(BANK, { kind: 'staff', id: by }, [
      { type: 'BankFact', what: 'sessions-ended', subject, details },
    ]);
  return {
    /** The newest first. */
    async list(staff: string): Promise<readonly OpenSession[]> {
      return (await store.sessionsOf(staff, clock())).map(({ id, expiresAt, idleUntil }) => ({
        id,
        openedAt: expiresAt - SESSION_MS,
        usedAt: idleUntil - IDLE_MS,
        endsAt: Math.min(expiresAt, idleUntil),
      }));
    },
    /** Ends one of a person's own. @throws Refused when there is no such session of theirs */
    async end(staff: string, session: string): Promise<void> {
      const tokenHash = await store.endSessionOf(staff, session);
      if (tokenHash === undefined) {
        throw new Refused(
          'missing',
          'unknown_session',
          'This session is not one of yours, or it has ended. Read the list again.',
          [{ field: 'session', got: session, wants: 'a session of the list' }],
        );
      }
      await cache.drop(cacheKey(tokenHash));
      await tell(staff, staff, { session });
    },
    /**
     * Ends a person's sessions except the one they are in.
     * @returns those that ended
     */
    async endOthers(staff: string, session: string): Promise<readonly string[]> {
      const ended: string[] = [];
      for (const { id } of await store.sessionsOf(staff, clock())) {
        const tokenHash = id === session ? undefined : await store.endSessionOf(staff, id);
        if (tokenHash === undefined) continue;
        await cache.drop(cacheKey(tokenHash));
        ended.push(id);
      }
      if (ended.length) await tell(staff, staff, endedText(ended));
      return ended;
    },
    /**
     * Ends all of a person's sessions.
     * @param by who does it
     * @returns those that ended, whose sockets must be closed
     */
    async endAll(staff: string, by: string): Promise<readonly string[]> {
      const ended = await store.endSessionsOf(staff);
      await Promise.all(ended.map(({ tokenHash }) => cache.drop(cacheKey(tokenHash))));
      const ids = ended.map(({ id }) => id);
      if (ids.length) await tell(by, staff, endedText(ids));
      return ids;
    },
  };
}
export type OwnSessions = ReturnType<typeof createOwnSessions>;
