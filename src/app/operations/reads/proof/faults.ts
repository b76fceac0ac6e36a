import { Unreadable } from '../../../ports';

/** Enough to see what happened: a broken chain would report every link. */
const MOST = 20;

/** What is wrong, in sentences, in the order of places; and what cannot be determined. */
export class Faults {
  readonly list: string[] = [];
  readonly notProven: string[] = [];

  add(sentence: string): void {
    if (this.list.length < MOST) this.list.push(sentence);
  }

  unproven(sentence: string): void {
    if (this.notProven.length < MOST) this.notProven.push(sentence);
  }

  /** No more faults are reported. */
  get full(): boolean {
    return this.list.length >= MOST;
  }

  /** Adds another list's faults after these. */
  take({ list, notProven }: Faults): void {
    for (const each of list) this.add(each);
    for (const each of notProven) this.unproven(each);
  }

  /** Runs a part of the proof; what it cannot read is a fault like any other. */
  async during(what: string, work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.unreadable(what, error);
    }
  }

  unreadable(what: string, error: unknown): void {
    if (error instanceof Unreadable) return this.add(`${what}: ${error.because}`);
    if ((error as { readonly code?: string }).code) throw error; // the database's, not the data's
    this.add(`${what}: ${(error as Error).message.slice(0, 200)}`);
  }
}
