import { Instant } from '../../domain/model/instant';
import { SweepDeps } from './deps';
import { SweepStep } from './sweep-step';

const LEASE_SECONDS = 10;

/**
 * What time does: ends deferrals, repeats calls, marks no-shows, pauses absent advisors, tells
 * customers that they are near, watches alerts, closes the day. Any instance may run it; a lease
 * picks one. If two ran at once nothing would break: each step is a command that skips a locked
 * branch and decides again from what it finds.
 */
export function createSweep(deps: SweepDeps) {
  const { store, clock } = deps;
  const step = new SweepStep(deps);
  let stopped = true;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const beat = async () => {
    if (await store.takeLease('sweep', LEASE_SECONDS)) await step.run(clock());
  };
  const schedule = (everyMs: number) => {
    timer = setTimeout(() => {
      running = beat()
        .catch(step.failed('sweep'))
        .then(() => {
          if (!stopped) schedule(everyMs);
        });
    }, everyMs);
    timer.unref();
  };
  return {
    /** One step at this instant, without the lease: for the replay and for tests. */
    step: (now: Instant) => step.run(now),
    start(everyMs = 1_000) {
      stopped = false;
      schedule(everyMs);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
      await store.dropLease('sweep').catch(step.failed('drop-lease'));
    },
  };
}
export type Sweep = ReturnType<typeof createSweep>;
