import { willBeMissed } from '../src/app/domain/line/target';
import { PastDay } from '../src/app/domain/model/learned-plan';
import { defaultSettings } from '../src/app/domain/model/settings';
import { expectedOf } from '../src/app/domain/plan/comers';
import { DayModel } from '../src/app/domain/plan/day-model';
import { crowdsOf, Days, judge } from '../src/app/domain/plan/judge';
import { ENOUGH_DAYS } from '../src/app/domain/plan/learn-plan';
import { byErlangA, shiftsOf, staff, Steps } from '../src/app/domain/plan/staff';
import { Problem } from '../src/local/machine/problem';
import { readMonth as readFile } from '../src/local/replay/read-file';
import { Bench } from './main';
import { Warned, warnings } from './plan/bank-ahead';
import { BankDays, Figures, JudgedDay } from './plan/bank-days';
import { readMonth } from './predict/bank-month';

type Say = (line: string) => void;

const TARGET = 60;
const TRIALS = 50;

/** Days of a branch simulated, judged by days that have been; and how many advisors a day needs. */
export const bench: Bench = {
  about:
    'staff FILE: every day of a month of a bank simulated with the advisors it had, from what ' +
    'earlier days taught, beside what came; then a plan is searched for and judged',
  async run(say, [file]) {
    if (!file) throw new Problem('FILE is missing: npm run bench -- staff FILE');
    const month = readMonth(await readFile(file), file);
    month.remarks.forEach(say);
    const days = new BankDays(TARGET, TRIALS);
    const warned: Warned[] = [];
    for (const [day, calls] of month.days) {
      if (days.plan.days >= ENOUGH_DAYS) warned.push(...warnings(days, day, calls, ASKED));
      days.day(day, calls);
    }
    if (days.judged.length === 0) {
      throw new Problem(
        `${file}: of ${month.days.size} days none can be judged. A day is simulated from what ` +
          'earlier ones taught, so it takes two at least',
      );
    }
    return {
      bench: 'staff',
      days: judged(say, days.judged),
      plan: searched(say, days.model),
      forecast: forecasts(say, days.plan.history),
      ahead: warnedOf(say, warned),
    };
  },
};

/** Predictions are requested every ten minutes. */
const ASKED = { target: TARGET, share: 0.8, every: 600 };

/** A share as text, or "-" where there is none. */
const two = (value: number) => (Number.isFinite(value) ? value.toFixed(3) : '-');

function judged(say: Say, all: readonly JudgedDay[]): object {
  say(`share of those served who waited up to ${TARGET} s; each day learned from earlier ones`);
  say('day     came   was  said    mean wait    p90          gave up');
  for (const { day, came, was, said } of all) {
    say(
      `${day}  ${String(came).padStart(5)}  ${two(was.share)} ${two(said.share)}  ` +
        `${was.mean.toFixed(0)} ${said.mean.toFixed(0)}  ${was.p90.toFixed(0)} ` +
        `${said.p90.toFixed(0)}  ${two(was.gone)} ${two(said.gone)}`,
    );
  }
  const later = all.slice(Math.floor(all.length / 2));
  return { all: errors(say, 'all days', all), later: errors(say, 'the later half', later) };
}

/** Prediction minus outcome: on average, and per day. */
function errors(say: Say, name: string, days: readonly JudgedDay[]): object {
  const figures = { share: 3, gone: 3, p90: 0, mean: 1 } as const;
  const told = Object.entries(figures).map(([figure, digits]) => {
    const differences = days.map(
      ({ was, said }) => said[figure as keyof Figures] - was[figure as keyof Figures],
    );
    const mean = (values: readonly number[]) =>
      values.reduce((sum, each) => sum + each, 0) / values.length;
    const [bias, error] = [mean(differences), mean(differences.map(Math.abs))];
    const chance = mean(days.map((each) => each.chance[figure as keyof Figures]));
    say(
      `${name}, ${figure}: bias ${bias.toFixed(digits)}, mean absolute error of a day ` +
        `${error.toFixed(digits)}; by chance alone ${chance.toFixed(digits)}`,
    );
    return [figure, { bias, error, chance }] as const;
  });
  return Object.fromEntries(told);
}

/**
 * How many were expected the evening before, beside the last day of the same kind and a mean of all
 * such days.
 */
