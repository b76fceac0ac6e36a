import { strFromU8, unzipSync } from 'fflate';

/** Compares a report's files with its JSON, cell by cell. */

/** Each line as in the JSON, in the number format of either kind of Excel. */
export function againstCsv(
  name: string,
  text: string,
  separator: ',' | ';',
  rows: readonly (readonly unknown[])[],
): readonly string[] {
  const cell = (value: unknown) => {
    if (value === null) return '';
    const written = String(value);
    return typeof value === 'number' && separator === ';' ? written.replace('.', ',') : written;
  };
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .slice(0, -1);
  if (lines.length !== rows.length) {
    return [`${name}: ${lines.length} lines, and ${rows.length} in the JSON`];
  }
  return rows.flatMap((row, at) => {
    const cells = fieldsOf(lines[at], separator);
    const wanted = row.map(cell);
    return wanted.join('\0') === cells.join('\0')
      ? []
      : [`${name}, line ${at}: ${cells.join('|')}, and the JSON has ${wanted.join('|')}`];
  });
}

/** Reads RFC 4180, without line breaks inside cells. */
function fieldsOf(line: string, separator: ',' | ';'): readonly string[] {
  const fields: string[] = [];
  let rest = line;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const field = quoted ? quoted[1].replaceAll('""', '"') : rest.split(separator, 1)[0];
    fields.push(field);
    rest = rest.slice(quoted ? quoted[0].length : field.length);
    if (!rest.startsWith(separator)) return fields;
    rest = rest.slice(1);
  }
}

/** A workbook's numbers are those of the JSON; its words are the reader's. */
export function againstWorkbook(
  name: string,
  file: Buffer,
  rows: readonly (readonly unknown[])[],
): readonly string[] {
  const sheet = strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml']);
  const lines = [...sheet.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].slice(1);
  if (lines.length !== rows.length) {
    return [`${name}: ${lines.length} rows, and ${rows.length} in the JSON`];
  }
  return rows.flatMap((row, at) => {
    const cells = new Map(
      [...lines[at][1].matchAll(/<c r="([A-Z]+)\d+"(?: s="0")?><v>([^<]*)<\/v><\/c>/g)].map(
        ([, column, value]) => [column, Number(value)],
      ),
    );
    return row.flatMap((value, column) => {
      const shown = cells.get(String.fromCharCode(65 + column));
      return typeof value !== 'number' || shown === undefined || shown === value
        ? []
        : [`${name}, row ${at}: ${shown}, and the JSON has ${value}`];
    });
  });
}
