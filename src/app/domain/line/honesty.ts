import { Learned } from '../model/learned';
import { addDays } from '../model/local-time';
import { Said } from '../model/said';

/** How often a branch's foretold waits come true, in tenths. */
export interface Honesty {
  readonly ofTen: number;
  /** For the last day, to a tenth; absent if too little was foretold on it. */
  readonly lastOfTen?: number;
  /** That day was yesterday. */
  readonly yesterday: boolean;
}

/** Fewer days or promises say nothing. */
const FEWEST_DAYS = 5;
const FEWEST = 50;
const FEWEST_OF_A_DAY = 20;

const TEN = 10;

const isWait = ({ as }: Said) =>
  as !== 'closed' && as !== 'deferred' && as !== 'unattended' && as !== 'unknown';

/**
 * The sentence for customers below a range: how often it is right. None without a range, or until
 * enough days have shown it.
 */
export function honestyOf(
  learned: Learned | undefined,
  said: Said | undefined,
  today: string,
): Honesty | undefined {
  const held = learned?.held;
  if (!held || !said || !isWait(said)) return undefined;
  if (held.days < FEWEST_DAYS || held.foretold < FEWEST) return undefined;
  const { last } = held;
  return {
    ofTen: Math.floor((held.within / held.foretold) * TEN + 0.5),
    ...(last.foretold >= FEWEST_OF_A_DAY
      ? { lastOfTen: Math.round((last.within / last.foretold) * TEN * TEN) / TEN }
      : {}),
    yesterday: last.day !== undefined && today !== '' && last.day === addDays(today, -1),
  };
}
