import { Instant } from '../domain/model/instant';

/** A branch, and what time may have to do in it. */
export interface DueBranch {
  readonly branch: string;
  readonly epoch: string;
  readonly seq: number;
  readonly day: string;
  readonly configVersion: number;
  /** Up to which event the branch has its stretches. */
  readonly stretchedSeq: number;
  /** A deferral has ended. */
  readonly deferral: boolean;
  /** Somebody waited for one advisor, the time for that is over, and another is free. */
  readonly wished: boolean;
  /** The oldest call in hand: to repeat or to give up once the branch's interval is over. */
  readonly calledAt: Instant | null;
  /** The console on duty that has been silent longest; 0 = never seen. */
  readonly seenAt: Instant | null;
  /** Queues whose target changed while tickets were in line. */
  readonly redue: readonly string[];
}

/** What alerts are raised from, over the last hour of a branch. */
export interface Measurements {
  readonly messages: { readonly failed: number; readonly total: number };
  /**
   * Of waits that were foretold: their mean error over the mean wait, null when nobody waited, and
   * the share that ended within what was foretold.
   */
  readonly estimates: readonly {
    readonly queue: string;
    readonly share: number | null;
    readonly tickets: number;
    readonly within: number;
  }[];
  /** When each advisor's console was last heard; absent = never. */
  readonly seen: Readonly<Record<string, Instant>>;
}

/** Which advisors have a live console, as each instance sees it. */
export interface ConsoleStore {
  sayConsoles(
    consoles: readonly { readonly branch: string; readonly advisor: string }[],
  ): Promise<void>;
}
