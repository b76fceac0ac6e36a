import { BrowserContext } from 'playwright-core';
import { elapse } from './wait';

/** The average delay of the API's answers to pages in tests, ms; without it there is none. */
const LATE_MS = Number(process.env.SLOW_MS ?? 0);

/**
 * With `SLOW_MS=400 npm test -- test/app/pages`, every answer is delayed at random, which reveals
 * tests or pages that continue too early. A slow machine does the same once in a while.
 */
export async function holdBack(context: BrowserContext): Promise<void> {
  if (!(LATE_MS > 0)) return;
  await context.route('**/api/**', async (route) => {
    await elapse(LATE_MS * 2 * Math.random());
    // the page may have closed meanwhile
    await route.continue().catch(() => undefined);
  });
}
