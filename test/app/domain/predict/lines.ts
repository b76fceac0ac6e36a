import { Learned } from '../../../../src/app/domain/model/learned';
import { GAP_EDGES, PATIENCE_EDGES } from '../../../../src/app/domain/predict/hazard';
import { cold } from '../../../../src/app/domain/predict/learned';
import { AdvisorNow, LineNow, WaitingNow } from '../../../../src/app/domain/predict/line-now';

/** A branch in which nobody hesitates and nobody leaves. */
export function prompt(pool: readonly number[]): Learned {
  return {
    ...cold({}),
    pool: pool.length === 1 ? Array.from({ length: 400 }, () => pool[0]) : pool,
    gaps: { events: GAP_EDGES.map(() => 1e9), seconds: GAP_EDGES.map(() => 1) },
    patience: { events: PATIENCE_EDGES.map(() => 0), seconds: PATIENCE_EDGES.map(() => 1) },
  };
}

export const exponential = (mean: number) =>
  Array.from({ length: 400 }, (_, at) => -Math.log(1 - (at + 0.5) / 400) * mean);

export const busy = (id: string, since = 0, queues = ['caja']): AdvisorNow => ({
  id,
  queues,
  serves: queues[0],
  since,
});

export const waiting = (id: string, over: Partial<WaitingNow> = {}): WaitingNow => ({
  id,
  queue: 'caja',
  lane: 'general',
  age: 0,
  ...over,
});

/** Served in order of arrival, the first of the list having waited longest. */
export const line = (
  advisors: readonly AdvisorNow[],
  inLine: readonly WaitingNow[] = [],
  over: Partial<LineNow> = {},
): LineNow => ({
  rule: { order: 'lanes', preferentialRun: 2, target: {} },
  advisors,
  waiting: inLine.map((each, at) => ({ ...each, age: each.age || inLine.length - at })),
  runs: {},
  today: {},
  rates: {},
  ...over,
});
