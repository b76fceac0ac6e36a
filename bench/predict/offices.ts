import { Calibration, Promised } from '../../src/app/domain/model/foretold';
import { Learned } from '../../src/app/domain/model/learned';
import { corrected, reopened, uncalibrated } from '../../src/app/domain/predict/calibrate';
import { learnAffine } from '../../src/app/domain/predict/learn-day';
import { pour } from '../../src/app/domain/predict/learn-services';
import { cold } from '../../src/app/domain/predict/learned';
import { LineNow } from '../../src/app/domain/predict/line-now';
import { predict } from '../../src/app/domain/predict/predict';
import { prepare, Prepared } from '../../src/app/domain/predict/prepare';
import { hashOf, streamOf } from '../../src/app/domain/predict/random';
import { Guess } from '../../src/local/replay/score';
import { OfficeQueue, Snapshot } from './snapshots';

/** What one customer of an office was told, and the actual wait. Minutes. */
export interface ToldAtOffice {
  readonly day: string;
  readonly came: number;
  readonly said: Readonly<Record<string, Guess>>;
}

const MINUTE = 60;
const TRIALS = 100;
/** Waits beyond this many minutes are left out, as the numbers may have started over. */
const LONGEST = 240;
const UNKNOWN_AVERAGE = 10;
/** At most this many of the calls between two snapshots are learned from. */
const TAUGHT = 4;

/** Nothing is known of the advisors: a line's departures are drawn one after another. */
function lineOnly(averageSeconds: number): Learned {
  const { gaps, patience, ...learned } = cold({});
  return {
    ...learned,
    pool: learned.pool.map((each) => (each / 300) * averageSeconds),
    gaps: { events: gaps.events.map(() => 1e9), seconds: gaps.seconds.map(() => 1) },
    patience: { events: patience.events.map(() => 0), seconds: patience.seconds.map(() => 1) },
  };
}

/** One queue of an office, over its days: the pure domain in a mode that sees only the line. */
export class OfficeRun {
  readonly told: ToldAtOffice[] = [];
  private learned: Learned | undefined;
  private calibration: Calibration | undefined;

  constructor(private readonly name: string) {}

  all({ days }: OfficeQueue): this {
    for (const { day, snapshots } of days) this.day(day, snapshots);
    return this;
  }

  private day(day: string, snapshots: readonly Snapshot[]): void {
    const average = Math.max(2, snapshots[0].average || UNKNOWN_AVERAGE) * MINUTE;
    this.learned ??= lineOnly(average);
    this.calibration = reopened(this.calibration ?? uncalibrated(average));
    const walk = new OfficeDay(snapshots);
    const ready = new Map<number, Prepared>();
    const preparedFor = (counters: number) => {
      const known = ready.get(counters) ?? prepare(withCounters(this.learned!, counters));
      ready.set(counters, known);
      return known;
    };
    const promises = new Map<number, Promised>();
    while (walk.step()) {
      for (const { number, waited } of walk.called) {
        this.calibration = corrected(
          this.calibration,
          promises.get(number),
          Math.min(waited, LONGEST) * MINUTE,
        );
      }
      for (const number of walk.issued) {
        const promised = this.promise(walk, number, preparedFor(walk.counters), day);
        promises.set(number, promised);
        const came = walk.waitOf(number);
        if (came === undefined || came <= 0 || came > LONGEST) continue;
        this.told.push({ day, came, said: this.said(promised, walk, number) });
      }
    }
    this.learn(walk, promises);
  }

  private promise(walk: OfficeDay, number: number, prepared: Prepared, day: string): Promised {
    const queue = this.name;
    const ahead = Math.max(0, number - walk.number - 1);
    const line: LineNow = {
      rule: { order: 'merged', preferentialRun: 1, target: {} },
      advisors: [{ queues: [queue], serves: queue, since: walk.sinceCall * MINUTE }],
      waiting: Array.from({ length: ahead }, () => ({ queue, lane: 'general', age: 0 })),
      runs: {},
      today: {},
      rates: {},
    };
    const seed = streamOf(hashOf(`${queue} ${day}`), number);
    const hol = walk.hol * MINUTE;
    const asked = { queue, lane: 'general' as const, hol };
    return predict(line, asked, prepared, this.calibration!, seed, TRIALS);
  }

