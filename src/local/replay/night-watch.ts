import { beginOf, dayOf } from './bank-day';
import { BankClock } from './clock';

const MINUTE = 60_000;
/**
 * A step costs the app as much as three customers. A deployed sweep steps every second, but its
 * clock runs far slower than the replay's.
 */
const EVERY = 5 * MINUTE;

/**
 * Lets the sweep step as time passes: every five minutes while there is traffic, and whenever a day
 * closes. A closing waits for customers who are still with the bank at 06:00, since the bank did
 * not send them away.
 */
export class NightWatch {
  private readonly present = new Map<number, number>();
  steps = 0;
  /** Tickets issued before this instant were closed with their day. */
  closedUntil = -Infinity;

  constructor(
    private readonly clock: BankClock,
    private readonly step: (now: number) => Promise<void>,
  ) {}

  /** A customer is with the bank from `at` on and must not be sent away when the day closes. */
  came(at: number): void {
    this.present.set(dayOf(at), (this.present.get(dayOf(at)) ?? 0) + 1);
  }

  /** The customer has left; `cameAt` as in `came`. */
  left(cameAt: number): void {
    const day = dayOf(cameAt);
    const still = (this.present.get(day) ?? 0) - 1;
    if (still > 0) this.present.set(day, still);
    else this.present.delete(day);
  }

  /** Does whatever is due by `at`, each at its own instant; the clock then stands at `at`. */
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
