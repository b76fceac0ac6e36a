import { uncalibrated } from '../../src/app/domain/predict/calibrate';
import { cold } from '../../src/app/domain/predict/learned';
import { LineNow } from '../../src/app/domain/predict/line-now';
import { predict, predictAll } from '../../src/app/domain/predict/predict';
import { prepare } from '../../src/app/domain/predict/prepare';

const TIMES = 200;
const WARM = 100;
const QUEUES = ['caja', 'personal-banker', 'empresas'];

/** A line of this length, one in five preferential, and this many advisors, all busy. */
const lineOf = (waiting: number, advisors: number): LineNow => ({
  rule: { order: 'lanes', preferentialRun: 2, target: { caja: 1200, empresas: 1800 } },
  advisors: Array.from({ length: advisors }, (_, at) => ({
    id: `advisor-${at}`,
    queues: at % 3 ? QUEUES.slice(0, 2) : QUEUES,
    serves: QUEUES[at % 2],
    since: 40 * at,
  })),
  waiting: Array.from({ length: waiting }, (_, at) => ({
    queue: QUEUES[at % 3],
    lane: at % 5 ? ('general' as const) : ('preferential' as const),
    age: 30 * (waiting - at),
  })),
  runs: {},
  today: {},
  rates: { 'caja preferential': 1 / 600 },
});

/**
 * Processor time of a promise at issue, and of all promises for a line of 30, in ms. Processor
 * time, so that a busy machine shows the same as an idle one.
 */
export function costs(): { readonly issue: number; readonly frame: number } {
  const prepared = prepare(cold({ caja: 300, 'personal-banker': 900, empresas: 1200 }));
  const calibration = uncalibrated(300);
  const cost = (once: (seed: number) => void) => {
    for (let seed = 0; seed < WARM; seed += 1) once(seed);
    const before = process.cpuUsage();
    for (let seed = 0; seed < TIMES; seed += 1) once(seed);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / TIMES;
  };
  const few = lineOf(3, 9);
  const many = lineOf(30, 10);
  const asked = { queue: 'caja', lane: 'general' as const };
  return {
    issue: cost((seed) => predict(few, asked, prepared, calibration, seed)),
    frame: cost((seed) => predictAll(many, prepared, () => calibration, seed)),
  };
}
