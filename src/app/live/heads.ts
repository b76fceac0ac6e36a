import { BranchReads, Log } from '../ports';
import { Feed } from './feed';

/** A lost last hint is noticed within this many ms. */
export const POLL_MS = 2000;
/** Without the primary's word for this long (ms), what is shown counts as old. */
const OLD_MS = 5_000;

export interface Heads {
  /**
   * When the primary last confirmed what is shown here, or when reading the missing part began: ms
   * since 1970.
   */
  readonly confirmedAt: number;
  /** Whether that was too long ago. */
  readonly old: boolean;
  stop(): void;
}

export interface HeadsDeps {
  readonly feeds: () => readonly Feed[];
  readonly reads: BranchReads;
  readonly clock: () => number;
  readonly log: Log;
  readonly everyMs?: number;
  /** Called when what is shown becomes old, or is confirmed again. */
  readonly changed: (old: boolean) => void;
}

/**
 * Polls the heads of all watched branches, in one query, and knows how old what is shown may be.
 */
export function pollHeads(deps: HeadsDeps): Heads {
  const { feeds, reads, clock, log, everyMs = POLL_MS } = deps;
  let asking = false;
  let old = false;
  let confirmedAt = clock();
  const judge = () => {
    const now = clock() - confirmedAt > OLD_MS;
    if (now === old) return;
    old = now;
    deps.changed(old);
  };
  const ask = async () => {
    const askedAt = clock();
    const watched = new Map(feeds().map((feed) => [feed.branch, { feed, seq: feed.now.seq }]));
    if (watched.size > 0) {
      for (const head of await reads.readHeads([...watched.keys()])) {
        const watch = watched.get(head.branch);
        watch?.feed.headIs(head, watch.seq);
      }
    }
    confirmedAt = askedAt;
  };
  const timer = setInterval(() => {
    judge();
    // A second query would not help one that takes longer than the interval.
    if (asking) return;
    asking = true;
    ask()
      .catch((error: Error) =>
        log.warn({ error: error.message }, 'could not read heads: screens may be behind'),
      )
      .finally(() => {
        asking = false;
        judge();
      });
  }, everyMs);
  timer.unref();
  return {
    get confirmedAt() {
      return confirmedAt;
    },
    get old() {
      return old;
    },
    stop: () => clearInterval(timer),
  };
}
