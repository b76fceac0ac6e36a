import { Visit } from '../predict/closed-day';
import { takes } from '../predict/prepare';
import { DayModel, PAUSE } from './day-model';
import { Shift } from './simulate-day';
import { Waited, waitedIn } from './waited';

interface Stint {
  readonly advisor: string;
  readonly from: number;
  readonly to: number;
}

/** Whether an advisor takes customers of a queue. */
export type Takes = (advisor: string, queue: string) => boolean;

/** With nobody to call for all but this many seconds, an advisor was free, and not away. */
const KEPT_WAITING = 300;
/** After as long as this without a call, nobody can tell. */
const LONGEST_FREE = 7200;

/** Whether an advisor of these queues was away between a finish and the next call. Seconds. */
export const isAway = (
  waited: Waited,
  queues: readonly string[],
  from: number,
  to: number,
): boolean =>
  to - from >= LONGEST_FREE || (to - from >= PAUSE && waited(queues, from, to) >= KEPT_WAITING);

/** Who was on duty: from a first call to a last finish; whoever is long away is not. */
export function dutyOf(visits: readonly Visit[], may: Takes): readonly Stint[] {
  const waited = waitedIn(visits);
  const queues = [...new Set(visits.map(({ queue }) => queue))];
  const taken = new Map<string, readonly string[]>();
  const stints: Stint[] = [];
  const open = new Map<string, { advisor: string; from: number; to: number }>();
  for (const { until, call } of [...visits].sort((a, b) => a.until - b.until)) {
    if (call?.advisor === undefined) continue;
    const { advisor } = call;
    const known = open.get(advisor);
    const own = taken.get(advisor) ?? queues.filter((queue) => may(advisor, queue));
    taken.set(advisor, own);
    if (known && !isAway(waited, own, known.to, until)) {
      known.to = Math.max(known.to, call.ended);
      continue;
    }
    const stint = { advisor, from: until, to: call.ended };
    open.set(advisor, stint);
    stints.push(stint);
  }
  return stints;
}

/** The shifts that a day had, of advisors as they are known. */
export const shiftsOfDay = (model: DayModel, visits: readonly Visit[]): readonly Shift[] =>
  dutyOf(visits, (advisor, queue) => takes(model.prepared, advisor, queue)).map(
    ({ advisor, from, to }) => ({
      from,
      to,
      queues: queuesTaken(model, advisor),
      pace: model.prepared.advisors.get(advisor)?.pace ?? 1,
    }),
  );

/** The queues that an advisor takes by what they have taken, as bits of the model's. */
const queuesTaken = ({ queues, prepared }: DayModel, advisor: string): number =>
  queues.reduce(
    (bits, queue, at) => (takes(prepared, advisor, queue) ? bits | (1 << at) : bits),
    0,
  );
