const DAY = 86_400_000;
/** The bank closes its day at 06:00. */
const CLOSING = 6 * 3_600_000;

/** The business day of an instant, counted from 1970. */
export const dayOf = (at: number): number => Math.floor((at - CLOSING) / DAY);

/** When that day begins, which is when the previous one is closed. */
export const beginOf = (day: number): number => day * DAY + CLOSING;
