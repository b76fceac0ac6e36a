/** How large letters must be (UX-2), computed from the panel and the farthest seat. */

export interface Seat {
  readonly diagonalInches: number;
  readonly metres: number;
}

/** A 55 inch panel seen from eight metres. */
export const usualSeat: Seat = { diagonalInches: 55, metres: 8 };

/** Cap height over font size in our typeface. */
const CAP_HEIGHT = 0.668;

/**
 * Font size in px so that letters subtend `arcMinutes` at the seat, on a 16:9 panel shown `width`
 * px wide.
 */
export function fontPx(arcMinutes: number, seat: Seat, width: number): number {
  const panelMm = (seat.diagonalInches * 25.4 * 16) / Math.hypot(16, 9);
  const letterMm = seat.metres * 1000 * arcMinutes * 0.000291;
  return ((letterMm / panelMm) * width) / CAP_HEIGHT;
}

/**
 * Custom properties of the scale: nothing below 16′, recent calls 22′, labels 30′. Numbers and
 * counters are as large as their box allows (fit.tsx).
 */
export function scaleOf(
  seat: Seat,
  width: number,
  height: number,
): Readonly<Record<string, string>> {
  // Only the diagonal is known: a panel of any shape or orientation is treated as being as long as
  // a 16:9 one of that diagonal.
  const long = (Math.hypot(width, height) * 16) / Math.hypot(16, 9);
  const short = Math.min(width, height);
  // A panel that is too small for its distance must still fit one call: all sizes shrink together.
  const fit = Math.min(1, (short * 0.118) / fontPx(22, seat, long));
  const px = (arcMinutes: number) => `${Math.round(fontPx(arcMinutes, seat, long) * fit)}px`;
  return { '--floor': px(16), '--read': px(22), '--label': px(30) };
}
