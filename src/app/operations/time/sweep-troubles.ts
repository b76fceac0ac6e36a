import { Instant } from '../../domain/model/instant';
import { Log, troubleOf } from '../../ports';

/** After this many failures in a row a step is stuck, and is not expected to recover by itself. */
const STUCK_AT = 3;
const FIRST_PAUSE_MS = 1_000;
/** Short enough that the ten failures that ring fit into five minutes. */
const LONGEST_PAUSE_MS = 20_000;

export interface TroublesDeps {
  readonly log: Log;
  /** Called when a step of a branch fails again: it counts as an error, so the same alarm rings. */
  readonly stuck?: () => void;
}

/**
 * Steps that the sweep cannot do. A step that fails for one branch does not affect the others: it
 * is tried again after growing pauses, and rings when it keeps failing. While the whole database is
 * away, no failure counts as a branch's own.
 */
export class SweepTroubles {
  private readonly failures = new Map<string, { times: number; until: Instant }>();

  constructor(private readonly deps: TroublesDeps) {}

  /** Runs a step unless it is still paused; never rejects. */
  async attempt(
    what: string,
    branch: string,
    now: Instant,
    work: () => Promise<unknown>,
  ): Promise<void> {
    const key = `${branch} ${what}`;
    if ((this.failures.get(key)?.until ?? -Infinity) > now) return;
    try {
      await work();
      this.failures.delete(key);
    } catch (error) {
      this.failed(key, { what, branch }, now, error as Error);
    }
  }

  private failed(
    key: string,
    about: { readonly what: string; readonly branch: string },
    now: Instant,
    error: Error,
  ): void {
    const says = { ...about, error: error.message };
    if (troubleOf(error)) {
      this.deps.log.warn(says, 'a sweep step failed; the next one tries again');
      return;
    }
    const times = (this.failures.get(key)?.times ?? 0) + 1;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (times - 1), LONGEST_PAUSE_MS);
    this.failures.set(key, { times, until: now + pause });
    const retried = { ...says, times, againInMs: pause };
    if (times < STUCK_AT) {
      this.deps.log.warn(retried, 'a sweep step failed; it is tried again');
      return;
    }
    this.deps.stuck?.();
    this.deps.log.error(retried, 'a sweep step of a branch keeps failing; the others go on');
  }
}
