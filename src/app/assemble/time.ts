import { createErasures } from '../anchors/erased';
import { createKeeper } from '../anchors/keeper';
import { repeating } from '../db/connect/repeating';
import { Database } from '../db/open-database';
import { eraseAgain } from '../operations/commands/persons';
import { recordKeptReadings } from '../operations/commands/readings';
import { createSweep } from '../operations/time/sweep';
import { Log } from '../ports';
import { AppOptions } from './app';
import { joinNightlyProof } from './nightly-proof';
import { closedDayQueries, erasedQueries } from './queries';
import { Core } from './writing';

/** How soon (ms) readings are recorded after the database is back. */
const LOOK_MS = 10_000;
/** Otherwise how often (ms) to look for them: an instance that kept some may have ended. */
const SELDOM_MS = 15 * 60_000;

/** How soon (ms) an erased person is noted outside; also how soon after a start. */
const ERASED_MS = 60_000;
const ERASED_FIRST_MS = 2_000;

/** How often (ms) to check whether the record should be proven, beginning well after the start. */
const PROOF_MS = 600_000;

/**
 * Jobs that run by time: the sweep, the anchors of closed days, waiting readings, notes of erased
 * persons, and the proof of the record.
 */
export function joinTime(
  options: Pick<
    AppOptions,
    | 'anchors'
    | 'anchorsAtNight'
    | 'appRole'
    | 'readings'
    | 'erased'
    | 'sweepEveryMs'
    | 'log'
    | 'sweepStuck'
    | 'recordAmiss'
  >,
  core: Core,
  stack: AsyncDisposableStack,
) {
  const { anchors, readings, erased, sweepEveryMs, log, sweepStuck } = options;
  const {
    storage: { database },
    writing: { deps },
  } = core;
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
  const erasures =
    erased &&
    createErasures({
      kept: erased,
      persons: erasedQueries(database),
      erase: eraseAgain({ run: deps.runInBackground }),
      mine: () => deps.store.takeLease('erased', 90),
      log,
    });
  const eraser = erasures && repeating(erasures.look, ERASED_MS);
  const nightly = joinNightlyProof(options, core);
  const prover = repeating(nightly.look, PROOF_MS);
  if (sweepEveryMs !== false) {
    sweep.start(sweepEveryMs);
    prover.start(PROOF_MS);
    keeper?.start();
    eraser?.start(ERASED_FIRST_MS);
    recorder?.start(LOOK_MS);
  }
  stack.defer(async () => {
    nightly.end();
    const all = [sweep, keeper, eraser, recorder, prover];
    await Promise.all(all.map((each) => each?.stop()));
  });
  return { sweep, keeper, erasures, nightly, recordReadings: record ?? (async () => 0) };
}

/** Records waiting readings soon after the database is back, whichever instance kept them. */
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
