import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { COLUMNS, parseMonth } from '../../../src/local/replay/parse';
import { readMonth } from '../../../src/local/replay/read-file';

const support = (name: string) => join(__dirname, '../../support/replay', name);
const HEADER = COLUMNS.join('\t');
const LINE = [
  'AA0101',
  '1',
  '0',
  '2',
  'PS',
  '990101',
  '0:00:31',
  '0:00:36',
  '5',
  '0:00:36',
  '0:03:09',
  '153',
  'AGENT',
  '0:03:10',
  '0:04:10',
  '60',
  'DANA',
];
const withCell = (column: (typeof COLUMNS)[number], value: string) =>
  LINE.map((cell, index) => (COLUMNS[index] === column ? value : cell)).join('\t');

describe('a month that can be read', () => {
  it('reads the same with tabs or blanks, either line end, and a byte order mark', async () => {
    const byTab = parseMonth(`${HEADER}\n${LINE.join('\t')}\n`, 'a');
    expect(byTab.rows).toEqual([
      {
        line: 2,
        type: 'PS',
        priority: 2,
        date: '1999-01-01',
        vruEntry: 31,
        vruExit: 36,
        qStart: 36,
        qExit: 189,
        qTime: 153,
        outcome: 'AGENT',
        serStart: 190,
        serExit: 250,
        server: 'DANA',
      },
    ]);
    expect(parseMonth(`  ${COLUMNS.join('   ')}\r\n ${LINE.join('     ')}  \r\n`, 'a')).toEqual(
      byTab,
    );
  });

  it('lists lines without 17 fields and continues', async () => {
    const path = support('oddities.txt');
    const month = parseMonth(await readMonth(path), path);
    expect(month.skipped).toEqual([
      { line: 18, fields: 16 },
      { line: 19, fields: 0 },
      { line: 20, fields: 18 },
    ]);
    expect(month.rows).toHaveLength(35);
    expect(month.rows.find((row) => row.line === 30)?.server).toBe('DE LA VEGA');
  });

  it('may be gzip or plain, whatever its name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'replay-'));
    try {
      const plain = await readMonth(support('oddities.txt'));
      await writeFile(join(folder, 'plain.gz'), '\uFEFF' + plain);
      await writeFile(join(folder, 'zipped.tsv'), gzipSync(plain));
      expect(await readMonth(join(folder, 'plain.gz'))).toBe(plain);
      expect(await readMonth(join(folder, 'zipped.tsv'))).toBe(plain);
    } finally {
      await rm(folder, { recursive: true });
    }
    expect(
      parseMonth(await readMonth(support('monday-1999-01-18.tsv.gz')), 'monday').rows,
    ).toHaveLength(1_567);
  });
});

describe('a month that is refused', () => {
  it('a truncated gzip, with the line it reaches', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'replay-'));
    try {
      const whole = await readFile(support('monday-1999-01-18.tsv.gz'));
      const path = join(folder, 'cut.tsv.gz');
      for (const kept of [20_000, whole.length - 4]) {
        await writeFile(path, whole.subarray(0, kept));
        const said = await readMonth(path).then(
          () => 'nothing',
          (error: Error) => error.message,
        );
        expect(said).toMatch(/cut\.tsv\.gz, line [1-9]\d{2,3}: expected a whole gzip file/);
      }
      await writeFile(
        path,
        Buffer.concat([whole.subarray(0, 10_000), Buffer.alloc(500, 0xa5), whole.subarray(10_500)]),
      );
      await expect(readMonth(path)).rejects.toThrow(/line \d+: expected a whole gzip file/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('no such file', () =>
    expect(readMonth('/nowhere/month.tsv')).rejects.toThrow('There is no file /nowhere/month.tsv'));

  it.each([
    ['an empty file', '', '(17 columns), but the file is empty. Nothing was started.'],
    ['no header', LINE.join('\t'), 'line 1: expected the header vru+line call_id'],
    [
      'a column of another name',
      HEADER.replace('q_exit', 'q_end'),
      'column 11 is "q_end", expected q_exit',
    ],
    ['a column more', `${HEADER}\tnotes`, 'it has 18 columns'],
  ])('a wrong header: %s', (_, text, said) => expect(() => parseMonth(text, 'file')).toThrow(said));

  it.each([
    ['ser_start', 'noon', 'line 3: ser_start is "noon", expected a time h:mm:ss'],
    ['q_exit', '7:60:00', 'line 3: q_exit is "7:60:00", expected a time h:mm:ss'],
    ['vru_exit', '12:30', 'line 3: vru_exit is "12:30", expected a time h:mm:ss'],
    ['ser_time', 'short', 'line 3: ser_time is "short", expected whole seconds'],
    ['date', '990230', 'line 3: date is "990230", expected a day yymmdd'],
    ['priority', 'high', 'line 3: priority is "high", expected 0, 1 or 2'],
  ] as const)('17 fields with words in %s', (column, value, said) => {
    expect(() =>
      parseMonth(`${HEADER}\n${LINE.join('\t')}\n${withCell(column, value)}\n`, 'file'),
    ).toThrow(said);
  });
});
