import { localDate } from '../../src/app/domain/model/local-time';

/** Time between two looks at a condition, unless a test says otherwise. */
const POLL_MS = 10;

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
  });

/** Polls until `check` holds; after `ms` it fails, naming what was awaited. */
export async function until(
  check: () => boolean | Promise<boolean>,
  what: string,
  ms = 30_000,
  everyMs = POLL_MS,
): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${ms} ms`);
    await pause(everyMs);
  }
}

/**
 * Time in which something must *not* happen: the assertion after it is about this silence. To wait
 * for something that does happen, use `until`.
 */
export const quietFor = (ms: number): Promise<void> => pause(ms);

/**
 * Time that passes in what a test plays: a customer hesitates, a connection is down for a while.
 */
export const elapse = (ms: number): Promise<void> => pause(ms);

/**
 * For a test that ends a day or is about one: where the demo bank's has less than so many minutes
 * left, the next one is waited for.
 */
export async function dayAhead(minutes: number): Promise<void> {
  const today = () => localDate('America/Santiago', Date.now());
  const day = today();
  if (localDate('America/Santiago', Date.now() + minutes * 60_000) === day) return;
  await until(() => today() !== day, 'the next day', minutes * 60_000 + 5_000, 200);
}
