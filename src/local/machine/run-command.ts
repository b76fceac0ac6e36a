import { CommandLineError } from './command-line';
import { isInterrupted } from './interrupts';
import { Problem } from './problem';

/** What every command's exit status means. */
export const EXIT = {
  /** Done, and the answer is yes. */
  done: 0,
  /** Done, and the answer is no: something is wrong with what was looked at. */
  no: 1,
  /** Not done: the command line was wrong, or it failed. */
  failed: 2,
} as const;

/**
 * Runs a command and sets its exit status. An error that a person can mend is printed as a message;
 * anything else is a bug, and is printed with its stack.
 * @param main returns the exit status; nothing is 0
 * @param isTold whether an error is one that a person can mend, besides those of the command line
 * @param failed the exit status where it throws
 */
export async function runCommand(
  main: () => Promise<number | void> | number | void,
  isTold: (error: Error) => boolean = () => false,
  failed: number = EXIT.failed,
): Promise<void> {
  outliveReaders();
  try {
    process.exitCode = (await main()) ?? process.exitCode ?? EXIT.done;
  } catch (error) {
    // an interrupted command may fail in many ways, but exits in one
    if (isInterrupted()) return;
    const known =
      error instanceof Problem ||
      error instanceof CommandLineError ||
      (error instanceof Error && isTold(error));
    process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`);
    process.exitCode = failed;
  }
}

/**
 * The reader of our output may have gone (`| head -1`). The work is still finished, and the exit
 * status says how it went.
 */
export function outliveReaders(): void {
  for (const lines of [process.stdout, process.stderr]) {
    lines.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
