/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
