import { advance, uniformOf } from '../../../../src/app/domain/predict/random';

/** Choices that look random and are always the same for the same seed. */
export class Dice {
  constructor(private state: number) {}

  private next(): number {
    this.state = advance(this.state);
    return uniformOf(this.state);
  }

  /** A whole number from zero up to below this. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)];
  }

  /** One of these by its weight. */
  weighed<T extends { readonly weight: number }>(choices: readonly T[]): T {
    let left = this.next() * choices.reduce((sum, { weight }) => sum + weight, 0);
    return choices.find(({ weight }) => (left -= weight) < 0) ?? choices[choices.length - 1];
  }
}
