import { Affine } from '../model/learned';

/** Errors below this many seconds weigh alike: what keeps the weights finite. */
const LEAST = 2;
const ROUNDS = 8;
/** Nothing is corrected, held as firmly as by some thirty waits about a minute apart. */
export const IDENTITY: Affine = { a: 0, b: 1, firm: [0.5, 0, 0.5 * 60 * 60] };
const STEEPEST = 0.1;

/**
 * The line that leaves the share `below` of `y` under it, by least absolute error where that is one
 * half, else by the pinball loss: weighted least squares, the weights recomputed each round. It
 * starts from what was known and moves by how much more the new points say, so that the past needs
 * no keeping; `kept` of the past's weight remains.
 */
export function refit(
  known: Affine,
  x: readonly number[],
  y: readonly number[],
  below: number,
  kept: number,
): Affine {
  const [one, mean, square] = known.firm.map((each) => each * kept);
  let { a, b } = known;
  let firm: Affine['firm'] = known.firm;
  for (let round = 0; round < ROUNDS; round += 1) {
    let [w, wx, wxx] = [one, mean, square];
    let [wy, wxy] = [one * known.a + mean * known.b, mean * known.a + square * known.b];
    for (let at = 0; at < x.length; at += 1) {
      const rest = y[at] - a - b * x[at];
      const weight = (rest >= 0 ? below : 1 - below) / Math.max(LEAST, Math.abs(rest));
      w += weight;
      wx += weight * x[at];
      wxx += weight * x[at] * x[at];
      wy += weight * y[at];
      wxy += weight * x[at] * y[at];
    }
    const determinant = w * wxx - wx * wx;
    a = (wy * wxx - wxy * wx) / determinant;
    b = Math.max(STEEPEST, (wxy * w - wy * wx) / determinant);
    firm = [w, wx, wxx];
  }
  return { a, b, firm };
}

/** What it makes of a simulated time. */
export const straightened = ({ a, b }: Affine, seconds: number) => Math.max(0, a + b * seconds);
