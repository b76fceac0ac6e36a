import { Ahead, AHEAD_MINUTES } from '../../src/app/domain/model/ahead';
import { AheadJob, aheadOf, levelSoFar } from '../../src/app/domain/plan/ahead';
import { expectedOf } from '../../src/app/domain/plan/comers';
import { DayModel } from '../../src/app/domain/plan/day-model';
import { hashOf } from '../../src/app/domain/predict/random';
import { kindOf } from '../predict/bank';
import { APART, BankCall, QUEUES } from '../predict/bank-month';
import { BankDays, RULE, shiftsOf } from './bank-days';

/** What was predicted for a queue at one moment, beside what happened. */
export interface Warned {
  readonly queue: string;
  readonly said: Ahead;
  /** The share called in time, of those in line or arriving; undefined if nobody was served. */
  readonly was: number | undefined;
  /** The same share over the minutes before: the prediction "as now". */
  readonly lately: number | undefined;
}

const MINUTE = 60;
const HOUR = 3600;
const AHEAD = AHEAD_MINUTES * MINUTE;
const [FROM, TO] = [8 * HOUR, 23 * HOUR];

/** Predicts at intervals of this many minutes, from what was known at each. */
export function warnings(
  days: BankDays,
  day: string,
  calls: readonly BankCall[],
  {
    target,
    share,
    every,
  }: { readonly target: number; readonly share: number; readonly every: number },
): readonly Warned[] {
  const { model } = days;
  const mine = calls.filter(({ queue }) => queue !== APART);
  const shifts = shiftsOf(model, calls);
  const level = days.levelOf(day);
  const found: Warned[] = [];
  for (let second = FROM; second < TO; second += every) {
    const job = jobAt({ days, model, day, mine, shifts, level, second, target, share });
    for (const [queue, said] of Object.entries(aheadOf(job))) {
      found.push({
        queue,
        said,
        was: shareIn(mine, queue, second, second + AHEAD, target),
        lately: latelyOf(mine, queue, second, target),
      });
    }
  }
  return found;
}

interface Moment {
  readonly days: BankDays;
  readonly model: DayModel;
  readonly day: string;
  readonly mine: readonly BankCall[];
  readonly shifts: ReturnType<typeof shiftsOf>;
  readonly level: number;
  readonly second: number;
  readonly target: number;
  readonly share: number;
}

function jobAt({ days, model, day, mine, shifts, level, second, target, share }: Moment): AheadJob {
  const names = (bits: number) => QUEUES.filter((_, at) => bits & (1 << at));
  const inHand = new Map(
    mine
      .filter(({ until, ended }) => until <= second && ended !== undefined && ended > second)
      .map((call) => [call.advisor, call]),
  );
  return {
    what: 'ahead',
    learned: days.learned,
    plan: days.plan,
    rule: RULE,
    queues: QUEUES,
    kind: kindOf(day),
    scale: levelSoFar(expectedOf(model, kindOf(day)), {
      scale: level,
      second,
      came: mine.filter(({ from }) => from < second).length,
    }),
    second,
    until: second + AHEAD,
    targets: QUEUES.map(() => target),
    closed: [],
    advisors: shifts
      .filter(({ from, to, advisor }) => from <= second && to > second && advisor !== undefined)
      .map(({ advisor, queues }) => {
        const call = inHand.get(advisor);
        return {
          id: advisor!,
          queues: names(queues),
          onDuty: true,
          ...(call
            ? { serving: { queue: QUEUES.indexOf(call.queue), since: second - call.until } }
            : {}),
        };
      }),
    waiting: mine
      .filter(({ from, until }) => from <= second && until > second)
      .map(({ from, queue, lane }) => ({
        at: from,
        queue: QUEUES.indexOf(queue),
        lane: lane === 'preferential' ? 1 : 0,
      })),
    share,
    seed: hashOf(`${day} ${second}`),
    offered: {},
  };
}

/** The share of those who came before `end` and could still be called in time at `begin`. */
function shareIn(
  calls: readonly BankCall[],
  queue: string,
  begin: number,
  end: number,
  target: number,
): number | undefined {
  const served = calls.filter(
    (each) =>
      each.queue === queue &&
      each.from < end &&
      each.until > begin &&
      each.from + target >= begin &&
      each.ended !== undefined,
  );
  if (served.length === 0) return undefined;
  return served.filter(({ from, until }) => until - from <= target).length / served.length;
}

function latelyOf(calls: readonly BankCall[], queue: string, second: number, target: number) {
  const served = calls.filter(
    (each) =>
      each.queue === queue &&
      each.until > second - AHEAD &&
      each.until <= second &&
      each.ended !== undefined,
  );
  if (served.length === 0) return undefined;
  return served.filter(({ from, until }) => until - from <= target).length / served.length;
}
