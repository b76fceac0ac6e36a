import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { localEnvironment } from './environment';

/** Options by name: `switch` takes no value, `value` one, `values` one each time it is given. */
type Options = Readonly<Record<string, 'switch' | 'value' | 'values'>>;

type ParsedOptions<O extends Options> = {
  readonly [K in keyof O]: O[K] extends 'switch'
    ? boolean
    : O[K] extends 'value'
      ? string | undefined
      : readonly string[];
};

/** What a command accepts, besides `--help` and `-h`. */
export interface Syntax<O extends Options> {
  /** How it is run, such as `npm run cost`. */
  readonly command: string;
  /** What `--help` prints: how to run it, what each option does, what its exit status means. */
  readonly usage: string;
  readonly options?: O;
  /** Letters that stand for options: `{ c: 'context' }` for `-c`. */
  readonly letters?: Readonly<Record<string, keyof O & string>>;
  /** Positional arguments; none by default. */
  readonly words?: { readonly what: string; readonly least: number; readonly most: number };
}

type Named = Pick<Syntax<Options>, 'command'>;

/** A mistake in a command line. Its message names the option, its value and the way out. */
export class CommandLineError extends Error {
  public constructor(wrong: string, { command }: Named) {
    super(`${wrong}. ${command} -- --help says what it takes.`);
    this.name = 'CommandLineError';
  }
}

/**
 * Reads a command line; every command of package.json with arguments uses this. Unknown options,
 * options without their value, repeated options, and missing or extra words are mistakes.
 * @returns undefined where help was asked for, which has been printed
 * @throws CommandLineError
 */
export function commandLine<const O extends Options = Readonly<Record<never, never>>>(
  args: readonly string[],
  syntax: Syntax<O>,
): { readonly values: ParsedOptions<O>; readonly words: readonly string[] } | undefined {
  const options: Options = syntax.options ?? {};
  const { tokens, positionals: words } = tokensOf(args, options, syntax.letters ?? {});
  const given = tokens.filter((token) => token.kind === 'option');
  if (given.some(({ name }) => name === 'help')) {
    process.stdout.write(syntax.usage);
    return undefined;
  }
  const found: Record<string, string[]> = {};
  for (const option of given) {
    const value = valueOf(option, options, syntax);
    const values = (found[option.name] ??= []);
    values.push(value);
    if (options[option.name] === 'value' && values.length > 1) {
      const both = values.map(told).join(' and ');
      throw new CommandLineError(`--${option.name} was given twice, as ${both}`, syntax);
    }
  }
  checkWords(words, syntax);
  const values = Object.entries(options).map(([name, kind]) => {
    const all = found[name] as string[] | undefined;
    return [name, kind === 'switch' ? !!all : kind === 'value' ? all?.[0] : (all ?? [])];
  });
  return { values: Object.fromEntries(values) as ParsedOptions<O>, words };
}

/**
 * Parses the number given for an option.
 * @param within the least and the most, and whether it must be a whole number
 * @throws CommandLineError
 */
export function numberGiven(
  option: string,
  text: string,
  within: { readonly least: number; readonly most: number; readonly whole?: boolean },
  syntax: Named,
): number {
  const number = text.trim() === '' ? NaN : Number(text);
  const { least, most, whole = false } = within;
  if (number >= least && number <= most && (!whole || Number.isInteger(number))) return number;
  const kind = whole ? 'a whole number' : 'a number';
  throw new CommandLineError(
    `${option} is ${told(text)}; it must be ${kind} from ${least} to ${most}`,
    syntax,
  );
}

const ROOT = join(__dirname, '../../..');

/**
 * A path relative to the caller's folder: npm runs every command in the package's folder, and says
 * from where it was called.
 */
export function pathGiven(path: string, { cwd, from } = whereRun()): string {
  return resolve(cwd === ROOT && from ? from : cwd, path);
}

const whereRun = () => ({ cwd: process.cwd(), from: localEnvironment().calledFrom });

type Letters = Readonly<Record<string, string>>;

/** Not `strict`: its errors name no way out, and of two values it silently takes the last. */
function tokensOf(args: readonly string[], options: Options, letters: Letters) {
  const read = Object.entries(options).map(([name, kind]) => {
    const type = kind === 'switch' ? ('boolean' as const) : ('string' as const);
    const letter = Object.keys(letters).find((each) => letters[each] === name);
    return [name, letter ? { type, short: letter } : { type }] as const;
  });
  return parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(read), help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
}

interface Token {
  readonly name: string;
  /** The option as it was typed: `-c` or `--context`. */
  readonly rawName: string;
  readonly value?: string;
  readonly inlineValue?: boolean;
}

function valueOf(option: Token, options: Options, syntax: Named): string {
  const { name, rawName, value, inlineValue } = option;
  const wrong = (text: string) => new CommandLineError(`${rawName} ${text}`, syntax);
  if (!Object.hasOwn(options, name)) {
    const all = Object.keys(options).map((each) => `--${each}`);
    const there = all.length ? `there is ${all.join(', ')}` : 'there is none';
    throw new CommandLineError(`Unknown option '${rawName}'; ${there}`, syntax);
  }
  if (options[name] === 'switch') {
    if (value !== undefined) throw wrong(`takes no value, and was given ${told(value)}`);
    return '';
  }
  if (!value) throw wrong('needs a value, and has none');
  if (!inlineValue && /^-./.test(value)) {
    throw wrong(`needs a value, and ${value} is like an option; write ${rawName}=${value} if not`);
  }
  return value;
}

function checkWords(
  words: readonly string[],
  syntax: Named & Pick<Syntax<Options>, 'words'>,
): void {
  const { what, least, most } = syntax.words ?? { what: 'options only', least: 0, most: 0 };
  if (words.length < least) throw new CommandLineError(`${what} is missing`, syntax);
  if (words.length <= most) return;
  const takes = most > 1 ? `${what}, ${most} at most` : what;
  throw new CommandLineError(
    `It takes ${takes}, and was given ${words.map(told).join(' ')}`,
    syntax,
  );
}

const told = (value: string) => JSON.stringify(value);
