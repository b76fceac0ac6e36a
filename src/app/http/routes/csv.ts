import { Cell } from '../../ports';

/**
 * RFC 4180, UTF-8. What a spreadsheet would take for a formula is kept a text by a leading
 * apostrophe.
 */
export const csv = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
