import { BranchReads, Log } from '../ports';
import { Feed } from './feed';

/** A lost last hint shows within this many ms. */
export const POLL_MS = 2000;

/**
 * Asks for the heads of all watched branches in one query, again and again. Returns how to stop.
 */
export function pollHeads(
  feeds: () => readonly Feed[],
  reads: BranchReads,
  log: Log,
  everyMs = POLL_MS,
): () => void {
  let asking = false;
  const ask = async () => {
    const watched = new Map(feeds().map((feed) => [feed.branch, { feed, seq: feed.now.seq }]));
    if (watched.size === 0) return;
    const heads = await reads.readHeads([...watched.keys()]);
    for (const head of heads) {
      const watch = watched.get(head.branch);
      watch?.feed.headIs(head, watch.seq);
    }
  };
  const timer = setInterval(() => {
    // A query that takes longer than the interval is not helped by another.
    if (asking) return;
    asking = true;
    ask()
      .catch((error: Error) =>
        log.warn({ reason: error.message }, 'heads could not be read: screens may be behind'),
      )
      .finally(() => {
        asking = false;
      });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
