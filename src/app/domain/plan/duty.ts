import { Visit } from '../predict/closed-day';
import { takes } from '../predict/prepare';
import { DayModel, PAUSE } from './day-model';
import { Shift } from './simulate-day';

interface Stint {
  readonly advisor: string;
  readonly from: number;
  readonly to: number;
}

/** Who was on duty: from a first call to a last finish; whoever is long away is not. */
export function dutyOf(visits: readonly Visit[]): readonly Stint[] {
  const stints: Stint[] = [];
  const open = new Map<string, { advisor: string; from: number; to: number }>();
  for (const { until, call } of [...visits].sort((a, b) => a.until - b.until)) {
    if (call?.advisor === undefined) continue;
    const known = open.get(call.advisor);
    if (known && until - known.to < PAUSE) {
      known.to = Math.max(known.to, call.ended);
      continue;
    }
    const stint = { advisor: call.advisor, from: until, to: call.ended };
    open.set(call.advisor, stint);
    stints.push(stint);
  }
  return stints;
}

/** The shifts that a day had, of advisors as they are known. */
export const shiftsOfDay = (model: DayModel, visits: readonly Visit[]): readonly Shift[] =>
  dutyOf(visits).map(({ advisor, from, to }) => ({
    from,
    to,
    queues: queuesTaken(model, advisor),
    pace: model.prepared.advisors.get(advisor)?.pace ?? 1,
  }));

/** The queues that an advisor takes by what they have taken, as bits of the model's. */
const queuesTaken = ({ queues, prepared }: DayModel, advisor: string): number =>
  queues.reduce(
    (bits, queue, at) => (takes(prepared, advisor, queue) ? bits | (1 << at) : bits),
    0,
  );
