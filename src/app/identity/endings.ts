import { BANK } from '../domain/model/bank';
import { Event } from '../domain/model/events';
import { BranchReads, Log } from '../ports';

/** Facts of the bank's chain after which somebody may have fewer rights. */
const ENDING = new Set([
  'staff-saved',
  'signed-out',
  'sessions-ended',
  'second-factor-ended',
  'passkey-removed',
  'device-revoked',
  'device-saved',
  'device-enrolled',
  'device-key-reused',
]);
/**
 * What other instances cached up to this long afterwards is not trusted either: their clocks may be
 * ahead.
 */
const DOUBT_MS = 5_000;
/** Longer than anything is cached. Also how long no cache is trusted after a restore. */
const FORGET_MS = 60_000;
const MOST = 1_000;

export interface EndingsDeps {
  readonly reads: Pick<BranchReads, 'readHeads' | 'readEvents'>;
  readonly clock: () => number;
  readonly log: Log;
}

/**
 * Who has lost a right, on any instance: staff and devices by id. It is read from the bank's chain
 * every second, so a revoked device is out everywhere within seconds, sockets included.
 */
export function createEndings({ reads, clock, log }: EndingsDeps) {
  const endedAt = new Map<string, number>();
  let seen: { readonly epoch: string; readonly seq: number } | undefined;
  let lost = false;
  /**
   * Nothing cached before this is trusted: the database was restored, or we could not read the
   * chain.
   */
  let allEndedAt = -Infinity;

  const note = (events: readonly Event[]): readonly string[] => {
    const now = clock();
    for (const [subject, at] of endedAt) if (at < now - FORGET_MS) endedAt.delete(subject);
    const subjects = events.flatMap(({ fact }) =>
      fact.type === 'BankFact' && ENDING.has(fact.what) ? [fact.subject] : [],
    );
    for (const subject of subjects) endedAt.set(subject, now);
    return subjects;
  };

  return {
    /**
     * Says that somebody has just lost a right here. What was cached about them is not trusted any
     * more, nor what was read meanwhile.
     */
    tell(subject: string): void {
      endedAt.set(subject, clock());
    },
    /** Whether what was cached about somebody at that time may be out of date. */
    isDoubtful(subject: string, cachedAt: number): boolean {
      return cachedAt < Math.max(endedAt.get(subject) ?? -Infinity, allEndedAt) + DOUBT_MS;
    },
    /**
     * Looks once. Never rejects.
     * @returns those whose sockets have to be identified again
     */
    async look(): Promise<readonly string[] | 'all'> {
      try {
        const [head] = await reads.readHeads([BANK]);
        const before = seen;
        lost = false;
        if (!head || (before?.epoch === head.epoch && before.seq === head.seq)) return [];
        if (before?.epoch !== head.epoch || before.seq > head.seq) {
          seen = head;
          if (before === undefined) return [];
          allEndedAt = clock();
          return 'all';
        }
        const events = await reads.readEvents(BANK, before.seq, MOST);
        // Only events that were read count as seen: the rest, or those that could not be read, come
        // next time.
        seen = { epoch: head.epoch, seq: events.at(-1)?.seq ?? before.seq };
        return note(events);
      } catch (error) {
        if (!lost) {
          log.warn({ error: (error as Error).message }, 'could not see whose rights ended');
        }
        lost = true;
        return [];
      }
    },
  };
}
export type Endings = ReturnType<typeof createEndings>;
