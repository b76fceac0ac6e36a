import { BankClock } from './clock';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** The bank closes its day at 06:00. */
const CLOSING = 6 * 60 * MINUTE;

/** The business day an instant is in, counted from 1970. */
const dayOf = (at: number) => Math.floor((at - CLOSING) / DAY);
const beginOf = (day: number) => day * DAY + CLOSING;

/**
 * Lets the sweep step as time goes by: once a minute while there is traffic, and at every closing of a day. A closing waits for customers who
 * are with the bank over 06:00 in the file: the bank did not send them away.
 */
export class NightWatch {
  private readonly present = new Map<number, number>();
  steps = 0;

  constructor(private readonly clock: BankClock, private readonly step: (now: number) => Promise<void>) {}

  came(at: number): void {
    this.present.set(dayOf(at), (this.present.get(dayOf(at)) ?? 0) + 1);
  }

  left(issuedAt: number): void {
    const day = dayOf(issuedAt);
    const still = this.present.get(day)! - 1;
    if (still) this.present.set(day, still);
    else this.present.delete(day);
  }

  /** What is due by `at` is done, each at its own instant; the clock then stands at `at`. */
  async until(at: number): Promise<void> {
    let reached = this.clock.now();
    const minute = (Math.floor(reached / MINUTE) + 1) * MINUTE;
    if (minute <= at) await this.sweep(reached = minute);
    for (;;) {
      const closing = beginOf(dayOf(reached) + 1);
      if (closing > at) break;
      await this.sweep(reached = closing);
    }
    this.clock.moveTo(at);
  }

  /** Closes the last day. */
  async close(): Promise<void> {
    await this.until(beginOf(dayOf(this.clock.now()) + 1) + MINUTE);
  }

  private async sweep(now: number): Promise<void> {
    if ([...this.present.keys()].some((day) => day < dayOf(now))) return;
    this.clock.moveTo(now);
    this.steps += 1;
    await this.step(now);
  }
}
