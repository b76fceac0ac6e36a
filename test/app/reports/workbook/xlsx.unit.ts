import { strFromU8, unzipSync } from 'fflate';
import { csvLines } from '../../../../src/app/http/routes/csv';
import { Cell, Directory } from '../../../../src/app/ports';
import { sheetOf } from '../../../../src/app/reports/report-words';
import { xlsx } from '../../../../src/app/reports/workbook/xlsx';
import { configWith } from '../../domain/support/branch';

const directory: Directory = {
  branch: { id: '1', name: 'Centro', timeZone: 'America/Santiago' },
  config: configWith({}, { caja: { names: { es: 'Caja', en: 'Teller' } } }),
  staff: { ana: { id: 'ana', firstName: 'Ana <&> "Ñ"' } },
};
async function* batchesOf(...batches: readonly (readonly (readonly Cell[])[])[]) {
  yield* batches;
}

/** The parts of a workbook, and its first sheet as rows of cells. */
async function opened(language: 'es' | 'en', ...rows: readonly (readonly Cell[])[]) {
  const columns = ['day', 'queue', 'number', 'called', 'advisor', 'wait_minutes', 'in_target'];
  const made: Uint8Array[] = [];
  const batches = batchesOf(...rows.map((row) => [row]));
  for await (const part of xlsx(sheetOf('tickets', columns, directory, language), batches)) {
    made.push(part);
  }
  const files = unzipSync(Buffer.concat(made));
  const text = (path: string) => strFromU8(files[path]);
  const cells = [...text('xl/worksheets/sheet1.xml').matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(
    ([, row]) => row.split(/(?=<c[ />])/),
  );
  return { files: Object.keys(files), text, cells };
}

test("a report is a workbook in its reader's language, by the branch's clock", async () => {
  const row = ['2026-03-10', 'caja', 'C01', '2026-03-10T13:00:00.000Z', 'ana', 2.5, true];
  const gaps = ['2026-03-10', 'x', null, null, null, 1, null];
  const { files, text, cells } = await opened('es', row, gaps);
  expect(files.sort()).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
  ]);
  expect(text('xl/workbook.xml')).toContain('<sheet name="Turnos"');
  expect(cells[0].join()).toMatch(/>Día<.*>Fila<.*>Número<.*>Llamado<.*>Ejecutivo</s);
  const [day, queue, number, called, advisor, wait, inTarget] = cells[1];
  // 10 March 2026, and 10:00 that day in Santiago: Excel counts days.
  expect([day, called]).toEqual([
    '<c r="A2" s="1"><v>46091</v></c>',
    '<c r="D2" s="2"><v>46091.41666666667</v></c>',
  ]);
  expect([queue, number].join()).toMatch(/>Caja<.*>C01</s);
  // with their code: a namesake may come later
  expect(advisor).toContain('>Ana &lt;&amp;&gt; &quot;Ñ&quot; (ana)<');
  expect([wait, inTarget]).toEqual(['<c r="F2"><v>2.5</v></c>', '<c r="G2" t="b"><v>1</v></c>']);
  // An empty cell keeps its place.
  expect(cells[2].at(-1)).toBe('<c r="F3"><v>1</v></c>');
  expect((await opened('en', row)).cells[1][1]).toContain('>Teller<');
});

test("columns are as wide as their content, and days in the reader's format", async () => {
  const long = 'Llamado una y otra vez, y al fin atendido en la sala de reuniones';
  const row = ['2026-03-10', 'caja', 'C01', '2026-03-10T13:00:00.000Z', long, 2.5, true];
  const { text } = await opened('es', row);
  const widths = [
    ...text('xl/worksheets/sheet1.xml').matchAll(/<col min="\d+" max="\d+" width="(\d+)"/g),
  ];
  const [day, , number, called, advisor, wait] = widths.map(([, width]) => Number(width));
  expect({ day, number, called, advisor }).toEqual({
    day: 13,
    number: 10,
    called: 22,
    advisor: 66,
  });
  // headings are not cut off
  expect(wait).toBe('Espera (min)'.length + 2);
  expect(text('xl/styles.xml')).toContain('formatCode="dd\\-mm\\-yyyy\\ hh:mm:ss"');
  const english = await opened('en', row);
  expect(english.text('xl/styles.xml')).toContain('formatCode="d\\ mmm\\ yyyy"');
});

