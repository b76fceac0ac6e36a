import type { Update } from 'telegraf/types';
import { Log } from '../../ports';
import { Api, ApiError, CALL_MS } from './api';
import { pause } from './pause';
import { ALLOWED_UPDATES, sha256 } from './settings';
import { readUpdates } from './updates';

/** Telegram holds a request open for this long if there is nothing. */
const HOLD_SECONDS = 25;
const LONGEST_PAUSE_MS = 15_000;
/** Pause while updates are in hand: the next press must not wait for them. */
const MEANWHILE_MS = 75;
/** Pause after an immediate answer without updates. */
const AGAIN_MS = 200;
/**
 * This many recent updates are recognised if they come again; the store of handled updates covers
 * older ones.
 */
const SEEN = 1_000;
/** An answer sooner than this was not held open. */
const HELD_MS = 1_000;

/**
 * Handles one update; rejects if it was not handled, and Telegram then keeps it. In order within a
 * chat, in parallel between chats.
 */
export type Take = (update: Update, signal: AbortSignal) => Promise<void>;

/**
 * Polls for updates until `signal` aborts; telegraf's own loop has no timeout and does not say who
 * polls. Each poll confirms what was handled, and one more at the end does, so another instance
 * continues where this one stopped. One chat's long conversation holds up nobody else: later
 * updates are fetched and handled meanwhile, and Telegram keeps everything from the first one that
 * is not done.
 */
export const poll = (api: Api, log: Log, take: Take, signal: AbortSignal): Promise<void> =>
  new Poller(api, log, take, signal).run();

class Poller {
  private readonly inHand = new Map<number, Promise<void>>();
  /**
   * Updates taken recently, because a server may give them again. By content too, since another
   * server, or this one after a restart, may count from the start.
   */
  private readonly seen = new Map<number, string>();
  /**
   * One more than the last number given. It only confirms: after an answer without updates, or none
   * at all, numbers may continue anywhere.
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
    const asked = performance.now();
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
    if (inHand.size) {
      await Promise.race([Promise.all(inHand.values()), pause(MEANWHILE_MS, signal)]);
    }
    // not every server holds a request open, or forgets what was confirmed
    else if (!fresh && performance.now() - asked < HELD_MS) {
      await pause(AGAIN_MS, signal);
    }
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
      // one that was not handled stays in hand, so it is not confirmed
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
    if (error instanceof ApiError && error.code === 409 && /webhook/i.test(error.description)) {
      await this.forgetWebhook();
    }
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

  /** Confirms what was handled: another instance continues from there. */
  private async confirm(): Promise<void> {
    const { offset } = this;
    if (offset === undefined) return;
    await this.api
      .call('getUpdates', { offset, limit: 1, timeout: 0 })
      .catch((error: unknown) =>
        this.log.info(
          { error: nameOf(error) },
          'could not confirm the last updates: they come again',
        ),
      );
  }
}

const nameOf = (error: unknown) =>
  error instanceof ApiError ? `${error.code} ${error.description}` : String((error as Error)?.name);

function sentence(error: unknown): string {
  if (!(error instanceof ApiError)) return 'could not handle updates; they come again';
  if (error.code === 401) {
    return 'Telegram refuses the token: set TELEGRAM_BOT_TOKEN to the one from BotFather';
  }
  if (error.code === 409) {
    return (
      "somebody else polls this bot's updates, or has set a webhook: " +
      'two bots must not share one token'
    );
  }
  return 'could not get updates from Telegram; trying again';
}
