import { Instant } from '../domain/model/instant';
import { DeliveryOutcome, Log } from '../ports';
import { Timers } from './timers';

/** Closes deliveries of one branch in one transaction, with the events that say so. */
export type RecordOutcomes = (
  outcomes: readonly DeliveryOutcome[],
  branch: string,
) => Promise<unknown>;

interface Waiting {
  readonly outcome: DeliveryOutcome;
  readonly leaseUntil: Instant;
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

/**
 * Records outcomes, per branch and in order. The first is recorded at once, because the time
 * between an answer and its record is the only window for sending twice; outcomes that gather
 * meanwhile are recorded together. A failed record is retried until the leases have expired: by
 * then another instance has the rows, and these outcomes no longer count.
 */
export class Recorder {
  private readonly lines = new Map<string, Line>();
  private active = 0;
  private idleWaiters: (() => void)[] = [];

  constructor(
    private readonly record: RecordOutcomes,
    private readonly clock: () => Instant,
    private readonly timers: Timers,
    private readonly log: Log,
  ) {}

  add(branch: string, outcome: DeliveryOutcome, leaseUntil: Instant, done: () => void): void {
    const line = this.lines.get(branch) ?? { waiting: [], busy: false, tries: 0 };
    this.lines.set(branch, line);
    line.waiting.push({ outcome, leaseUntil, done });
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
      this.failed(branch, line, batch, error);
      return;
    } finally {
      this.active -= 1;
    }
    this.next(branch, line);
  }

  private failed(branch: string, line: Line, batch: readonly Waiting[], error: unknown): void {
    const now = this.clock();
    const alive = batch.filter((waiting) => waiting.leaseUntil > now);
    const lost = batch.filter((waiting) => waiting.leaseUntil <= now);
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
