import { Refused } from '../domain/model/errors';
import { createHub } from '../live/hub';
import { createSocketRegistry } from '../redis/socket-registry';
import { AppOptions } from './app';
import { Core } from './writing';

/** The hub of this instance's screens, and the registry that counts screens over all instances. */
export function joinScreens(
  { instance, log }: Pick<AppOptions, 'instance' | 'log'>,
  { storage: { redis, reads, bus, database }, writing: { operations, deps } }: Core,
  stack: AsyncDisposableStack,
) {
  const registry = createSocketRegistry(redis, instance, database.clock);
  stack.defer(() => registry.leave());
  const hub = createHub({
    reads,
    bus,
    log,
    clock: deps.clock,
    readTicket: (branch, ticket) =>
      operations.myTicket(branch, ticket).catch((error: unknown) => {
        if (error instanceof Refused) return undefined;
        throw error;
      }),
    consoles: async (list) => {
      await Promise.all([
        deps.store.sayConsoles(list),
        registry.report(hub.counts(), hub.countsByBranch()),
      ]);
    },
  });
  stack.defer(() => hub.close());
  return { hub, registry };
}
export type Screens = ReturnType<typeof joinScreens>;
