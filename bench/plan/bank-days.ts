import { Learned } from '../../src/app/domain/model/learned';
import { LearnedPlan } from '../../src/app/domain/model/learned-plan';
import { defaultSettings } from '../../src/app/domain/model/settings';
import { Comers, comersOf } from '../../src/app/domain/plan/comers';
import { DayModel, modelOf } from '../../src/app/domain/plan/day-model';
import { isAway } from '../../src/app/domain/plan/duty';
import { forecast, levelOf } from '../../src/app/domain/plan/forecast';
import { learnPlan, noPlan } from '../../src/app/domain/plan/learn-plan';
import { Shift, simulateDay } from '../../src/app/domain/plan/simulate-day';
import { waitedIn } from '../../src/app/domain/plan/waited';
import { kindOfDay } from '../../src/app/domain/predict/day-kind';
import { learnDay } from '../../src/app/domain/predict/learn-day';
import { cold } from '../../src/app/domain/predict/learned';
import { takes } from '../../src/app/domain/predict/prepare';
import { streamOf } from '../../src/app/domain/predict/random';
import { dateOf } from '../../src/local/replay/parse';
import { kindOf, visitOf } from '../predict/bank';
import { ALL_QUEUES, APART, BankCall, QUEUES } from '../predict/bank-month';

export const RULE = { order: 'merged' as const, preferentialRun: 1, target: {} };
const AVERAGE = 300;
const ROUND_THE_CLOCK = [{ from: '07:00', to: '24:00' }];
/** The bank's week ends on Friday noon and begins again on Saturday evening. */
const CALENDAR = {
  ...defaultSettings,
  hours: {
    1: ROUND_THE_CLOCK,
    2: ROUND_THE_CLOCK,
    3: ROUND_THE_CLOCK,
    4: ROUND_THE_CLOCK,
    5: [{ from: '07:00', to: '14:00' }],
    6: [{ from: '19:00', to: '24:00' }],
    7: ROUND_THE_CLOCK,
  },
};

/** A day's totals. Seconds and shares. */
export interface Figures {
  readonly share: number;
  readonly mean: number;
  readonly p90: number;
  readonly gone: number;
}

/** A day of the bank as it was, beside its simulation. */
export interface JudgedDay {
  readonly day: string;
  readonly came: number;
  readonly was: Figures;
  readonly said: Figures;
  /**
   * How far one simulated day is from the mean of the others, on average: what the error would be
   * if days came just as the model says. No part of the error: chance and faults of a model do not
   * add up.
   */
  readonly chance: Figures;
}

/** Learns the bank's days one by one, and simulates each before learning it. */
export class BankDays {
  learned: Learned = cold(Object.fromEntries(ALL_QUEUES.map((each) => [each, AVERAGE])));
  plan: LearnedPlan = noPlan();
  readonly judged: JudgedDay[] = [];

  constructor(
    private readonly target: number,
    private readonly trials: number,
  ) {}

  day(day: string, calls: readonly BankCall[]): void {
    const isServed = calls.some(({ queue, ended }) => queue !== APART && ended !== undefined);
    if (this.plan.days > 0 && isServed) this.judged.push(this.judge(day, calls));
    const closed = { kind: kindOf(day), visits: calls.map((call) => visitOf(call, undefined)) };
    this.learned = learnDay(this.learned, closed);
    const visits = closed.visits.filter(({ queue }) => queue !== APART);
    const date = dateOf(day)!;
    this.plan = learnPlan(this.plan, { ...closed, visits }, this.learned, {
      day: date,
      kind: kindOfDay(CALENDAR, date),
      came: visits.length,
      ...forecast(this.plan.history, CALENDAR, date),
    });
  }

  /** What was expected of each day the evening before, beside what came. */
  levelOf(day: string): number {
    const expected = forecast(this.plan.history, CALENDAR, dateOf(day)!);
    return expected ? levelOf(this.plan, kindOf(day), expected) : 1;
  }

