/**
 * How labels of several words break into lines: by counting letters, since the size is measured
 * only later.
 */

/** What binds two words of a label. */
const BOND = '\u00a0';

/**
 * A label whose last word is its number, which stays on a line with the word before it: "Caja 3" is
 * one name, and a 3 on a line of its own looks like a second thing.
 */
export const bound = (label: string): string =>
  label.replace(/\s+(?=[^\s]{0,3}\d[^\s]{0,2}\s*$)/, BOND);

/** A label on at most `most` lines, with whole words and the longest line as short as possible. */
export function linesOf(label: string, most: number): readonly string[] {
  const words = label.split(/[^\S\u00a0]+/).filter(Boolean);
  if (most <= 1 || words.length <= 1) return [words.join(' ')];
  const longest = (lines: readonly string[]) => Math.max(...lines.map((line) => line.length));
  let best: readonly string[] = [words.join(' ')];
  for (let first = 1; first < words.length; first += 1) {
    const rest = linesOf(words.slice(first).join(' '), most - 1);
    const lines = [words.slice(0, first).join(' '), ...rest];
    if (longest(lines) < longest(best)) best = lines;
  }
  return best;
}

const longestOf = (lines: readonly string[]) => Math.max(1, ...lines.map((line) => line.length));

/** Labels on at most `most` lines each; one that fits beside the others is not broken. */
function linesOfAll(labels: readonly string[], most: number): readonly (readonly string[])[] {
  const within = longestOf(labels.flatMap((label) => linesOf(label, most)));
  return labels.map((label) => {
    const fewest = [1, 2, 3].find((count) => longestOf(linesOf(label, count)) <= within);
    return linesOf(label, Math.min(most, fewest ?? most));
  });
}

/** The approximate width of a letter, and the height of a line, in em. */
const LETTER = 0.56;
export const LINE = 1.05;

/** What a box holds besides its labels, in em, and the box's width over its height. */
export interface Shape {
  /** The width of everything else in a label's row: for each label, or the same for all. */
  readonly beside: number | readonly number[];
  /** The height of everything else in the column. */
  readonly above: number;
  /** The width of the widest row without a label. */
  readonly across?: number;
  readonly aspect: number;
}

type Broken = readonly (readonly string[])[];

/** How large letters are with labels broken like this: to compare, in boxes of one shape. */
export function sizeOf(labels: Broken, { beside, above, across = 0, aspect }: Shape): number {
  const besides = (row: number) => (typeof beside === 'number' ? beside : beside[row]);
  const wide = labels.map((lines, row) => besides(row) + LETTER * longestOf(lines));
  const tall = labels.reduce((sum, lines) => sum + LINE * lines.length, above);
  return Math.min(aspect / Math.max(across, ...wide), 1 / tall);
}

/** By how much letters must grow for a label to be broken: on one line it is read at a glance. */
const WORTH = 1.15;

/** The labels of some calls, broken where that makes them clearly larger. */
export function bestLines(labels: readonly string[], shape: Shape): Broken {
  const [one, ...broken] = [1, 2, 3].map((most) => linesOfAll(labels, most));
  return broken.reduce(
    (best, all) => (sizeOf(all, shape) > sizeOf(best, shape) * WORTH ? all : best),
    one,
  );
}
