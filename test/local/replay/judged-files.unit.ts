import { readMonth } from '../../../bench/predict/bank-month';
import { readOffices } from '../../../bench/predict/snapshots';
import { COLUMNS, dateOf } from '../../../src/local/replay/parse';

const HEADER = COLUMNS.join('\t');
const LINE =
  'AA0101 1 0 2 PS 990104 9:00:31 9:00:36 5 9:00:36 9:03:09 153 AGENT 9:03:10 9:04:10 60 DANA';
const cells = LINE.split(' ');
const withCell = (column: (typeof COLUMNS)[number], value: string) =>
  cells.map((cell, index) => (COLUMNS[index] === column ? value : cell)).join('\t');
const month = (lines: readonly string[], end = '\n') =>
  readMonth([HEADER, LINE, ...lines, ''].join(end), 'a.tsv');

describe('a month to be judged', () => {
  it('has its days in order, across a century, and their customers in order', () => {
    const { days, remarks } = month(
      [withCell('date', '000229'), withCell('date', '991231'), withCell('q_start', '8:59:59')],
      '\r\n',
    );
    expect([...days.keys()]).toEqual(['990104', '991231', '000229']);
    expect(days.get('990104')!.map(({ from }) => from)).toEqual([32_399, 32_436]);
    expect(remarks).toEqual([]);
  });

  it('leaves out unreadable lines, and names the line, the field and the value', () => {
    const { days, remarks } = month([
      withCell('ser_start', 'NA'),
      withCell('date', '990230'),
      withCell('server', ''),
      withCell('outcome', 'TRANSFER'),
      withCell('type', 'ZZ'),
      ...Array.from({ length: 4 }, () => withCell('q_time', '?')),
    ]);
    expect(days.get('990104')).toHaveLength(2);
    expect(remarks).toEqual([
      'left out: line 5: it has 16 fields, expected 17',
      'left out: line 3: ser_start is "NA", expected a time h:mm:ss; ' +
        'line 4: date is "990230", expected a day yymmdd; ' +
        'line 8: q_time is "?", expected whole seconds; and 3 more',
      'left out: line 6: outcome is "TRANSFER", expected AGENT, HANG, PHANTOM',
      'lines of types never seen before, taken for PS: "ZZ" in 1 of 3',
    ]);
  });

  it.each([
    ['', 'a.tsv, line 1: expected the header vru+line call_id'],
    [LINE, 'column 1 is "AA0101", expected vru+line'],
    [HEADER.replaceAll('\t', ';'), 'column 1 is "vru+line;call_id;'],
    [HEADER, 'a.tsv: nobody in it was served, so there is nothing to judge by.\n0 lines could'],
    [`${HEADER}\n${withCell('q_start', 'x')}`, 'line 2: q_start is "x", expected a time h:mm:ss'],
  ])('is refused: %#', (text, said) => expect(() => readMonth(text, 'a.tsv')).toThrow(said));
});

test.each([
  ['990131', '1999-01-31'],
  ['000229', '2000-02-29'],
  ['240229', '2024-02-29'],
  ['990229', undefined],
])('%s is the day %s', (text, day) => expect(dateOf(text)).toBe(day));

describe("offices' snapshots", () => {
  const header = 'date time office queue prefix called waiting counters minutes';
  const line = '2020-01-02 08:00 UD_Bemowo 549 B B001 3 2 10';
  const file = (lines: readonly string[]) =>
    [header, ...lines].map((each) => each.replaceAll(' ', '\t')).join('\n');

  it('leave out unreadable lines, and say why', () => {
    const minutes = Array.from({ length: 40 }, (_, at) =>
      line.replace('08:00', `08:${String(at).padStart(2, '0')}`),
    );
    const { queues, remarks } = readOffices(
      file([...minutes, line.replace('3 2 10', 'many 2 10'), line.replace(' 10', '')]),
      'a.tsv',
    );
    expect(queues).toMatchObject([{ name: 'UD_Bemowo 549', days: [{ day: '2020-01-02' }] }]);
    expect(remarks).toEqual([
      'left out: line 42: waiting is "many", expected a whole number; ' +
        'line 43: it has 8 fields, expected 9',
    ]);
  });

  it('with other columns are refused', () =>
    expect(() => readOffices('date\ttime\toffice\tqueue\n', 'a.tsv')).toThrow(
      'a.tsv, line 1: expected the header date time office queue prefix called',
    ));
});
