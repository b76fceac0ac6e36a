import { localDate } from '../../src/app/domain/model/local-time';

/** Time between the first two looks at a condition, unless a test says otherwise. */
const POLL_MS = 10;
/** The longest time between two looks, ms. */
const CALM_MS = 100;

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
  });

/**
 * How long to rest before the next look. After a second of waiting a tenth more does not matter. A
 * slow look, such as a query, is not repeated at once: constant looking takes the processor away
 * from what is awaited.
 * @param waited so far, ms
 * @param looking how long the last look took, ms
 */
const restOf = (everyMs: number, waited: number, looking: number): number =>
  Math.max(everyMs, Math.min(CALM_MS, Math.max(waited / 10, looking)));

/**
 * Polls until `check` holds; after `ms` it fails, naming what was awaited. It looks every
 * `everyMs`, and less often, at least ten times a second, the longer it waits.
 */
export async function until(
  check: () => boolean | Promise<boolean>,
  what: string,
  ms = 30_000,
  everyMs = POLL_MS,
): Promise<void> {
  const began = performance.now();
  for (;;) {
    const looked = performance.now();
    if (await check()) return;
    const now = performance.now();
    if (now > began + ms) throw new Error(`${what}: not within ${ms} ms`);
    await pause(restOf(everyMs, now - began, now - looked));
  }
}

/**
 * Time in which something must *not* happen: the assertion after it is about this silence. To wait
 * for something that does happen, use `until`.
 */
export const quietFor = (ms: number): Promise<void> => pause(ms);

/** Time that passes in a test's story: a customer hesitates, a connection is down for a while. */
export const elapse = (ms: number): Promise<void> => pause(ms);

/**
 * For a test that ends a day or is about one: if the demo bank's day has fewer than this many
 * minutes left, waits for the next one.
 */
export async function dayAhead(minutes: number): Promise<void> {
  const today = () => localDate('America/Santiago', Date.now());
  const day = today();
  if (localDate('America/Santiago', Date.now() + minutes * 60_000) === day) return;
  await until(() => today() !== day, 'the next day', minutes * 60_000 + 5_000, 200);
}
