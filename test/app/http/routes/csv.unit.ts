import { csv, csvLines, json } from '../../../../src/app/http/routes/csv';
import { Cell } from '../../../../src/app/ports';
import { anyCharacter } from '../../../support/any-character';
import fc from '../../../support/draws';

async function* inBatches(...batches: readonly (readonly (readonly Cell[])[])[]) {
  yield* batches;
}
const whole = async (parts: AsyncIterable<string>) => {
  let text = '';
  for await (const part of parts) text += part;
  return text;
};

test('one line per row, the columns first, ended by CRLF (RFC 4180)', async () => {
  const batches = inBatches([['2026-11-24', 7]], [[null, 1.5]]);
  expect(await whole(csv(['day', 'n'], batches))).toBe('day,n\r\n2026-11-24,7\r\n,1.5\r\n');
});

test('as JSON, rows are one list, however many batches they come in', async () => {
  const head = { columns: ['day', 'n'], asOf: '2026-11-24T12:00:00.000Z' };
  for (const batches of [
    [],
    [[['a', 1]]],
    [
      [
        ['a', 1],
        ['b', 2],
      ],
      [['c', null]],
    ],
  ]) {
    expect(JSON.parse(await whole(json(head, inBatches(...batches), {})))).toEqual({
      ...head,
      rows: batches.flat(),
      people: {},
    });
  }
});

test('as JSON, those in the rows who have left are named after them', async () => {
  const head = { columns: ['advisor', 'n'] };
  const rows = inBatches(
    [['a', 1]],
    [
      ['b', 2],
      [null, 3],
    ],
  );
  const left = { b: 'Inés (b)', c: 'Luis (c)', null: 'nobody' };
  expect(JSON.parse(await whole(json(head, rows, left)))).toHaveProperty('people', {
    b: 'Inés (b)',
  });
});

test('commas, quotes and line ends are quoted', () => {
  expect(csvLines([['x,y'], ['say "hi"'], ['two\nlines']])).toBe(
    '"x,y"\r\n"say ""hi"""\r\n"two\nlines"\r\n',
  );
});

test.each(['=1+1', '+56912345678', '-2', '@sum', '\tx', '\rx', '=cmd|"/c calc"!A1'])(
  'text that a spreadsheet would run stays text: %j',
  (text) => {
    const [line] = csvLines([[text]]).split(/\r\n/);
    expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
  },
);

test('a negative number stays a number', () => {
  expect(csvLines([[-2]])).toBe('-2\r\n');
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
        const back = read(csvLines(rows));
        // Not the other way round: the apostrophe may have been there before.
        expect(back).toEqual(
          rows.map((row) =>
            row.map((text) => (text === '-' ? text : text.replace(/^(?=[=+\-@\t\r])/, "'"))),
          ),
        );
      },
    ),
  );
});
