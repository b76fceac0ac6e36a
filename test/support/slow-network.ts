import { BrowserContext } from 'playwright-core';
import { elapse } from './wait';

/** How late answers of the API come to pages of tests, ms on average; without it, as they come. */
const LATE_MS = Number(process.env.SLOW_MS ?? 0);

/**
 * With `SLOW_MS=400 npm test -- test/app/pages`, every answer is held back by chance: what a
 * test or a page takes for ready, and is not, shows itself. A machine that is slow by itself does
 * the same, once in a while.
 */
export async function holdBack(context: BrowserContext): Promise<void> {
  if (!(LATE_MS > 0)) return;
  await context.route('**/api/**', async (route) => {
    await elapse(LATE_MS * 2 * Math.random());
    // the page may have gone meanwhile
    await route.continue().catch(() => undefined);
  });
}