  private said(promised: Promised, walk: OfficeDay, number: number): ToldAtOffice['said'] {
    const { seconds, lowSeconds, highSeconds, raw, ours } = promised;
    const place = number - walk.number;
    const average = walk.average || UNKNOWN_AVERAGE;
    return {
      this: { said: seconds / MINUTE, low: lowSeconds / MINUTE, high: highSeconds / MINUTE },
      simulated: { said: raw[1] / MINUTE, low: raw[0] / MINUTE, high: raw[2] / MINUTE },
      'before guard': { said: ours / MINUTE },
      'RN-010': { said: place * average },
      QL: { said: (place * average) / walk.counters },
      LES: { said: (this.calibration!.les ?? 0) / MINUTE },
      HOL: { said: walk.hol },
    };
  }

  private learn(walk: OfficeDay, promises: ReadonlyMap<number, Promised>): void {
    const visits = [...promises].flatMap(([number, promised]) => {
      const wait = walk.waitOf(number);
      return wait === undefined || wait <= 0 || wait > LONGEST
        ? []
        : [
            {
              queue: this.name,
              lane: 'general' as const,
              from: 0,
              until: wait * MINUTE,
              call: { ended: wait * MINUTE, promised },
            },
          ];
    });
    this.learned = {
      ...this.learned!,
      ...pour(this.learned!, walk.departures),
      affine: learnAffine(this.learned!.affine, visits),
    };
  }
}

/** Scales departures by the number of counters: twice as many counters, twice as often. */
const withCounters = (learned: Learned, counters: number): Learned => ({
  ...learned,
  pool: learned.pool.map((each) => each / counters),
});

/** Walks through a day's snapshots and rebuilds its tickets. */
class OfficeDay {
  /** What changed in the current snapshot. */
  called: { readonly number: number; readonly waited: number }[] = [];
  issued: number[] = [];
  /** Seconds between departures times the counters open, while somebody waited. */
  readonly departures: number[] = [];
  private at = -1;
  private readonly numbers: readonly number[];
  private readonly last: readonly number[];
  private readonly issuedAt = new Map<number, number>();
  private lastCall: number;

  constructor(private readonly snapshots: readonly Snapshot[]) {
    this.numbers = running(snapshots.map(({ called }) => called));
    this.last = running(snapshots.map(({ waiting }, at) => this.numbers[at] + waiting));
    this.lastCall = snapshots[0].minute;
  }

  /** The next snapshot; false at the end. */
  step(): boolean {
    this.at += 1;
    this.called = [];
    this.issued = [];
    if (this.at >= this.snapshots.length) return false;
    if (this.at === 0) return true;
    const [before, now] = [this.numbers[this.at - 1], this.numbers[this.at]];
    if (now > before) this.call(before, now);
    const first = Math.max(this.last[this.at - 1], now) + 1;
    for (let number = first; number <= this.last[this.at]; number += 1) {
      this.issuedAt.set(number, this.minute);
      this.issued.push(number);
    }
    return true;
  }

  private call(before: number, now: number): void {
    const past = this.snapshots[this.at - 1];
    const taught = Math.min(TAUGHT, now - before);
    if (past.waiting > 0) {
      const each = Math.max(0.25, this.sinceCall / taught) * Math.max(1, past.counters);
      for (let count = 0; count < taught; count += 1) this.departures.push(each * MINUTE);
    }
    this.lastCall = this.minute;
    for (let number = before + 1; number <= now; number += 1) {
      const issued = this.issuedAt.get(number);
      if (issued !== undefined) this.called.push({ number, waited: this.minute - issued });
    }
  }

  get minute(): number {
    return this.snapshots[this.at].minute;
  }

  get number(): number {
    return this.numbers[this.at];
  }

  get counters(): number {
    return Math.max(1, this.snapshots[this.at].counters);
  }

  get average(): number {
    return this.snapshots[this.at].average;
  }

  get sinceCall(): number {
    return this.minute - this.lastCall;
  }

  /** How long the first in line has waited. */
  get hol(): number {
    return this.minute - (this.issuedAt.get(this.number + 1) ?? this.minute);
  }

  /**
   * What became of a number; read when judging and by the nightly learning, never for a promise.
   */
  waitOf(number: number): number | undefined {
    const at = this.numbers.findIndex((each) => each >= number);
    return at < 0 ? undefined : this.snapshots[at].minute - this.issuedAt.get(number)!;
  }
}

function running(numbers: readonly number[]): readonly number[] {
  let most = -Infinity;
  return numbers.map((each) => (most = Math.max(most, each)));
}
