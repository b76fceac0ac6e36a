import type { Update } from 'telegraf/types';
import { Api, ApiError } from './api';
import { pause } from './pause';
import { ALLOWED_UPDATES } from './settings';
import { Log } from '../../ports';

/** Telegram holds the request open this long when there is nothing. */
const HOLD_SECONDS = 25;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Asks for updates until `signal` aborts: telegraf's own loop has no timeout and no way to say who polls. What was handled is confirmed with the next
 * question, and once more at the end, so that another instance goes on where this one stopped.
 */
export async function poll(api: Api, log: Log, handleAll: (updates: readonly Update[]) => Promise<void>, signal: AbortSignal): Promise<void> {
  let offset: number | undefined;
  let failures = 0;
  await api.call('deleteWebhook', {}, { signal }).catch((error: unknown) => log.warn({ error: nameOf(error) }, 'Telegram did not confirm that it will not call us'));
  while (!signal.aborted) {
    try {
      const updates = await api.call('getUpdates', { ...(offset === undefined ? {} : { offset }), timeout: HOLD_SECONDS, allowed_updates: [...ALLOWED_UPDATES] }, { signal, waitMs: HOLD_SECONDS * 1000 });
      failures = 0;
      await handleAll(updates);
      const last = updates.at(-1);
      if (last) offset = last.update_id + 1;
    } catch (error) {
      if (signal.aborted) break;
      failures += 1;
      log.warn({ error: nameOf(error), failures }, sentence(error));
      await pause(error instanceof ApiError && error.retryAfter ? error.retryAfter * 1000 : Math.min(500 * 2 ** failures, LONGEST_PAUSE_MS), signal);
    }
  }
  if (offset !== undefined) await api.call('getUpdates', { offset, limit: 1, timeout: 0 }).catch((error: unknown) => log.info({ error: nameOf(error) }, 'the last updates were not confirmed: they come again'));
}

const nameOf = (error: unknown) => (error instanceof ApiError ? `${error.code} ${error.description}` : String((error as Error)?.name));

function sentence(error: unknown): string {
  if (!(error instanceof ApiError)) return 'updates could not be handled; they come again';
  if (error.code === 401) return 'Telegram refuses the token: set TELEGRAM_BOT_TOKEN to what BotFather gave';
  if (error.code === 409) return 'somebody else asks Telegram for this bot\'s updates, or has set a webhook: two bots must not share one token';
  return 'Telegram did not give updates; asking again';
}
