import { Cell } from '../../domain/model/cell';

/** The XML of a workbook: the minimum that Excel, LibreOffice and Google Sheets accept. */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Styles by their place in `styles.xml`. */
const STYLES = { plain: 0, day: 1, instant: 2, heading: 3 } as const;

/** The first row stays in sight. @param widths of the columns, in characters */
export const sheetBegins = (widths: readonly number[]): string =>
  `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
  `</sheetView></sheetViews><cols>${widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>`;
export const SHEET_ENDS = '</sheetData></worksheet>';

/** A name of at most this many characters, cut at the end of a word. */
const shortened = (name: string, most: number): string =>
  name.length <= most
    ? name
    : `${name
        .slice(0, most)
        .replace(/\s+\S*$/, '')
        .slice(0, most - 1)}…`;

/** Every part but the sheets, which may be several; `last` is the title of one after them. */
export function parts(
  { title, language }: { readonly title: string; readonly language: 'es' | 'en' },
  sheets: number,
  last?: string,
): readonly (readonly [string, string])[] {
  const all = last === undefined ? sheets : sheets + 1;
  const each = Array.from({ length: all }, (_, index) => index + 1);
  const override = (path: string, kind: string) =>
    `<Override PartName="/xl/${path}" ContentType="${TYPE}.${kind}+xml"/>`;
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const nameOf = (n: number) => {
    const ofLast = last !== undefined && n === all;
    const mark = n === 1 || ofLast ? '' : ` ${n}`;
    const plain = (ofLast ? last : title).replace(/[[\]:*?/\\]/g, ' ');
    return escaped(shortened(plain, 31 - mark.length) + mark);
  };
  return [
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
        '<Default Extension="rels" ' +
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        override('workbook.xml', 'sheet.main') +
        override('styles.xml', 'styles') +
        each.map((n) => override(`worksheets/sheet${n}.xml`, 'worksheet')).join('') +
        '</Types>',
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${RELATIONS}">` +
        relation(1, 'officeDocument', 'xl/workbook.xml') +
        '</Relationships>',
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
        each.map((n) => `<sheet name="${nameOf(n)}" sheetId="${n}" r:id="rId${n}"/>`).join('') +
        '</sheets></workbook>',
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${RELATIONS}">` +
        each.map((n) => relation(n, 'worksheet', `worksheets/sheet${n}.xml`)).join('') +
        relation(all + 1, 'styles', 'styles.xml') +
        '</Relationships>',
    ],
    ['xl/styles.xml', stylesOf(language)],
  ];
}

/** In English a month is a word; in which language it is, Excel says. */
const DAY = { es: 'dd\\-mm\\-yyyy', en: 'd\\ mmm\\ yyyy' } as const;

const stylesOf = (language: 'es' | 'en') =>
  `${HEAD}<styleSheet xmlns="${MAIN}">` +
  `<numFmts count="2"><numFmt numFmtId="164" formatCode="${DAY[language]}"/>` +
  `<numFmt numFmtId="165" formatCode="${DAY[language]}\\ hh:mm:ss"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="4">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '</cellXfs></styleSheet>';

/** One row. Some programs want an address on each row and cell. */
export const rowXml = (
  n: number,
  row: readonly Cell[],
  formOf: (column: number) => keyof typeof STYLES,
  localAt: (at: number) => number,
): string =>
  `<row r="${n}">${row
    .map((value, column) => cellXml(`${letters(column)}${n}`, value, formOf(column), localAt))
    .join('')}</row>`;

/** A to Z, AA and so on. */
const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) +
  String.fromCharCode(65 + (column % 26));

function cellXml(
  r: string,
  value: Cell,
  form: keyof typeof STYLES,
  localAt: (at: number) => number,
): string {
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${r}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${r}" t="b"><v>${Number(value)}</v></c>`;
  if (form === 'day' || form === 'instant') {
    const at = Date.parse(form === 'day' ? `${value}T00:00:00Z` : value);
    if (!Number.isNaN(at)) {
      const local = form === 'day' ? at : localAt(at);
      return `<c r="${r}" s="${STYLES[form]}"><v>${serial(local)}</v></c>`;
    }
  }
  const style = form === 'heading' ? ` s="${STYLES.heading}"` : '';
  const text = `<t xml:space="preserve">${escaped(value)}</t>`;
  return `<c r="${r}" t="inlineStr"${style}><is>${text}</is></c>`;
}

/** Days since the last day of 1899, as Excel counts them from March 1900 on. */
const serial = (localMs: number): number => localMs / 86_400_000 + 25_569;

/** Text for XML: forbidden characters are left out, the rest is escaped. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#13;');
