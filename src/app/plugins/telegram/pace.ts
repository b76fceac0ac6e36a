import { Limiter } from '../../ports';
import { pause } from './pause';

/** Telegram's published limits: about 30 messages a second in total, one a second per chat. */
const ALL_PER_SECOND = 30;
const CHAT_PER_SECOND = 1;
const BEAT_MS = 1_000 / ALL_PER_SECOND;
/** A busy process that is late may catch up by this much. */
const CATCH_UP_MS = 250;
/** How often the front of the line tries again. */
const ASK_MS = 25;
const HELD_ASK_MS = 200;
/**
 * Places in each second reserved for turns: a turn never waits, even when everybody writes at once.
 */
const FOR_TURNS = 2;
/** A chat's place, once taken for a message, is good for this long. */
const PLACE_MS = 900;
/**
 * If this many chats are rate-limited (429) within this many seconds, every instance pauses all
 * chats.
 */
const SLOWED_CHATS = 3;
const SLOWED_SECONDS = 10;

/**
 * The pace has no room for this message now. Nothing was sent to Telegram; try again in this many
 * seconds.
 */
export class NotNow extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super(`the pace leaves no room for ${retryAfterSeconds} s`);
    this.name = 'NotNow';
  }
}

/** The call would have no time for its answer. Nothing was sent to Telegram. */
export class NoTime extends Error {
  override name = 'NoTime';
}

/** Who goes first: turns, then answers and pre-notices, then what can wait. */
const RANKS = ['turn', 'soon', 'rest'] as const;
export type Rank = (typeof RANKS)[number];

export interface TurnOptions {
  readonly rank: Rank;
  /**
   * How long it may wait, ms; rejects with `NotNow` after that, and at once if Telegram's own pause
   * (429) is longer. Without it, it waits as long as it takes.
   */
  readonly patienceMs?: number;
  /**
   * The call must begin by then (ms, `performance.now()`), or its answer would have no time;
   * rejects with `NoTime` after that.
   */
  readonly beginBy?: number;
  readonly signal?: AbortSignal;
}

interface Waiting {
  readonly chat: string;
  readonly rank: Rank;
  readonly patient: boolean;
  readonly go: () => void;
  readonly fail: (error: Error) => void;
  gone: boolean;
  /** How long its chat's place is reserved for it. */
  placeUntil: number;
}

/** Keeps Telegram's limits across all instances; Redis shares the limiter. */
export interface Pace {
  /**
   * Resolves when a message to this chat may go out. Rejects if `signal` aborts or patience ends
   * first.
   */
  turn(chat: string, options: TurnOptions): Promise<void>;
  /**
   * Telegram answered 429 for this chat: no instance writes to it for this long, nor to any chat if
   * several get a 429 in a short time.
   */
  slowDown(chat: string, seconds: number): Promise<void>;
}

export function createPace(limit: Limiter): Pace {
  const line = new Line(limit);
  return {
    turn: (chat, options) => line.turn(chat, options),
    slowDown: (chat, seconds) => line.slowDown(chat, seconds),
  };
}

/** Our own windows last a second: a longer wait is Telegram's pause. */
const heldFor = ({ retryAfterSeconds }: { readonly retryAfterSeconds: number }) =>
  retryAfterSeconds > 1 ? retryAfterSeconds : 0;

/** This instance's messages that wait for their turn. */
class Line {
  private readonly line: Waiting[] = [];
  private serving = false;
  /**
   * When this process's own beat allows the next one: spread over the second, so that everybody
   * finds a place within moments and not only at the end of the second.
   */
  private beat = 0;
  /** Ends the line's pause, because a turn has come. */
  private hurry = () => {};
  /** Chats that Telegram pauses, and until when there is no need to ask again. */
  private readonly held = new Map<string, number>();

  constructor(private readonly limit: Limiter) {}

