import { SYSTEM } from '../../domain/model/actor';
import { Learned } from '../../domain/model/learned';
import { LearnedPlan } from '../../domain/model/learned-plan';
import { BranchConfig } from '../../domain/model/state';
import { modelOf } from '../../domain/plan/day-model';
import { learnPlan, noPlan } from '../../domain/plan/learn-plan';
import { pastDayOf } from '../../domain/plan/past-day';
import { DayOfEvents, Heard } from '../../domain/predict/day-of-events';
import { coldOf } from '../../domain/predict/foretell';
import { learnDay } from '../../domain/predict/learn-day';
import { ruleOf } from '../../domain/predict/line-now';
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
  let plan = known.plan ?? noPlan();
  for (let after = known.seq; ;) {
    const events = await reads.readEvents(branch, after, PAGE);
    for (const event of events) {
      const heard = day.take(event);
      if (!heard) continue;
      const before = learned;
      learned = learnDay(before, heard.learned);
      plan = planAfter(config, heard, { before, learned, plan });
      const { day: of, seq, calls } = heard;
      const { replayed } = await runInBackground({
        branch,
        actor: SYSTEM,
        load: {},
        change: { kind: 'learned', day: of, seq, body: learned, plan, calls },
        command: { type: 'Record', facts: [] },
      });
      if (replayed) return false;
    }
    if (events.length < PAGE) return true;
    after = events[events.length - 1].seq;
  }
}

/** What whole days have taught after one more, which is first judged by what was known before. */
function planAfter(
  config: BranchConfig,
  heard: Heard,
  { before, learned, plan }: { before: Learned; learned: Learned; plan: LearnedPlan },
): LearnedPlan {
  const model = modelOf(before, plan, ruleOf(config), Object.keys(config.queues).sort());
  return learnPlan(plan, heard.learned, learned, pastDayOf(config, heard, plan, model));
}
