import { LearnedPlan, PastDay } from '../model/learned-plan';
import { BranchConfig } from '../model/state';
import { ClosedDay } from '../predict/closed-day';
import { hashOf, streamOf } from '../predict/random';
import { comersOf } from './comers';
import { DayModel } from './day-model';
import { shiftsOfDay } from './duty';
import { forecast } from './forecast';
import { cameOf } from './learn-plan';
import { simulateDay } from './simulate-day';

/** How many simulated days a day's figures rest on. */
const TRIALS = 40;

/**
 * A closed day in figures, beside what was expected the night before, and beside what the
 * simulation says of it: the same people with the advisors that were there. `model`: what was known
 * before it.
 */
export function pastDayOf(
  { settings, queues }: BranchConfig,
  { day, learned: { kind, visits } }: { readonly day: string; readonly learned: ClosedDay },
  plan: LearnedPlan,
  model: DayModel,
): PastDay {
  const came = cameOf(visits);
  const expected = forecast(plan.history, settings, day);
  const targets = new Map(model.queues.map((queue) => [queue, targetOf(queues, queue)]));
  const called = came.filter(({ call }) => call !== undefined);
  const within = called.filter(({ queue, from, until }) => until - from <= targets.get(queue)!);
  if (called.length === 0) return { day, kind, came: came.length, ...expected };
  return {
    day,
    kind,
    came: came.length,
    ...expected,
    within: within.length / called.length,
    ...(plan.days > 0 ? { said: simulated(model, visits, came, targets, day) } : {}),
  };
}

export const targetOf = (queues: BranchConfig['queues'], queue: string): number =>
  (queues[queue]?.targetMinutes ?? 0) * 60;

function simulated(
  model: DayModel,
  visits: ClosedDay['visits'],
  came: ClosedDay['visits'],
  targets: ReadonlyMap<string, number>,
  day: string,
): number {
  const comers = comersOf(
    came
      .filter(({ queue }) => targets.has(queue))
      .map(({ from, queue, lane }) => ({
        at: from,
        queue: model.queues.indexOf(queue),
        lane: lane === 'preferential' ? 1 : 0,
      })),
  );
  const shifts = shiftsOfDay(model, visits);
  let [done, within] = [0, 0];
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const { wait, served } = simulateDay(model, shifts, comers, streamOf(hashOf(day), trial));
    wait.forEach((each, at) => {
      if (served[at] === 0) return;
      done += 1;
      if (each <= targets.get(model.queues[comers.lineOf[at] >> 1])!) within += 1;
    });
  }
  return done > 0 ? within / done : 0;
}
