import { Plugin } from '../plugin';
import { Bus, Commit, Log } from '../ports';
import { Relay } from '../relay/relay';

/**
 * Plugins' `here`: in process, after the commit, on the instance that committed. One that throws is
 * logged and spoils nothing.
 */
export function hereOf(plugins: readonly Plugin[], log: Log): (commit: Commit) => void {
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

/** What happens after a commit: the bus, the relay, `here`. Nothing is waited for. */
export function committedBy(
  bus: Bus,
  relay: () => Pick<Relay, 'wake'> | undefined,
  here: (commit: Commit) => void,
): (commit: Commit, deliveries: number) => void {
  return (commit, deliveries) => {
    bus.publish(commit);
    if (deliveries) relay()?.wake();
    here(commit);
  };
}

/** Plugins' `live`: hints of every branch, on every instance. */
export async function tellLive(
  bus: Bus,
  plugins: readonly Plugin[],
  branches: readonly string[],
): Promise<void> {
  const live = plugins.flatMap((plugin) => (plugin.live ? [plugin.live] : []));
  if (live.length)
    await Promise.all(
      branches.map((branch) =>
        bus.subscribe(branch, (commit) => live.forEach((hear) => hear(commit))),
      ),
    );
}
