import { Telegram, TelegramError } from 'telegraf';
import { Log, READ_FIRST_MS } from '../../ports';
import { NoTime, Pace, TurnOptions } from './pace';

/**
 * Telegram refused, or did not answer: `code` is the HTTP status it gave, 0 if there was no answer.
 * Never contains the token.
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

  /** The address is gone: the customer blocked the bot or deleted the account. */
  get gone(): boolean {
    return (
      this.code === 403 ||
      (this.code === 400 &&
        /(chat|user) not found|deactivated|PEER_ID_INVALID|USER_IS_BLOCKED/i.test(this.description))
    );
  }

  /** The edit would change nothing: it was already made. */
  get alreadySo(): boolean {
    return this.code === 400 && /message is not modified/i.test(this.description);
  }

  /**
   * The message to edit is gone, too old, or not editable: Telegram has many phrases for this. A
   * text that is refused for its content is refused as a new message too.
   */
  get nothingToEdit(): boolean {
    return (this.code === 400 || this.code === 404) && !this.gone && !this.alreadySo;
  }
}

/** How long a call may take, ms. Telegraf's own 500 s is as good as no limit. */
export const CALL_MS = 8_000;

/** Seconds to wait after a 429 that does not say how long. */
export const UNSAID_SECONDS = 5;

export interface ApiOptions {
  readonly token: string;
  /** `https://api.telegram.org` by default; otherwise your own Bot API server, or the local one. */
  readonly root?: string;
  readonly callMs?: number;
}

type Method = Parameters<Telegram['callApi']>[0];
type Payload<M extends Method> = Parameters<typeof Telegram.prototype.callApi<M>>[1];
type Result<M extends Method> = ReturnType<typeof Telegram.prototype.callApi<M>>;

export interface Api {
  readonly telegram: Telegram;
  /** The only way to Telegram: with our timeout (or `timeoutMs`) and our errors. */
  call<M extends Method>(
    method: M,
    payload: Payload<M>,
    options?: { readonly signal?: AbortSignal; readonly timeoutMs?: number },
  ): Result<M>;
}

export function createApi(options: ApiOptions): Api {
  // with the slash, or the root's own path would be cut off
  const telegram = new Telegram(options.token, {
    ...(options.root ? { apiRoot: options.root.replace(/\/*$/, '/') } : {}),
    webhookReply: false,
  });
  return {
    telegram,
    call(method, payload, { signal, timeoutMs = options.callMs ?? CALL_MS } = {}) {
      const timeout = new AbortController();
      const end = () => timeout.abort();
      let timer = setTimeout(() => {
        timer = setTimeout(end, READ_FIRST_MS);
      }, timeoutMs);
      // telegraf's type comes from a shim; node's own signal has all that node-fetch uses
      const either = AbortSignal.any([timeout.signal, ...(signal ? [signal] : [])]) as never;
      return telegram
        .callApi(method, payload, { signal: either })
        .catch((error: unknown) => {
          throw apiErrorOf(error, timeout.signal.aborted);
        })
        .finally(() => clearTimeout(timer));
    },
  };
}

/**
 * Names and codes only: telegraf's network errors quote the URL, and the URL contains the token.
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

/** Sends a message at the pace allowed to the whole bot and to its chat. */
export type Send = <M extends 'sendMessage' | 'editMessageText'>(
  method: M,
  chat: string,
  payload: Payload<M>,
  options: TurnOptions,
) => Result<M>;

/**
 * An answer to a customer that Telegram put off is sent this many times before the update itself
 * comes again.
 */
const PATIENT_TRIES = 3;

export function createSend(api: Api, pace: Pace, log: Log): Send {
  return async (method, chat, payload, options) => {
    for (let tries = 1; ; tries += 1) {
      await pace.turn(chat, options);
      if (performance.now() > (options.beginBy ?? Infinity)) throw new NoTime();
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
