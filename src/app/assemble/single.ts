import { Log } from '../ports';

export interface Leases {
  /** Takes or renews; true while this instance has it. */
  take(name: string, seconds: number): Promise<boolean>;
  drop(name: string): Promise<void>;
}

const LEASE_SECONDS = 15;
const RENEW_MS = 4_000;
/** Between two tries for the lease, and before `fn` runs again after it ended. */
const AGAIN_MS = 1_000;

/**
 * Runs `fn` on exactly one instance: whoever holds the lease. The lease is renewed while `fn` runs;
 * when a renewal fails or does not come through in time, `signal` aborts well before another
 * instance can take it. `fn` runs again when it ends.
 */
export function runSingle(
  leases: Leases,
  log: Log,
  name: string,
  fn: (signal: AbortSignal) => Promise<void>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (stopping.signal.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        stopping.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      timer.unref();
      stopping.signal.addEventListener('abort', done);
    });
  const take = () =>
    leases.take(name, LEASE_SECONDS).catch((error: unknown) => {
      log.warn(
        { lease: name, error: String((error as Error)?.name) },
        'a lease could not be asked for',
      );
      return undefined;
    });

  async function hold(): Promise<void> {
    const lost = new AbortController();
    const release = () => lost.abort();
    stopping.signal.addEventListener('abort', release);
    let heldUntil = Date.now() + (LEASE_SECONDS - 3) * 1000;
    const renewing = setInterval(() => {
      const asked = Date.now();
      take().then((mine) => {
        if (mine) heldUntil = asked + (LEASE_SECONDS - 3) * 1000;
        else if (mine === false) lost.abort();
      }, release);
    }, RENEW_MS);
    const watching = setInterval(() => {
      if (Date.now() > heldUntil) lost.abort();
    }, 500);
    try {
      await fn(lost.signal);
    } catch (error) {
      if (!lost.signal.aborted)
        log.warn(
          { single: name, error: String((error as Error)?.name) },
          'what runs on one instance failed; it runs again',
        );
    } finally {
      clearInterval(renewing);
      clearInterval(watching);
      stopping.signal.removeEventListener('abort', release);
    }
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      if (await take()) await hold();
      await pause(AGAIN_MS);
    }
    await leases
      .drop(name)
      .catch((error: unknown) =>
        log.warn(
          { lease: name, error: String((error as Error)?.name) },
          'a lease could not be given back; it runs out by itself',
        ),
      );
  })();

  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
