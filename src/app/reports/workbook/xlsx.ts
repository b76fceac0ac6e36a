import { strToU8, Zip, ZipDeflate } from 'fflate';
import { Batches, Cell } from '../../domain/model/cell';
import { parts, rowXml, SHEET_ENDS, sheetBegins } from './parts';
import { ColumnForm, widthsOf } from './widths';

export type { ColumnForm };

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Sheet {
  /** The sheet's name; at most 31 characters are kept. */
  readonly title: string;
  readonly headings: readonly string[];
  readonly forms: readonly ColumnForm[];
  /** A value of a row in the reader's words. */
  readonly inWords: (value: Cell, column: number, row: readonly Cell[]) => Cell;
  /** The language in which days and instants are shown: `24-11-2026`, or `24 Nov 2026`. */
  readonly language: 'es' | 'en';
  /** What the branch's clock shows at an instant, as if it were UTC. */
  readonly localAt: (at: number) => number;
}

/** A sheet at the end, whose rows are known once all the others are written. Texts and numbers. */
interface LastSheet {
  readonly title: string;
  readonly rows: () => readonly (readonly Cell[])[];
}

/** How many of the first rows decide how wide a column is. */
const MEASURED = 200;
/** Excel opens no more rows in one sheet: the rest goes to the next. */
const MOST_ROWS = 1_000_000;

/**
 * A workbook of Excel (ECMA-376), made and sent a batch at a time: however long the report, only
 * one batch is in memory. Texts stay texts, even if they look like formulas.
 */
export async function* xlsx(
  sheet: Sheet,
  batches: Batches,
  last?: LastSheet,
): AsyncGenerator<Uint8Array> {
  const { headings, forms, inWords, localAt } = sheet;
  const made: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    made.push(chunk);
  });
  const begin = (path: string) => {
    const entry = new ZipDeflate(path, { level: 6 });
    zip.add(entry);
    return entry;
  };
  const whole = (path: string, text: string) => begin(path).push(strToU8(text), true);
  let sheets = 0;
  let rows = 0;
  const path = (n: number) => `xl/worksheets/sheet${n}.xml`;
  const beginSheet = (first: readonly (readonly Cell[])[]) => {
    sheets += 1;
    rows = 1;
    const entry = begin(path(sheets));
    const widths = widthsOf([headings, ...first.slice(0, MEASURED)], forms);
    entry.push(strToU8(sheetBegins(widths) + rowXml(1, headings, () => 'heading', localAt)));
    return entry;
  };
  let entry: ZipDeflate | undefined;
  for await (const batch of batches) {
    const said = batch.map((row) => row.map(inWords));
    if (entry && rows + batch.length > MOST_ROWS) {
      entry.push(strToU8(SHEET_ENDS), true);
      entry = undefined;
    }
    entry ??= beginSheet(said);
    const text = said.map((row) => rowXml((rows += 1), row, (column) => forms[column], localAt));
    entry.push(strToU8(text.join('')));
    yield* made.splice(0);
  }
  (entry ?? beginSheet([])).push(strToU8(SHEET_ENDS), true);
  if (last) {
    const form = (n: number) => (n === 0 ? 'heading' : 'plain');
    const all = last.rows();
    const text = all.map((row, n) => rowXml(n + 1, row, form, localAt));
    whole(path(sheets + 1), sheetBegins(widthsOf(all)) + text.join('') + SHEET_ENDS);
  }
  for (const [name, text] of parts(sheet, sheets, last?.title)) whole(name, text);
  zip.end();
  yield* made.splice(0);
}
