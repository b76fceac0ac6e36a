import { LocalEnvironment } from './environment';
import { eventually } from './processes';

/**
 * Longer than everything it waits for: the app's grace period, then a fast shutdown of PostgreSQL.
 */
const PATIENCE_MS = 45_000;

/**
 * Ends this process in order on Ctrl-C, SIGTERM, a closed terminal, or when npm above it has gone.
 * Whatever is started is registered with `ending.add` and stopped in reverse order. A signal during
 * the start waits for the current step.
 */
export class Ending {
  private readonly steps: (() => Promise<void>)[] = [];
  private begun: Promise<never> | undefined;

  add(step: () => Promise<void>): void {
    this.steps.push(step);
  }

  /** Whether the end has begun; the start then goes no further. */
  get hasBegun(): boolean {
    return this.begun !== undefined;
  }

  /**
   * `starting` settles when the start has finished or failed; only then is it known what to stop.
   */
  listen(starting: Promise<unknown>, environment: LocalEnvironment): void {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        void this.end(starting, 0);
      }); // npm and the terminal both send a signal; the second is ignored
    }
    if (environment.fromNpm) void this.followParent(starting);
  }

  /** Stops everything in reverse order, then exits. Never returns. */
  end(starting: Promise<unknown>, code: number): Promise<never> {
    this.begun ??= this.run(starting, code);
    return this.begun;
  }

  private async run(starting: Promise<unknown>, code: number): Promise<never> {
    const impatience = setTimeout(() => {
      console.error(
        `not everything stopped within ${PATIENCE_MS / 1000} s; leaving the rest to the next start`,
      );
      process.exit(1);
    }, PATIENCE_MS);
    impatience.unref();
    await starting.catch(() => undefined); // the start itself reports the failure
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
   * Under npm, a new parent process means that npm was killed, and then nobody would ever signal
   * us.
   */
  private async followParent(starting: Promise<unknown>): Promise<void> {
    const parent = process.ppid;
    await eventually(() => process.ppid !== parent, Number.POSITIVE_INFINITY, 500);
    await this.end(starting, 0);
  }
}
