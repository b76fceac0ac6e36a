import { SYSTEM } from '../../domain/model/actor';
import { canonical } from '../../domain/model/canonical';
import { businessDay } from '../../domain/model/day';
import { Instant } from '../../domain/model/instant';
import { optional } from '../../domain/model/records';
import { afterDay, DayJob } from '../../domain/plan/after-day';
import { nextOpenDay } from '../../domain/plan/day-job';
import { rosterOf } from '../../domain/plan/floor-now';
import { ENOUGH_DAYS, noPlan } from '../../domain/plan/learn-plan';
import { Taught } from '../../domain/plan/taught';
import { DayOfEvents } from '../../domain/predict/day-of-events';
import { coldOf } from '../../domain/predict/foretell';
import { SweepDeps } from './deps';

const PAGE = 2_000;
/** Closed days that a branch learns from when it has learned from none yet. */
const FIRST_DAYS = 30;
/**
 * A day of fewer customers is learned from in less time than handing it to a thread takes, as long
 * as nothing is simulated for the next one: some 15 ms of the processor, in which nobody is
 * answered. A hundred took up to 40.
 */
const AT_ONCE = 25;

/**
 * Learns from every day that was closed since the last that was learned from, in their order and
 * outside the branch's lock. Each is kept by a command of its own, so whatever a command foretells
 * rests on what was known at its event. True when nothing is left.
 */
export async function learnDays(
  { store, reads, runInBackground, simulations, vault }: SweepDeps,
  branch: string,
  now: Instant,
): Promise<boolean> {
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
      const heard = day.take(event);
      if (!heard) continue;
      const { day: of, seq, calls, learned: closed } = heard;
      const job: DayJob = {
        what: 'learn',
        config,
        day: of,
        closed,
        known: taught,
        ...optional('next', await nextOf(of)),
      };
      const small = closed.visits.length < AT_ONCE && taught.plan.days < ENOUGH_DAYS;
      const { briefing, body, plan } = small ? afterDay(job) : await simulations.learn(job);
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
