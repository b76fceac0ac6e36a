import { Learned } from '../../../../src/app/domain/model/learned';
import { LearnedPlan } from '../../../../src/app/domain/model/learned-plan';
import { addDays } from '../../../../src/app/domain/model/local-time';
import { BranchConfig } from '../../../../src/app/domain/model/state';
import { modelOf } from '../../../../src/app/domain/plan/day-model';
import { learnPlan, noPlan } from '../../../../src/app/domain/plan/learn-plan';
import { pastDayOf } from '../../../../src/app/domain/plan/past-day';
import { Visit } from '../../../../src/app/domain/predict/closed-day';
import { kindOfDay } from '../../../../src/app/domain/predict/day-kind';
import { coldOf } from '../../../../src/app/domain/predict/foretell';
import { learnDay } from '../../../../src/app/domain/predict/learn-day';
import { ruleOf } from '../../../../src/app/domain/predict/line-now';

const HOUR = 3600;

/** A repeatable stream of numbers from 0 to 1. */
function stream(seed: number) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Customers of one day, served in order by any free advisor for their queue. */
function dayOf(
  seed: number,
  serves: Readonly<Record<string, readonly string[]>>,
  perHour: (queue: string, hour: number) => number,
): readonly Visit[] {
  const random = stream(seed);
  const comers: { readonly queue: string; readonly from: number }[] = [];
  for (const queue of new Set(Object.values(serves).flat())) {
    for (let at = 9 * HOUR; ;) {
      at += (-Math.log(random()) * HOUR) / perHour(queue, Math.floor(at / HOUR));
      if (at >= 14 * HOUR) break;
      comers.push({ queue, from: Math.floor(at) });
    }
  }
  const free = Object.fromEntries(Object.keys(serves).map((id) => [id, 9 * HOUR]));
  return comers
    .sort((a, b) => a.from - b.from)
    .map(({ queue, from }): Visit => {
      const who = Object.keys(serves).filter((id) => serves[id].includes(queue));
      const advisor = who.reduce((best, id) => (free[id] < free[best] ? id : best));
      const until = Math.ceil(Math.max(from, free[advisor]) + 5 + 20 * random());
      const ended = Math.ceil(until + 60 - Math.log(random()) * 240);
      free[advisor] = ended;
      return { queue, lane: 'general', from, until, call: { advisor, ended } };
    });
}

/** What a branch knows after this many days up to `last`, by the product's own learning. */
export function learnedFrom(
  config: BranchConfig,
  last: string,
  days: number,
  serves: Readonly<Record<string, readonly string[]>>,
): { readonly body: Learned; readonly plan: LearnedPlan } {
  let [body, plan] = [coldOf(config), noPlan()];
  for (let ago = days - 1; ago >= 0; ago -= 1) {
    const day = addDays(last, -ago);
    const visits = dayOf(1000 + ago, serves, (queue, hour) =>
      hour === 12 ? (queue === 'caja' ? 48 : 10) : queue === 'caja' ? 20 : 6,
    );
    const closed = { kind: kindOfDay(config.settings, day), visits };
    const model = modelOf(body, plan, ruleOf(config), Object.keys(config.queues).sort());
    const past = pastDayOf(config, { day, learned: closed }, plan, model);
    body = learnDay(body, closed);
    plan = learnPlan(plan, closed, body, past);
  }
  return { body, plan };
}
