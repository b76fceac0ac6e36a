import { commandLine, CommandLineError, pathGiven } from '../machine/command-line';

export interface ReplayOptions {
  readonly file: string;
  readonly branch: string;
  /** `file` calls the customer the bank called; `ours` lets the app decide who is next. */
  readonly dispatch: 'file' | 'ours';
  readonly json: boolean;
}

const command = 'npm run replay';
const usage = `${command} -- FILE [--branch B] [--dispatch ours] [--json]

  FILE             a month of the bank, gzip or plain
  --branch B       the id of the branch to create for it (default month)
  --dispatch ours  take only arrivals, patience and service times from the file;
                   the app decides who is next
  --json           print one JSON object as the last line, instead of tables
  --help           this text

Without DATABASE_URL it starts a PostgreSQL of its own in a temporary folder, which it removes.
Exits with 0 if everything is as the file says, 1 for a difference or a failed check, 2 if nothing
was fed, 130, 143 or 129 when a signal ended it.
`;

/**
 * @returns undefined if help was requested, which has then been printed
 * @throws CommandLineError that names the invalid argument
 */
export function replayOptions(args: readonly string[]): ReplayOptions | undefined {
  const asked = commandLine(args, {
    command,
    usage,
    options: { branch: 'value', dispatch: 'value', json: 'switch' },
    words: { what: 'FILE', least: 1, most: 1 },
  });
  if (!asked) return undefined;
  const { values } = asked;
  const branch = values.branch ?? 'month';
  if (!/^[a-z0-9-]{1,20}$/.test(branch) || branch === 'bank') {
    throw new CommandLineError(
      `--branch is ${JSON.stringify(branch)}; ` +
        'it must be 1 to 20 small letters, digits or -, and not bank',
      { command },
    );
  }
  if (values.dispatch !== undefined && values.dispatch !== 'ours' && values.dispatch !== 'file') {
    throw new CommandLineError(
      `--dispatch is ${JSON.stringify(values.dispatch)}; ` +
        'it must be ours, or file, which is the default',
      { command },
    );
  }
  return {
    file: pathGiven(asked.words[0]),
    branch,
    dispatch: values.dispatch === 'ours' ? 'ours' : 'file',
    json: values.json,
  };
}
