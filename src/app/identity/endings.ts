import { BANK } from '../domain/model/bank';
import { Event } from '../domain/model/events';
import { BranchReads, Log } from '../ports';

/** Facts of the bank's chain after which somebody may have less than before. */
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
/** What other instances cached until this long after is not believed: their clocks may be ahead. */
const DOUBT_MS = 5_000;
/** Longer than anything is cached. Also how long all of it is doubted after a restore. */
const FORGET_MS = 60_000;
const MOST = 1_000;

export interface EndingsDeps {
  readonly reads: Pick<BranchReads, 'readHeads' | 'readEvents'>;
  readonly clock: () => number;
  readonly log: Log;
}

/**
 * Who lost a right on whichever instance: staff or devices by id. The bank's chain tells; it is
 * looked at every second, so that a revoked device is out everywhere within seconds, its sockets
 * included.
 */
export function createEndings({ reads, clock, log }: EndingsDeps) {
  const endedAt = new Map<string, number>();
  let seen: { readonly epoch: string; readonly seq: number } | undefined;
  let lost = false;
  /** Nothing cached before this is believed: the database was restored, or we saw too little. */
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
     * Somebody loses a right here and now. What was cached is not believed any more, nor what was
     * given out while it was on its way.
     */
    tell(subject: string): void {
      endedAt.set(subject, clock());
    },
    /** Whether what was cached of somebody at that time may be out of date. */
    isDoubtful(subject: string, cachedAt: number): boolean {
      return cachedAt < Math.max(endedAt.get(subject) ?? -Infinity, allEndedAt) + DOUBT_MS;
    },
    /** Looks once. Never rejects. @returns whose sockets have to show again who they are */
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
        // Only what was read is seen: what is left, or could not be read, comes next time.
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
