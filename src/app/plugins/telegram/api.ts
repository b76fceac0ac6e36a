import { Telegram, TelegramError } from 'telegraf';
import { Pace } from './pace';

/** Telegram refused, or did not answer: `code` is the HTTP status it names, 0 when there was no answer at all. Never holds the token. */
export class ApiError extends Error {
  constructor(readonly code: number, readonly description: string, readonly retryAfter?: number) {
    super(`Telegram answered ${code}: ${description}`);
    this.name = 'ApiError';
  }

  /** The address is gone: the customer blocked the bot, or deleted the account. */
  get gone(): boolean { return this.code === 403 || (this.code === 400 && /chat not found|user is deactivated|PEER_ID_INVALID/i.test(this.description)); }

  /** An edit that would change nothing has already been made. */
  get alreadySo(): boolean { return this.code === 400 && /message is not modified/i.test(this.description); }

  /** The message an edit was for is no longer there, or too old. */
  get nothingToEdit(): boolean { return this.code === 400 && /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i.test(this.description); }
}

/** Milliseconds a call may take. Telegraf sets 500 s, which is none. */
export const CALL_MS = 8_000;

export interface ApiOptions {
  readonly token: string;
  /** `https://api.telegram.org` unless told: a Bot API server of one's own, or the local one. */
  readonly root?: string;
  readonly callMs?: number;
}

type Method = Parameters<Telegram['callApi']>[0];
type Payload<M extends Method> = Parameters<typeof Telegram.prototype.callApi<M>>[1];
type Result<M extends Method> = ReturnType<typeof Telegram.prototype.callApi<M>>;

export interface Api {
  readonly telegram: Telegram;
  /** The one way to Telegram: our timeout, our errors. `urgent` calls go before others that wait for the pace; `waitMs` prolongs the timeout (long polling). */
  call<M extends Method>(method: M, payload: Payload<M>, options?: { readonly signal?: AbortSignal; readonly waitMs?: number }): Result<M>;
}

export function createApi(options: ApiOptions): Api {
  const telegram = new Telegram(options.token, { ...(options.root ? { apiRoot: options.root } : {}), webhookReply: false });
  return {
    telegram,
    call(method, payload, { signal, waitMs = 0 } = {}) {
      const timeout = AbortSignal.timeout((options.callMs ?? CALL_MS) + waitMs);
      // telegraf's type is that of a shim, which node's own signal fits in all that node-fetch asks of it
      const either = (signal ? AbortSignal.any([signal, timeout]) : timeout) as never;
      return telegram.callApi(method, payload, { signal: either }).catch((error: unknown) => { throw apiErrorOf(error, timeout.aborted); });
    },
  };
}

/** Names and codes only: telegraf's messages of network errors hold the address, and the address holds the token. */
function apiErrorOf(error: unknown, timedOut: boolean): ApiError {
  const { response, code, type, name } = error as { response?: Partial<TelegramError['response']>; code?: unknown; type?: unknown; name?: unknown };
  if (typeof response?.error_code === 'number') return new ApiError(response.error_code, String(response.description ?? ''), response.parameters?.retry_after);
  if (timedOut) return new ApiError(0, 'no answer in time');
  return new ApiError(0, String(typeof code === 'string' ? code : type ?? name ?? 'no answer'));
}

/** What sends messages: a call that keeps the pace of the whole bot and of its chat. */
export type Send = <M extends 'sendMessage' | 'editMessageText'>(method: M, chat: string, payload: Payload<M>, options: { readonly urgent: boolean; readonly signal?: AbortSignal }) => Result<M>;

export function createSend(api: Api, pace: Pace): Send {
  return (method, chat, payload, { urgent, signal }) => pace.turn(chat, urgent, signal).then(() => api.call(method, payload, { signal }));
}
