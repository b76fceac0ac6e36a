import { Cell } from '../../domain/model/cell';

/** How a column is written: a business day, an instant, or as it is. */
export type ColumnForm = 'day' | 'instant' | 'plain';

/** Padding around a cell's text, in characters. */
const AROUND = 2;
/** Narrower ones are hard to point at. */
const LEAST = 8;
/** Wide enough for a whole hash; longer texts can be read in the formula bar. */
const MOST = 64;
/** As they are shown, whatever their form. */
const SHOWN: Readonly<Record<ColumnForm, number>> = { day: 11, instant: 20, plain: 0 };

/** How wide each column has to be for these rows, in characters of the sheet's font. */
export function widthsOf(
  rows: readonly (readonly Cell[])[],
  forms: readonly ColumnForm[] = [],
): readonly number[] {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, at) => {
    const shown = SHOWN[forms[at] ?? 'plain'];
    const longest = rows.reduce((most, row, n) => {
      const length = shown && n > 0 ? shown : lengthOf(row[at]);
      return Math.max(most, length);
    }, shown);
    return Math.min(Math.max(longest, LEAST), MOST) + AROUND;
  });
}

const lengthOf = (cell: Cell | undefined): number =>
  cell === null || cell === undefined
    ? 0
    : Math.max(
        ...String(cell)
          .split('\n')
          .map((line) => [...line].length),
      );