test("pauses are named, with minutes in the reader's decimal format", () => {
  const said = (language: 'es' | 'en') =>
    sheetOf('advisors', ['pauses'], directory, language).inWords('break 12.50; absent 3.00', 0, []);
  expect([said('es'), said('en')]).toEqual([
    'Colación 12,50; Consola sin conexión 3,00',
    'Meal break 12.50; Console offline 3.00',
  ]);
});

test('outcomes of a visit are in the words of their own queues', () => {
  const code = (id: string, es: string) => ({ id, names: { es, en: `${es} (en)` } });
  const codes = (...all: ReturnType<typeof code>[]) => ({
    outcomes: { required: false, codes: all },
  });
  const config = configWith(
    {},
    {
      caja: { names: { es: 'Caja', en: '' }, ...codes(code('done', 'Pagado')) },
      empresas: { names: { es: 'Empresas', en: '' }, ...codes(code('done', 'Firmado')) },
      gerencia: codes(code('left', 'Se fue')),
    },
  );
  const columns = ['queue', 'outcome'];
  const said = (queue: string | null, outcome: string) =>
    sheetOf('tickets', columns, { ...directory, config }, 'es').inWords(outcome, 1, [
      queue,
      outcome,
    ]);
  expect(said('empresas', 'done')).toBe('Firmado');
  expect(said('empresas', 'caja done; done')).toBe('Caja: Pagado; Firmado');
  // a code its queue no longer has: the name all other queues agree on, or the code itself
  expect(said('caja', 'left')).toBe('Se fue');
  expect(said('gerencia', 'done; gone lost')).toBe('done; gone: lost');
  expect(said(null, '-')).toBe('Sin código');
});

test('a count has a heading that says so, and a long sheet name ends at a word', async () => {
  const hours = sheetOf('hours', ['hour', 'issued', 'called'], directory, 'es');
  expect(hours.headings).toEqual(['Hora', 'Turnos emitidos', 'Llamados']);
  expect(hours.forms).toEqual(['plain', 'plain', 'plain']);
  const tickets = sheetOf('tickets', ['issued', 'called'], directory, 'en');
  expect(tickets.headings).toEqual(['Issued', 'Called']);
  expect(tickets.forms).toEqual(['instant', 'instant']);
  const made: Uint8Array[] = [];
  for await (const part of xlsx(hours, batchesOf([[9, 4, 3]]))) made.push(part);
  const book = strFromU8(unzipSync(Buffer.concat(made))['xl/workbook.xml']);
  expect(book).toContain('name="Llegadas y esperas por día de…"');
});

test('formula-like text stays text, and characters forbidden in XML are dropped', async () => {
  for (const given of ['=1+1', '+56912345678', '@SUM(A1)', '12.345.678-5', '-1']) {
    const { cells } = await opened('es', ['2026-03-10', 'caja', given, null, null, null, null]);
    expect(cells[1][2]).toBe(
      `<c r="C2" t="inlineStr"><is><t xml:space="preserve">${given}</t></is></c>`,
    );
  }
  const odd = `a\u0000\uD800b\u000Bc]]>`;
  const { cells } = await opened('es', ['2026-03-10', 'caja', odd, null, null, null, null]);
  expect(cells[1][2]).toContain('>abc]]&gt;<');
});

test('for Excel in Spanish, CSV has semicolons and a decimal comma', () => {
  expect(csvLines([['a;b', 2.5, null, '=1', true]], 'semicolon')).toBe('"a;b";2,5;;\'=1;true\r\n');
  expect(csvLines([['a', 2.5]])).toBe('a,2.5\r\n');
});
