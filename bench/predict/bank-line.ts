import { AdvisorNow, LineNow, spread, WaitingNow } from '../../src/app/domain/predict/line-now';
import { ALL_QUEUES, APART, BankCall, QUEUES } from './bank-month';

/** Off duty this long after the last finish. */
const AWAY = 3600;

/** The bank's floor as its day goes on. It only ever uses what is known at the given second. */
export class BankLine {
  /** In the order they were taken. */
  private readonly taken: readonly BankCall[];
  private next = 0;
  private readonly last = new Map<string, BankCall>();
  private nameless: BankCall[] = [];
  private waiting: BankCall[] = [];
  private serving: BankCall[] = [];
  private readonly sums: Record<string, { count: number; seconds: number }> = {};

  constructor(calls: readonly BankCall[]) {
    this.taken = calls.filter(({ ended }) => ended !== undefined).sort((a, b) => a.until - b.until);
  }

  /** Advances to a second; `called` gets every customer taken since, in order. */
  advance(second: number, called: (call: BankCall) => void): void {
    for (; this.next < this.taken.length && this.taken[this.next].until <= second; this.next += 1) {
      const call = this.taken[this.next];
      this.serving.push(call);
      if (call.advisor === undefined) {
        this.nameless.push(call);
      } else {
        const before = this.last.get(call.advisor);
        if (!before || call.ended! >= before.ended! || call.ended! > second) {
          this.last.set(call.advisor, call);
        }
      }
      called(call);
    }
    this.nameless = this.nameless.filter(({ ended }) => ended! > second);
    this.waiting = this.waiting.filter(({ until }) => until > second);
  }

  join(call: BankCall): void {
    if (call.queue !== APART && call.until > call.from) this.waiting.push(call);
  }

  /** Everybody in line who is not apart. */
  get line(): readonly BankCall[] {
    return this.waiting;
  }

  at(second: number, rates: LineNow['rates'], counted?: (queue: string) => number): LineNow {
    return {
      rule: { order: 'merged', preferentialRun: 1, target: {} },
      advisors: [...this.last.values(), ...this.nameless].flatMap((call) => advisor(call, second)),
      waiting: counted ? this.counted(counted) : this.waiting.map((each) => waits(each, second)),
      runs: {},
      today: this.today(second),
      rates,
    };
  }

  /** Services that have ended today. */
  private today(second: number): LineNow['today'] {
    this.serving = this.serving.filter((call) => {
      if (call.ended! > second) return true;
      const { count, seconds } = this.sums[call.queue] ?? { count: 0, seconds: 0 };
      this.sums[call.queue] = { count: count + 1, seconds: seconds + call.ended! - call.until };
      return false;
    });
    return this.sums;
  }

  private counted(oldest: (queue: string) => number): readonly WaitingNow[] {
    return QUEUES.flatMap((queue) =>
      (['general', 'preferential'] as const).flatMap((lane) => {
        const count = this.waiting.filter((each) => each.queue === queue && each.lane === lane);
        return spread(queue, lane, count.length, oldest(queue));
      }),
    );
  }

  /** How many advisors are busy at a second, for the published predictors. */
  busyAt(second: number): number {
    return this.serving.filter(({ queue, ended }) => queue !== APART && ended! > second).length;
  }
}

const waits = ({ queue, lane, from }: BankCall, second: number): WaitingNow => ({
  queue,
  lane,
  age: second - from,
});

function advisor({ advisor: id, queue, until, ended }: BankCall, second: number): AdvisorNow[] {
  const named = id === undefined ? {} : { id };
  if (ended! > second) {
    return [{ ...named, queues: ALL_QUEUES, serves: queue, since: second - until }];
  }
  return second - ended! < AWAY ? [{ ...named, queues: ALL_QUEUES, since: second - ended! }] : [];
}
