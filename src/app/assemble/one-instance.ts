import { setTimeout } from 'node:timers/promises';
import { Log } from '../ports';

export interface Leases {
  /** Takes or renews; true while this instance has it. */
  take(name: string, seconds: number): Promise<boolean>;
  drop(name: string): Promise<void>;
}

const LEASE_SECONDS = 15;
/** A lease counts as lost this long (ms) after it was asked for: well before another can take it. */
const HELD_MS = (LEASE_SECONDS - 3) * 1000;
const RENEW_MS = 4_000;
const WATCH_MS = 500;
/** Between two tries for the lease, and before the work runs again after it ended. */
const AGAIN_MS = 1_000;

/**
 * Runs `work` on exactly one instance: whichever holds the lease. The lease is renewed meanwhile;
 * when a renewal fails or does not come through in time, `signal` aborts well before another
 * instance can take it. The work runs again when it ends.
 */
export function runOnOneInstance(
  leases: Leases,
  log: Log,
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const warn = (error: unknown, message: string) =>
    log.warn({ lease: name, error: String((error as Error)?.name) }, message);
  const take = () =>
    leases
      .take(name, LEASE_SECONDS)
      .catch((error: unknown) => void warn(error, 'a lease could not be asked for'));
  const workOnce = async (signal: AbortSignal) => {
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) warn(error, 'what runs on one instance failed; it runs again');
    }
  };
  const run = async () => {
    while (!stopping.signal.aborted) {
      if (await take()) await whileHeld(take, stopping.signal, workOnce);
      await pause(AGAIN_MS, stopping.signal);
    }
    await leases
      .drop(name)
      .catch((error: unknown) =>
        warn(error, 'a lease could not be given back; it runs out by itself'),
      );
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/**
 * Does the work while the lease is held.
 * @param renew true while it is held, false when another instance has it, undefined when nobody knows
 */
async function whileHeld(
  renew: () => Promise<boolean | void>,
  stopping: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const lost = new AbortController();
  let heldUntil = Date.now() + HELD_MS;
  const renewing = setInterval(async () => {
    const asked = Date.now();
    const held = await renew();
    if (held) heldUntil = asked + HELD_MS;
    else if (held === false) lost.abort();
  }, RENEW_MS);
  const watching = setInterval(() => {
    if (Date.now() > heldUntil) lost.abort();
  }, WATCH_MS);
  try {
    await work(AbortSignal.any([stopping, lost.signal]));
  } finally {
    clearInterval(renewing);
    clearInterval(watching);
  }
}

/** Waits, or less when it is stopped. */
const pause = (ms: number, stopping: AbortSignal) =>
  setTimeout(ms, undefined, { ref: false, signal: stopping }).catch(() => undefined);
