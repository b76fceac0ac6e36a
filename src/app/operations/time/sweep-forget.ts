import { SYSTEM } from '../../domain/model/actor';
import { BANK } from '../../domain/model/bank';
import { Instant } from '../../domain/model/instant';
import { SweepDeps } from './deps';

/** How many persons are forgotten in one commit. */
const BATCH = 200;
/** Batches in one hour: the rest waits for the next. */
const MOST_BATCHES = 500;

/**
 * Retention (LEY-21719): forgets persons, remarks, notes and addresses of visits older than the
 * branch keeps them. Who was forgotten is a fact of the bank's chain, by opaque id.
 */
export async function forgetPersonal(
  { store, runInBackground }: SweepDeps,
  now: Instant,
): Promise<void> {
  await store.forgetRemarks(now);
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const persons = await store.forgettable(now, BATCH);
    if (!persons.length) return;
    const { events } = await runInBackground({
      branch: BANK,
      actor: SYSTEM,
      load: {},
      change: { kind: 'forget', persons },
      command: { type: 'Record', facts: [] },
    });
    if (!events.length) return;
  }
}
