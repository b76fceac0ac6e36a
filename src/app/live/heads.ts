import { BranchReads, Log } from '../ports';
import { Feed } from './feed';

/** A lost last hint is noticed within this many ms. */
export const POLL_MS = 2000;

/** Polls the heads of all watched branches, in one query. Returns how to stop. */
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
    // A second query would not help one that takes longer than the interval.
    if (asking) return;
    asking = true;
    ask()
      .catch((error: Error) =>
        log.warn({ error: error.message }, 'could not read heads: screens may be behind'),
      )
      .finally(() => {
        asking = false;
      });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
