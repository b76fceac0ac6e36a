import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, numberGiven, pathGiven } from '../../src/local/machine/command-line';
import { runCommand } from '../../src/local/machine/run-command';

const root = join(__dirname, '../..');
const syntax = {
  command: 'npm run thing',
  usage: 'how to run it\n',
  options: { fresh: 'switch', folder: 'value', context: 'values' },
  letters: { c: 'context' },
  words: { what: 'FILE', least: 0, most: 2 },
} as const;
const read = (...args: string[]) => commandLine(args, syntax);

test('given and omitted arguments', () => {
  expect(
    read('a.json', '--folder', '/data', '-c', 'x=1', '-cy=2', '--context=z', '--', '-b'),
  ).toEqual({
    values: { fresh: false, folder: '/data', context: ['x=1', 'y=2', 'z'] },
    words: ['a.json', '-b'],
  });
  expect(read('--fresh')?.values).toEqual({ fresh: true, folder: undefined, context: [] });
  expect(read('--folder=--odd')?.values.folder).toBe('--odd');
});

test.each([
  [['--fase'], "Unknown option '--fase'; there is --fresh, --folder, --context"],
  [['-x'], "Unknown option '-x'; there is --fresh, --folder, --context"],
  [['--no-fresh'], "Unknown option '--no-fresh'; there is --fresh, --folder, --context"],
  [['--constructor'], "Unknown option '--constructor'; there is --fresh, --folder, --context"],
  [['--folder'], '--folder needs a value, and has none'],
  [['--folder='], '--folder needs a value, and has none'],
  [['--folder', ''], '--folder needs a value, and has none'],
  [['-c'], '-c needs a value, and has none'],
  [
    ['--folder', '--fresh'],
    '--folder needs a value, and --fresh is like an option; write --folder=--fresh if not',
  ],
  [['--fresh=yes'], '--fresh takes no value, and was given "yes"'],
  [['--folder', 'a', '--folder=b'], '--folder was given twice, as "a" and "b"'],
  [['a', 'b', 'c'], 'It takes FILE, 2 at most, and was given "a" "b" "c"'],
])('%j is refused, saying what to do', (args, wrong) => {
  expect(() => read(...args)).toThrow(`${wrong}. npm run thing -- --help says what it takes.`);
});

test('a missing word, and one where none is expected', () => {
  const one = { ...syntax, words: { what: 'FILE', least: 1, most: 1 } };
  expect(() => commandLine([], one)).toThrow(/^FILE is missing\. npm run thing -- --help/);
  const none = { command: 'npm run thing', usage: '' };
  expect(() => commandLine(['--x'], none)).toThrow(/^Unknown option '--x'; there is none\. /);
  expect(() => commandLine(['x'], none)).toThrow(/^It takes options only, and was given "x"\. /);
});

test.each(['--help', '-h'])('%s together with a mistake prints help', (help) => {
  const said = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    expect(read('--fase', help)).toBeUndefined();
    expect(said).toHaveBeenCalledWith('how to run it\n');
  } finally {
    said.mockRestore();
  }
});

test.each(['', ' ', 'x', '0', '11', '1.5', 'NaN', 'Infinity', '1e9'])(
  '%j is not a whole number from 1 to 10',
  (text) => {
    expect(() => numberGiven('--count', text, { least: 1, most: 10, whole: true }, syntax)).toThrow(
      `--count is ${JSON.stringify(text)}; it must be a whole number from 1 to 10. npm run thing`,
    );
  },
);

test("a path is relative to the caller's folder, although npm runs in another one", () => {
  expect(pathGiven('a.json', { cwd: root, from: '/home/ana' })).toBe('/home/ana/a.json');
  expect(pathGiven('a.json', { cwd: root, from: undefined })).toBe(join(root, 'a.json'));
  expect(pathGiven('a.json', { cwd: '/tmp', from: '/home/ana' })).toBe('/tmp/a.json');
  expect(pathGiven('/a.json', { cwd: root, from: '/home/ana' })).toBe('/a.json');
});

describe("a command's exit code", () => {
  const ended = async (main: () => number | void, isTold?: (error: Error) => boolean) => {
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      await runCommand(main, isTold);
      return { code: process.exitCode, said: said.mock.calls.map(([text]) => text).join('') };
    } finally {
      process.exitCode = undefined;
      said.mockRestore();
    }
  };
  const failing = (error: Error) => () => {
    throw error;
  };

  test('is what it returns, or 0', async () => {
    expect(await ended(() => 1)).toEqual({ code: 1, said: '' });
    expect(await ended(() => undefined)).toEqual({ code: 0, said: '' });
  });

  test("a user's mistake prints a message, a fault of ours its stack", async () => {
    expect(await ended(() => void read('--fase'))).toEqual({
      code: 2,
      said: expect.stringMatching(/^Unknown option '--fase'; .*\n$/),
    });
    expect(await ended(failing(new RangeError('told')), () => true)).toEqual({
      code: 2,
      said: 'told\n',
    });
    expect(await ended(failing(new TypeError('a bug')))).toEqual({
      code: 2,
      said: expect.stringMatching(/^TypeError: a bug\n +at /),
    });
  });
});

describe('every command', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const ours = Object.entries(scripts).flatMap(([name, line]) => {
    const [, file] = /node --import tsx (\S+)/.exec(line) ?? [];
    return file ? [{ name, file, source: readFileSync(join(root, file), 'utf8') }] : [];
  });

  test('of ours is run by npm itself: projen would exit with 1 whatever its exit code', () => {
    const { tasks } = JSON.parse(readFileSync(join(root, '.projen/tasks.json'), 'utf8')) as {
      tasks: Record<string, { steps?: { exec?: string; receiveArgs?: boolean }[] }>;
    };
    // `test` has other steps before its program
    const programs = Object.entries(tasks).filter(
      ([, { steps = [] }]) =>
        steps.length === 1 && steps[0].receiveArgs && /\btsx /.test(steps[0].exec ?? ''),
    );
    expect(
      programs
        .map(([name]) => name)
        .filter((name) => !/^(exec )?(env \S+ )?node /.test(scripts[name])),
    ).toEqual([]);
    expect(ours.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['audit:verify', 'cost', 'bench']),
    );
  });

  test('reads its arguments in one place, and ends in one way', () => {
    const theirWay = ['src/local/start.ts', 'src/local/dev/main.ts', 'src/local/replay/main.ts'];
    for (const { file, source } of ours) {
      if (theirWay.includes(file)) continue; // servers, and programs that run one
      expect({ file, reads: source.includes('commandLine(') }).toEqual({ file, reads: true });
      expect({ file, ends: source.includes('void runCommand(') }).toEqual({ file, ends: true });
    }
    const readers = globSync('{src,bench,test,packaging}/**/*.ts', { cwd: root })
      .filter((file) => file !== 'test/local/command-line.unit.ts')
      .filter((file) => readFileSync(join(root, file), 'utf8').includes('parseArgs('));
    // only npm start starts the Bot API
    expect(readers.sort()).toEqual([
      'src/local/bot-api/main.ts',
      'src/local/machine/command-line.ts',
    ]);
  });
});
