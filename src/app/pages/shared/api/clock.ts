import { signal } from '@preact/signals';
import { serverNow, whenClockIsSet } from './server-time';

/** The server's time, updated every second: components that read it are drawn again. */
export const second = signal(serverNow());
function tick() {
  second.value = serverNow();
}
setInterval(tick, 1000);
whenClockIsSet(tick);

/** Whole minutes between two instants as the server writes them, never negative. */
export const minutesBetween = (since: string, until: string): number =>
  Math.max(0, Math.floor((Date.parse(until) - Date.parse(since)) / 60_000));

/** Whole minutes from `since` until now as shown on screen, never negative. */
export const minutesSince = (since: number): number =>
  Math.max(0, Math.floor((second.value - since) / 60_000));
