import { readFileSync } from 'node:fs';
import { leftoverScript, ListedResource } from './leftover-lines';

const usage =
  'npm run --silent leftovers -- FILE prints the script; FILE is what ' +
  '`aws cloudformation list-stack-resources --stack-name ID --output json` printed, with the id ' +
  "(the ARN) of the deleted stack; '-' reads it from standard input";

/** A mistake in the command line, or in the file it names. */
class UsageError extends Error {}

function read(file: string): readonly ListedResource[] {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code}); ${usage}`,
    );
  }
  try {
    const { StackResourceSummaries } = JSON.parse(text) as {
      StackResourceSummaries?: readonly ListedResource[];
    };
    if (Array.isArray(StackResourceSummaries)) return StackResourceSummaries;
  } catch {
    throw new UsageError(`${file} is not JSON; ${usage}`);
  }
  throw new UsageError(`${file} has no StackResourceSummaries; ${usage}`);
}

/** `npm run leftovers`: how to delete what a stack has left, as a script to read first. */
function main(args: readonly string[]): void {
  try {
    if (args.length !== 1) throw new UsageError(`${args.length} files were given; ${usage}`);
    process.stdout.write(leftoverScript(read(args[0])));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

main(process.argv.slice(2));
