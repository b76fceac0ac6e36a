import fc from 'fast-check';
import { csv } from '../../../../src/app/http/routes/csv';
import { anyCharacter } from '../../../support/any-character';

test('one line per row, the columns first, ended by CRLF (RFC 4180)', () => {
  expect(
    csv(
      ['day', 'n'],
      [
        ['2026-11-24', 7],
        [null, 1.5],
      ],
    ),
  ).toBe('day,n\r\n2026-11-24,7\r\n,1.5\r\n');
});

test('commas, quotes and line ends are quoted', () => {
  expect(csv(['a'], [['x,y'], ['say "hi"'], ['two\nlines']])).toBe(
    'a\r\n"x,y"\r\n"say ""hi"""\r\n"two\nlines"\r\n',
  );
});

test.each(['=1+1', '+56912345678', '-2', '@sum', '\tx', '\rx', '=cmd|"/c calc"!A1'])(
  'text that a spreadsheet would run stays text: %j',
  (text) => {
    const [, line] = csv(['a'], [[text]]).split(/\r\n/);
    expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
  },
);

test('a negative number stays a number', () => {
  expect(csv(['a'], [[-2]])).toBe('a\r\n-2\r\n');
});

/** An RFC 4180 reader, to read back what was written. */
function read(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (let at = 0; at < text.length;) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        cell += text[text[at] === '"' ? ++at : at];
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== ',' && !text.startsWith('\r\n', at)) {
        cell += text[at++];
      }
    }
    rows.at(-1)!.push(cell);
    if (text[at] === ',') {
      at += 1;
      if (at === text.length || text.startsWith('\r\n', at)) rows.at(-1)!.push('');
    }
    if (text.startsWith('\r\n', at)) {
      at += 2;
      rows.push([]);
    }
  }
  return rows.slice(0, -1);
}

test('anything written reads back unchanged', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string(), fc.string({ unit: anyCharacter })), {
        minLength: 1,
        maxLength: 5,
      }),
      (rows) => {
        const back = read(csv(['a', 'b'], rows)).slice(1);
        // Not the other way round: the apostrophe may have been there before.
        expect(back).toEqual(
          rows.map((row) => row.map((text) => text.replace(/^(?=[=+\-@\t\r])/, "'"))),
        );
      },
    ),
  );
});
