import { setTimeout } from 'node:timers/promises';
import { Log } from '../ports';

export interface Leases {
  /** Takes or renews the lease; true while this instance holds it. */
  take(name: string, seconds: number): Promise<boolean>;
  drop(name: string): Promise<void>;
}

const LEASE_SECONDS = 15;
/**
 * A lease that was not renewed counts as lost after this long (ms), well before another instance
 * can take it.
 */
const HELD_MS = (LEASE_SECONDS - 3) * 1000;
const RENEW_MS = 4_000;
const WATCH_MS = 500;
/** Pause between attempts to get the lease, and before the work starts again after it ended. */
const AGAIN_MS = 1_000;

/**
 * Runs `work` on exactly one instance, the one that holds the lease, and starts it again when it
 * ends. The lease is renewed meanwhile. If a renewal fails or takes too long, `signal` aborts well
 * before another instance can take the lease.
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
      .catch((error: unknown) => void warn(error, 'could not take a lease'));
  const workOnce = async (signal: AbortSignal) => {
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) warn(error, 'work that runs on one instance failed; starting it again');
    }
  };
  const run = async () => {
    while (!stopping.signal.aborted) {
      if (await take()) await whileHeld(take, stopping.signal, workOnce);
      await pause(AGAIN_MS, stopping.signal);
    }
    await leases
      .drop(name)
      .catch((error: unknown) => warn(error, 'could not give a lease back; it will expire'));
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
 * Works for as long as the lease is held.
 * @param renew true while held, false when another instance has it, undefined when unknown
 */
async function whileHeld(
  renew: () => Promise<boolean | void>,
  stopping: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const lost = new AbortController();
  let heldUntil = performance.now() + HELD_MS;
  const renewing = setInterval(async () => {
    const asked = performance.now();
    const held = await renew();
    if (held) heldUntil = asked + HELD_MS;
    else if (held === false) lost.abort();
  }, RENEW_MS);
  const watching = setInterval(() => {
    if (performance.now() > heldUntil) lost.abort();
  }, WATCH_MS);
  try {
    await work(AbortSignal.any([stopping, lost.signal]));
  } finally {
    clearInterval(renewing);
    clearInterval(watching);
  }
}

/** Waits, but not after `stopping` aborts. */
const pause = (ms: number, stopping: AbortSignal) =>
  setTimeout(ms, undefined, { ref: false, signal: stopping }).catch(() => undefined);
