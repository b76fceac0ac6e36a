import type { WebhookInfo } from 'telegraf/types';
import { Api, ApiError, createApi } from './api';
import { TelegramOptions, webhookPath, webhookToken } from './settings';

/** One finding: whether something is right, and what to do if it is not. */
export interface Finding {
  readonly ok: boolean;
  readonly text: string;
}

const right = (text: string): Finding => ({ ok: true, text });
const wrong = (text: string): Finding => ({ ok: false, text });

/** Checks token, webhook, secret and reachability, without disturbing a running bot. */
export async function checkTelegram(
  options: TelegramOptions,
  publicUrl: string,
): Promise<readonly Finding[]> {
  const api = createApi({ token: options.token, root: options.apiRoot });
  const bot = await checkToken(api, options);
  if (!bot.ok) return [bot];
  return options.webhookSecret
    ? [
        bot,
        await checkAddress(publicUrl),
        ...(await checkDoor(publicUrl, options.webhookSecret)),
        await checkWebhook(api, publicUrl, options.webhookSecret),
      ]
    : [bot, await checkPolling(api)];
}

async function checkToken(api: Api, { apiRoot }: TelegramOptions): Promise<Finding> {
  try {
    const me = await api.call('getMe', {});
    return right(`token: it belongs to @${me.username}${apiRoot ? ` at ${apiRoot}` : ''}`);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 401 || error.code === 404) {
      return wrong(
        'token: Telegram refuses it. Copy it again from @BotFather ' +
          '(/mybots, API Token) into TELEGRAM_BOT_TOKEN; /revoke makes the old one useless.',
      );
    }
    return wrong(
      `token: no answer from ${apiRoot ?? 'https://api.telegram.org'} (${error.description}). ` +
        `Is port 443 open on the way out${apiRoot ? ', and is TELEGRAM_API_ROOT right' : ''}?`,
    );
  }
}

/** Telegram calls HTTPS addresses on these ports only. */
async function checkAddress(publicUrl: string): Promise<Finding> {
  const url = new URL(publicUrl);
  const port = url.port || '443';
  if (url.protocol !== 'https:') {
    return wrong(
      `address: Telegram calls only HTTPS addresses, and PUBLIC_URL is ${url.protocol}//…. ` +
        'Set it to where browsers find the app, or leave TELEGRAM_WEBHOOK_SECRET empty: ' +
        'then the app polls Telegram instead.',
    );
  }
  if (!['443', '80', '88', '8443'].includes(port)) {
    return wrong(
      `address: Telegram calls only ports 443, 80, 88 and 8443, and PUBLIC_URL has ${port}.`,
    );
  }
  return right(`address: Telegram can call ${url.origin}`);
}

/**
 * Calls our own webhook as Telegram would: it must refuse a wrong token, and accept the right one
 * (and find nothing to do).
 */
async function checkDoor(publicUrl: string, secret: string): Promise<readonly Finding[]> {
  const url = `${publicUrl.replace(/\/$/, '')}/${webhookPath(secret)}`;
  const knock = async (token: string) => {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
      body: '{}',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': token },
    });
    await response.body?.cancel();
    return response.status;
  };
  try {
    const [stranger, telegram] = [await knock('wrong'), await knock(webhookToken(secret))];
    return [
      stranger === 401
        ? right('secret: a call with a wrong token is refused')
        : wrong(
            `secret: a call with a wrong token got ${stranger}, not 401. Does the app run ` +
              'with this TELEGRAM_WEBHOOK_SECRET, and is /telegram/* passed on to it?',
          ),
      telegram === 400
        ? right('door: a call with the right token is accepted')
        : wrong(
            `door: a call with the right token got ${telegram}. The app there runs ` +
              'with another TELEGRAM_WEBHOOK_SECRET, or something in front answers for it.',
          ),
    ];
  } catch (error) {
    return [
      wrong(
        'door: ' +
          `nothing answers at ${new URL(publicUrl).origin} (${String((error as Error).name)}). ` +
          'Telegram will not reach it either, unless only this machine is cut off.',
      ),
    ];
  }
}

/** What Telegram knows about a webhook; a finding instead if it does not say. */
async function webhookOf(api: Api): Promise<WebhookInfo | Finding> {
  try {
    return await api.call('getWebhookInfo', {});
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return wrong(
      'webhook: Telegram does not say whether it has one ' +
        `(${error.code || 'no answer'}: ${error.description}). ` +
        "Try again; a Bot API server other than Telegram's may not support the question.",
    );
  }
}

async function checkWebhook(api: Api, publicUrl: string, secret: string): Promise<Finding> {
  const info = await webhookOf(api);
  if ('ok' in info) return info;
  const wanted = `${publicUrl.replace(/\/$/, '')}/${webhookPath(secret)}`;
  if (info.url === '') {
    return wrong(
      'webhook: Telegram has no address yet. ' +
        'The running app sets it within a minute; if it does not, its log says why.',
    );
  }
  if (info.url !== wanted) {
    return wrong(
      'webhook: Telegram calls another address or path. A second deployment with the same token, ' +
        'or an older secret: give each deployment a bot of its own.',
    );
  }
  if (info.last_error_date && Date.now() / 1000 - info.last_error_date < 600) {
    return wrong(
      `webhook: Telegram's last call failed: ${info.last_error_message ?? 'no reason given'}; ` +
        `${info.pending_update_count} updates are waiting.`,
    );
  }
  return right(`webhook: Telegram calls us; ${info.pending_update_count} updates are waiting`);
}

async function checkPolling(api: Api): Promise<Finding> {
  const info = await webhookOf(api);
  if ('ok' in info) return info;
  if (info.url !== '') {
    return wrong(
      'webhook: there should be none (TELEGRAM_WEBHOOK_SECRET is empty), but Telegram has one. ' +
        'The running app removes it; if it comes back, a second deployment uses this token.',
    );
  }
  return right(
    `updates: the app polls for them, on one instance; ${info.pending_update_count} are waiting`,
  );
}
