import { RedisClient } from './client';

/** Open sockets by view on one instance. */
type SocketCounts = Readonly<Record<string, number>>;

/** An instance that has not reported for this long (ms) is gone. */
const STALE_MS = 45_000;
const KEY = '{sockets}:instances';

/**
 * The registry of WebSocket sessions: how many screens are open over all instances. It may be lost;
 * nothing depends on it.
 */
export interface SocketRegistry {
  report(counts: SocketCounts): Promise<void>;
  /**
   * Open screens by view, over all instances that reported recently; only this instance's while
   * Redis is down.
   */
  totals(): Promise<SocketCounts>;
  /** Removes this instance. */
  leave(): Promise<void>;
}

export function createSocketRegistry(
  redis: RedisClient | undefined,
  instance: string,
  clock: () => number,
): SocketRegistry {
  let mine: SocketCounts = {};
  return {
    async report(counts) {
      mine = counts;
      await redis?.attempt(
        async (commands) => {
          await commands
            .multi()
            .hset(KEY, instance, JSON.stringify({ at: clock(), counts }))
            .pexpire(KEY, STALE_MS)
            .exec();
        },
        () => undefined,
      );
    },
    async totals() {
      const rows =
        (await redis?.attempt<Record<string, string>>(
          (commands) => commands.hgetall(KEY),
          () => ({}),
        )) ?? {};
      const totals: Record<string, number> = {};
      const add = (counts: SocketCounts) => {
        for (const [view, count] of Object.entries(counts)) {
          totals[view] = (totals[view] ?? 0) + count;
        }
      };
      add(mine);
      for (const [name, text] of Object.entries(rows)) {
        if (name === instance) continue;
        const { at, counts } = JSON.parse(text) as {
          readonly at: number;
          readonly counts: SocketCounts;
        };
        if (clock() - at < STALE_MS) add(counts);
      }
      return totals;
    },
    async leave() {
      mine = {};
      await redis?.attempt(
        async (commands) => {
          await commands.hdel(KEY, instance);
        },
        () => undefined,
      );
    },
  };
}
