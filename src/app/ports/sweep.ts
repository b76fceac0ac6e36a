import { Instant } from '../domain/model/instant';

/** A branch, and what the sweep may have to do there. */
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
  /**
   * Somebody was waiting for a certain advisor, the time for that is over, and another one is free.
   */
  readonly wished: boolean;
  /** The oldest call in hand: to repeat or to give up once the branch's interval is over. */
  readonly calledAt: Instant | null;
  /** The console on duty that has been silent longest; 0 = never seen. */
  readonly seenAt: Instant | null;
  /** Queues whose target changed while tickets were in line. */
  readonly redue: readonly string[];
}

/** A branch's figures of the last hour, from which alerts are raised. */
export interface Measurements {
  readonly messages: { readonly failed: number; readonly total: number };
  /**
   * For foretold waits: their mean error divided by the mean wait (null when nobody waited), and
   * the share that ended within the foretold range.
   */
  readonly estimates: readonly {
    readonly queue: string;
    readonly share: number | null;
    readonly tickets: number;
    readonly within: number;
  }[];
  /** When each advisor's console last reported; absent = never. */
  readonly seen: Readonly<Record<string, Instant>>;
}

/** Which advisors have a live console, as each instance sees it. */
export interface ConsoleStore {
  sayConsoles(
    consoles: readonly { readonly branch: string; readonly advisor: string }[],
  ): Promise<void>;
}
