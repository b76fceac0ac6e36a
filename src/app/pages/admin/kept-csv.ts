import type { PersonExport } from '../../wire/configuration';

/** Tells Excel that the file is UTF-8. */
const MARK = '\uFEFF';

/** A value in a cell; objects and lists as JSON. */
export const textOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

/** Text stays text in a spreadsheet, even a phone's `+56…`, which would become a number. */
function cell(value: unknown, separator: string): string {
  const text = textOf(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return safe.includes('"') || safe.includes(separator) || /[\r\n]/.test(safe)
    ? `"${safe.replace(/"/g, '""')}"`
    : safe;
}

/**
 * Everything kept about a person as one table: a line for each value, with what it belongs to and
 * its name, so that other programs can read it without us.
 */
export function keptLines(kept: PersonExport): readonly (readonly unknown[])[] {
  const lines: unknown[][] = [['part', 'n', 'name', 'value']];
  for (const name of ['customer', 'nationalId', 'phone', 'opposedAt'] as const) {
    lines.push(['person', 1, name, kept[name]]);
  }
  for (const part of [
    'tickets',
    'remarks',
    'notes',
    'requests',
    'contacts',
    'history',
    'messages',
  ] as const) {
    kept[part].forEach((each, at) => {
      for (const [name, value] of Object.entries(each)) lines.push([part, at + 1, name, value]);
    });
  }
  return lines;
}

/** The table as CSV (RFC 4180). */
export const keptCsv = (kept: PersonExport, separator: ',' | ';'): string =>
  MARK +
  keptLines(kept)
    .map((line) => line.map((each) => cell(each, separator)).join(separator) + '\r\n')
    .join('');
