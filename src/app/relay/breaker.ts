import { Instant } from '../domain/model/instant';

/**
 * This many failures in a row, over at least this many threads, mean that the other side is down,
 * not that one message is bad.
 */
const FAILURES = 5;
const THREADS = 2;
const FIRST_PROBE_MS = 2_000;
const LAST_PROBE_MS = 30_000;

/**
 * Tells an outage of the other side from the failure of one message. While it is open, failures do
 * not count as attempts and one probe goes out at a time, after 2, 4, 8 … 30 s.
 */
export class Breaker {
  private failures = 0;
  private readonly threads = new Set<string>();
  private opened:
    | { probeAt: Instant; waitMs: number; readonly since: Instant; readonly tried: Set<string> }
    | undefined;

  get open(): boolean {
    return this.opened !== undefined;
  }

  get since(): Instant | undefined {
    return this.opened?.since;
  }

  /** When the next probe may go out; undefined while closed. */
  get probeAt(): Instant | undefined {
    return this.opened?.probeAt;
  }

  /**
   * Threads whose probe has failed. Others go first, so that one dead address cannot hold everybody
   * up.
   */
  get tried(): readonly string[] {
    return [...(this.opened?.tried ?? [])];
  }

  /** Only threads that were already tried have anything due: start another round. */
  forgetTried(): void {
    this.opened?.tried.clear();
  }

  /** The other side answered, whatever it said. */
  answered(): void {
    this.failures = 0;
    this.threads.clear();
    this.opened = undefined;
  }

  /**
   * No answer, or an error on the other side.
   * @param away the consumer knows that the other side is down: one failure is enough
   */
  failed(thread: string, now: Instant, probe: boolean, away = false): void {
    if (this.opened) {
      this.opened.tried.add(thread);
      if (!probe) return;
      this.opened.waitMs = Math.min(this.opened.waitMs * 2, LAST_PROBE_MS);
      this.opened.probeAt = now + this.opened.waitMs;
      return;
    }
    this.failures += 1;
    this.threads.add(thread);
    if (away || (this.failures >= FAILURES && this.threads.size >= THREADS)) {
      this.opened = {
        since: now,
        waitMs: FIRST_PROBE_MS,
        probeAt: now + FIRST_PROBE_MS,
        tried: new Set([thread]),
      };
    }
  }
}
