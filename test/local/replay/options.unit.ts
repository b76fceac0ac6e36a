import { resolve } from 'node:path';
import { replayOptions } from '../../../src/local/replay/options';

it('takes a file and its switches in any order', () => {
  expect(replayOptions(['a.gz'])).toEqual({
    file: resolve('a.gz'),
    branch: 'month',
    dispatch: 'file',
    json: false,
  });
  expect(replayOptions(['--json', '--branch', 'b-7', 'a.gz', '--dispatch', 'ours'])).toEqual({
    file: resolve('a.gz'),
    branch: 'b-7',
    dispatch: 'ours',
    json: true,
  });
  const said = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(replayOptions(['--help'])).toBeUndefined();
  expect(said).toHaveBeenCalledWith(expect.stringContaining('npm run replay -- FILE'));
  said.mockRestore();
});

it.each([
  [[], 'FILE is missing. npm run replay -- --help says what it takes.'],
  [['a', 'b'], 'It takes FILE, and was given "a" "b"'],
  [
    ['a', '--branch', 'bank'],
    '--branch is "bank"; it must be 1 to 20 small letters, digits or -, and not bank.',
  ],
  [['a', '--branch', 'Casa Matriz'], '--branch is "Casa Matriz"'],
  [['a', '--dispatch', 'theirs'], '--dispatch is "theirs"; it must be ours'],
  [['a', '--fast'], "Unknown option '--fast'"],
])('says what is wrong with %j', (args, said) => {
  expect(() => replayOptions(args)).toThrow(said);
});
