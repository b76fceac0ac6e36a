import { Visit } from './closed-day';
import { classOf } from './learned';

/** Seconds of a lead that make a choice e times as likely. */
const SCALE = 20;
const STEPS = [3, 1.5, 1];
const MOST = 240;
const FARTHEST = 30;

interface Waiter {
  readonly class: string;
  readonly from: number;
  readonly until: number;
  readonly called?: { readonly advisor: string; readonly queues: (queue: string) => boolean };
  readonly queue: string;
}

/**
 * How many seconds a queue and lane goes before others: a conditional logit of who was taken among
 * those waiting whom the advisor might have taken, by gradient steps over the day. Only differences
 * mean something; a step adds nothing to their sum.
 */
export function learnHeadStart(
  known: Readonly<Record<string, number>>,
  visits: readonly Visit[],
  takes: (advisor: string, queue: string) => boolean,
): Record<string, number> {
  const headStart: Record<string, number> = { ...known };
  const waiters = visits
    .filter(({ from, until }) => until > from)
    .sort((a, b) => a.from - b.from)
    .map(({ queue, lane, from, until, call }): Waiter => {
      const advisor = call?.advisor;
      return {
        class: classOf(queue, lane),
        from,
        until,
        queue,
        ...(advisor === undefined
          ? {}
          : { called: { advisor, queues: (each: string) => takes(advisor, each) } }),
      };
    });
  for (const each of waiters) headStart[each.class] ??= 0;
  const longest = waiters.reduce((most, { from, until }) => Math.max(most, until - from), 0);
  const choices = waiters.map((chosen, at) => rivals(waiters, chosen, at, longest));
  for (const step of STEPS) {
    waiters.forEach(
      (chosen, at) => choices[at].length && learnChoice(headStart, chosen, choices[at], step),
    );
  }
  for (const key of Object.keys(headStart)) {
    headStart[key] = Math.max(-MOST, Math.min(MOST, headStart[key]));
  }
  return headStart;
}

/** Who else waited when somebody was called, and might have been. */
function rivals(
  waiters: readonly Waiter[],
  chosen: Waiter,
  at: number,
  longest: number,
): readonly Waiter[] {
  const { called } = chosen;
  if (!called) return [];
  const could = (each: Waiter) =>
    each.from <= chosen.until && each.until > chosen.until && called.queues(each.queue);
  const found: Waiter[] = [];
  for (let before = at - 1; before >= 0; before -= 1) {
    if (waiters[before].from < chosen.until - longest) break;
    if (could(waiters[before])) found.push(waiters[before]);
  }
  for (let after = at + 1; after < waiters.length; after += 1) {
    if (waiters[after].from > chosen.until) break;
    if (could(waiters[after])) found.push(waiters[after]);
  }
  return found;
}

function learnChoice(
  headStart: Record<string, number>,
  chosen: Waiter,
  others: readonly Waiter[],
  step: number,
) {
  const all = [...others, chosen];
  const leads = all.map((each) => (chosen.until - each.from + headStart[each.class]) / SCALE);
  const most = Math.max(...leads);
  const odds = leads.map((lead) => Math.exp(Math.max(lead - most, -FARTHEST)));
  const total = odds.reduce((sum, each) => sum + each, 0);
  all.forEach((each, at) => {
    headStart[each.class] -= (step * odds[at]) / total;
  });
  headStart[chosen.class] += step;
}
