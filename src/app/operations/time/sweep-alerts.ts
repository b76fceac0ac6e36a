import { estimate } from '../../domain/line/estimate';
import { positionAtIssue } from '../../domain/line/line';
import { SYSTEM } from '../../domain/model/actor';
import { isOpen } from '../../domain/model/day';
import { Instant } from '../../domain/model/instant';
import { emptyCounts } from '../../domain/model/queue';
import { FloorRead } from '../../ports';
import { Parts } from '../write-path/parts';

/** Measures what alerts are about and lets the domain raise, update and close them. */
export async function watchAlerts(
  parts: Parts,
  { floor, directory: { config } }: FloorRead,
  now: Instant,
): Promise<void> {
  const { messages, estimates } = await parts.store.measureBranch(floor.branch, now);
  const expected = Object.keys(config.queues).flatMap((queue) => {
    const counts = floor.queues[queue] ?? emptyCounts(queue);
    const wait = estimate(floor, queue, positionAtIssue(counts, 'general', config), config, now);
    return wait ? [[queue, wait.minutes] as const] : [];
  });
  await parts.runAside({
    branch: floor.branch,
    actor: SYSTEM,
    skipLocked: true,
    load: { alerts: true, due: { limit: 200 }, open: { limit: 200 } },
    command: {
      type: 'WatchAlerts',
      measured: {
        estimates: Object.fromEntries(expected),
        messageFailures: messages,
        estimateErrors: Object.fromEntries(
          estimates.flatMap(({ queue, share, tickets }) =>
            share === null ? [] : [[queue, { share, tickets }]],
          ),
        ),
        branchOpen: isOpen(now, config.settings),
      },
    },
  });
}
