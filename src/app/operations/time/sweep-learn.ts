import { SYSTEM } from '../../domain/model/actor';
import { canonical } from '../../domain/model/canonical';
import { businessDay } from '../../domain/model/day';
import { Instant } from '../../domain/model/instant';
import { FIRST_DAYS } from '../../domain/model/learned-plan';
import { optional } from '../../domain/model/records';
import { afterDay, DayJob, Lesson } from '../../domain/plan/after-day';
import { nextOpenDay } from '../../domain/plan/day-job';
import { rosterOf } from '../../domain/plan/floor-now';
import { ENOUGH_DAYS, noPlan } from '../../domain/plan/learn-plan';
import { Taught } from '../../domain/plan/taught';
import { DayOfEvents } from '../../domain/predict/day-of-events';
import { coldOf } from '../../domain/predict/foretell';
import { TooLong } from '../../ports';
import { SweepDeps } from './deps';

const PAGE = 2_000;
/**
 * Learning from a day with fewer customers takes less time than handing it to a thread, as long as
 * the next day is not simulated: some 15 ms of the processor, in which nobody is answered. A
 * hundred took up to 40.
 */
const AT_ONCE = 25;

/**
 * Learns from every day closed since the last one learned from, in order and outside the branch's
 * lock. Each is kept by a command of its own, so what a command foretells rests on what was known
 * at its event. True when none is left.
 */
export async function learnDays(deps: SweepDeps, branch: string, now: Instant): Promise<boolean> {
  const { store, reads, runInBackground, vault } = deps;
  const {
    floor,
    directory: { config },
  } = await reads.readFloor(branch);
  const today = businessDay(now, config.settings);
  const nextOf = async (day: string): Promise<DayJob['next']> => {
    const next = nextOpenDay(config, day);
    if (next < today) return undefined;
    const { plan: kept } = await store.planOf(branch, next);
    return {
      day: next,
      roster: rosterOf(floor, kept?.skills ?? [], false),
      ...optional('kept', kept),
    };
  };
  const digestOf = (value: object) => vault.digest(canonical(value));
  const known = await store.learnedBy(branch, FIRST_DAYS);
  const day = new DayOfEvents(config.settings);
  let taught: Taught = { body: known.body ?? coldOf(config), plan: known.plan ?? noPlan() };
  for (let after = known.seq; ;) {
    const events = await reads.readEvents(branch, after, PAGE);
    for (const event of events) {
      const complete = day.take(event);
      if (!complete) continue;
      const { day: of, seq, calls, learned: closed } = complete;
      const job: DayJob = {
        what: 'learn',
        config,
        day: of,
        closed,
        known: taught,
        ...optional('next', await nextOf(of)),
      };
      const small = closed.visits.length < AT_ONCE && taught.plan.days < ENOUGH_DAYS;
      const { briefing, body, plan } = small ? afterDay(job) : await lessonOf(deps, branch, job);
      taught = { body, plan };
      const digests = { body: digestOf(body), plan: digestOf(plan) };
      const { replayed } = await runInBackground({
        branch,
        actor: SYSTEM,
        load: {},
        change: { kind: 'learned', day: of, seq, body, plan, calls, briefing, digests },
        command: { type: 'Record', facts: [] },
      });
      if (replayed) return false;
    }
    if (events.length < PAGE) return true;
    after = events[events.length - 1].seq;
  }
}

/**
 * Nearly all that learning takes is the simulation of the next day. On a machine that is too slow
 * for it, the day is learned without: waits depend on the learning, and the simulation would take
 * as long the next time.
 */
async function lessonOf(
  { simulations, log }: SweepDeps,
  branch: string,
  { next, ...job }: DayJob,
): Promise<Lesson> {
  if (!next) return simulations.learn(job);
  try {
    return await simulations.learn({ ...job, next });
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    log.warn(
      { branch, day: job.day, next: next.day, ranSeconds: error.ranSeconds },
      'a day was learned without simulating the next one, which took too long',
    );
    return simulations.learn(job);
  }
}
