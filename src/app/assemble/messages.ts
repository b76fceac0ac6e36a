import { createDeliveryStore } from '../db/stores/delivery-store';
import { Database } from '../db/open-database';
import { Parts } from '../operations/write-path/parts';
import { recordDeliveries } from '../operations/commands/record-deliveries';
import { Plugin } from '../plugin';
import { Log } from '../ports';
import { createRelay, Relay } from '../relay/relay';

/** The relay over the plugins that are told once. */
export function messagesOf(
  database: Database,
  parts: Parts,
  plugins: readonly Plugin[],
  clock: () => number,
  log: Log,
): Relay {
  return createRelay({
    consumers: plugins.flatMap(({ name, once }) =>
      once ? [{ name, timeoutMs: once.timeoutMs, send: once.send }] : [],
    ),
    store: createDeliveryStore(database.pools.relay, clock),
    record: recordDeliveries(parts),
    unlink: (delivery, because) =>
      parts.runAside({
        branch: delivery.event.branch,
        actor: { kind: 'system', id: 'relay' },
        load: {},
        change: { kind: 'unlink', subscription: delivery.subscription, because },
        command: { type: 'Record', facts: [] },
      }),
    clock,
    log,
  });
}
