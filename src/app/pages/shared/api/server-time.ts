/** Server time minus this page's monotonic clock, in ms; from the last frame or answer. */
let ahead: number | undefined;

/** Sets the page's clock by the server's. Ages on screen never depend on this device's clock. */
export function hearServerTime(now: number): void {
  const first = ahead === undefined;
  ahead = now - performance.now();
  if (first) drawAgain();
}

let drawAgain = () => {};
/** What shows times is drawn again at once when the clock is set for the first time, or jumps. */
export function whenClockIsSet(draw: () => void): void {
  drawAgain = draw;
}

/** What an answer's header may be off by: it counts whole seconds and was some time on its way. */
const ROUGH_MS = 5_000;

/**
 * Sets the clock of a page without a socket by an answer's header `Date` if this device's is
 * clearly wrong: such a computer would offer to close all branches from a day long past.
 */
export function hearServerDate(header: string | null): void {
  const now = Date.parse(header ?? '');
  if (Math.abs(now - serverNow()) > ROUGH_MS) {
    hearServerTime(now);
    drawAgain();
  }
}

/** The server's time, in ms since 1970; this device's until the server was first heard. */
export const serverNow = (): number =>
  ahead === undefined ? Date.now() : performance.now() + ahead;
