import { DeliveryOutcome, DeliveryStore, Log, troubleOf } from '../ports';
import { Timers } from './timers';

/** Closes deliveries of one branch in one transaction, with the events that say so. */
export type RecordOutcomes = (
  outcomes: readonly DeliveryOutcome[],
  branch: string,
) => Promise<unknown>;

interface Waiting {
  readonly outcome: DeliveryOutcome;
  readonly done: () => void;
}
interface Line {
  waiting: Waiting[];
  busy: boolean;
  tries: number;
}

/** Transactions at a time, over all branches: a stuck branch must not use up the pool. */
const AT_ONCE = 4;
const BATCH = 200;
/** How far a lease is extended when its outcome could not be recorded. */
const RENEWED_SECONDS = 30;

/**
 * Records outcomes, per branch and in order. The first is recorded at once, because the time
 * between an answer and its record is the only window for sending twice; outcomes that gather
 * meanwhile are recorded together. What could not be recorded is tried again, with its leases
 * extended meanwhile, until it is recorded or the database says that somebody else has the row. No
 * clock decides that: a database that is away for longer than a lease has given the row to nobody.
 */
export class Recorder {
  private readonly lines = new Map<string, Line>();
  private active = 0;
  private idleWaiters: (() => void)[] = [];

  constructor(
    private readonly record: RecordOutcomes,
    private readonly store: Pick<DeliveryStore, 'renew'>,
    private readonly timers: Timers,
    private readonly log: Log,
  ) {}

  add(branch: string, outcome: DeliveryOutcome, done: () => void): void {
    const line = this.lines.get(branch) ?? { waiting: [], busy: false, tries: 0 };
    this.lines.set(branch, line);
    line.waiting.push({ outcome, done });
    this.go();
  }

  /** Resolves once nothing is left to record. */
  idle(): Promise<void> {
    return this.lines.size === 0
      ? Promise.resolve()
      : new Promise((resolve) => this.idleWaiters.push(resolve));
  }

  private go(): void {
    for (const [branch, line] of this.lines) {
      if (this.active >= AT_ONCE) return;
      if (line.busy) continue;
      line.busy = true;
      this.active += 1;
      void this.flush(branch, line);
    }
  }

  private async flush(branch: string, line: Line): Promise<void> {
    const batch = line.waiting.splice(0, BATCH);
    try {
      await this.record(
        batch.map((waiting) => waiting.outcome),
        branch,
      );
      line.tries = 0;
      batch.forEach((waiting) => waiting.done());
    } catch (error) {
      await this.failed(branch, line, batch, error);
      return;
    } finally {
      this.active -= 1;
    }
    this.next(branch, line);
  }

  private async failed(branch: string, line: Line, batch: readonly Waiting[], error: unknown) {
    const ours =
      troubleOf(error) === 'away'
        ? undefined
        : await this.store
            .renew(
              batch.map(({ outcome }) => outcome),
              RENEWED_SECONDS,
            )
            .catch(() => undefined);
    const [alive, lost] = [true, false].map((kept) =>
      batch.filter(({ outcome }) => (ours?.has(outcome.delivery) ?? true) === kept),
    );
    line.tries += 1;
    this.log.warn(
      {
        branch,
        outcomes: batch.length,
        givenUp: lost.length,
        error: String((error as Error)?.name),
      },
      'could not record outcomes of deliveries',
    );
    line.waiting.unshift(...alive);
    lost.forEach((waiting) => waiting.done());
    this.timers.after(Math.min(100 * 2 ** line.tries, 3_000), () => this.next(branch, line));
    this.go();
  }

  private next(branch: string, line: Line): void {
    line.busy = false;
    if (line.waiting.length === 0) this.lines.delete(branch);
    this.go();
    if (this.lines.size === 0) this.idleWaiters.splice(0).forEach((resolve) => resolve());
  }
}
