import { SYSTEM } from '../../domain/model/actor';
import { targetMs } from '../../domain/model/queue';
import { SweepDeps } from './deps';

/** How many tickets get a new due in one commit. */
const BATCH = 200;

/**
 * After a target changed: gives tickets in line their new due, batch by batch. If it is killed
 * half-way, the next sweep continues.
 */
export async function redueQueue(
  { reads, runInBackground }: Pick<SweepDeps, 'reads' | 'runInBackground'>,
  branch: string,
  queue: string,
): Promise<void> {
  for (;;) {
    const config = (await reads.readFloor(branch)).directory.config.queues[queue];
    if (!config) return;
    const { events } = await runInBackground({
      branch,
      actor: SYSTEM,
      load: { redue: { queue, targetMs: targetMs(config), limit: BATCH } },
      command: { type: 'Redue', queue, batch: BATCH },
    });
    if (events.length) continue;
    await runInBackground({
      branch,
      actor: SYSTEM,
      load: {},
      change: { kind: 'redued', queue },
      command: { type: 'Record', facts: [] },
    });
    return;
  }
}
