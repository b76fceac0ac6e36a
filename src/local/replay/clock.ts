/**
 * The bank's clock, in milliseconds. It stands still until the replay moves it, and never goes
 * back.
 */
export class BankClock {
  constructor(private at: number) {}

  readonly now = (): number => this.at;

  moveTo(at: number): void {
    if (at < this.at) {
      throw new Error(
        "the bank's clock cannot go back " +
          `from ${new Date(this.at).toISOString()} to ${new Date(at).toISOString()}`,
      );
    }
    this.at = at;
  }
}
