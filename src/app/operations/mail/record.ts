import { setTimeout } from 'node:timers/promises';
import { SYSTEM } from '../../domain/model/actor';
import { BANK } from '../../domain/model/bank';
import { Refused } from '../../domain/model/errors';
import { Log, ReportMailChange, Run } from '../../ports';

/** Pauses before an outcome is recorded again, ms; the last one repeats. */
const PAUSES_MS = [1_000, 3_000, 10_000] as const;

/** What recording needs. */
export interface Recording {
  readonly runInBackground: Run;
  readonly log: Log;
  /** Aborted when the app stops. */
  readonly stopping: AbortSignal;
}

/**
 * Records an outcome as soon as the database accepts it. Whoever gave up would let a message that
 * has arrived be sent again, so only the loss of the lease ends this, or the app's stop.
 */
export async function record(
  { runInBackground, log, stopping }: Recording,
  change: ReportMailChange,
  pausesMs: readonly number[] = PAUSES_MS,
): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const last = stopping.aborted;
    try {
      await runInBackground({
        branch: BANK,
        actor: SYSTEM,
        load: {},
        command: { type: 'Record', facts: [] },
        change: { kind: 'report-mail', ...change },
      });
      return;
    } catch (error) {
      if (error instanceof Refused) throw error;
      log.warn(
        { mail: change.id, outcome: change.do, error: (error as Error).name },
        'could not record what became of a report by mail',
      );
      if (last) return;
      const pauseMs = pausesMs[Math.min(tries, pausesMs.length - 1)];
      await setTimeout(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
}
