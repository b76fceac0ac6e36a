import { addDays } from './local-time';

/** How a branch's foretold waits turned out. */
export interface Foresight {
  readonly branch: string;
  /** The last closed day that it has learned from; null before the first. */
  readonly day: string | null;
  /** Waits of that day that had been foretold, and how many of them ended inside their range. */
  readonly foretold: number;
  readonly held: number;
  /** Closed days with customers that it has not learned from. */
  readonly behindDays: number;
}

/** Least share of at least this many waits that must end as foretold: eight in ten should. */
export const COVERED = { tickets: 50, share: 0.65 };

/** An older day says nothing, since the branch may have closed for good. */
const LATELY_DAYS = 7;

/**
 * Why the waits that customers of a branch are told cannot be relied on; undefined if they can, as
 * far as is known.
 * @param today the calendar day, anywhere near the branch's
 */
export function misledBy(
  { day, foretold, held, behindDays }: Foresight,
  today: string,
): string | undefined {
  if (behindDays > 0) {
    return `${behindDays} closed days were not learned from; the last that was is ${day ?? 'none'}`;
  }
  if (day === null || day < addDays(today, -LATELY_DAYS)) return undefined;
  if (foretold < COVERED.tickets || held >= COVERED.share * foretold) return undefined;
  return `${held} of ${foretold} waits of ${day} ended inside what had been foretold`;
}
