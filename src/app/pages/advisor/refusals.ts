import { SETTLES_MS } from '../shared/look/settles';

/** What is told of a refused press. */
export interface Refusal {
  /** When it was shown, by this page's own clock, ms. */
  readonly at: number;
  /** Keys of the presses that waited behind it: made by somebody who had not read it. */
  readonly behind: readonly string[];
}

/** More are not read. */
const MOST = 3;

/** What a console says of refused presses: until it was read, or is no longer so. */
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

  /** A press was granted: whoever pressed it after reading has gone on with something else. */
  granted(key: string): void {
    this.drop(({ behind }) => !behind.includes(key));
  }

  /** Where the advisor stands now: a refusal in another place is no longer so. */
  heard(situation: string): void {
    if (situation === this.situation) return;
    this.situation = situation;
    this.drop(({ at }) => this.now() - at > SETTLES_MS);
  }

  /** Those of which this holds are not shown any more. */
  drop(over: (refused: R) => boolean): void {
    if (this.shown.value.some(over)) {
      this.shown.value = this.shown.value.filter((each) => !over(each));
    }
  }
}
