import { createKeeper } from '../anchors/keeper';
import { createSweep } from '../operations/time/sweep';
import { AppOptions } from './app';
import { closedDayQueries } from './queries';
import { Core } from './writing';

/** What time triggers: the sweep, and the anchors of closed days. */
export function joinTime(
  {
    anchors,
    sweepEveryMs,
    log,
    sweepStuck,
  }: Pick<AppOptions, 'anchors' | 'sweepEveryMs' | 'log' | 'sweepStuck'>,
  { storage: { database }, writing: { deps } }: Core,
  stack: AsyncDisposableStack,
) {
  const sweep = createSweep({ ...deps, stuck: sweepStuck });
  const keeper =
    anchors &&
    createKeeper({
      anchors,
      days: closedDayQueries(database),
      mine: () => deps.store.takeLease('audit-anchors', 90),
      clock: deps.clock,
      log,
    });
  if (sweepEveryMs !== false) {
    sweep.start(sweepEveryMs);
    keeper?.start();
  }
  stack.defer(() => Promise.all([sweep.stop(), keeper?.stop()]).then(() => undefined));
  return { sweep, keeper };
}
