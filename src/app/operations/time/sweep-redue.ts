import { Parts } from '../write-path/parts';
import { SYSTEM } from '../../domain/model/actor';

/** Tickets moved in one commit. */
const BATCH = 200;

/**
 * After a target changed: tickets in line get their new due, batch by batch; killed half-way, the
 * sweep goes on.
 */
export async function redueQueue(parts: Parts, branch: string, queue: string): Promise<void> {
  for (;;) {
    const config = (await parts.reads.readFloor(branch)).directory.config.queues[queue];
    if (!config) return;
    const { events } = await parts.runAside({
      branch,
      actor: SYSTEM,
      load: { redue: { queue, targetMs: config.targetMinutes * 60_000, limit: BATCH } },
      command: { type: 'Redue', queue, batch: BATCH },
    });
    if (events.length) continue;
    await parts.runAside({
      branch,
      actor: SYSTEM,
      load: {},
      change: { kind: 'redued', queue },
      command: { type: 'Record', facts: [] },
    });
    return;
  }
}
