import { Instant } from '../domain/model/instant';

/** If this many threads are rate-limited within `WITHIN_MS`, pause them all. */
const THREADS = 3;
const WITHIN_MS = 10_000;

/** Threads the other side has rate-limited (429), and until when. */
export class Pauses {
  private readonly threads = new Map<string, Instant>();
  private recent: { thread: string; at: Instant; until: Instant }[] = [];
  private everyone: Instant = 0;

  slowDown(thread: string, until: Instant, now: Instant): void {
    this.threads.set(thread, Math.max(until, this.threads.get(thread) ?? 0));
    this.recent = this.recent.filter(
      (pause) => pause.at > now - WITHIN_MS && pause.thread !== thread,
    );
    this.recent.push({ thread, at: now, until });
    if (this.recent.length >= THREADS) {
      this.everyone = Math.max(this.everyone, ...this.recent.map((pause) => pause.until));
    }
  }

  /** Threads paused now; those whose time is up are forgotten. */
  paused(now: Instant): readonly string[] {
    for (const [thread, until] of this.threads) if (until <= now) this.threads.delete(thread);
    return [...this.threads.keys()];
  }

  /** Until when everything is paused; undefined if it is not. */
  allUntil(now: Instant): Instant | undefined {
    return this.everyone > now ? this.everyone : undefined;
  }

  /** When the first of the pauses ends. */
  firstEnd(): Instant | undefined {
    return this.threads.size ? Math.min(...this.threads.values()) : undefined;
  }
}
