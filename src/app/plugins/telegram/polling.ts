import type { Update } from 'telegraf/types';
import { Api, ApiError, CALL_MS } from './api';
import { pause } from './pause';
import { ALLOWED_UPDATES, sha256 } from './settings';
import { readUpdates } from './updates';
import { Log } from '../../ports';

/** Telegram holds the request open this long when there is nothing. */
const HOLD_SECONDS = 25;
const LONGEST_PAUSE_MS = 15_000;
/** While updates are in hand: the next press must not wait for them. */
const MEANWHILE_MS = 75;
/** When a server answers at once that there is nothing. */
const AGAIN_MS = 200;
/**
 * So many updates are recognised when they come again; beyond, the store of what was handled does
 * it.
 */
const SEEN = 1_000;
/** An answer sooner than this was not held. */
const HELD_MS = 1_000;

/**
 * Takes one update in hand, and rejects when it was not handled: then Telegram keeps it. In order
 * within a chat, side by side between chats.
 */
export type Take = (update: Update, signal: AbortSignal) => Promise<void>;

/**
 * Asks for updates until `signal` aborts: telegraf's own loop has no timeout and no way to say who
 * polls. What was handled is confirmed with the next question, and once more at the end, so that
 * another instance goes on where this one stopped. One chat's long conversation holds up nobody:
 * what comes after it is asked for and taken meanwhile, and Telegram keeps everything from the
 * first that is not done.
 */
export const poll = (api: Api, log: Log, take: Take, signal: AbortSignal): Promise<void> =>
  new Poller(api, log, take, signal).run();

class Poller {
  private readonly inHand = new Map<number, Promise<void>>();
  /**
   * What was taken lately: a server may give it again. By content as well as number, since another
   * server, or this one restarted, may count anew.
   */
  private readonly seen = new Map<number, string>();
  /**
   * One more than the last that was given. It only confirms: after an answer without updates, and
   * after none, numbers may go on anywhere.
   */
  private next: number | undefined;
  private failures = 0;

  constructor(
    private readonly api: Api,
    private readonly log: Log,
    private readonly take: Take,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<void> {
    await this.forgetWebhook();
    while (!this.signal.aborted) {
      try {
        await this.ask();
      } catch (error) {
        if (this.signal.aborted) break;
        await this.recover(error);
      }
    }
    await Promise.race([Promise.all(this.inHand.values()), pause(AGAIN_MS)]);
    await this.confirm();
  }

  private get offset(): number | undefined {
    return this.inHand.size ? Math.min(...this.inHand.keys()) : this.next;
  }

  private async ask(): Promise<void> {
    const { api, inHand, signal, offset } = this;
    const asked = Date.now();
    const updates = await api.call(
      'getUpdates',
      {
        ...(offset === undefined ? {} : { offset }),
        timeout: inHand.size ? 0 : HOLD_SECONDS,
        allowed_updates: [...ALLOWED_UPDATES],
      },
      { signal, timeoutMs: HOLD_SECONDS * 1000 + CALL_MS },
    );
    this.failures = 0;
    const fresh = this.takeAll(readUpdates(updates, this.log));
    if (inHand.size)
      await Promise.race([Promise.all(inHand.values()), pause(MEANWHILE_MS, signal)]);
    // not every server holds a question open, or forgets what was confirmed
    else if (!fresh && Date.now() - asked < HELD_MS) await pause(AGAIN_MS, signal);
  }

  /** @returns how many of them were new */
  private takeAll(updates: readonly Update[]): number {
    const { inHand, seen } = this;
    let fresh = 0;
    this.next = undefined;
    for (const update of updates) {
      const { update_id } = update;
      this.next = Math.max(this.next ?? 0, update_id + 1);
      const content = sha256(JSON.stringify(update));
      if (inHand.has(update_id) || seen.get(update_id) === content) continue;
      fresh += 1;
      seen.set(update_id, content);
      if (seen.size > SEEN) seen.delete(seen.keys().next().value!);
      // one that was not handled stays in hand: it is not confirmed
      inHand.set(
        update_id,
        this.take(update, this.signal).then(
          () => {
            inHand.delete(update_id);
          },
          () => undefined,
        ),
      );
    }
    return fresh;
  }

  private async recover(error: unknown): Promise<void> {
    this.failures += 1;
    this.next = undefined;
    this.log.warn({ error: nameOf(error), failures: this.failures }, sentence(error));
    if (error instanceof ApiError && error.code === 409 && /webhook/i.test(error.description))
      await this.forgetWebhook();
    await pause(
      error instanceof ApiError && error.retryAfter
        ? error.retryAfter * 1000
        : Math.min(500 * 2 ** this.failures, LONGEST_PAUSE_MS),
      this.signal,
    );
  }

  private forgetWebhook() {
    return this.api
      .call('deleteWebhook', {}, { signal: this.signal })
      .catch((error: unknown) =>
        this.log.warn(
          { error: nameOf(error) },
          'Telegram did not confirm that it will not call us',
        ),
      );
  }

  /** Another instance goes on where this one stopped. */
  private async confirm(): Promise<void> {
    const { offset } = this;
    if (offset === undefined) return;
    await this.api
      .call('getUpdates', { offset, limit: 1, timeout: 0 })
      .catch((error: unknown) =>
        this.log.info(
          { error: nameOf(error) },
          'the last updates were not confirmed: they come again',
        ),
      );
  }
}

const nameOf = (error: unknown) =>
  error instanceof ApiError ? `${error.code} ${error.description}` : String((error as Error)?.name);

function sentence(error: unknown): string {
  if (!(error instanceof ApiError)) return 'updates could not be handled; they come again';
  if (error.code === 401)
    return 'Telegram refuses the token: set TELEGRAM_BOT_TOKEN to what BotFather gave';
  if (error.code === 409)
    return (
      "somebody else asks Telegram for this bot's updates, or has set a webhook: " +
      'two bots must not share one token'
    );
  return 'Telegram did not give updates; asking again';
}
