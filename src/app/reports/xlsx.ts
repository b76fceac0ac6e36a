import { strToU8, Zip, ZipDeflate } from 'fflate';
import { Cell } from '../ports';
import { parts, rowXml, SHEET_BEGINS, SHEET_ENDS } from './xlsx-parts';

type Batches = AsyncIterable<readonly (readonly Cell[])[]>;

/** How a column is written: a business day, an instant, or as it is. */
export type ColumnForm = 'day' | 'instant' | 'plain';

export interface Sheet {
  /** What the sheet is called: at most 31 characters are kept. */
  readonly title: string;
  readonly headings: readonly string[];
  readonly forms: readonly ColumnForm[];
  /** A value in the reader's words. */
  readonly inWords: (value: Cell, column: number) => Cell;
  /** What the branch's clock shows at an instant, as if it were UTC. */
  readonly localAt: (at: number) => number;
}

/** Excel opens no more rows in one sheet: what follows goes to the next. */
const MOST_ROWS = 1_000_000;

/**
 * A workbook of Excel (ECMA-376), made and sent a batch at a time: however long the report, only
 * one batch is in memory. Texts are texts: what looks like a formula is none.
 */
export async function* xlsx(sheet: Sheet, batches: Batches): AsyncGenerator<Uint8Array> {
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
  const beginSheet = () => {
    sheets += 1;
    rows = 1;
    const entry = begin(`xl/worksheets/sheet${sheets}.xml`);
    entry.push(strToU8(SHEET_BEGINS + rowXml(1, headings, () => 'heading', localAt)));
    return entry;
  };
  let entry = beginSheet();
  for await (const batch of batches) {
    if (rows + batch.length > MOST_ROWS) {
      entry.push(strToU8(SHEET_ENDS), true);
      entry = beginSheet();
    }
    const text = batch.map((row) =>
      rowXml((rows += 1), row.map(inWords), (column) => forms[column], localAt),
    );
    entry.push(strToU8(text.join('')));
    yield* made.splice(0);
  }
  entry.push(strToU8(SHEET_ENDS), true);
  for (const [path, text] of parts(sheet.title, sheets)) whole(path, text);
  zip.end();
  yield* made.splice(0);
}
