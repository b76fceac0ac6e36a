import { Board } from './board';
import { Course } from './course';
import { Hazard, summed } from './hazard';

/**
 * Runs a line `times` times and answers the waits of the places asked for, sorted: one array each.
 * A place that is not reached within `MOST` has `MOST`.
 */
export function runLine(
  course: Course,
  asked: readonly number[],
  times: number,
  seed: number,
): readonly Float64Array[] {
  const wanted = new Uint8Array(course.places.length);
  for (const place of asked) wanted[place] = 1;
  const waits = asked.map(() => new Float64Array(times));
  const board = new Board(course, seed, times, wanted);
  for (let trial = 0; trial < times; trial += 1) {
    board.run(trial);
    for (let at = 0; at < asked.length; at += 1) waits[at][trial] = board.calledAt[asked[at]];
  }
  return waits.map((each) => each.sort());
}

/** Quantiles of sorted waits, each weighted by the probability that the customer still waits. */
export function quantiles(
  sorted: Float64Array,
  shares: readonly number[],
  patience: Hazard | undefined,
): readonly number[] {
  const weight = patience
    ? sorted.map((seconds) => Math.exp(-summed(patience, seconds)))
    : new Float64Array(sorted.length).fill(1);
  const total = weight.reduce((sum, each) => sum + each, 0);
  let [at, sum] = [0, 0];
  return shares.map((share) => {
    while (at < sorted.length - 1 && sum + weight[at] < share * total) sum += weight[at++];
    return sorted[at];
  });
}
