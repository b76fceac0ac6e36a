import { readFileSync } from 'node:fs';
import { commandLine, pathGiven } from '../../local/machine/command-line';
import { runCommand } from '../../local/machine/run-command';
import { leftoverScript, ListedResource, NotDeleted } from './leftover-lines';

const command = 'npm run --silent leftovers';
const way =
  'npm run --silent leftovers -- FILE prints the script; FILE is what ' +
  '`aws cloudformation list-stack-resources --stack-name ID --output json` printed, with the id ' +
  "(the ARN) of the deleted stack; '-' reads it from standard input";

const usage = `${way}

Exits with 0, or 2 if there is no script.
`;

/** A mistake in the file that is named. */
class UsageError extends Error {}

function read(file: string): readonly ListedResource[] {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : pathGiven(file), 'utf8');
  } catch (error) {
    throw new UsageError(
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code}); ${way}`,
    );
  }
  try {
    const { StackResourceSummaries } = JSON.parse(text) as {
      StackResourceSummaries?: readonly ListedResource[];
    };
    if (Array.isArray(StackResourceSummaries)) return StackResourceSummaries;
  } catch {
    throw new UsageError(`${file} is not JSON; ${way}`);
  }
  throw new UsageError(`${file} has no StackResourceSummaries; ${way}`);
}

/** `npm run leftovers`: how to delete what a stack has left, as a script to read first. */
function main(): void {
  const asked = commandLine(process.argv.slice(2), {
    command,
    usage,
    words: { what: 'FILE', least: 1, most: 1 },
  });
  if (asked) process.stdout.write(leftoverScript(read(asked.words[0])));
}

void runCommand(main, (error) => error instanceof UsageError || error instanceof NotDeleted);
