import { bad, Params, Refusal, Update } from './types';
import { World } from './world';

interface Hook {
  readonly url: string;
  readonly secret?: string;
  lastError?: { readonly date: number; readonly message: string };
}

const LONGEST_HOLD_SECONDS = 50;
const DEFAULT_KINDS = ['message', 'edited_message', 'callback_query', 'my_chat_member'];

/** Delivers updates through getUpdates or a webhook, never both. */
export class Updates {
  private hook: Hook | undefined;
  private asking: AbortController | undefined;
  private kinds: readonly string[] = DEFAULT_KINDS;
  private sending = false;

  constructor(
    private readonly world: World,
    private readonly allowHttp: boolean,
  ) {}

  async getUpdates(params: Params, gone: AbortSignal): Promise<readonly Update[]> {
    if (this.hook) {
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; " +
          'use deleteWebhook to delete the webhook first',
      );
    }
    this.asking?.abort('another');
    const mine = (this.asking = new AbortController());
    this.takeKinds(params);
    const offset = Number(params.offset ?? 0);
    const limit = Math.min(Math.max(Number(params.limit ?? 100) || 100, 1), 100);
    if (offset > 0) {
      this.world.updates = this.world.updates.filter((update) => update.update_id >= offset);
    } else if (offset < 0) {
      this.world.updates = this.world.updates.slice(offset);
    }
    const until =
      Date.now() +
      Math.min(Math.max(Number(params.timeout ?? 0) || 0, 0), LONGEST_HOLD_SECONDS) * 1000;
    while (!this.wanted().length && Date.now() < until && !gone.aborted && !mine.signal.aborted) {
      await this.world.nextUpdateOr(
        AbortSignal.any([gone, mine.signal, AbortSignal.timeout(Math.max(1, until - Date.now()))]),
      );
    }
    if (mine.signal.aborted) {
      throw new Refusal(
        409,
        'Conflict: terminated by other getUpdates request; ' +
          'make sure that only one bot instance is running',
      );
    }
    if (this.asking === mine) this.asking = undefined;
    return this.wanted().slice(0, limit);
  }

  setWebhook(params: Params): true {
    const url = String(params.url ?? '');
    if (url === '') return this.deleteWebhook(params);
    if (!/^https:\/\//.test(url) && !(this.allowHttp && /^http:\/\//.test(url))) {
      throw bad('bad webhook: An HTTPS URL must be provided for webhook');
    }
    const secret = params.secret_token === undefined ? undefined : String(params.secret_token);
    if (secret !== undefined && !/^[\w-]{1,256}$/.test(secret)) {
      throw bad('secret token contains unallowed characters');
    }
    this.takeKinds(params);
    this.asking?.abort('webhook');
    this.hook = { url, ...(secret ? { secret } : {}) };
    if (params.drop_pending_updates === true) this.world.updates = [];
    void this.deliver();
    return true;
  }

  deleteWebhook(params: Params): true {
    this.hook = undefined;
    if (params.drop_pending_updates === true) this.world.updates = [];
    return true;
  }

  getWebhookInfo() {
    return {
      url: this.hook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.world.updates.length,
      max_connections: 40,
      ...(this.hook?.lastError
        ? {
            last_error_date: this.hook.lastError.date,
            last_error_message: this.hook.lastError.message,
          }
        : {}),
    };
  }

  /** Whether this kind of update was asked for. Unknown kinds, used by tests, are let through. */
  private wanted(): readonly Update[] {
    const unknown = (update: Update) =>
      !Object.keys(update).some((key) => DEFAULT_KINDS.includes(key));
    return this.world.updates.filter(
      (update) => this.kinds.some((kind) => kind in update) || unknown(update),
    );
  }

  private takeKinds(params: Params): void {
    const given: unknown =
      typeof params.allowed_updates === 'string'
        ? JSON.parse(params.allowed_updates)
        : params.allowed_updates;
    if (Array.isArray(given)) this.kinds = given.length ? given.map(String) : DEFAULT_KINDS;
  }

  /** Delivers updates one after another, each until it is accepted with a 2xx status. */
  private async deliver(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    let wait = 500;
    while (this.hook) {
      const hook = this.hook;
      const update = this.wanted()[0];
      if (!update) {
        await this.world.nextUpdateOr(AbortSignal.timeout(1_000));
        continue;
      }
      const problem = await call(hook, update);
      if (problem === undefined) {
        this.world.updates = this.world.updates.filter((other) => other !== update);
        wait = 500;
      } else {
        hook.lastError = { date: Math.floor(Date.now() / 1000), message: problem };
        await new Promise((resolve) => {
          setTimeout(resolve, wait).unref();
        });
        wait = Math.min(wait * 2, 8_000);
      }
    }
    this.sending = false;
  }
}

async function call(hook: Hook, update: Update): Promise<string | undefined> {
  try {
    const response = await fetch(hook.url, {
      method: 'POST',
      body: JSON.stringify(update),
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
      headers: {
        'content-type': 'application/json',
        ...(hook.secret ? { 'x-telegram-bot-api-secret-token': hook.secret } : {}),
      },
    });
    await response.body?.cancel();
    return response.ok
      ? undefined
      : `Wrong response from the webhook: ${response.status} ${response.statusText}`;
  } catch (error) {
    return `Connection failed: ${String((error as Error).name)}`;
  }
}
