import { SYSTEM } from '../../domain/model/actor';
import { afterDay, Taught } from '../../domain/plan/after-day';
import { noPlan } from '../../domain/plan/learn-plan';
import { DayOfEvents } from '../../domain/predict/day-of-events';
import { coldOf } from '../../domain/predict/foretell';
import { SweepDeps } from './deps';

const PAGE = 2_000;
/** Closed days that a branch learns from when it has learned from none yet. */
const FIRST_DAYS = 30;
/** A day of fewer customers is learned from in less time than handing it to a thread takes. */
const AT_ONCE = 100;

/**
 * Learns from every day that was closed since the last that was learned from, in their order and
 * outside the branch's lock. Each is kept by a command of its own, so whatever a command foretells
 * rests on what was known at its event. True when nothing is left.
 */
export async function learnDays(
  { store, reads, runInBackground, simulations }: SweepDeps,
  branch: string,
): Promise<boolean> {
  const {
    directory: { config },
  } = await reads.readFloor(branch);
  const known = await store.learnedBy(branch, FIRST_DAYS);
  const day = new DayOfEvents(config.settings);
  let taught: Taught = { body: known.body ?? coldOf(config), plan: known.plan ?? noPlan() };
  for (let after = known.seq; ;) {
    const events = await reads.readEvents(branch, after, PAGE);
    for (const event of events) {
      const heard = day.take(event);
      if (!heard) continue;
      const { day: of, seq, calls, learned: closed } = heard;
      const job = { what: 'learn' as const, config, day: of, closed, known: taught };
      taught = await (closed.visits.length < AT_ONCE ? afterDay(job) : simulations.learn(job));
      const { replayed } = await runInBackground({
        branch,
        actor: SYSTEM,
        load: {},
        change: { kind: 'learned', day: of, seq, ...taught, calls },
        command: { type: 'Record', facts: [] },
      });
      if (replayed) return false;
    }
    if (events.length < PAGE) return true;
    after = events[events.length - 1].seq;
  }
}
