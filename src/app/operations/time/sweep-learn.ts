import { SYSTEM } from '../../domain/model/actor';
import { Learned } from '../../domain/model/learned';
import { DayOfEvents } from '../../domain/predict/day-of-events';
import { coldOf } from '../../domain/predict/foretell';
import { learnDay } from '../../domain/predict/learn-day';
import { SweepDeps } from './deps';

const PAGE = 2_000;
/** Closed days that a branch learns from when it has learned from none yet. */
const FIRST_DAYS = 30;

/**
 * Learns from every day that was closed since the last that was learned from, in their order and
 * outside the branch's lock. Each is kept by a command of its own, so whatever a command foretells
 * rests on what was known at its event. True when nothing is left.
 */
export async function learnDays(
  { store, reads, runInBackground }: SweepDeps,
  branch: string,
): Promise<boolean> {
  const {
    directory: { config },
  } = await reads.readFloor(branch);
  const known = await store.learnedBy(branch, FIRST_DAYS);
  const day = new DayOfEvents(config.settings);
  let learned: Learned = known.body ?? coldOf(config);
  for (let after = known.seq; ;) {
    const events = await reads.readEvents(branch, after, PAGE);
    for (const event of events) {
      const heard = day.take(event);
      if (!heard) continue;
      learned = learnDay(learned, heard.learned);
      const { day: of, seq, calls } = heard;
      const { replayed } = await runInBackground({
        branch,
        actor: SYSTEM,
        load: {},
        change: { kind: 'learned', day: of, seq, body: learned, calls },
        command: { type: 'Record', facts: [] },
      });
      if (replayed) return false;
    }
    if (events.length < PAGE) return true;
    after = events[events.length - 1].seq;
  }
}
