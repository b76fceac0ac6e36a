import { Calibration } from './foretold';
import { QueueIcon } from './queue-icons';
import { Sign } from './sign';

/** A line for one kind of attention: what an admin configures. */
export interface QueueConfig {
  readonly id: string;
  /** The letters its numbers begin with, unique in a branch: `C`. */
  readonly prefix: string;
  readonly names: { readonly es: string; readonly en: string };
  /** One line of examples, for the kiosk. */
  readonly hints: { readonly es: string; readonly en: string };
  /** RN-002, from 1 (last) to 9 (first). Read only when `ordering` is `strict`. */
  readonly priority: number;
  /** Minutes within which a general ticket should be called. */
  readonly targetMinutes: number;
  /** Minutes that a service takes on average, until the day has shown its own: RN-010. */
  readonly averageMinutes: number;
  readonly open: boolean;
  /** How a service of it may be said to have ended; absent = that is not asked. */
  readonly outcomes?: Outcomes;
  /** Its picture at the kiosk; absent or empty = none. */
  readonly icon?: QueueIcon | '';
  /** What it stands under where not all fit on a kiosk; absent or empty = by itself. */
  readonly group?: { readonly es: string; readonly en: string };
  /** What a supervisor has put on its door; absent = nothing. */
  readonly sign?: Sign;
}

/** What whoever serves may, or has to, choose from when they finish. */
export interface Outcomes {
  /** Nothing is finished without one by whoever serves. Of no codes none can be. */
  readonly required: boolean;
  readonly codes: readonly OutcomeCode[];
}

export interface OutcomeCode {
  /** What events and reports say; unique in its queue. */
  readonly id: string;
  readonly names: { readonly es: string; readonly en: string };
}

/**
 * The target in milliseconds. Whole: instants are, and a target may be any fraction of a minute.
 */
export const targetMs = ({ targetMinutes }: Pick<QueueConfig, 'targetMinutes'>) =>
  Math.round(targetMinutes * 60_000);

/** The counts of one queue, kept up to date by every commit. */
export interface QueueCounts {
  readonly id: string;
  /** In line (waiting and not deferred), per lane. */
  readonly general: number;
  readonly preferential: number;
  readonly deferred: number;
  readonly called: number;
  readonly serving: number;
  /** Held by their advisors. */
  readonly held: number;
  /**
   * Preferential calls in a row by advisors who serve this queue, while it had a general ticket in
   * line. At `preferentialRun`, the next call of such an advisor takes a general ticket.
   */
  readonly run: number;
  /** Of the business day. */
  readonly issued: number;
  readonly served: number;
  readonly missed: number;
  readonly cancelled: number;
  /**
   * Waits that ended with a call today, their sum (ms), and how many ended by their due. A ticket
   * counts once per queue.
   */
  readonly calls: number;
  readonly waitMs: number;
  readonly inTarget: number;
  /**
   * Services of today that teach (finished or handed on by whoever served, not left open) and their
   * sum (ms): the mean of a service, and the estimate.
   */
  readonly services: number;
  readonly serviceMs: number;
  /** How its calls correct what is said next; absent before the first that was foretold. */
  readonly calibration?: Calibration;
  /** Services of today that ended with a transfer. */
  readonly handedOn: number;
}

/** The figures of a day when it opens. */
export const noFigures = {
  issued: 0,
  served: 0,
  missed: 0,
  cancelled: 0,
  calls: 0,
  waitMs: 0,
  inTarget: 0,
  serviceMs: 0,
  services: 0,
  handedOn: 0,
} as const;

export const emptyCounts = (id: string): QueueCounts => ({
  id,
  general: 0,
  preferential: 0,
  deferred: 0,
  called: 0,
  serving: 0,
  held: 0,
  run: 0,
  ...noFigures,
});
