import { PlanChange } from '../model/plan-change';
import { Comers } from './comers';
import { Days, judge, JudgedPlan } from './judge';
import { Shift } from './simulate-day';
import { Rostered, Steps } from './staff';

interface ChangeInput {
  readonly days: Days;
  readonly crowds: readonly Comers[];
  readonly roster: readonly { readonly id: string; readonly queues: readonly string[] }[];
  readonly share: number;
  readonly shiftsFor: (steps: Steps, roster?: (place: number) => Rostered) => readonly Shift[];
}

/** Looked at when a change is weighed. */
const LOOK = 40;
/** How many more advisors are tried at most. */
const MOST_MORE = 5;
/** A skill is enough if it brings this share of what one more person would. */
const ENOUGH = 0.7;
/** Steps on either side of the worst that are mended with it. */
const AROUND = 1;

/**
 * The changes that mend the worst step, the cheapest first: a queue opened to somebody who is there
 * anyway, if it brings most of what one more person would; and as many more as it takes.
 */
export function changesFor(
  input: ChangeInput,
  plan: JudgedPlan & { readonly advisors: Steps },
): PlanChange[] {
  const worst = worstOf(plan, input.share);
  if (worst === undefined) return [];
  const steps = stretchOf(plan, worst, input.share);
  const crowds = input.crowds.slice(0, LOOK);
  const look = { ...input.days, runs: crowds.length };
  const shareIn = (shifts: readonly Shift[]) => {
    const judged = judge(look, shifts, crowds);
    return shareOf(judged, steps);
  };
  const shown = shareOf(plan, steps);
  const before = shareIn(input.shiftsFor(plan.advisors));
  // A change is weighed on fewer days than the plan was: on the same ones, what it adds is as good.
  const then = (within: number) => Math.max(0, Math.min(1, shown + within - before));
  const withMore = (more: number) =>
    then(
      shareIn(
        input.shiftsFor(plan.advisors.map((each, at) => each + (steps.includes(at) ? more : 0))),
      ),
    );
  const one = withMore(1);
  let [more, within] = [1, one];
  while (within < input.share && more < MOST_MORE) within = withMore((more += 1));
  const person = { what: 'person' as const, more, steps, within, instead: shown };
  const skill = bestSkill(input, plan.advisors, worst, (roster) =>
    then(shareIn(input.shiftsFor(plan.advisors, roster))),
  );
  return skill && skill.within - shown >= ENOUGH * (one - shown) && skill.within > shown
    ? [{ ...skill, steps, instead: shown }, person]
    : [person];
}

function shareOf(judged: JudgedPlan, steps: readonly number[]): number {
  const of = steps.map((at) => judged.steps[at].within?.mean ?? 1);
  return of.reduce((sum, each) => sum + each, 0) / of.length;
}

/** The step with the least share, if it falls short. */
function worstOf({ steps }: JudgedPlan, share: number): number | undefined {
  let worst: number | undefined;
  steps.forEach(({ within }, at) => {
    if (within === undefined || within.mean >= share) return;
    if (worst === undefined || within.mean < steps[worst].within!.mean) worst = at;
  });
  return worst;
}

function stretchOf({ steps }: JudgedPlan, worst: number, share: number): readonly number[] {
  const found = [worst];
  for (let at = worst - AROUND; at <= worst + AROUND; at += 1) {
    const short = (steps[at]?.within?.mean ?? 1) < share;
    if (at !== worst && short) found.push(at);
  }
  return found.sort((a, b) => a - b);
}

/** The queue in which most is missing, opened to each who is there and does not serve it. */
function bestSkill(
  { days, roster, crowds, shiftsFor }: ChangeInput,
  advisors: Steps,
  worst: number,
  shareWith: (roster: (place: number) => Rostered) => number,
) {
  const { model } = days;
  const all = (1 << model.queues.length) - 1;
  const few = crowds.slice(0, LOOK);
  const { queues } = judge({ ...days, trials: few.length }, shiftsFor(advisors), few);
  const least = queues.reduce((low, each, at) => (each < queues[low] ? at : low), 0);
  const queue = model.queues[least];
  let best: { what: 'skill'; advisor: string; queue: string; within: number } | undefined;
  roster.slice(0, advisors[worst]).forEach((member, place) => {
    if (member.queues.includes(queue)) return;
    const within = shareWith((at) => {
      const own = roster[at] as (typeof roster)[number] | undefined;
      const bits = own
        ? model.queues.reduce(
            (sum, each, bit) => sum | (own.queues.includes(each) ? 1 << bit : 0),
            0,
          )
        : all;
      const pace = own ? (model.prepared.advisors.get(own.id)?.pace ?? 1) : 1;
      return { queues: at === place ? bits | (1 << least) : bits, pace };
    });
    if (!best || within > best.within) best = { what: 'skill', advisor: member.id, queue, within };
  });
  return best;
}
