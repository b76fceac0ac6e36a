import { oldestDue } from '../db/reads/delivery-branches';
import { createDeliveryStore } from '../db/stores/delivery-store';
import { recordDeliveries } from '../operations/commands/record-deliveries';
import { createRelay, Relay } from '../relay/relay';
import { AppOptions } from './app';
import { tracedPlugins } from './spans';
import { Core } from './writing';

export type MessagesOptions = Pick<AppOptions, 'plugins' | 'clock' | 'log' | 'tracing'>;

/**
 * The relay for plugins that consume events once. It starts right away.
 * @param make lets a test wrap what the relay needs and give it timers of its own
 */
export function joinMessages(
  { plugins, clock, log, tracing }: MessagesOptions,
  { storage: { database }, writing: { deps, afterCommit } }: Core,
  stack: AsyncDisposableStack,
  make = createRelay,
): Relay {
  const relay = make({
    consumers: (tracing ? tracedPlugins(plugins, tracing) : plugins).flatMap(({ name, once }) =>
      once ? [{ name, timeoutMs: once.timeoutMs, send: once.send }] : [],
    ),
    store: createDeliveryStore(database.pools.relay, clock),
    record: recordDeliveries(deps),
    unlink: (delivery, because) =>
      deps.runInBackground({
        branch: delivery.event.branch,
        actor: { kind: 'system', id: 'relay' },
        load: {},
        change: { kind: 'unlink', subscription: delivery.subscription, because },
        command: { type: 'Record', facts: [] },
      }),
    clock: deps.clock,
    contactMs: clock ? undefined : database.contactMs,
    log,
  });
  stack.defer(() => relay.stop());
  afterCommit.follow((_, deliveries) => {
    if (!deliveries) return;
    if (tracing) tracing.apart(() => relay.wake());
    else relay.wake();
  });
  return relay;
}

/** Age of the oldest delivery that is due, in seconds. */
export const deliveryAge = async ({ storage: { database }, writing: { deps } }: Core) =>
  (await oldestDue(database.pools.relay, deps.clock())) / 1000;