  get model(): DayModel {
    return modelOf(this.learned, this.plan, RULE, QUEUES);
  }

  private judge(day: string, calls: readonly BankCall[]): JudgedDay {
    const mine = calls.filter(({ queue }) => queue !== APART);
    const { model } = this;
    const shifts = shiftsOf(model, calls);
    const comers = comersOfDay(mine);
    const said = Array.from({ length: this.trials }, (_, trial) => {
      const { wait, served } = simulateDay(model, shifts, comers, streamOf(trial, 17));
      return figures(wait, served, this.target);
    });
    const was = figures(
      Float64Array.from(mine, ({ from, until }) => until - from),
      Uint8Array.from(mine, ({ ended }) => (ended === undefined ? 0 : 1)),
      this.target,
    );
    const mean = eachFigure((of) => average(said.map(of)));
    // a trial is in the mean it is compared with, and so nearer to it than the day that came
    const chance = eachFigure(
      (of, name) =>
        average(said.map((trial) => Math.abs(of(trial) - mean[name]))) *
        Math.sqrt((said.length + 1) / (said.length - 1)),
    );
    return { day, came: mine.length, was, said: mean, chance };
  }
}

const average = (values: readonly number[]) =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

/** Figures, each made of one function that reads it. */
function eachFigure(make: (of: (each: Figures) => number, name: keyof Figures) => number): Figures {
  const one = (name: keyof Figures) => make((each) => each[name], name);
  return { share: one('share'), mean: one('mean'), p90: one('p90'), gone: one('gone') };
}

const comersOfDay = (calls: readonly BankCall[]): Comers =>
  comersOf(
    calls.map(({ from, queue, lane }) => ({
      at: from,
      queue: QUEUES.indexOf(queue),
      lane: lane === 'preferential' ? 1 : 0,
    })),
  );

function figures(wait: Float64Array, served: Uint8Array, target: number): Figures {
  const waits = wait.filter((_, at) => served[at] === 1).sort();
  return {
    share: waits.filter((each) => each <= target).length / waits.length,
    mean: waits.reduce((sum, each) => sum + each, 0) / waits.length,
    p90: waits[Math.floor(waits.length * 0.9)],
    gone: 1 - waits.length / wait.length,
  };
}

/** Who was on duty, from first call to last finish, without long absences. */
export function shiftsOf(
  model: DayModel,
  calls: readonly BankCall[],
): readonly (Shift & { readonly advisor?: string })[] {
  const byAdvisor = new Map<string, BankCall[]>();
  const shifts: (Shift & { readonly advisor?: string })[] = [];
  const all = (1 << QUEUES.length) - 1;
  const waited = waitedIn(calls.map((call) => visitOf(call, undefined)));
  for (const call of calls) {
    if (call.ended === undefined) continue;
    if (call.advisor === undefined) {
      // An unnamed advisor: count one shift with this single customer.
      if (call.queue !== APART) {
        shifts.push({ from: call.until, to: call.until + 1, queues: all, pace: 1 });
      }
      continue;
    }
    byAdvisor.set(call.advisor, [...(byAdvisor.get(call.advisor) ?? []), call]);
  }
  for (const [advisor, own] of byAdvisor) {
    own.sort((a, b) => a.until - b.until);
    const taken = QUEUES.filter((queue) => takes(model.prepared, advisor, queue));
    const queues = taken.reduce((bits, queue) => bits | (1 << QUEUES.indexOf(queue)), 0);
    const pace = model.prepared.advisors.get(advisor)?.pace ?? 1;
    let open: { from: number; to: number } | undefined;
    const end = () => {
      if (open) shifts.push({ ...open, queues, pace, advisor });
      open = undefined;
    };
    for (const { queue, until, ended } of own) {
      if (queue === APART) {
        end();
      } else if (open && !isAway(waited, taken, open.to, until)) {
        open.to = Math.max(open.to, ended!);
      } else {
        end();
        open = { from: until, to: ended! };
      }
    }
    end();
  }
  return shifts;
}