  turn(chat: string, { rank, patienceMs, signal }: TurnOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      const givenUp = () => waiting.fail(new Error('the turn was given up'));
      const timer =
        patienceMs === undefined
          ? undefined
          : setTimeout(() => waiting.fail(new NotNow(1)), patienceMs);
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', givenUp);
      };
      const waiting: Waiting = {
        chat,
        rank,
        patient: patienceMs === undefined,
        gone: false,
        placeUntil: 0,
        go: () => {
          end();
          resolve();
        },
        fail: (error) => {
          end();
          waiting.gone = true;
          reject(error);
        },
      };
      if (signal?.aborted) return givenUp();
      signal?.addEventListener('abort', givenUp, { once: true });
      this.line.push(waiting);
      if (rank === 'turn') this.hurry();
      if (!this.serving) {
        void this.serve().catch(() => this.line.splice(0).forEach((one) => one.go()));
      }
    });
  }

  async slowDown(chat: string, seconds: number): Promise<void> {
    await this.limit.hold(`chat:${chat}`, seconds);
    const first = (await this.limit.take(`slowed:${chat}`, 1, SLOWED_SECONDS)).ok;
    if (first && !(await this.limit.take('slowed', SLOWED_CHATS - 1, SLOWED_SECONDS)).ok) {
      await this.limit.hold('all', seconds);
    }
  }

  private async serve(): Promise<void> {
    this.serving = true;
    try {
      while (this.line.length) {
        const early = this.beat - performance.now();
        if (early > 0 && !this.line.some(({ rank }) => rank === 'turn')) await this.rest(early);
        const wait = await this.step();
        if (wait) await this.rest(wait);
        for (const one of this.line.filter(({ gone }) => gone)) this.remove(one);
      }
    } finally {
      this.serving = false;
    }
  }

  /**
   * Lets one go if there is a place for it. Returns how long to wait before the next step. While
   * Telegram pauses everybody, those without patience are sent away.
   */
  private async step(): Promise<number> {
    const waiting = await this.next();
    if (!waiting) return ASK_MS;
    const taken = await this.limit.take(
      'all',
      waiting.rank === 'turn' ? ALL_PER_SECOND : ALL_PER_SECOND - FOR_TURNS,
      1,
    );
    if (taken.ok) {
      this.beat = Math.max(this.beat, performance.now() - CATCH_UP_MS) + BEAT_MS;
      this.remove(waiting);
      if (!waiting.gone) waiting.go();
      return 0;
    }
    // after using up this second, do not rush into the next, or it is used up early again
    this.beat = performance.now() + BEAT_MS;
    const seconds = heldFor(taken);
    if (seconds) {
      this.line.filter((one) => !one.patient).forEach((one) => one.fail(new NotNow(seconds)));
    }
    return seconds ? HELD_ASK_MS : ASK_MS;
  }

  /** The first whose chat may be written to; a chat that must wait does not hold up the others. */
  private async next(): Promise<Waiting | undefined> {
    const tried = new Set<string>();
    const now = performance.now();
    for (const [chat, until] of this.held) if (until <= now) this.held.delete(chat);
    for (const waiting of this.ranked().slice(0, 64)) {
      if (waiting.gone || tried.has(waiting.chat)) continue;
      if (waiting.placeUntil > now) return waiting;
      tried.add(waiting.chat);
      if (waiting.patient && this.held.has(waiting.chat)) continue;
      const taken = await this.limit.take(`chat:${waiting.chat}`, CHAT_PER_SECOND, 1);
      if (taken.ok) {
        waiting.placeUntil = now + PLACE_MS;
        return waiting;
      }
      const seconds = heldFor(taken);
      if (!seconds) continue;
      this.held.set(waiting.chat, now + (seconds - 1) * 1_000);
      this.line
        .filter((one) => one.chat === waiting.chat && !one.patient)
        .forEach((one) => one.fail(new NotNow(seconds)));
    }
    return undefined;
  }

  private ranked(): readonly Waiting[] {
    return RANKS.flatMap((rank) => this.line.filter((one) => one.rank === rank && !one.gone));
  }

  private rest(ms: number): Promise<void> {
    return Promise.race([
      pause(ms),
      new Promise<void>((resolve) => {
        this.hurry = resolve;
      }),
    ]);
  }

  private remove(waiting: Waiting): void {
    const at = this.line.indexOf(waiting);
    if (at >= 0) this.line.splice(at, 1);
  }
}
