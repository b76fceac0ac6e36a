import { Instant } from '../domain/model/instant';
import { Delivery, DeliveryStore, Log } from '../ports';
import { Courier } from './courier';
import { Recorder, RecordOutcomes } from './recorder';
import { RelayConsumer } from './send';
import { realTimers, Timers } from './timers';

/** How long stopping waits for outcomes that the database does not accept, ms. */
const RECORD_WITHIN_MS = 20_000;

/**
 * An instance whose lease has expired may have lost the database, as all had, and still have an
 * outcome to record. So a lease that ended while the database was away is left alone for this long
 * after it is back.
 */
const SETTLE_MS = 20_000;

export interface RelayDeps {
  readonly consumers: readonly RelayConsumer[];
  readonly store: DeliveryStore;
  readonly record: RecordOutcomes;
  /** Ends the subscription of an address that is gone (403, 410). */
  readonly unlink: (delivery: Delivery, because: string) => Promise<unknown>;
  readonly clock: () => Instant;
  /** How long the database has answered without a break, ms; by default, always. */
  readonly contactMs?: () => number;
  readonly log: Log;
  readonly timers?: Timers;
}

export interface Relay {
  /** Call it after a commit. Cheap when there is nothing to send. */
  wake(): void;
  /** Consumers that have stopped or get no answers, and why, for a metric and an alarm. */
  troubles(): Readonly<Record<string, string>>;
  /**
   * Stops claiming, waits up to `graceMs` for the sends in progress, then aborts them and gives
   * their leases back. All outcomes are recorded before it returns, unless the database is away.
   */
  stop(graceMs?: number): Promise<void>;
}

/** Claims deliveries, sends them, backs off and gives up. Each consumer has a loop of its own. */
export function createRelay(deps: RelayDeps): Relay {
  const timers = deps.timers ?? realTimers;
  const recorder = new Recorder(deps.record, deps.store, timers, deps.log);
  const orphans = () => (deps.contactMs?.() ?? Infinity) >= SETTLE_MS;
  const couriers = deps.consumers.map(
    (consumer) => new Courier(consumer, { ...deps, timers, recorder, orphans }),
  );
  const wake = () => couriers.forEach((courier) => courier.wake());
  wake();
  return {
    wake,
    troubles: () =>
      Object.fromEntries(
        couriers.flatMap((courier) => (courier.trouble ? [[courier.name, courier.trouble]] : [])),
      ),
    async stop(graceMs = 10_000) {
      const closed = Promise.all(couriers.map((courier) => courier.close()));
      const cancel = timers.after(graceMs, () => couriers.forEach((courier) => courier.letGo()));
      await closed;
      cancel();
      let giveUp = () => {};
      await Promise.race([
        recorder.idle(),
        new Promise<void>((resolve) => {
          giveUp = timers.after(RECORD_WITHIN_MS, resolve);
        }),
      ]);
      giveUp();
    },
  };
}
