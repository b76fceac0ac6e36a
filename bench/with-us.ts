import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endIfInterrupted } from '../src/local/machine/interrupts';
import type { Child } from '../test/support/child';

/** Does something in a new folder, which is removed afterwards, or when a signal ends us. */
export async function inFolder<T>(name: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `ticketero-${name}-`));
  const remove = () => rm(folder, { recursive: true, force: true });
  const forget = endIfInterrupted(remove);
  try {
    return await work(folder);
  } finally {
    await remove();
    forget();
  }
}

/**
 * Does something with a program started for it, which is stopped afterwards, or when a signal ends
 * us.
 * @param signal that stops it in order
 */
export async function withProgram<T>(
  child: Child,
  signal: NodeJS.Signals,
  work: (child: Child) => Promise<T>,
): Promise<T> {
  const end = async () => {
    child.process.kill(signal);
    await child.ended;
  };
  const forget = endIfInterrupted(end);
  try {
    return await work(child);
  } finally {
    await end();
    forget();
  }
}
