import type { Language } from '../../wire/enums';
import { ShownCall } from './calls';

/**
 * What makes a call audible. Each promise settles within a limit: nothing may block the calls
 * behind it.
 */
export interface Voice {
  chime(): Promise<void>;
  /** `brief`: only number and counter. */
  say(call: ShownCall, language: Language, brief: boolean): Promise<void>;
}

/** What the screen shows of the announcements. */
export interface Announced {
  /** Calls shown large and announced now, in the order they are spoken. */
  readonly heroes: readonly ShownCall[];
  /** The call being spoken, which pulses. */
  readonly spoken: ShownCall | undefined;
}

const nothing: Announced = { heroes: [], spoken: undefined };

/** Every call stays large for at least this long. */
const HOLD_MS = 8_000;
/** A call older than this when first seen (after a lost connection) is shown but not announced. */
const FRESH_MS = 90_000;
/** When more than this are waiting, English is left out; the number never is. */
const BUSY = 3;
/** When more than this are waiting, calls are announced briefly, with one chime for a group. */
const CROWDED = 5;
const TOGETHER = 3;

/**
 * Announces calls one after the other: chime, Spanish, English, hold; the more are waiting, the
 * shorter. Calls are announced only while they are shown, and neither once they are over. It runs
 * for months, so it keeps only the calls of the current view and the queue.
 */
export class Announcer {
  private seen = new Set<string>();
  /** Calls that stand in the newest view: a call that is over is no longer announced. */
  private standing = new Set<string>();
  private queue: ShownCall[] = [];
  private running = false;
  private now: Announced = nothing;

  constructor(
    private readonly voice: Voice,
    private readonly wait: (ms: number) => Promise<void>,
    private readonly show: (now: Announced) => void,
  ) {}

  /** How many are waiting to be announced. */
  get waiting(): number {
    return this.queue.length;
  }

  /** Takes the calls of a view, newest first. `now` is the server's time. */
  offer(calls: readonly ShownCall[], now: number): void {
    const fresh = calls.filter((call) => !this.seen.has(call.key) && now - call.at < FRESH_MS);
    this.seen = new Set([
      ...calls.map((call) => call.key),
      ...this.queue.map((call) => call.key),
      ...this.now.heroes.map((call) => call.key),
    ]);
    this.standing = new Set(calls.map((call) => call.key));
    this.queue = [...this.queue, ...[...fresh].sort((a, b) => a.at - b.at)].filter(this.stands);
    if (!this.running && this.queue.length > 0) void this.run();
  }

  private readonly stands = (call: ShownCall) => this.standing.has(call.key);

  private async run() {
    this.running = true;
    try {
      while (this.queue.length > 0) await this.announce(this.queue.splice(0, TOGETHER));
    } finally {
      this.running = false;
      this.update(nothing);
    }
  }

  private async announce(batch: readonly ShownCall[]) {
    this.update({ heroes: batch, spoken: batch[0] });
    const held = this.wait(HOLD_MS);
    let chimed = false;
    for (const [index, call] of batch.entries()) {
      if (!this.stands(call)) continue;
      const waiting = batch.length - index + this.queue.length;
      const brief = waiting > CROWDED;
      this.update({ heroes: batch.filter(this.stands), spoken: call });
      if (!chimed || !brief) await this.heard(() => this.voice.chime());
      chimed = true;
      if (!this.stands(call)) continue; // the call ended during the chime
      await this.heard(() => this.voice.say(call, 'es', brief));
      if (waiting <= BUSY && batch.length + this.queue.length <= BUSY && this.stands(call)) {
        await this.heard(() => this.voice.say(call, 'en', false));
      }
    }
    this.update({ heroes: batch.filter(this.stands), spoken: undefined });
    await held;
  }

  /**
   * A failed sound must not hold up later calls: this one is on screen, and the next may be heard.
   */
  private async heard(step: () => Promise<void>) {
    try {
      await step();
    } catch (error) {
      console.info('a call was not heard:', (error as Error).message);
    }
  }

  private update(now: Announced) {
    this.now = now;
    this.show(now);
  }
}
