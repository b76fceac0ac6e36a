import { rfc3339 } from '../../domain/views/rfc3339';
import { Busy, KeptReading, ReadingsKept, Run, troubleOf } from '../../ports';
import { CommandContext } from '../write-path/command';
import { ConfigureDeps } from './deps';
import { recordFact } from './persons';

/** Repeated readings within this time (ms) are one fact: a page asks again by itself. */
const AGAIN_MS = 10 * 60_000;
/**
 * How many readings an instance remembers. Forgetting one means an extra fact, never a missing one.
 */
const MOST = 5_000;

export interface ReadingDeps extends ConfigureDeps {
  /** Where readings wait while the database takes no writes; if absent, they are refused then. */
  readonly readings?: ReadingsKept;
  /** Whether the database failed when it was last asked: then nobody waits for it again. */
  readonly inTrouble: () => boolean;
}

/**
 * Reading the audit or a report is a fact of the chain that is read, recorded before the answer:
 * what could not be recorded is not shown. While the database takes no writes the reading is kept
 * outside it, and is added to the chain later (`recordKeptReadings`). A repeat within ten minutes
 * on the same instance is the same reading.
 */
export function recordReading(deps: ReadingDeps) {
  const record = recordFact(deps);
  const read = new Map<string, number>();
  return async (
    { branch, actor }: CommandContext,
    what: KeptReading['what'],
    details: KeptReading['details'],
  ): Promise<void> => {
    const now = deps.clock();
    const key = JSON.stringify([branch, actor, what, details]);
    const last = read.get(key);
    if (last !== undefined && now - last < AGAIN_MS && now >= last) return;
    const keep = () =>
      deps.readings!.keep({ id: deps.newId(), branch, at: now, actor, what, details });
    if (deps.readings && deps.inTrouble()) {
      await keep();
    } else {
      try {
        await record(branch, actor, what, branch, details);
      } catch (error) {
        const later = error instanceof Busy || troubleOf(error) !== undefined;
        if (!later || !deps.readings) throw error;
        await keep();
      }
    }
    read.delete(key);
    read.set(key, now);
    if (read.size > MOST) read.delete(read.keys().next().value!);
  };
}

/**
 * Adds each reading that was kept outside to its chain. The key makes it one event, however often
 * and by whichever instance it is added; `kept` in the event says which reading it is.
 * @returns how many were recorded
 * @throws the first error, once all were tried
 */
export function recordKeptReadings({
  run,
  readings,
}: {
  readonly run: Run;
  readonly readings: ReadingsKept;
}) {
  return async (): Promise<number> => {
    let failed: unknown;
    let count = 0;
    for (const reading of await readings.waiting()) {
      try {
        await recordOne(run, reading).catch((error: unknown) => {
          // Its chain got it more than a day ago; only marking it as recorded had failed.
          if ((error as { code?: string }).code !== 'idempotency_expired') throw error;
        });
        await readings.recorded(reading);
        count += 1;
      } catch (error) {
        failed ??= error;
      }
    }
    if (failed) throw failed as Error;
    return count;
  };
}

async function recordOne(run: Run, { id, branch, at, actor, what, details }: KeptReading) {
  await run({
    branch,
    actor,
    load: {},
    idempotency: {
      key: `reading:${id}`,
      actor: `${actor.kind}:${actor.id}`,
      route: 'a reading kept outside',
      fingerprint: id,
    },
    command: {
      type: 'Record',
      facts: [
        {
          type: 'BankFact',
          what,
          subject: branch,
          details: { ...details, readAt: rfc3339(at), kept: id },
        },
      ],
    },
  });
}
