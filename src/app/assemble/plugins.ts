import { staffById } from '../db/reads/read-configured';
import { LinkFor, Plugin, PluginHost } from '../plugin';
import { Log } from '../ports';
import { pluginsHere } from './after-commit';
import { AppOptions } from './app';
import { createPluginHost } from './plugin-host';
import { Core } from './writing';

export type PluginHosts = ReadonlyMap<Plugin, PluginHost>;

/** Makes each plugin's host, and passes commits to plugins with a `here`. */
export function hostPlugins(
  { plugins, log }: Pick<AppOptions, 'plugins' | 'log'>,
  { storage, writing: { operations, deps, afterCommit } }: Core,
  publicUrl: string,
): PluginHosts {
  afterCommit.follow(pluginsHere(plugins, log));
  const { database, vault, limiter, reads } = storage;
  const { store, runInBackground, clock } = deps;
  return new Map(
    plugins.map((plugin) => [
      plugin,
      createPluginHost(plugin.name, {
        pool: database.pools.relay,
        runInBackground,
        operations,
        reads,
        vault,
        limit: limiter,
        clock,
        log,
        publicUrl,
        leases: { take: store.takeLease, drop: store.dropLease },
        staff: (id) => staffById(database.models, id),
      }),
    ]),
  );
}

/** Starts the plugins in order, then passes every branch's hints to those with a `live`. */
export async function startPlugins(
  hosts: PluginHosts,
  { storage: { bus }, writing: { deps } }: Core,
  stack: AsyncDisposableStack,
): Promise<void> {
  for (const [plugin, host] of hosts) {
    stack.defer(() => plugin.stop?.());
    await plugin.start?.(host);
  }
  const live = [...hosts.keys()].flatMap((plugin) => (plugin.live ? [plugin.live] : []));
  if (!live.length) return;
  await Promise.all(
    (await deps.store.listBranches()).map(({ id }) =>
      bus.subscribe(id, (commit) => live.forEach((hear) => hear(commit))),
    ),
  );
}

/** What plugins add to `links`, by name. A plugin that fails is left out. */
export const linksOf =
  (plugins: readonly Plugin[], log: Log) =>
  async (
    branch: string,
    ticket: string,
    linkFor: LinkFor,
  ): Promise<Readonly<Record<string, string>>> => {
    const linkOf = async ({ name, link }: Plugin) => {
      try {
        const address = await link?.(branch, ticket, linkFor);
        return address ? [[name, address] as const] : [];
      } catch (error) {
        log.warn(
          { plugin: name, error: (error as Error).message },
          'a plugin failed to make a link',
        );
        return [];
      }
    };
    return Object.fromEntries((await Promise.all(plugins.map(linkOf))).flat());
  };
