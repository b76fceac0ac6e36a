import { createKeeper } from '../anchors/keeper';
import { repeating } from '../db/connect/repeating';
import { Database } from '../db/open-database';
import { recordKeptReadings } from '../operations/commands/readings';
import { createSweep } from '../operations/time/sweep';
import { Log } from '../ports';
import { AppOptions } from './app';
import { closedDayQueries } from './queries';
import { Core } from './writing';

/** Readings are recorded so soon (ms) after the database is back. */
const LOOK_MS = 10_000;
/** Otherwise they are looked for this seldom (ms): an instance that kept some may have ended. */
const SELDOM_MS = 15 * 60_000;

/** What time triggers: the sweep, the anchors of closed days, and readings that wait. */
export function joinTime(
  {
    anchors,
    readings,
    sweepEveryMs,
    log,
    sweepStuck,
  }: Pick<AppOptions, 'anchors' | 'readings' | 'sweepEveryMs' | 'log' | 'sweepStuck'>,
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
  const record = readings && recordKeptReadings({ run: deps.runInBackground, readings });
  const recorder = record && createRecorder(record, database, log);
  if (sweepEveryMs !== false) {
    sweep.start(sweepEveryMs);
    keeper?.start();
    recorder?.start(LOOK_MS);
  }
  stack.defer(() =>
    Promise.all([sweep.stop(), keeper?.stop(), recorder?.stop()]).then(() => undefined),
  );
  return { sweep, keeper, recordReadings: record ?? (async () => 0) };
}

/** Records what waits soon after the database is back, whichever instance kept it. */
function createRecorder(
  record: () => Promise<number>,
  database: Pick<Database, 'trouble'>,
  log: Log,
) {
  let lookedAt = -Infinity;
  return repeating(async () => {
    if (database.trouble()) {
      lookedAt = -Infinity;
      return;
    }
    if (performance.now() - lookedAt < SELDOM_MS) return;
    try {
      const readings = await record();
      lookedAt = performance.now();
      if (readings) log.info({ readings }, 'readings that waited for the database are recorded');
    } catch (error) {
      log.warn({ error: (error as Error).message }, 'readings wait to be recorded; trying again');
    }
  }, LOOK_MS);
}
