import { Refusal } from './types';

/** A token bucket with a refill rate per second and a capacity. */
class Bucket {
  private left: number;
  private at: number;

  constructor(
    private readonly perSecond: number,
    private readonly holds: number,
    now: number,
  ) {
    this.left = holds;
    this.at = now;
  }

  /** Takes a token and returns 0, or returns the seconds until there is one. */
  take(now: number): number {
    this.left = Math.min(this.holds, this.left + ((now - this.at) / 1000) * this.perSecond);
    this.at = now;
    if (this.left >= 1) {
      this.left -= 1;
      return 0;
    }
    return Math.max(1, Math.ceil((1 - this.left) / this.perSecond));
  }
}

/**
 * About 30 messages a second in all and one a second per chat, with the short bursts that
 * Telegram's FAQ allows.
 */
export class Rates {
  private all = new Bucket(30, 60, Date.now());
  private readonly chats = new Map<number, Bucket>();

  check(chat: number): void {
    const now = Date.now();
    const mine = this.chats.get(chat) ?? new Bucket(1, 5, now);
    this.chats.set(chat, mine);
    const wait = mine.take(now) || this.all.take(now);
    if (wait) {
      throw new Refusal(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
    }
  }
}
