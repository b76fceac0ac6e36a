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
  /** Minutes that a service takes on average, used until the day has its own mean: RN-010. */
  readonly averageMinutes: number;
  readonly open: boolean;
  /** The outcome codes of its services; absent = none is asked for. */
  readonly outcomes?: Outcomes;
  /** Its picture at the kiosk; absent or empty = none. */
  readonly icon?: QueueIcon | '';
  /** Its group on a kiosk on which not all queues fit; absent or empty = by itself. */
  readonly group?: { readonly es: string; readonly en: string };
  /** What a supervisor has put on its door; absent = nothing. */
  readonly sign?: Sign;
}

/** The codes from which an advisor may, or must, choose at a finish. */
export interface Outcomes {
  /** Whether the serving advisor must choose one. Without codes nothing can be required. */
  readonly required: boolean;
  readonly codes: readonly OutcomeCode[];
}

export interface OutcomeCode {
  /** Its id in events and reports; unique in its queue. */
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
   * Today's services that count for means (finished or handed on by the serving advisor, not left
   * open) and their sum (ms): for the mean of a service, and the estimate.
   */
  readonly services: number;
  readonly serviceMs: number;
  /** How its calls correct what is foretold next; absent before the first foretold wait. */
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
