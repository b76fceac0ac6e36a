import { SYSTEM } from '../../domain/model/actor';
import { isOpen } from '../../domain/model/day';
import { Instant } from '../../domain/model/instant';
import { outlooks } from '../../domain/predict/foretell';
import { FloorRead } from '../../ports';
import { SweepDeps } from './deps';

const MINUTE = 60;

/** Measures what alerts are about; the domain raises, updates and closes them. */
export async function watchAlerts(
  { store, runInBackground }: Pick<SweepDeps, 'store' | 'runInBackground'>,
  { floor, directory: { config } }: FloorRead,
  now: Instant,
): Promise<void> {
  const { messages, estimates } = await store.measureBranch(floor.branch, now);
  const waits = Object.keys(config.queues).map((queue) => {
    const { seconds } = outlooks(floor, config, now).ofQueue(queue).foretold;
    return [queue, Math.round(seconds / MINUTE)] as const;
  });
  const errors = estimates.flatMap(({ queue, share, tickets, within }) =>
    share === null ? [] : [[queue, { share, tickets, within }] as const],
  );
  await runInBackground({
    branch: floor.branch,
    actor: SYSTEM,
    skipLocked: true,
    load: { alerts: true, due: { limit: 200 }, open: { limit: 200 } },
    command: {
      type: 'WatchAlerts',
      measured: {
        estimates: Object.fromEntries(waits),
        messageFailures: messages,
        estimateErrors: Object.fromEntries(errors),
        branchOpen: isOpen(now, config.settings),
      },
    },
  });
}
