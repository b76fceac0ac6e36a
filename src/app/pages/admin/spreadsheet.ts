/**
 * Lists that spreadsheets have saved as text. Excel in Spanish separates by semicolons and saves in
 * Windows' code page; others separate by commas and save in UTF-8. All of them are read. Pure.
 */

/**
 * The text of a file in any of these encodings: Excel's Unicode text begins with a byte order mark.
 */
export function decoded(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes.slice(0, 2));
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if ((error as Error).name !== 'TypeError') throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const SEPARATORS = [';', ',', '\t'] as const;

/** The separator that occurs most often in the first line. */
function separatorOf(text: string): string {
  const [line] = text.split(/\r?\n/, 1);
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
  const sheet = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(sheet);
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
    } else if (each !== '\r') {
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
