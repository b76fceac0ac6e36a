import { Instant } from '../domain/model/instant';
import { Delivery, DeliveryStore, Log } from '../ports';
import { Lane } from './lane';
import { Recorder, RecordOutcomes } from './recorder';
import { RelayConsumer } from './send';
import { realTimers, Timers } from './timers';

export type { RelayConsumer } from './send';
export type { RecordOutcomes } from './recorder';

export interface RelayParts {
  readonly consumers: readonly RelayConsumer[];
  readonly store: DeliveryStore;
  readonly record: RecordOutcomes;
  /** An address is gone (403, 410): its subscription ends. */
  readonly unlink: (delivery: Delivery, because: string) => Promise<unknown>;
  readonly clock: () => Instant;
  readonly log: Log;
  readonly timers?: Timers;
}

export interface Relay {
  /** Something was committed. Costs nothing when there is nothing to send. */
  wake(): void;
  /** Consumers that have stopped or get no answer, and why: a metric and an alarm read it. */
  troubles(): Readonly<Record<string, string>>;
  /**
   * Claims nothing more, waits up to `graceMs` for the sends under way, then gives their leases
   * back; all outcomes are recorded before it returns.
   */
  stop(graceMs?: number): Promise<void>;
}

/**
 * Claims deliveries, sends them, backs off and gives up. Each consumer has a
 * loop of its own.
 */
export function createRelay(parts: RelayParts): Relay {
  const timers = parts.timers ?? realTimers;
  const recorder = new Recorder(parts.record, parts.clock, timers, parts.log);
  const lanes = parts.consumers.map(
    (consumer) => new Lane(consumer, { ...parts, timers, recorder }),
  );
  const wake = () => lanes.forEach((lane) => lane.wake());
  wake();
  return {
    wake,
    troubles: () =>
      Object.fromEntries(
        lanes.flatMap((lane) => (lane.trouble ? [[lane.name, lane.trouble]] : [])),
      ),
    async stop(graceMs = 10_000) {
      const closed = Promise.all(lanes.map((lane) => lane.close()));
      const cancel = timers.after(graceMs, () => lanes.forEach((lane) => lane.letGo()));
      await closed;
      cancel();
      await recorder.idle();
    },
  };
}
