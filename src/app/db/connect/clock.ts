/** A steady clock may be wrong by this much of the time that has passed. */
const DRIFT = 100e-6;

/**
 * The database's clock as this instance knows it between two questions. Every limit and lease that
 * instances share is measured by it, because their own clocks may differ by hours and may be set
 * while they run. It rests on the process's steady clock, which nobody sets.
 */
export class DatabaseClock {
  /** What to add to the steady clock. Until the database has said, the machine's own time. */
  private offset: number;
  /** How far the offset could be off, ms, when it was taken. */
  private doubt = Infinity;
  private takenAt = 0;

  constructor(private readonly steady: () => number = () => performance.now()) {
    this.offset = Date.now() - steady();
  }

  readonly now = (): number => Math.round(this.steady() + this.offset);

  /**
   * Asks the database. The answer stands for some moment between question and answer. It is used if
   * it is more certain than what is known, or contradicts it (another server, or its clock was
   * set).
   */
  async set(ask: () => Promise<number>): Promise<void> {
    const before = this.steady();
    const said = await ask();
    const after = this.steady();
    const offset = said - (before + after) / 2;
    const doubt = (after - before) / 2 + 1;
    const known = this.doubt + (after - this.takenAt) * DRIFT;
    if (doubt > known && Math.abs(offset - this.offset) <= doubt + known) return;
    this.offset = offset;
    this.doubt = doubt;
    this.takenAt = after;
  }
}
