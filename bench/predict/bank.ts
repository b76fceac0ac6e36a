import { Calibration, Promised } from '../../src/app/domain/model/foretold';
import { Learned } from '../../src/app/domain/model/learned';
import { corrected, reopened, uncalibrated } from '../../src/app/domain/predict/calibrate';
import { Visit } from '../../src/app/domain/predict/closed-day';
import { learnDay, ratesAt } from '../../src/app/domain/predict/learn-day';
import { cold } from '../../src/app/domain/predict/learned';
import { predict } from '../../src/app/domain/predict/predict';
import { prepare } from '../../src/app/domain/predict/prepare';
import { seedOf } from '../../src/app/domain/predict/random';
import { dateOf } from '../../src/local/replay/parse';
import { Guess } from '../../src/local/replay/score';
import { BankLine } from './bank-line';
import { ALL_QUEUES, APART, BankCall } from './bank-month';

/** What one customer was told, and the actual wait. Seconds. */
export interface PromiseMade {
  readonly day: string;
  readonly second: number;
  readonly queue: string;
  readonly place: number;
  readonly came: number;
  readonly said: Readonly<Record<string, Guess>>;
  readonly took: number;
}

const MINUTES = 5;
const AVERAGE = MINUTES * 60;

/**
 * Runs the pure domain over days of the bank: each prediction uses only what was known at the
 * second the customer came, and each outcome is learned only once it was known.
 */
export class BankRun {
  learned: Learned = cold(Object.fromEntries(ALL_QUEUES.map((queue) => [queue, AVERAGE])));
  readonly promises: PromiseMade[] = [];
  private readonly calibrations = new Map<string, Calibration>();
  private meanService = 200;

  constructor(
    private readonly options: { readonly trials?: number; readonly countsOnly?: boolean } = {},
  ) {}

  day(day: string, calls: readonly BankCall[]): void {
    const line = new BankLine(calls);
    const prepared = prepare(this.learned);
    const promises = new Map<BankCall, Promised>();
    for (const [queue, each] of this.calibrations) this.calibrations.set(queue, reopened(each));
    let les = 0;
    const called = (call: BankCall) => {
      if (call.queue === APART) return;
      les = call.until - call.from;
      this.calibrations.set(
        call.queue,
        corrected(this.calibration(call.queue), promises.get(call), les),
      );
    };
    calls.forEach((call, seq) => {
      const second = call.from;
      line.advance(second, called);
      if (call.queue !== APART && call.until > second && call.ended !== undefined) {
        const waiting = line.line;
        const oldest = waiting.reduce((least, { from }) => Math.min(least, from), second);
        const hol = second - oldest;
        const counted = this.options.countsOnly
          ? (queue: string) => this.calibration(queue).les ?? 0
          : undefined;
        const now = line.at(second, ratesAt(this.learned, kindOf(day), second), counted);
        const began = performance.now();
        const prediction = predict(
          now,
          { queue: call.queue, lane: call.lane, hol },
          prepared,
          this.calibration(call.queue),
          seedOf(day, seq),
          this.options.trials,
        );
        const took = performance.now() - began;
        promises.set(call, prediction);
        const place = waiting.length + 1;
        this.promises.push({
          day,
          second,
          queue: call.queue,
          place,
          came: call.until - second,
          took,
          said: {
            this: {
              said: prediction.seconds,
              low: prediction.lowSeconds,
              high: prediction.highSeconds,
            },
            simulated: { said: prediction.raw[1], low: prediction.raw[0], high: prediction.raw[2] },
            'before guard': { said: prediction.ours },
            'RN-010': { said: place * this.meanService },
            QL: { said: (place * this.meanService) / Math.max(1, line.busyAt(second)) },
            LES: { said: les },
            HOL: { said: hol },
          },
        });
      }
      line.join(call);
    });
    line.advance(Infinity, called);
    this.close(day, calls, promises);
  }

  private calibration(queue: string): Calibration {
    return this.calibrations.get(queue) ?? uncalibrated(AVERAGE);
  }

  private close(
    day: string,
    calls: readonly BankCall[],
    promises: ReadonlyMap<BankCall, Promised>,
  ): void {
    const visits = calls.map((call) => visitOf(call, promises.get(call)));
    this.learned = learnDay(this.learned, { kind: kindOf(day), visits });
    const services = calls.flatMap(({ queue, until, ended }) =>
      queue === APART || ended === undefined ? [] : [ended - until],
    );
    if (services.length) {
      this.meanService =
        0.9 * this.meanService +
        (0.1 * services.reduce((sum, each) => sum + each, 0)) / services.length;
    }
  }
}

export const visitOf = (
  { queue, lane, from, until, ended, advisor }: BankCall,
  promised: Promised | undefined,
): Visit => ({
  queue,
  lane,
  // Internet support has its own line: nobody in it delays the customers here.
  from: queue === APART ? until : from,
  until,
  ...(ended === undefined
    ? {}
    : {
        call: {
          ended,
          ...(advisor === undefined ? {} : { advisor }),
          ...(promised ? { promised } : {}),
        },
      }),
});

/** The bank's week ends on Friday noon. */
export function kindOf(day: string): string {
  const weekday = new Date(`${dateOf(day)}T00:00:00Z`).getUTCDay();
  return weekday === 5 ? 'friday' : weekday === 6 ? 'saturday' : 'weekday';
}
