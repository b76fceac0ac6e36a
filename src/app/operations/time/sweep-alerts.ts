import { estimate } from '../../domain/line/estimate';
import { positionAtIssue } from '../../domain/line/line';
import { SYSTEM } from '../../domain/model/actor';
import { isOpen } from '../../domain/model/day';
import { Instant } from '../../domain/model/instant';
import { emptyCounts } from '../../domain/model/queue';
import { FloorRead } from '../../ports';
import { SweepDeps } from './deps';

/** Measures what alerts are about; the domain raises, updates and closes them. */
export async function watchAlerts(
  { store, runInBackground }: Pick<SweepDeps, 'store' | 'runInBackground'>,
  { floor, directory: { config } }: FloorRead,
  now: Instant,
): Promise<void> {
  const { messages, estimates } = await store.measureBranch(floor.branch, now);
  const waits = Object.keys(config.queues).flatMap((queue) => {
    const counts = floor.queues[queue] ?? emptyCounts(queue);
    const wait = estimate(floor, queue, positionAtIssue(counts, 'general', config), config);
    return wait ? [[queue, wait.minutes] as const] : [];
  });
  const errors = estimates.flatMap(({ queue, share, tickets }) =>
    share === null ? [] : [[queue, { share, tickets }] as const],
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
