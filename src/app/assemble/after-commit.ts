import { Plugin } from '../plugin';
import { Commit, Log } from '../ports';

/** Gets every commit of this instance. Must not throw; nobody waits for it. */
export type Follower = (commit: Commit, deliveries: number) => void;

export interface AfterCommit {
  /** Passes a commit to every follower, in the order they joined. */
  readonly committed: Follower;
  follow(follower: Follower): void;
}

/**
 * What happens after a commit. Followers join later than the write path is made, because the relay,
 * which is one of them, writes too.
 */
export function createAfterCommit(): AfterCommit {
  const followers: Follower[] = [];
  return {
    committed: (commit, deliveries) =>
      followers.forEach((follower) => follower(commit, deliveries)),
    follow: (follower) => {
      followers.push(follower);
    },
  };
}

/**
 * Plugins' `here`: in process, after the commit, on the instance that committed. If one throws,
 * that is logged and the others still hear the event.
 */
export function pluginsHere(plugins: readonly Plugin[], log: Log): Follower {
  const hearing = plugins.flatMap(({ name, here }) => (here ? [{ name, here }] : []));
  return ({ events }) => {
    for (const { name, here } of hearing) {
      for (const event of events) {
        if (here.types !== 'all' && !here.types.includes(event.fact.type)) continue;
        try {
          here.hear(event);
        } catch (error) {
          log.error(
            { plugin: name, error: (error as Error).message },
            'a plugin threw on an event',
          );
        }
      }
    }
  };
}
