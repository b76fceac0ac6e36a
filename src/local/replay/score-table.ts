import { Figures, Guess, Scores } from './score';

/** What each method would have told one customer, and how long they waited. */
export interface CustomerScore {
  readonly day: string;
  readonly came: number;
  readonly said: Readonly<Record<string, Guess>>;
}

/** The product's own method. */
export const OURS = 'this';
const HEADER = ' '.repeat(16) + '  count     MAE  median    bias  coverage   width  Winkler';

/** Prints a table of figures, and returns them by name. */
export function table(
  say: (line: string) => void,
  title: string,
  scores: Scores,
): Record<string, Figures> {
  const figures = figuresByName(scores);
  say(tableText(title, figures));
  return figures;
}

export const figuresByName = (scores: Scores): Record<string, Figures> =>
  Object.fromEntries([...scores.by].map(([name, score]) => [name, score.figures]));

export const tableText = (title: string, figures: Readonly<Record<string, Figures>>): string =>
  [
    `\n${title}`,
    HEADER,
    ...Object.entries(figures).map(([name, each]) => `${name.padEnd(16)}${rowOf(each)}`),
  ].join('\n');

function rowOf({ count, mae, median, bias, coverage, width, winkler }: Figures): string {
  const plain = [mae, median, bias].map((each) => each.toFixed(2).padStart(8)).join('');
  const range =
    width > 0
      ? coverage.toFixed(3).padStart(10) +
        width.toFixed(1).padStart(8) +
        winkler.toFixed(1).padStart(9)
      : '';
  return `${String(count).padStart(7)}${plain}${range}`;
}

/** Figures of every method, on the same customers. */
export function byWay(scored: readonly CustomerScore[]): Scores {
  const scores = new Scores();
  for (const { came, said } of scored) {
    for (const [way, guess] of Object.entries(said)) scores.of(way).add(guess, came);
  }
  return scores;
}

/** Figures of our method, grouped by a key of the customer. */
export function by<T extends CustomerScore>(
  scored: readonly T[],
  key: (each: T) => string,
): Scores {
  const scores = new Scores();
  const sorted = [...new Set(scored.map(key))].sort();
  for (const each of sorted) scores.of(each);
  for (const each of scored) scores.of(key(each)).add(each.said[OURS], each.came);
  return scores;
}

/**
 * Lowest and highest coverage among days with at least this many customers; undefined if there are
 * none.
 */
export function coverageOfDays(
  scored: readonly CustomerScore[],
  least: number,
): readonly [number, number] | undefined {
  const days = [...by(scored, ({ day }) => day).by.values()]
    .map(({ figures }) => figures)
    .filter(({ count }) => count >= least)
    .map(({ coverage }) => coverage);
  return days.length ? [Math.min(...days), Math.max(...days)] : undefined;
}
