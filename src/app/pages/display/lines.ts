/**
 * How labels of several words break into lines: by counting letters, since the size is measured
 * only later.
 */

/** A label on at most `most` lines, with whole words and the longest line as short as possible. */
export function linesOf(label: string, most: number): readonly string[] {
  const words = label.split(/\s+/).filter(Boolean);
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
const [LETTER, LINE] = [0.56, 1.05];

/**
 * The labels of some calls, broken so that they are as large as possible. `beside` is the width of
 * everything else in a row, in em, `above` the height of everything else in the column; `aspect` is
 * the box's width over its height.
 */
export function bestLines(
  labels: readonly string[],
  shape: { readonly beside: number; readonly above: number; readonly aspect: number },
): readonly (readonly string[])[] {
  const size = (all: readonly (readonly string[])[]) => {
    const wide = shape.beside + LETTER * longestOf(all.flat());
    const tall = shape.above + all.reduce((sum, lines) => sum + LINE * lines.length, 0);
    return Math.min(shape.aspect / wide, 1 / tall);
  };
  const [one, ...broken] = [1, 2, 3].map((most) => linesOfAll(labels, most));
  return broken.reduce((best, all) => (size(all) > size(best) * 1.02 ? all : best), one);
}
