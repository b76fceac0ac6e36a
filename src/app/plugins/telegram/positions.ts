import { PluginHost } from '../../plugin';
import { pause } from './pause';

/**
 * Addresses are deleted a day after their ticket ended: late enough for a rating, and nobody's
 * business after that.
 */
const FORGET_MS = 86_400_000;
const FORGET_EVERY_MS = 3_600_000;

/** Until `signal` aborts, regularly edits the messages that show an outdated position. */
export async function keepPositions(
  host: PluginHost,
  everyMs: number,
  signal: AbortSignal,
): Promise<void> {
  let forgotAt = 0;
  while (!signal.aborted) {
    await host.contacts.tellPositions();
    if (host.clock() - forgotAt > FORGET_EVERY_MS) {
      await host.contacts.forget(FORGET_MS);
      forgotAt = host.clock();
    }
    await pause(everyMs, signal);
  }
}
