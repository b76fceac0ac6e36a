import { Sheet, xlsx } from '../../reports/workbook/xlsx';
import type { PersonExport } from '../../wire/configuration';
import { keptLines, textOf } from './kept-csv';

/** The longest text that Excel accepts in a cell. */
const MOST = 32_000;

/**
 * Everything kept about a person as a workbook, made in the page from the data that was read once.
 */
export async function keptWorkbook(
  kept: PersonExport,
  { title, language }: Pick<Sheet, 'title' | 'language'>,
): Promise<Blob> {
  const [headings, ...lines] = keptLines(kept);
  const row = ([part, n, name, value]: readonly unknown[]) => [
    String(part),
    Number(n),
    String(name),
    typeof value === 'number' || typeof value === 'boolean' ? value : textOf(value).slice(0, MOST),
  ];
  // One batch, made only when it is requested: the table is small.
  async function* batches() {
    yield await Promise.resolve(lines.map(row));
  }
  const sheet: Sheet = {
    title,
    language,
    headings: headings.map(String),
    forms: ['plain', 'plain', 'plain', 'plain'],
    inWords: (value) => value,
    localAt: (at) => at,
  };
  const parts: Uint8Array[] = [];
  for await (const part of xlsx(sheet, batches())) parts.push(part);
  return new Blob(parts as BlobPart[]);
}
