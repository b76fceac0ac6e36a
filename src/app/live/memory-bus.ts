import { Bus, Commit, Log } from '../ports';

/** Hints within one process: for an app without Redis, and as the local half of the Redis bus. */
export function createMemoryBus(log: Log): Bus {
  const hearers = new Map<string, Set<(commit: Commit) => void>>();

  return {
    // Runs after the command has answered, never inside it.
    publish: (commit) => void setImmediate(() => tell(hearers.get(commit.branch), commit, log)),
    async subscribe(branch, hear) {
      const mine = hearers.get(branch) ?? new Set();
      hearers.set(branch, mine.add(hear));
      return () => {
        mine.delete(hear);
        if (mine.size === 0 && hearers.get(branch) === mine) hearers.delete(branch);
      };
    },
    async close() {
      hearers.clear();
    },
  };
}

/** Passes a hint to every listener; one that fails must not keep the hint from the others. */
export function tell(hearers: Iterable<(commit: Commit) => void> = [], commit: Commit, log: Log) {
  for (const hear of hearers) {
    try {
      hear(commit);
    } catch (error) {
      log.error({ err: error, branch: commit.branch, seq: commit.seq }, 'a feed failed on a hint');
    }
  }
}
