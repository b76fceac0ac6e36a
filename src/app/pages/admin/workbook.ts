import type { Line } from './spreadsheet';

/**
 * The first sheet of a workbook as Excel, LibreOffice and Google Sheets save it (ECMA-376): its
 * cells as text. Nothing is computed, and dates stay numbers. Pure.
 */

/** No list is longer when unpacked: larger parts are not read. */
const MOST_BYTES = 50_000_000;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Excel before 2007, and every Excel where the file has a password. */
const OLD = [0xd0, 0xcf, 0x11, 0xe0];
const begins = (bytes: Uint8Array, mark: readonly number[]) =>
  mark.every((each, at) => bytes[at] === each);

export const isWorkbook = (bytes: Uint8Array): boolean => begins(bytes, ZIP);
/** A workbook that only Excel opens. */
export const isClosedWorkbook = (bytes: Uint8Array): boolean => begins(bytes, OLD);

/** Undefined if a zip does not contain a workbook, or is damaged. */
export async function workbookLines(bytes: Uint8Array): Promise<readonly Line[] | undefined> {
  const { strFromU8, unzipSync } = await import('fflate');
  let files: Readonly<Record<string, Uint8Array>>;
  let left = MOST_BYTES;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) =>
        /^xl\/.*\.(xml|rels)$/i.test(name) && originalSize <= left && (left -= originalSize) >= 0,
    });
  } catch {
    return undefined; // cut off, or never a zip
  }
  const part = (path: string): string | undefined => {
    const name = Object.keys(files).find((each) => each.toLowerCase() === path.toLowerCase());
    return name === undefined ? undefined : strFromU8(files[name]);
  };
  const sheet = part(firstSheet(part) ?? 'xl/worksheets/sheet1.xml');
  return sheet === undefined ? undefined : linesIn(sheet, textsIn(part('xl/sharedStrings.xml')));
}

/**
 * Each element of that name: its attributes, and what stands in it. Names may have a prefix. One
 * that is not closed is the last; looking for the end of each would never finish.
 */
function elements(
  xml: string,
  name: string,
): readonly (readonly [about: string, inside: string])[] {
  const found: (readonly [string, string])[] = [];
  const begin = new RegExp(`<(?:\\w+:)?${name}((?:\\s[^<>]*?)?)(/?)>`, 'g');
  const end = new RegExp(`</(?:\\w+:)?${name}\\s*>`, 'g');
  for (let match = begin.exec(xml); match; match = begin.exec(xml)) {
    if (match[2]) {
      found.push([match[1], '']);
      continue;
    }
    end.lastIndex = begin.lastIndex;
    const closing = end.exec(xml);
    if (!closing) break;
    found.push([match[1], xml.slice(begin.lastIndex, closing.index)]);
    begin.lastIndex = end.lastIndex;
  }
  return found;
}

const attribute = (attributes: string, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1];

/** The path of the first sheet that people see. */
function firstSheet(part: (path: string) => string | undefined): string | undefined {
  const sheets = elements(part('xl/workbook.xml') ?? '', 'sheet').map(([about]) => about);
  const first =
    sheets.find((about) => (attribute(about, 'state') ?? 'visible') === 'visible') ?? sheets[0];
  const id = first && /\s\w+:id\s*=\s*["']([^"']*)["']/.exec(first)?.[1];
  const relations = elements(part('xl/_rels/workbook.xml.rels') ?? '', 'Relationship');
  const [about] = relations.find(([each]) => attribute(each, 'Id') === id) ?? [];
  const target = about && attribute(about, 'Target');
  if (!target) return undefined;
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const LAST_CHARACTER = 0x10ffff;
const character = (code: number) => (code > LAST_CHARACTER ? '\uFFFD' : String.fromCodePoint(code));

/** Resolves entities, and Excel's notation for characters that XML lacks: `_x000D_`. */
const unescaped = (text: string): string =>
  text
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
      name
        ? (ENTITIES[name as string] ?? whole)
        : character(decimal ? Number(decimal) : parseInt(hex as string, 16)),
    )
    .replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/**
 * The text of a string, which may be in several runs of different formats; phonetic readings
 * (`rPh`) are not part of it.
 */
const textOf = (xml: string): string =>
  elements(xml.replace(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh\s*>/g, ''), 't')
    .map(([, text]) => unescaped(text))
    .join('');

const textsIn = (xml: string | undefined): readonly string[] =>
  elements(xml ?? '', 'si').map(([, text]) => textOf(text));

/** `AB12` is in column 27, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference.replace(/[^A-Z]/gi, '').toUpperCase()) {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}

/** No list has more columns: a cell far to the right would make its line that long. */
const MOST_COLUMNS = 256;

function linesIn(xml: string, texts: readonly string[]): readonly Line[] {
  const lines: Line[] = [];
  let row = 0;
  for (const [aboutRow, inside] of elements(xml, 'row')) {
    row = Number(attribute(aboutRow, 'r') ?? row + 1);
    const cells: string[] = [];
    for (const [about, value] of elements(inside, 'c')) {
      const reference = attribute(about, 'r');
      const at = reference === undefined ? cells.length : columnOf(reference);
      if (at < 0 || at >= MOST_COLUMNS) continue;
      while (cells.length < at) cells.push('');
      cells[at] = cellText(attribute(about, 't'), value, texts).trim();
    }
    if (cells.some(Boolean)) lines.push({ row, cells });
  }
  return lines;
}

function cellText(type: string | undefined, inside: string, texts: readonly string[]): string {
  if (type === 'inlineStr') return textOf(inside);
  const [[, written] = ['', '']] = elements(inside, 'v');
  const value = unescaped(written);
  if (type === 's') return texts[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'true' : 'false';
  // As shown on screen: 12345678 may be stored as 1.2345678E7.
  return type === undefined || type === 'n' ? (value === '' ? '' : String(Number(value))) : value;
}
