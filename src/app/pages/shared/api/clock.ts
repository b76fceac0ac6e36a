import { signal } from '@preact/signals';

/** Server time minus this page's monotonic clock, in ms; from the last frame or answer. */
let ahead: number | undefined;

/**
 * Tells the page's clock what the server's clock shows. Ages on screen never come from this
 * device's own clock.
 */
export function hearServerTime(now: number): void {
  const first = ahead === undefined;
  ahead = now - performance.now();
  if (first) second.value = now;
}

/** The server's time now, in ms since 1970; this device's until the server was heard once. */
export const serverNow = (): number =>
  ahead === undefined ? Date.now() : performance.now() + ahead;

/** The server's time, once a second: whoever reads it is drawn again each second. */
export const second = signal(serverNow());
setInterval(() => {
  second.value = serverNow();
}, 1000);

/** Whole minutes from `since` until the second on screen, never negative. */
export const minutesSince = (since: number): number =>
  Math.max(0, Math.floor((second.value - since) / 60_000));
