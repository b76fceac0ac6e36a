import { Batches, Cell } from '../../ports';

/** Which CSV Excel opens with a double click depends on its language. */
export type Separator = 'comma' | 'semicolon';
/** Tells Excel that the file is UTF-8. */
const MARK = '\uFEFF';

/**
 * RFC 4180, UTF-8. A leading apostrophe keeps text that a spreadsheet would take for a formula.
 * With semicolons, for Spanish settings, also a decimal comma and a byte order mark.
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

/**
 * The same as JSON. After the rows, `people` has the names of those of `former` who are in them.
 */
export async function* json(
  head: Readonly<Record<string, unknown>> & { readonly columns: readonly string[] },
  batches: Batches,
  former: Readonly<Record<string, string>>,
): AsyncGenerator<string, void, undefined> {
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  const advisor = head.columns.indexOf('advisor');
  const people: Record<string, string> = {};
  let before = '';
  for await (const rows of batches) {
    for (const row of rows) {
      const id = row[advisor];
      if (typeof id === 'string' && former[id]) people[id] = former[id];
    }
    yield before + rows.map((row) => JSON.stringify(row)).join(',');
    before = ',';
  }
  yield `],"people":${JSON.stringify(people)}}`;
}

function cell(value: Cell, separator: Separator): string {
  if (value === null) return '';
  if (typeof value === 'number' && separator === 'semicolon') {
    return String(value).replace('.', ',');
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  // a lone hyphen, which stands for "no reason", is not a formula
  const safe = value !== '-' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
