import { messageOf } from '../machine/processes';
import { Refusal } from './client';

/** The same error is reported at most once in this time, ms. */
const QUIET_MS = 60_000;
const MOST_KINDS = 50;

/**
 * Reports errors during the simulated day. A refusal is normal (somebody else was faster, a queue
 * was closed). An error of the app is reported, and the day continues.
 */
export class Troubles {
  private readonly toldAt = new Map<string, number>();

  constructor(private readonly print: (line: string) => void) {}

  /** Reports an error if it is worth reporting. Never throws. */
  met(error: unknown): void {
    if (error instanceof Refusal && error.status < 500) return;
    const cause = (error as { readonly cause?: { readonly code?: string } }).cause?.code;
    const sentence = `${messageOf(error)}${cause ? ` (${cause})` : ''}`;
    const now = performance.now();
    if (now - (this.toldAt.get(sentence) ?? -Infinity) < QUIET_MS) return;
    if (this.toldAt.size >= MOST_KINDS) this.toldAt.clear();
    this.toldAt.set(sentence, now);
    this.print(`busy: ${sentence}; the day continues\n`);
  }
}
