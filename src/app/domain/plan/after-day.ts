import { Briefing } from '../model/briefing';
import { BranchConfig } from '../model/state';
import { ClosedDay } from '../predict/closed-day';
import { learnDay } from '../predict/learn-day';
import { ruleOf } from '../predict/line-now';
import { briefingOf } from './brief';
import { modelOf } from './day-model';
import { learnPlan } from './learn-plan';
import { pastDayOf } from './past-day';
import { NextDay, Taught } from './taught';

/** A closed day to learn from; plain data, for another thread. */
export interface DayJob {
  readonly what: 'learn';
  readonly config: BranchConfig;
  readonly day: string;
  readonly closed: ClosedDay;
  /** What was known before it. */
  readonly known: Taught;
  /** Absent: it is over already. */
  readonly next?: NextDay;
}

/** What a branch knows after one more day, and the briefing on it. */
export interface Lesson extends Taught {
  readonly briefing: Briefing;
}

/** What a branch knows after one more day, which is first judged by what was known before it. */
export function afterDay({ config, day, closed, known, next }: DayJob): Lesson {
  const body = learnDay(known.body, closed);
  const queues = Object.keys(config.queues).sort();
  const model = modelOf(known.body, known.plan, ruleOf(config), queues);
  const past = pastDayOf(config, { day, learned: closed }, known.plan, model);
  const taught = { body, plan: learnPlan(known.plan, closed, body, past) };
  return { ...taught, briefing: briefingOf(config, past, closed, taught, next) };
}
