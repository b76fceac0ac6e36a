/**
 * Lists that spreadsheets have saved as text. Excel in Spanish separates by semicolons and saves in
 * Windows' code page; others separate by commas and save in UTF-8. All of them are read. Pure.
 */

const [LF, CR] = [10, 13];
/** Excel's _CSV (Macintosh)_ ends lines as no other program does, in a code page of its own. */
const isOldMac = (bytes: ArrayBuffer) => {
  const all = new Uint8Array(bytes);
  return all.includes(CR) && !all.includes(LF);
};

/**
 * The text of a file in any of these encodings: Excel's Unicode text begins with a byte order mark.
 */
export function decoded(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes.slice(0, 2));
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const old = isOldMac(bytes) ? 'macintosh' : 'windows-1252';
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if ((error as Error).name !== 'TypeError') throw error;
    return new TextDecoder(old).decode(bytes);
  }
}

const SEPARATORS = [';', ',', '\t'] as const;

/** A title above the header has no separator. */
const HEADER_WITHIN = 10;

/** The separator that occurs most often in the first line that has any. */
function separatorOf(text: string): string {
  const [line = ''] = text
    .split('\n', HEADER_WITHIN)
    .filter((each) => SEPARATORS.some((separator) => each.includes(separator)));
  const times = (separator: string) => line.split(separator).length;
  return [...SEPARATORS].sort((a, b) => times(b) - times(a))[0];
}

/** A line of a spreadsheet, with the number that people see there. */
export interface Line {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Lines of cells, quoted as in RFC 4180. Empty lines are left out. */
export function linesOf(text: string): readonly Line[] {
  const whole = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  // Excel's own way of naming the separator: a line that it does not show.
  const [, named] = /^sep=(.)\n/i.exec(whole) ?? [];
  const sheet = named ? whole.slice(whole.indexOf('\n') + 1) : whole;
  const separator = named || separatorOf(sheet);
  const lines: Line[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let row = 1;
  const endCell = () => {
    cells.push(cell.trim());
    cell = '';
  };
  const endLine = () => {
    endCell();
    if (cells.some(Boolean)) lines.push({ row, cells });
    cells = [];
    row += 1;
  };
  for (let at = 0; at < sheet.length; at += 1) {
    const each = sheet[at];
    if (quoted) {
      if (each !== '"') cell += each;
      else if (sheet[at + 1] === '"') cell += sheet[(at += 1)];
      else quoted = false;
    } else if (each === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (each === separator) {
      endCell();
    } else if (each === '\n') {
      endLine();
    } else {
      cell += each;
    }
  }
  endLine();
  return lines;
}

/** Text that no spreadsheet takes for a formula. */
const safe = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
/** Removes what `safe` put before a text. */
export const unsafe = (text: string) => text.replace(/^'(?=[=+\-@])/, '');

const written = (text: string) =>
  /[";\r\n]/.test(text) ? `"${safe(text).replace(/"/g, '""')}"` : safe(text);

/** Lines as a file that Excel in Spanish opens with correct columns and accents. */
export const sheetOf = (lines: readonly (readonly string[])[]): string =>
  '\uFEFF' + lines.map((cells) => cells.map(written).join(';') + '\r\n').join('');
