import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text, words } from '../../../src/app/wire/common';

test.each([
  ['a zero-width space', '\u200b'],
  ['joiners and a mark of byte order', '\u200d\u2060\ufeff'],
  ['a soft hyphen', '\u00ad'],
  ['fillers of Hangul', '\u3164\u115f'],
  ['an empty cell of Braille', '\u2800'],
  ['controls', '\u0007\u0000'],
  ['a selector without a character', '\ufe0f'],
  ['marks of direction', '\u202e\u2066'],
  ['half a character', '\ud83d'],
  ['blanks', ' \u00a0\u2003\u3000\n'],
])('%s is not a readable text', (_, unseen) => {
  expect(
    words(100)
      .safeParse(unseen)
      .error?.issues.map(({ message }) => message),
  ).toEqual(['some text']);
  expect(text(100).parse(unseen)).toBe('');
});

test.each(['👩\u200d👩\u200d👧', 'می\u200cخواهم', 'Sucur\u00adsal', '❤\ufe0f', '-', '0', '\ue000'])(
  '%j is read as it is written',
  (seen) => {
    expect(words(100).parse(` ${seen}\t`)).toBe(seen);
  },
);

test('every free text of the contract is one of the two kinds', () => {
  const folder = join(__dirname, '../../../src/app/wire');
  for (const file of globSync('*.ts', { cwd: folder })) {
    const source = readFileSync(join(folder, file), 'utf8');
    expect({ file, free: source.match(/z\.string\(\)\.max\(/g) }).toEqual({ file, free: null });
  }
});
