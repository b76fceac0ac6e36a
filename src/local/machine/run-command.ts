import { CommandLineError } from './command-line';
import { isInterrupted } from './interrupts';
import { Problem } from './problem';

/** What every command's exit status means. */
export const EXIT = {
  /** Done, and the answer is yes. */
  done: 0,
  /** Done, and the answer is no: something is wrong with what was looked at. */
  no: 1,
  /** Not done: asked in a wrong way, or it failed. */
  failed: 2,
} as const;

/**
 * Runs a command and sets its exit status. What a person can mend is a message; anything else is a
 * fault of the program, and has its stack.
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
    // what is broken off fails in many ways, and ends in one
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
 * Whoever read our lines may have gone (`| head -1`). What is being done is done to its end all the
 * same, and the exit status says how it went.
 */
export function outliveReaders(): void {
  for (const lines of [process.stdout, process.stderr]) {
    lines.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
