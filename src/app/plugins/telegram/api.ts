import { Telegram, TelegramError } from 'telegraf';
import { Pace, TurnOptions } from './pace';
import { Log } from '../../ports';

/**
 * Telegram refused, or did not answer: `code` is the HTTP status it names, 0 when there was no
 * answer at all. Never holds the token.
 */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    readonly description: string,
    readonly retryAfter?: number,
  ) {
    super(`Telegram answered ${code}: ${description}`);
    this.name = 'ApiError';
  }

  /** The address is gone: the customer blocked the bot, or deleted the account. */
  get gone(): boolean {
    return (
      this.code === 403 ||
      (this.code === 400 &&
        /(chat|user) not found|deactivated|PEER_ID_INVALID|USER_IS_BLOCKED/i.test(this.description))
    );
  }

  /** An edit that would change nothing has already been made. */
  get alreadySo(): boolean {
    return this.code === 400 && /message is not modified/i.test(this.description);
  }

  /**
   * The message an edit was for is no longer there, too old, or not to be edited: Telegram has many
   * words for it. A text that it refuses for itself is refused as a new message too.
   */
  get nothingToEdit(): boolean {
    return (this.code === 400 || this.code === 404) && !this.gone && !this.alreadySo;
  }
}

/** Milliseconds a call may take. Telegraf sets 500 s, which is none. */
export const CALL_MS = 8_000;

/** Seconds to wait when a 429 does not say how long. */
export const UNSAID_SECONDS = 5;

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
  /** The one way to Telegram: our timeout (`timeoutMs`: another), our errors. */
  call<M extends Method>(
    method: M,
    payload: Payload<M>,
    options?: { readonly signal?: AbortSignal; readonly timeoutMs?: number },
  ): Result<M>;
}

export function createApi(options: ApiOptions): Api {
  // with its slash, or a path that the root has would be cut off
  const telegram = new Telegram(options.token, {
    ...(options.root ? { apiRoot: options.root.replace(/\/*$/, '/') } : {}),
    webhookReply: false,
  });
  return {
    telegram,
    call(method, payload, { signal, timeoutMs = options.callMs ?? CALL_MS } = {}) {
      const timeout = AbortSignal.timeout(timeoutMs);
      // telegraf's type is that of a shim, which node's own signal fits in all that node-fetch asks
      // of it
      const either = (signal ? AbortSignal.any([signal, timeout]) : timeout) as never;
      return telegram.callApi(method, payload, { signal: either }).catch((error: unknown) => {
        throw apiErrorOf(error, timeout.aborted);
      });
    },
  };
}

/**
 * Names and codes only: telegraf's messages of network errors hold the address, and the address
 * holds the token.
 */
function apiErrorOf(error: unknown, timedOut: boolean): ApiError {
  const { response, code, type, name } = error as {
    response?: Partial<TelegramError['response']>;
    code?: unknown;
    type?: unknown;
    name?: unknown;
  };
  if (typeof response?.error_code === 'number') {
    const description = String(response.description ?? '');
    const seconds = Number(
      response.parameters?.retry_after ?? /retry after (\d+)/i.exec(description)?.[1],
    );
    return new ApiError(response.error_code, description, seconds > 0 ? seconds : undefined);
  }
  if (timedOut) return new ApiError(0, 'no answer in time');
  return new ApiError(0, String(typeof code === 'string' ? code : (type ?? name ?? 'no answer')));
}

/** What sends messages: a call that keeps the pace of the whole bot and of its chat. */
export type Send = <M extends 'sendMessage' | 'editMessageText'>(
  method: M,
  chat: string,
  payload: Payload<M>,
  options: TurnOptions,
) => Result<M>;

/**
 * An answer to a customer that Telegram put off is said so many times before the update itself
 * comes again.
 */
const PATIENT_TRIES = 3;

export function createSend(api: Api, pace: Pace, log: Log): Send {
  return async (method, chat, payload, options) => {
    for (let tries = 1; ; tries += 1) {
      await pace.turn(chat, options);
      try {
        return await api.call(method, payload, { signal: options.signal });
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 429)) throw error;
        const seconds = error.retryAfter ?? UNSAID_SECONDS;
        log.warn(
          { seconds },
          'Telegram answered 429: ' +
            `a chat is paused until ${new Date(Date.now() + seconds * 1_000).toISOString()}`,
        );
        await pace.slowDown(chat, seconds);
        if (options.patienceMs !== undefined || tries >= PATIENT_TRIES) throw error;
      }
    }
  };
}
