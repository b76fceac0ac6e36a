/** How large letters must be (UX-2), computed from the panel and the farthest seat. */

export interface Seat {
  readonly diagonalInches: number;
  readonly metres: number;
}

/** A 55 inch panel seen from eight metres. */
const usualSeat: Seat = { diagonalInches: 55, metres: 8 };

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
 * Custom properties of the scale: nothing below 16′, recent calls 22′, labels 30′, number and
 * counter 40′ or more.
 */
export function scaleOf(
  seat: Seat,
  width: number,
  height: number,
): Readonly<Record<string, string>> {
  // A panel too small for its distance must still fit one call: all sizes shrink together.
  const fit = Math.min(1, (height * 0.118) / fontPx(22, seat, width));
  const px = (arcMinutes: number) => `${Math.round(fontPx(arcMinutes, seat, width) * fit)}px`;
  return {
    '--floor': px(16),
    '--read': px(22),
    '--label': px(30),
    '--hero': `${Math.round(Math.max(fontPx(40, seat, width) * fit, height * 0.31))}px`,
  };
}

/**
 * The seat an installer chose for this panel, `/display#inches=43&metres=6`, kept on the device.
 */
export function seatOfPanel(): Seat {
  const kept = localStorage.getItem('ticketero.seat');
  const asked = new URLSearchParams(location.hash.slice(1));
  const inches = Number(asked.get('inches'));
  const metres = Number(asked.get('metres'));
  const seat =
    inches >= 10 && inches <= 120 && metres >= 1 && metres <= 30
      ? { diagonalInches: inches, metres }
      : kept
        ? (JSON.parse(kept) as Seat)
        : usualSeat;
  localStorage.setItem('ticketero.seat', JSON.stringify(seat));
  return seat;
}