function forecasts(say: Say, history: readonly PastDay[]): object {
  const told = history.filter(({ expected }) => expected !== undefined);
  const before = (day: PastDay) =>
    history.filter((each) => each.kind === day.kind && each.day < day.day).map(({ came }) => came);
  const error = (of: (day: PastDay) => number) =>
    told.reduce((sum, day) => sum + Math.abs(of(day) - day.came), 0) /
    told.reduce((sum, { came }) => sum + came, 0);
  const held = told.filter(({ low, high, came }) => low! <= came && came <= high!).length;
  const ways = {
    this: error(({ expected }) => expected!),
    'the last day of its kind': error((day) => before(day).at(-1)!),
    'the mean of its kind': error((day) => {
      const all = before(day);
      return all.reduce((sum, each) => sum + each, 0) / all.length;
    }),
  };
  say(`\ncustomers of ${told.length} days, expected the evening before: error over all who came`);
  for (const [name, share] of Object.entries(ways)) say(`  ${name}: ${two(share)}`);
  say(`  within the band: ${two(held / told.length)}`);
  return { ...ways, held: held / told.length };
}

/** How often the alert that a target will be missed rang, and how often it was right. */
function warnedOf(say: Say, all: readonly Warned[]): object {
  const { alerts } = defaultSettings;
  const known = all.filter(({ was }) => was !== undefined);
  const missed = ({ was }: Warned) => was! < ASKED.share;
  const tell = (name: string, moments: readonly Warned[]) => {
    const rang = moments.filter(({ said }) => willBeMissed(said, { alerts }, false));
    const right = rang.filter(missed).length;
    const found = {
      moments: moments.length,
      missed: moments.filter(missed).length,
      rang: rang.length,
      right: right / rang.length,
      said: rang.reduce((sum, { said }) => sum + said.within, 0) / rang.length,
      was: rang.reduce((sum, { was }) => sum + was!, 0) / rang.length,
    };
    say(
      `  ${name}: of ${found.moments} moments of a queue ${found.missed} were missed; rang ` +
        `${found.rang} times, right ${two(found.right)}, found ${two(right / found.missed)}; ` +
        `share said ${two(found.said)}, was ${two(found.was)}`,
    );
    return found;
  };
  say(`\nthe alert of 20 minutes ahead, asked every ten: too few called within ${TARGET} s`);
  return {
    all: tell('all', known),
    calm: tell(
      'kept in the 20 min before',
      known.filter(({ lately = 1 }) => lately >= ASKED.share),
    ),
  };
}

const HOUR = 3600;
const [FROM, TO] = [7, 24];
const SHARE = 0.8;
const MOST = 60;
/** Days that judge a plan, different from those with which it was found. */
const OTHERS = 1000;
const PAIRS = 300;

/** A weekday's plan: searched for, and beside it what Erlang A says. */
function searched(say: Say, model: DayModel): object {
  const days: Days = {
    model,
    expected: expectedOf(model, 'weekday'),
    scale: 1,
    targets: model.queues.map(() => TARGET),
    from: FROM * HOUR,
    to: TO * HOUR,
    step: HOUR,
    trials: PAIRS,
    seed: 1,
  };
  const everybody = { queues: (1 << model.queues.length) - 1, pace: 1 };
  const wanted = { share: SHARE, most: MOST, least: 1, roster: () => everybody };
  const other = { ...days, runs: OTHERS, seed: 99_991 };
  const shifts = (steps: Steps) => shiftsOf(days, steps, wanted.roster);
  const began = performance.now();
  const found = staff(days, wanted);
  const searchMs = performance.now() - began;
  const erlang = byErlangA(days, wanted);
  say(`\na weekday, ${SHARE * 100} % within ${TARGET} s, judged by ${OTHERS} other days`);
  say(`hour      ${found.map((_, at) => String(FROM + at).padStart(4)).join('')}`);
  const told = Object.entries({ found, 'Erlang A': erlang }).map(([name, steps]) => {
    const judgedPlan = judge(other, shifts(steps));
    const hours = steps.reduce((sum, each) => sum + each, 0);
    const shares = judgedPlan.steps.map(({ within }) => within?.mean ?? 1);
    say(`${name.padEnd(10)}${steps.map((each) => String(each).padStart(4)).join('')}  ${hours} h`);
    say(`  share   ${shares.map((each) => each.toFixed(2).slice(1).padStart(4)).join('')}`);
    const worst = Math.min(...shares);
    say(`  worst hour ${two(worst)}, gave up ${two(judgedPlan.gone)}`);
    return [name, { hours, worst, gone: judgedPlan.gone }] as const;
  });
  const less = found.map((each, at) => (FROM + at === 12 || FROM + at === 13 ? each - 1 : each));
  const before = performance.now();
  const crowds = crowdsOf(days);
  for (const steps of [found, less]) judge(days, shifts(steps), crowds);
  const whatIfMs = performance.now() - before;
  say(
    `search ${(searchMs / 1000).toFixed(1)} s; two plans, ${PAIRS} days each: ` +
      `${(whatIfMs / 1000).toFixed(2)} s`,
  );
  return { ...Object.fromEntries(told), searchMs, whatIfMs };
}
