import { Plugin } from '../plugin';
import { Commit, Log } from '../ports';

/** Is shown every commit of this instance. Never throws and is never waited for. */
export type Follower = (commit: Commit, deliveries: number) => void;

export interface AfterCommit {
  /** Shows a commit to every follower, in the order in which they joined. */
  readonly committed: Follower;
  follow(follower: Follower): void;
}

/**
 * What follows a commit. The write path is made before some of its followers, because the relay
 * writes too; so they join later.
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
 * Plugins' `here`: in process, after the commit, on the instance that committed. One that throws is
 * logged and keeps nothing from the others.
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
            'a plugin failed to hear an event',
          );
        }
      }
    }
  };
}
