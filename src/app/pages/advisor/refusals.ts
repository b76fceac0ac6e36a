import { SETTLES_MS } from '../shared/look/settles';

/** A refused press and its message. */
export interface Refusal {
  /** When it was shown, by this page's own clock, ms. */
  readonly at: number;
  /** Keys of the presses that waited behind it, made before the refusal could be read. */
  readonly behind: readonly string[];
}

/** Nobody would read more. */
const MOST = 3;

/**
 * A console's messages about refused presses, shown until they have been read or are out of date.
 */
export class Refusals<R extends Refusal> {
  private situation = '';

  constructor(
    readonly shown: { value: readonly R[] },
    /** This page's own clock, ms. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  add(refused: R): void {
    this.shown.value = [...this.shown.value.slice(1 - MOST), refused];
  }

  /** A press was granted: somebody who pressed it after reading has gone on with something else. */
  granted(key: string): void {
    this.drop(({ behind }) => !behind.includes(key));
  }

  /** The advisor's present situation: a refusal about another one is out of date. */
  heard(situation: string): void {
    if (situation === this.situation) return;
    this.situation = situation;
    this.drop(({ at }) => this.now() - at > SETTLES_MS);
  }

  /** Drops the refusals for which this holds. */
  drop(over: (refused: R) => boolean): void {
    if (this.shown.value.some(over)) {
      this.shown.value = this.shown.value.filter((each) => !over(each));
    }
  }
}
