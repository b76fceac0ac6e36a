import { messageOf } from '../machine/processes';
import { Refusal } from './client';

/** The same trouble is told once in this many ms. */
const QUIET_MS = 60_000;
const MOST_KINDS = 50;

/**
 * What goes wrong while the day goes on. A refusal is part of a day (somebody else was faster, a
 * queue was closed); an error of the app is told, and the day goes on.
 */
export class Troubles {
  private readonly toldAt = new Map<string, number>();

  constructor(private readonly print: (line: string) => void) {}

  /** Says what is worth saying; throws nothing. */
  met(error: unknown): void {
    if (error instanceof Refusal && error.status < 500) return;
    const cause = (error as { readonly cause?: { readonly code?: string } }).cause?.code;
    const sentence = `${messageOf(error)}${cause ? ` (${cause})` : ''}`;
    const now = performance.now();
    if (now - (this.toldAt.get(sentence) ?? -Infinity) < QUIET_MS) return;
    if (this.toldAt.size >= MOST_KINDS) this.toldAt.clear();
    this.toldAt.set(sentence, now);
    this.print(`busy: ${sentence}; the day goes on\n`);
  }
}
