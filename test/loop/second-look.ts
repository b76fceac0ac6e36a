/** The results of a jest run for one file. */
export interface FileCounts {
  /** Path from the project's folder. */
  readonly path: string;
  readonly passed: number;
  readonly failed: number;
  /** The full names of the tests that failed. */
  readonly names: readonly string[];
}

/** More failed files than this are not chance. */
const MOST = 3;

/**
 * Tests without a second look: what may never happen must not happen even once, and a pure test
 * does the same each time.
 */
const isFinal = (path: string) => path.startsWith('test/never/') || /\.(unit|slow)\.ts$/.test(path);

/** The files to run once more, alone; none if any failure is final, or there are too many. */
export function lookAgainAt(files: readonly FileCounts[]): readonly string[] {
  const paths = files.filter(({ failed }) => failed > 0).map(({ path }) => path);
  return paths.length > MOST || paths.some(isFinal) ? [] : paths;
}

/** The first run's results, replaced for the files that ran again. */
export const withSecond = (
  first: readonly FileCounts[],
  second: readonly FileCounts[],
): readonly FileCounts[] =>
  first.map((file) => second.find(({ path }) => path === file.path) ?? file);

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** What is printed last: the names of tests that passed at the second look, and the total. */
export function closing(first: readonly FileCounts[], last: readonly FileCounts[]): string {
  const mended = first.filter(
    ({ path, failed }) => failed > 0 && last.some((file) => file.path === path && !file.failed),
  );
  const byChance = mended.flatMap(({ path, names }) =>
    (names.length > 0 ? names : ['did not start']).map(
      (name) => `failed in the whole run and passed alone: ${path}: ${name}\n`,
    ),
  );
  const passed = sum(last.map((file) => file.passed));
  const failed = sum(last.map((file) => file.failed));
  return `${byChance.join('')}${passed} passed, ${failed} failed\n`;
}
