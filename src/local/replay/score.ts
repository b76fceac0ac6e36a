/** What one method guessed for one wait, in any unit. */
export interface Guess {
  readonly said: number;
  readonly low?: number;
  readonly high?: number;
}

/** Figures for a set of guesses, as in published work on waits. */
export interface Figures {
  readonly count: number;
  readonly mae: number;
  readonly median: number;
  /** Mean of the guess minus the wait. */
  readonly bias: number;
  /**
   * Share of waits inside the 80 % range, the range's mean width, and that width plus ten times the
   * distances by which waits missed it.
   */
  readonly coverage: number;
  readonly width: number;
  readonly winkler: number;
}

const PENALTY = 10;

export class Score {
  private readonly errors: number[] = [];
  private inside = 0;
  private width = 0;
  private missed = 0;

  add({ said, low = said, high = said }: Guess, came: number): void {
    this.errors.push(said - came);
    if (low <= came && came <= high) this.inside += 1;
    this.width += high - low;
    this.missed += Math.max(0, low - came) + Math.max(0, came - high);
  }

  get figures(): Figures {
    const { errors } = this;
    const count = errors.length;
    const mean = (sum: number) => (count ? sum / count : NaN);
    const sizes = errors.map(Math.abs).sort((a, b) => a - b);
    return {
      count,
      mae: mean(sizes.reduce((sum, each) => sum + each, 0)),
      median: sizes[Math.floor(count / 2)] ?? NaN,
      bias: mean(errors.reduce((sum, each) => sum + each, 0)),
      coverage: mean(this.inside),
      width: mean(this.width),
      winkler: mean(this.width + PENALTY * this.missed),
    };
  }
}

/** Scores by key, each created when first needed. */
export class Scores {
  readonly by = new Map<string, Score>();

  of(key: string): Score {
    const known = this.by.get(key) ?? new Score();
    this.by.set(key, known);
    return known;
  }
}
