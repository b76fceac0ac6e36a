import { firstDues } from '../../domain/line/target';
import { SYSTEM } from '../../domain/model/actor';
import { isOpen } from '../../domain/model/day';
import { Instant } from '../../domain/model/instant';
import { Measured } from '../../domain/model/measured';
import { outlooks } from '../../domain/predict/foretell';
import { causes } from '../../domain/rules/alert-causes';
import { Unsettled, unsettledNow } from '../../domain/rules/alert-patience';
import { FloorRead } from '../../ports';
import { SweepDeps } from './deps';
import { AheadWatch } from './sweep-ahead';

const MINUTE = 60;
/** An older observation says nothing about the time since. */
const FORGOTTEN_MS = 60_000;

/**
 * Measures what alerts are about; the domain raises, updates and closes them. It remembers since
 * when its findings have differed from the open alerts. An instance that takes over starts afresh,
 * and so opens or closes alerts a little later.
 */
export class AlertWatch {
  private readonly seen = new Map<
    string,
    { readonly at: Instant; readonly unsettled: Unsettled }
  >();

  private readonly ahead: AheadWatch;

  constructor(private readonly deps: SweepDeps) {
    this.ahead = new AheadWatch(deps);
  }

  async look(read: FloorRead, now: Instant, consolesHeard: boolean) {
    const {
      floor,
      directory: { config, staff },
    } = read;
    const { branch } = floor;
    const { messages, estimates, seen } = await this.deps.store.measureBranch(branch, now);
    const heard = await this.deps.store.heardDevices(branch, now);
    const waits = Object.keys(config.queues).map((queue) => {
      const { seconds } = outlooks(floor, config, now).ofQueue(queue).foretold;
      return [queue, Math.round(seconds / MINUTE)] as const;
    });
    const errors = estimates.flatMap(({ queue, share, tickets, within }) =>
      share === null ? [] : [[queue, { share, tickets, within }] as const],
    );
    const measured: Measured = {
      estimates: Object.fromEntries(waits),
      messageFailures: messages,
      estimateErrors: Object.fromEntries(errors),
      branchOpen: isOpen(now, config.settings),
      firstDue: firstDues(floor),
      ahead: this.ahead.look(read, now),
      gone: Object.keys(floor.advisors).filter((id) => !staff[id]),
      consolesHeard,
      devices: Object.fromEntries(heard.map(({ id, heardAt }) => [id, heardAt])),
    };
    const before = this.seen.get(branch);
    const unsettled = unsettledNow(
      causes({ ...floor, config, seenAt: seen }, measured, now),
      Object.values(floor.alerts),
      before && now - before.at <= FORGOTTEN_MS ? before.unsettled : {},
      now,
    );
    this.seen.set(branch, { at: now, unsettled });
    await this.deps.runInBackground({
      branch,
      actor: SYSTEM,
      skipLocked: true,
      load: { alerts: true, due: { limit: 200 }, open: { limit: 200 } },
      command: { type: 'WatchAlerts', measured: { ...measured, unsettled } },
    });
  }
}
