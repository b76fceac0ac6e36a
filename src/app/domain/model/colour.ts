/** Colours by WCAG 2.2: the contrast of two, and the nearest legible one. A colour is `#rrggbb`. */

type Rgb = readonly [number, number, number];
const rgb = (colour: string): Rgb => [
  parseInt(colour.slice(1, 3), 16),
  parseInt(colour.slice(3, 5), 16),
  parseInt(colour.slice(5, 7), 16),
];
const hex = (parts: readonly number[]) =>
  `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance, 0 (black) to 1 (white). */
function luminance(colour: string): number {
  const [r, g, b] = rgb(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** `share` (0 to 1) of `other` in `colour`. */
export function mixed(colour: string, other: string, share: number): string {
  const [from, to] = [rgb(colour), rgb(other)];
  return hex(from.map((part, at) => part + (to[at] - part) * share));
}

const STEPS = 255;

/**
 * The colour nearest to this one, of the same hue, with at least this contrast against each ground:
 * darker where the grounds are light, lighter where they are dark. The colour itself if it has it.
 */
export function nearest(colour: string, grounds: readonly string[], least: number): string {
  // The background on which black and white text have the same contrast.
  const towards = luminance(grounds[0]) > 0.179 ? '#000000' : '#ffffff';
  for (let step = 0; step < STEPS; step += 1) {
    const tried = mixed(colour, towards, step / STEPS);
    if (grounds.every((ground) => contrast(tried, ground) >= least)) return tried;
  }
  return towards;
}
