import { strToU8, zipSync } from 'fflate';
import {
  isClosedWorkbook,
  isWorkbook,
  workbookLines,
} from '../../../../src/app/pages/admin/workbook';
import { xlsx } from '../../../../src/app/reports/workbook/xlsx';

/** A list filled in with a spreadsheet. */

const zip = (parts: Readonly<Record<string, string>>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** As saved by Excel: texts of all sheets in one part, and a hidden sheet first. */
const excel = zip({
  '[Content_Types].xml': '<Types/>',
  'xl/workbook.xml':
    `<workbook ${MAIN} xmlns:r="http://x"><sheets>` +
    '<sheet name="listas" sheetId="1" state="hidden" r:id="rId1"/>' +
    '<sheet name="Personas" sheetId="2" r:id="rId2"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Type="t" Target="worksheets/sheet1.xml"/>' +
    '<Relationship Id="rId2" Type="t" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
  'xl/sharedStrings.xml':
    `<sst ${MAIN}><si><t>Código</t></si><si><t xml:space="preserve"> Nombre </t></si>` +
    '<si><r><rPr><b/></rPr><t>Ñuñoa </t></r><r><t>&amp; &#x43;&#237;a</t></r>' +
    '<rPh sb="0" eb="1"><t>leído</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si><si/></sst>',
  'xl/worksheets/sheet1.xml': `<worksheet ${MAIN}><sheetData/></worksheet>`,
  'xl/worksheets/sheet2.xml':
    `<worksheet ${MAIN}><dimension ref="A1:D9"/><sheetData>` +
    '<row r="1" spans="1:4"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' +
    '<row r="2"><c r="A2"><v>1.2345678E7</v></c><c r="B2" s="3"/>' +
    '<c r="D2" t="s"><v>2</v></c></row>' +
    '<row r="3"><c r="A3" s="2"/></row>' +
    '<row r="9"><c r="A9" t="b"><v>1</v></c><c r="B9" t="str"><f>A1&amp;"x"</f><v>Códigox</v></c>' +
    '<c r="C9" t="s"><v>3</v></c><c r="AA9" t="inlineStr"><is><t>lejos</t></is></c></row>' +
    '</sheetData></worksheet>',
});

test('texts, numbers and gaps are where people see them, with the rows they see', async () => {
  expect(isWorkbook(excel)).toBe(true);
  const lines = await workbookLines(excel);
  expect(lines).toEqual([
    { row: 1, cells: ['Código', 'Nombre'] },
    { row: 2, cells: ['12345678', '', '', 'Ñuñoa & Cía'] },
    { row: 9, cells: ['true', 'Códigox', 'a\rb_x0041_', ...Array<string>(23).fill(''), 'lejos'] },
  ]);
});

test('names with a prefix, cells and rows without a place', async () => {
  const lines = await workbookLines(
    zip({
      'xl/worksheets/sheet1.xml':
        '<x:worksheet><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>id</x:t></x:is></x:c>' +
        '<x:c><x:v>0.5</x:v></x:c></x:row><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData>' +
        '</x:worksheet>',
    }),
  );
  expect(lines).toEqual([
    { row: 1, cells: ['id', '0.5'] },
    { row: 2, cells: ['7'] },
  ]);
});

test('workbooks written by the reports can be read', async () => {
  const made: Uint8Array[] = [];
  async function* rows() {
    yield [['61', 'Arica <&> "Ñ"']];
  }
  const sheet = {
    title: 'x',
    headings: ['Código', 'Nombre'],
    forms: ['plain', 'plain'] as const,
    inWords: (value: unknown) => value as string,
    language: 'es' as const,
    localAt: (at: number) => at,
  };
  for await (const part of xlsx(sheet, rows())) made.push(part);
  expect(await workbookLines(Buffer.concat(made))).toEqual([
    { row: 1, cells: ['Código', 'Nombre'] },
    { row: 2, cells: ['61', 'Arica <&> "Ñ"'] },
  ]);
});

test('another zip, a truncated one, and one with a password have no lines', async () => {
  expect(await workbookLines(zip({ 'word/document.xml': '<w/>' }))).toBeUndefined();
  expect(await workbookLines(excel.slice(0, 300))).toBeUndefined();
  const secret = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]);
  expect([isWorkbook(secret), isClosedWorkbook(secret)]).toEqual([false, true]);
});

describe('a file made to hang its reader', () => {
  const sheet = (rows: string) =>
    workbookLines(zip({ 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}` }));

  test('many parts that unpack to more than a list can be: the rest stays packed', async () => {
    const rows = '<row><c><v>1</v></c></row>';
    /** Each part claims this length in the directory at the end of the file. */
    const saying = (bytes: number) => {
      const file = Buffer.from(
        zip({ 'xl/charts/chart1.xml': rows, 'xl/worksheets/sheet1.xml': rows }),
      );
      const entry = Buffer.from('PK\x01\x02');
      for (let at = file.indexOf(entry); at >= 0; at = file.indexOf(entry, at + 1)) {
        file.writeUInt32LE(bytes, at + 24);
      }
      return workbookLines(file);
    };
    expect(await saying(24_000_000)).toEqual([{ row: 1, cells: ['1'] }]);
    expect(await saying(26_000_000)).toBeUndefined();
  });

  test('elements that are never closed are scanned once', async () => {
    const closed = '<row><c><v>1</v></c></row>';
    expect(await sheet(closed + '<row>'.repeat(100_000))).toEqual([{ row: 1, cells: ['1'] }]);
    expect(await sheet(closed + '<row><c>'.repeat(100_000) + '</row>')).toHaveLength(1);
  });

  test('cells far to the right do not make lines that long', async () => {
    const row = '<row><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>';
    expect(await sheet(row)).toEqual([{ row: 1, cells: ['1'] }]);
  });

  test('invalid characters', async () => {
    const cell = '<row><c t="str"><v>a&#99999999999;&#x110000;b</v></c></row>';
    expect(await sheet(cell)).toEqual([{ row: 1, cells: ['a\uFFFD\uFFFDb'] }]);
  });
});
