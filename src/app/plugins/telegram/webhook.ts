import { timingSafeEqual } from 'node:crypto';
import type { Update } from 'telegraf/types';
import { Api, ApiError } from './api';
import { pause } from './pause';
import { ALLOWED_UPDATES, sha256, webhookPath, webhookToken } from './settings';
import { Handled, readUpdate } from './updates';
import { PluginRoute } from '../../plugin';
import { Log } from '../../ports';

/** Updates are small; a message of 4,096 characters with entities stays below this. */
const MAX_BYTES = 256 * 1024;
const LOOK_MS = 300_000;

/** Telegram calls this. A wrong secret learns nothing but that it is wrong. */
export function webhookRoute(
  secret: string,
  handle: (update: Update) => Promise<Handled>,
): PluginRoute {
  const wanted = Buffer.from(sha256(webhookToken(secret)));
  return {
    method: 'POST',
    path: webhookPath(secret),
    maxBytes: MAX_BYTES,
    async handle({ headers, body }) {
      const given = Buffer.from(sha256(headers['x-telegram-bot-api-secret-token'] ?? ''));
      if (!timingSafeEqual(given, wanted)) return { status: 401 };
      const update = parsed(body);
      if (!update) return { status: 400 };
      // anything but 2xx makes Telegram send it again
      const handled = await handle(update);
      return { status: handled === 'done' ? 200 : 503 };
    },
  };
}

function parsed(body: Buffer): Update | undefined {
  try {
    return readUpdate(JSON.parse(body.toString('utf8')));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Tells Telegram where to call, and looks now and then whether it still does. Until `signal`
 * aborts.
 */
export async function keepWebhook(
  api: Api,
  log: Log,
  publicUrl: string,
  secret: string,
  signal: AbortSignal,
): Promise<void> {
  const url = `${publicUrl.replace(/\/$/, '')}/${webhookPath(secret)}`;
  while (!signal.aborted) {
    let wait = LOOK_MS;
    try {
      const { url: now } = await api
        .call('getWebhookInfo', {}, { signal })
        .catch((error: unknown) => {
          // a server that does not know the question may know the command; one that refuses us, or
          // is away, will refuse that too
          if (
            error instanceof ApiError &&
            error.code !== 0 &&
            error.code !== 401 &&
            error.code !== 429
          )
            return { url: undefined };
          throw error;
        });
      if (now !== url)
        await api.call(
          'setWebhook',
          {
            url,
            secret_token: webhookToken(secret),
            allowed_updates: [...ALLOWED_UPDATES],
            max_connections: 40,
          },
          { signal },
        );
    } catch (error) {
      if (signal.aborted) break;
      wait = 15_000;
      log.warn(
        {
          error:
            error instanceof ApiError
              ? `${error.code} ${error.description}`
              : String((error as Error)?.name),
        },
        'Telegram could not be told where to call; trying again',
      );
    }
    await pause(wait, signal);
  }
}
