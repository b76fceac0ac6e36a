import { timingSafeEqual } from 'node:crypto';
import type { Update } from 'telegraf/types';
import { PluginRoute } from '../../plugin';
import { Log } from '../../ports';
import { Api, ApiError } from './api';
import { pause } from './pause';
import { ALLOWED_UPDATES, sha256, webhookPath, webhookToken } from './settings';
import { readUpdate, UpdateResult } from './updates';

/** Updates are small: a message of 4,096 characters with entities stays below this. */
const MAX_BYTES = 256 * 1024;
const LOOK_MS = 300_000;

/** The route Telegram calls. A wrong secret learns only that it is wrong. */
export function webhookRoute(
  secret: string,
  handle: (update: Update) => Promise<UpdateResult>,
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
      // Telegram sends it again after anything but a 2xx
      const result = await handle(update);
      return { status: result === 'done' ? 200 : 503 };
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
 * Until `signal` aborts, tells Telegram where to call, and checks now and then that it still does.
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
          // a server that does not support the question may support the command; one that refuses
          // us, or is down, will refuse that too
          if (
            error instanceof ApiError &&
            error.code !== 0 &&
            error.code !== 401 &&
            error.code !== 429
          ) {
            return { url: undefined };
          }
          throw error;
        });
      if (now !== url) {
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
      }
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
        'could not tell Telegram where to call; trying again',
      );
    }
    await pause(wait, signal);
  }
}
