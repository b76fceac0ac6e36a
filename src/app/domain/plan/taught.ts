import { DayPlan } from '../model/day-plan';
import { Learned } from '../model/learned';
import { LearnedPlan } from '../model/learned-plan';
import { SimulationJob } from './answer';

/** What a branch knows, of single waits and of whole days. */
export interface Taught {
  readonly body: Learned;
  readonly plan: LearnedPlan;
}

/** The next open day: who may be on duty, and the plan that is kept for it. */
export interface NextDay {
  readonly day: string;
  readonly roster: SimulationJob['roster'];
  readonly kept?: DayPlan;
}
