import { percent } from './format';

/**
 * A figure judged by a limit (a wait by its target, a share by what is expected), rounded so that
 * the written figure is judged the same: a wait of 10.4 minutes is over a target of 10, and `10` in
 * red would contradict itself. It gets one more digit where it needs it.
 * @param kept whether a figure is within the limit
 * @param digits how many there usually are after the point
 */
function judged(value: number, kept: (value: number) => boolean, digits: number): number {
  const at = (places: number, round: (value: number) => number) =>
    round(value * 10 ** places) / 10 ** places;
  const more = digits + 1;
  return (
    [at(digits, Math.round), at(more, Math.round), at(more, Math.ceil), at(more, Math.floor)].find(
      (shown) => kept(shown) === kept(value),
    ) ?? value
  );
}

/** A mean wait in minutes: with a decimal below ten, and if it is just over its target. */
export const judgedMinutes = (minutes: number, target = Infinity): number =>
  judged(minutes, (each) => each <= target, minutes < 10 ? 1 : 0);

/** A share in percent, with a decimal where it falls just short of what is expected. */
export const judgedShare = (tag: string, share: number, expected: number): string =>
  percent(
    tag,
    judged(share, (each) => each >= expected, 2),
    1,
  );
