import { Cell } from '../../ports';

type Batches = AsyncIterable<readonly (readonly Cell[])[]>;

/** What Excel opens by a double click is a matter of its language. */
export type Separator = 'comma' | 'semicolon';
/** Tells Excel that the file is UTF-8. */
const MARK = '\uFEFF';

/**
 * RFC 4180, UTF-8. What a spreadsheet would take for a formula is kept a text by a leading
 * apostrophe. With semicolons also a decimal comma and a byte order mark: Spanish settings.
 */
export async function* csv(
  columns: readonly string[],
  batches: Batches,
  separator: Separator = 'comma',
): AsyncGenerator<string, void, undefined> {
  yield (separator === 'semicolon' ? MARK : '') + csvLines([columns], separator);
  for await (const rows of batches) yield csvLines(rows, separator);
}

export const csvLines = (rows: readonly (readonly Cell[])[], separator: Separator = 'comma') =>
  rows
    .map(
      (row) =>
        row.map((each) => cell(each, separator)).join(separator === 'comma' ? ',' : ';') + '\r\n',
    )
    .join('');

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

function cell(value: Cell, separator: Separator): string {
  if (value === null) return '';
  if (typeof value === 'number' && separator === 'semicolon') {
    return String(value).replace('.', ',');
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  // a hyphen alone, which stands for no reason, is not a formula
  const safe = value !== '-' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
