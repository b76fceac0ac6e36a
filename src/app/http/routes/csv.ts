import { Cell } from '../../ports';

type Batches = AsyncIterable<readonly (readonly Cell[])[]>;

/**
 * RFC 4180, UTF-8. What a spreadsheet would take for a formula is kept a text by a leading
 * apostrophe.
 */
export async function* csv(
  columns: readonly string[],
  batches: Batches,
): AsyncGenerator<string, void, undefined> {
  yield csvLines([columns]);
  for await (const rows of batches) yield csvLines(rows);
}

export const csvLines = (rows: readonly (readonly Cell[])[]) =>
  rows.map((row) => row.map(cell).join(',') + '\r\n').join('');

/** The same as JSON: an object whose last member is `rows`. */
export async function* json(
  head: Readonly<Record<string, unknown>>,
  batches: Batches,
): AsyncGenerator<string, void, undefined> {
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  let before = '';
  for await (const rows of batches) {
    yield before + rows.map((row) => JSON.stringify(row)).join(',');
    before = ',';
  }
  yield ']}';
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
