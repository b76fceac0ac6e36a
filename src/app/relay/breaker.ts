import { Instant } from '../domain/model/instant';

/**
 * Failures in a row, over how many chains at least, that say the other side is down rather than one
 * message bad.
 */
const FAILURES = 5;
const CHAINS = 2;
const FIRST_PROBE_MS = 2_000;
const LAST_PROBE_MS = 30_000;

/**
 * Tells an outage of the whole other side from the failure of one message. While it is open nothing
 * counts as an attempt and one probe goes out at a time, after 2, 4, 8 … 30 s.
 */
export class Breaker {
  private run = 0;
  private readonly chains = new Set<string>();
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
   * Chains whose probe has failed: another goes first, so that one dead address cannot keep
   * everybody waiting.
   */
  get tried(): readonly string[] {
    return [...(this.opened?.tried ?? [])];
  }

  /** Nobody but chains already tried has anything due: begin the round again. */
  forgetTried(): void {
    this.opened?.tried.clear();
  }

  /** The other side answered, whatever it said. */
  answered(): void {
    this.run = 0;
    this.chains.clear();
    this.opened = undefined;
  }

  /**
   * No answer, or an error of the other side.
   * @param away the consumer knows that nobody is answered: one failure says enough
   */
  failed(chain: string, now: Instant, probe: boolean, away = false): void {
    if (this.opened) {
      this.opened.tried.add(chain);
      if (!probe) return;
      this.opened.waitMs = Math.min(this.opened.waitMs * 2, LAST_PROBE_MS);
      this.opened.probeAt = now + this.opened.waitMs;
      return;
    }
    this.run += 1;
    this.chains.add(chain);
    if (away || (this.run >= FAILURES && this.chains.size >= CHAINS)) {
      this.opened = {
        since: now,
        waitMs: FIRST_PROBE_MS,
        probeAt: now + FIRST_PROBE_MS,
        tried: new Set([chain]),
      };
    }
  }
}
