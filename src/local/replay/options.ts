import { parseArgs } from 'node:util';
import { Problem } from '../machine/problem';
import { messageOf } from '../machine/processes';

export interface ReplayOptions {
  readonly file: string;
  readonly branch: string;
  /** `file` calls whoever the bank called; `ours` lets the app decide who is next. */
  readonly dispatch: 'file' | 'ours';
  readonly json: boolean;
}

export const USAGE = `npm run replay -- FILE [--branch B] [--dispatch ours] [--json]

  FILE             a month of the bank, gzip or plain
  --branch B       the id of the branch to create for it (default month)
  --dispatch ours  take only arrivals, patience and service times from the file;
                   the app decides who is next
  --json           print one JSON object as the last line, instead of tables
  --help           this text

Without DATABASE_URL it starts a PostgreSQL of its own in a temporary folder, which it removes.
`;

/** @returns undefined if help was asked for. @throws Problem that names the invalid argument */
export function replayOptions(args: readonly string[]): ReplayOptions | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  if (positionals.length !== 1) {
    const wrong = positionals.length
      ? `One file at a time, not ${positionals.length}`
      : 'No file was named';
    throw new Problem(`${wrong}. ${USAGE.split('\n')[0]}`);
  }
  const branch = values.branch ?? 'month';
  if (!/^[a-z0-9-]{1,20}$/.test(branch) || branch === 'bank') {
    throw new Problem(
      `--branch is ${JSON.stringify(branch)}; ` +
        'it must be 1 to 20 small letters, digits or -, and not bank.',
    );
  }
  if (values.dispatch !== undefined && values.dispatch !== 'ours' && values.dispatch !== 'file') {
    throw new Problem(
      `--dispatch is ${JSON.stringify(values.dispatch)}; ` +
        'it must be ours, or file, which is the default.',
    );
  }
  return {
    file: positionals[0],
    branch,
    dispatch: values.dispatch === 'ours' ? 'ours' : 'file',
    json: values.json ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        branch: { type: 'string' },
        dispatch: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new Problem(`${messageOf(error).split('. ')[0]}. Usage: ${USAGE.split('\n')[0]}`);
  }
}
