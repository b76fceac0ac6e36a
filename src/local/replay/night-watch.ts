import { beginOf, dayOf } from './bank-day';
import { BankClock } from './clock';

const MINUTE = 60_000;
/**
 * A step costs the app what three customers do; a deployed sweep steps every second of a clock that
 * is far slower.
 */
const EVERY = 5 * MINUTE;

/**
 * Lets the sweep step as time goes by: every five minutes while there is traffic, and at every
 * closing of a day. A closing waits for customers who are with the bank over 06:00: the bank did
 * not send them away.
 */
export class NightWatch {
  private readonly present = new Map<number, number>();
  steps = 0;
  /** Tickets issued before this have been closed with their day. */
  closedUntil = -Infinity;

  constructor(
    private readonly clock: BankClock,
    private readonly step: (now: number) => Promise<void>,
  ) {}

  /** Somebody is with the bank from `at` on, who must not be sent away with the day. */
  came(at: number): void {
    this.present.set(dayOf(at), (this.present.get(dayOf(at)) ?? 0) + 1);
  }

  /** They have left; `cameAt` as in `came`. */
  left(cameAt: number): void {
    const day = dayOf(cameAt);
    const still = (this.present.get(day) ?? 0) - 1;
    if (still > 0) this.present.set(day, still);
    else this.present.delete(day);
  }

  /** What is due by `at` is done, each at its own instant; the clock then stands at `at`. */
  async until(at: number): Promise<void> {
    let reached = this.clock.now();
    const step = (Math.floor(reached / EVERY) + 1) * EVERY;
    if (step <= at) await this.sweep((reached = step));
    for (;;) {
      const closing = beginOf(dayOf(reached) + 1);
      if (closing > at) break;
      await this.sweep((reached = closing));
    }
    this.clock.moveTo(at);
  }

  /** Closes the last day. */
  async close(): Promise<void> {
    await this.until(beginOf(dayOf(this.clock.now()) + 1));
  }

  private async sweep(now: number): Promise<void> {
    const today = dayOf(now);
    if ([...this.present.keys()].some((day) => day < today)) return;
    this.clock.moveTo(now);
    this.steps += 1;
    await this.step(now);
    this.closedUntil = beginOf(today);
  }
}
