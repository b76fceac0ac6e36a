/** The content of a cell, which is also searched and sorted. */
export type Cell = string | number;

/**
 * How the words of a cell may be broken. One that is very long may, anywhere; others keep their
 * columns wide enough, and go on in the next line only at blanks and after a slash. A word by
 * itself, such as a username, does not even at its hyphen.
 */
export function breaks(cell: Cell): 'anywhere' | 'unbroken' | 'unbroken one-word' {
  const text = String(cell);
  if (/[^\s/]{17}/.test(text)) return 'anywhere';
  return /[\s/]/.test(text) ? 'unbroken' : 'unbroken one-word';
}

/** Which column a list is sorted by, and which way. */
export interface Sorting {
  readonly at: number;
  readonly down: boolean;
}

/** Text without accents and capitals, as people search: `nunoa` finds Ñuñoa. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/** Rows that have every word somewhere in their cells, sorted by a column. Pure. */
export function arranged<T>(
  rows: readonly T[],
  cells: (row: T) => readonly Cell[],
  words: string,
  sorting: Sorting | undefined,
  language: string,
): readonly T[] {
  const sought = plain(words).split(/\s+/).filter(Boolean);
  const hits = rows.filter((row) => {
    const text = plain(cells(row).join(' '));
    return sought.every((word) => text.includes(word));
  });
  if (!sorting) return hits;
  const order = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const way = sorting.down ? -1 : 1;
  return [...hits].sort((a, b) => {
    const [x, y] = [cells(a)[sorting.at], cells(b)[sorting.at]];
    return (
      way * (typeof x === 'number' && typeof y === 'number' ? x - y : order.compare(`${x}`, `${y}`))
    );
  });
}
