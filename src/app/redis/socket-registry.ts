import { RedisClient } from './client';

/** Open sockets by view on one instance. */
type SocketCounts = Readonly<Record<string, number>>;
/** The same by branch. */
type OfBranches = Readonly<Record<string, SocketCounts>>;
interface Report {
  readonly counts: SocketCounts;
  /** Absent: of a release that did not say of which branches its sockets are. */
  readonly branches?: OfBranches;
}

/** An instance that has not reported for this long (ms) is gone. */
const STALE_MS = 45_000;
const KEY = '{sockets}:instances';

/**
 * The registry of WebSocket sessions: how many screens are open over all instances. It may be lost;
 * nothing depends on it.
 */
export interface SocketRegistry {
  report(counts: SocketCounts, branches: OfBranches): Promise<void>;
  /**
   * Open screens by view, over all instances that reported recently; only this instance's while
   * Redis is down.
   * @param of those of these branches; of an instance that did not say, none unless all are asked
   */
  totals(of: 'all' | readonly string[]): Promise<SocketCounts>;
  /** Removes this instance. */
  leave(): Promise<void>;
}

/** What an instance reported; undefined if that is damaged, or none of ours. */
function reportIn(text: string): (Report & { readonly at: number }) | undefined {
  try {
    const report = JSON.parse(text) as Partial<Report & { readonly at: number }> | null;
    return report?.counts && typeof report.at === 'number'
      ? { ...report, at: report.at, counts: report.counts }
      : undefined;
  } catch {
    return undefined;
  }
}

export function createSocketRegistry(
  redis: RedisClient | undefined,
  instance: string,
  clock: () => number,
): SocketRegistry {
  const nothing: Report = { counts: {}, branches: {} };
  let mine = nothing;
  return {
    async report(counts, branches) {
      mine = { counts, branches };
      await redis?.attempt(
        async (commands) => {
          await commands
            .multi()
            .hset(KEY, instance, JSON.stringify({ at: clock(), ...mine }))
            .pexpire(KEY, STALE_MS)
            .exec();
        },
        () => undefined,
      );
    },
    async totals(of) {
      const rows =
        (await redis?.attempt<Record<string, string>>(
          (commands) => commands.hgetall(KEY),
          () => ({}),
        )) ?? {};
      const totals: Record<string, number> = {};
      const add = ({ counts, branches = {} }: Report) => {
        const asked = of === 'all' ? [counts] : of.map((branch) => branches[branch] ?? {});
        for (const [view, count] of asked.flatMap((each) => Object.entries(each))) {
          totals[view] = (totals[view] ?? 0) + count;
        }
      };
      add(mine);
      for (const [name, text] of Object.entries(rows)) {
        if (name === instance) continue;
        const report = reportIn(text);
        if (report && clock() - report.at < STALE_MS) add(report);
      }
      return totals;
    },
    async leave() {
      mine = nothing;
      await redis?.attempt(
        async (commands) => {
          await commands.hdel(KEY, instance);
        },
        () => undefined,
      );
    },
  };
}
