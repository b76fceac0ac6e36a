import { Json } from '../../ports';

/**
 * RFC 4180, UTF-8. What a spreadsheet would take for a formula is kept a text by a leading
 * apostrophe.
 */
export const csv = (columns: readonly string[], rows: readonly (readonly Json[])[]): string =>
  [columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';

function cell(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
