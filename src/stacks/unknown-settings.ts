/**
 * Names in the context that are not settings: one sentence each, with the nearest that is. The
 * CDK's own names contain a colon, a slash or an at sign, or are its list of acknowledged notices.
 * @param given names in the context
 * @param known names of settings
 */
export function unknownSettings(given: readonly string[], known: readonly string[]): string[] {
  return given
    .filter((name) => !known.includes(name))
    .filter((name) => !/[:@/]/.test(name) && name !== 'acknowledged-issue-numbers')
    .map((name) =>
      name === ''
        ? 'a value is given to no setting; write -c name=value'
        : `${name} is not a setting; did you mean ${nearest(name, known)}?`,
    );
}

/** The name with the fewest letters to change; hyphens and capitals are not letters. */
function nearest(name: string, known: readonly string[]): string {
  const plain = (text: string) => text.replace(/[^A-Za-z]/g, '').toLowerCase();
  const wanted = plain(name);
  // the beginning of a name, or a word of it, means that name
  const within = wanted.length < 4 ? [] : known.filter((each) => plain(each).includes(wanted));
  if (within.length > 0) return within.reduce((a, b) => (b.length < a.length ? b : a));
  const distances = known.map((each) => ({ each, far: distance(wanted, plain(each)) }));
  return distances.reduce((best, next) => (next.far < best.far ? next : best)).each;
}

/** Letters to insert, remove or replace (Levenshtein); swapping two that follow counts as one. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[a.length][b.length];
}
