import { LocalEnvironment } from './environment';
import { eventually } from './processes';

/** Longer than anything it waits for: the app's own grace, then a fast shutdown of PostgreSQL. */
const PATIENCE_MS = 45_000;

/**
 * Ends this process in order when it is told to: Ctrl-C, SIGTERM, a closed terminal, or npm gone
 * from above it. What was started is told to `ending.add` and ended in reverse; a signal while
 * starting waits for the step in hand.
 */
export class Ending {
  private readonly steps: (() => Promise<void>)[] = [];
  private begun: Promise<never> | undefined;

  add(step: () => Promise<void>): void {
    this.steps.push(step);
  }

  /** Whether the end has begun: then a start goes no further. */
  get hasBegun(): boolean {
    return this.begun !== undefined;
  }

  /**
   * `starting` settles when the start has finished or failed: only then everything to end is known.
   */
  listen(starting: Promise<unknown>, environment: LocalEnvironment): void {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        void this.end(starting, 0);
      }); // npm and the terminal both tell us: the second is no news
    }
    if (environment.fromNpm) void this.followParent(starting);
  }

  /** Ends all steps in reverse, then the process. Never returns. */
  end(starting: Promise<unknown>, code: number): Promise<never> {
    this.begun ??= this.run(starting, code);
    return this.begun;
  }

  private async run(starting: Promise<unknown>, code: number): Promise<never> {
    const impatience = setTimeout(() => {
      console.error(
        `not everything ended within ${PATIENCE_MS / 1000} s; leaving the rest to the next start`,
      );
      process.exit(1);
    }, PATIENCE_MS);
    impatience.unref();
    await starting.catch(() => undefined); // whoever started reports it
    let failed = false;
    for (const step of this.steps.reverse()) {
      await step().catch((error: unknown) => {
        failed = true;
        console.error(error);
      });
    }
    process.exit(failed ? 1 : code);
  }

  /**
   * Under npm, being handed to another parent means that npm was killed: nobody would ever tell us
   * to end.
   */
  private async followParent(starting: Promise<unknown>): Promise<void> {
    const parent = process.ppid;
    await eventually(() => process.ppid !== parent, Number.POSITIVE_INFINITY, 500);
    await this.end(starting, 0);
  }
}
