import { signal } from '@preact/signals';

/** Server time minus this page's monotonic clock, in ms; from the last frame or answer. */
let ahead: number | undefined;

/** Sets the page's clock by the server's. Ages on screen never depend on this device's clock. */
export function hearServerTime(now: number): void {
  const first = ahead === undefined;
  ahead = now - performance.now();
  if (first) second.value = now;
}

/** The server's time, in ms since 1970; this device's until the server was first heard. */
export const serverNow = (): number =>
  ahead === undefined ? Date.now() : performance.now() + ahead;

/** The server's time, updated every second: components that read it are drawn again. */
export const second = signal(serverNow());
setInterval(() => {
  second.value = serverNow();
}, 1000);

/** Whole minutes between two instants as the server writes them, never negative. */
export const minutesBetween = (since: string, until: string): number =>
  Math.max(0, Math.floor((Date.parse(until) - Date.parse(since)) / 60_000));

/** Whole minutes from `since` until now as shown on screen, never negative. */
export const minutesSince = (since: number): number =>
  Math.max(0, Math.floor((second.value - since) / 60_000));
