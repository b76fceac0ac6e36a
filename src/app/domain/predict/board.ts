import { Course, Desk, MOST } from './course';
import { drawn, residual, summed } from './hazard';
import { advance, shuffled, streamOf, uniformOf } from './random';

const { floor, log, max } = Math;

/** How many may overtake in one trial. */
const OVERTAKERS = 64;
/** Stands for a customer who comes after all those in line. */
const BEHIND = -1;
const NOBODY = -1;

/**
 * The state of one trial, its arrays made once for all trials. Each advisor draws from a stream of
 * their own, and so does each customer: one more of them changes no draw of another.
 */
export class Board {
  /** When each place wanted was called. */
  readonly calledAt: Float64Array;
  private readonly free: Float64Array;
  private readonly streams: Int32Array;
  private readonly leaves: Float64Array;
  private readonly done: Uint8Array;
  /** The rate of leaving that each has outlasted already. */
  private readonly outlasted: Float64Array;
  private readonly bits: Int32Array;
  /** Places of each lane, in order, and how many of the first are done. */
  private readonly lanes: readonly [Int32Array, Int32Array];
  private readonly heads = [0, 0];
  private readonly runs: Float64Array;
  private readonly generals: Float64Array;
  private guests = 0;
  private firstGuest = Infinity;
  private readonly guestAt = new Float64Array(OVERTAKERS);
  private readonly guestKey = new Float64Array(OVERTAKERS);
  private readonly guestQueue = new Int32Array(OVERTAKERS);
  private readonly guestLane = new Uint8Array(OVERTAKERS);
  private readonly guestGone = new Uint8Array(OVERTAKERS);
  /** Per desk, which share each trial is of, for its first two draws: even, not by chance. */
  private readonly strata: readonly Uint32Array[];
  private readonly shifts: Uint32Array;
  private readonly hasLanes: boolean;
  private left = 0;

  constructor(
    private readonly course: Course,
    private readonly seed: number,
    private readonly times: number,
    private readonly wanted: Uint8Array,
  ) {
    const { desks, places, lengths, overtaking, patience } = course;
    this.calledAt = new Float64Array(places.length);
    this.free = new Float64Array(desks.length);
    this.streams = new Int32Array(desks.length);
    this.leaves = new Float64Array(places.length);
    this.done = new Uint8Array(places.length);
    this.outlasted = Float64Array.from(places, ({ age }) => summed(patience, age));
    this.bits = Int32Array.from(places, ({ queue }) => 1 << queue);
    this.lanes = [0, 1].map((lane) =>
      Int32Array.from(places.flatMap((each, at) => (each.lane === lane ? [at] : []))),
    ) as unknown as readonly [Int32Array, Int32Array];
    this.runs = new Float64Array(lengths.length);
    this.generals = new Float64Array(lengths.length);
    const draws = desks.flatMap(({ stream }) =>
      [1, 2].map((draw) => streamOf(seed ^ stream, -draw)),
    );
    this.strata = draws.map((each) => shuffled(times, each));
    this.shifts = Uint32Array.from(draws, (each) => (each >>> 6) % times);
    this.hasLanes = [...places, ...overtaking].some(({ lane }) => lane === 1);
  }

  /** One possible course of events: until all that are wanted have been called. */
  run(number: number): void {
    this.begin(number);
    const { course, free } = this;
    const { lengths } = course;
    while (this.left > 0) {
      let desk = 0;
      for (let at = 1; at < free.length; at += 1) if (free[at] < free[desk]) desk = at;
      if (free.length === 0 || free[desk] >= MOST) return this.giveUp();
      const queue = this.take(course.desks[desk].takes, free[desk]);
      free[desk] += this.service(desk, queue === BEHIND ? 1 : lengths[queue]);
    }
  }

  private begin(number: number): void {
    const { course, streams, free, leaves } = this;
    const { desks, places, patience } = course;
    const seed = streamOf(this.seed, number);
    for (let at = 0; at < desks.length; at += 1) {
      const desk = desks[at];
      streams[at] = seed ^ desk.stream;
      free[at] = desk.busy
        ? this.untilFree(at, desk, number)
        : max(1, residual(desk.gaps, desk.since, this.stratum(at, 0, number)));
    }
    this.left = 0;
    this.heads.fill(0);
    this.generals.fill(0);
    this.runs.set(course.runs);
    for (let at = 0; at < places.length; at += 1) {
      const { stream, age, lane, queue } = places[at];
      const uniform = uniformOf(advance(seed ^ stream));
      leaves[at] = residual(patience, age, uniform, this.outlasted[at]);
      this.done[at] = 0;
      this.left += this.wanted[at];
      if (lane === 0) this.generals[queue] += 1;
    }
    this.expect(seed);
  }

  private uniform(desk: number): number {
    return uniformOf((this.streams[desk] = advance(this.streams[desk])));
  }

  /** A uniform of the trial's own share. */
  private stratum(desk: number, draw: number, number: number): number {
    const { strata, shifts, times } = this;
    const which = 2 * desk + draw;
    return (strata[which][(number + shifts[which]) % times] + this.uniform(desk)) / times;
  }

  /**
   * What is left of the service in hand, drawn from those that have lasted as long, and the gap.
   */
  private untilFree(at: number, { since, scale, gaps, outlasts }: Desk, number: number): number {
    const { pool } = this.course;
    const uniform = this.stratum(at, 0, number);
    const few = outlasts >= pool.length - 3;
    const rest = few
      ? -log(uniform) * max(pool[pool.length >> 1] * scale * 2, since / 2)
      : pool[outlasts + floor(uniform * (pool.length - outlasts))] * scale - since;
    return max(1, rest) + drawn(gaps, this.stratum(at, 1, number));
  }

  private service(at: number, length: number): number {
    const { pool, desks } = this.course;
    const { pace, gaps } = desks[at];
    const seconds = pool[floor(this.uniform(at) * pool.length)] * length * pace;
    return max(1, seconds) + drawn(gaps, this.uniform(at));
  }

  /** Draws who will come and may overtake. */
  private expect(seed: number): void {
    this.guests = 0;
    this.firstGuest = Infinity;
    for (const { stream, rate, until, offset, queue, lane } of this.course.overtaking) {
      let state = seed ^ stream;
      let at = 0;
      for (;;) {
        state = advance(state);
        at -= log(uniformOf(state)) / rate;
        if (at > until || this.guests === OVERTAKERS) break;
        const guest = this.guests++;
        this.guestAt[guest] = at;
        if (at < this.firstGuest) this.firstGuest = at;
        this.guestKey[guest] = at + offset;
        this.guestQueue[guest] = queue;
        this.guestLane[guest] = lane;
        this.guestGone[guest] = 0;
      }
    }
  }

  /** Whom an advisor calls at a time: notes it, and answers the queue. */
  private take(bits: number, at: number): number {
    const { places } = this.course;
    for (;;) {
      const chosen = this.choose(bits, at);
      if (chosen === NOBODY) return BEHIND;
      if (chosen >= places.length) {
        this.guestGone[chosen - places.length] = 1;
        return this.guestQueue[chosen - places.length];
      }
      this.done[chosen] = 1;
      this.calledAt[chosen] = at;
      this.left -= this.wanted[chosen];
      const { queue, lane } = places[chosen];
      if (lane === 0) this.generals[queue] -= 1;
      // Notes it even for those who have left: it is when they would have been called.
      if (this.leaves[chosen] >= at) return queue;
      if (this.left === 0) return BEHIND;
    }
  }

  private choose(bits: number, at: number): number {
    const general = this.firstOf(0, bits, at);
    if (!this.hasLanes) return general;
    const preferential = this.firstOf(1, bits, at);
    const lane =
      preferential === NOBODY || (general !== NOBODY && this.isGeneralTurn(bits)) ? 0 : 1;
    const chosen = lane === 0 ? general : preferential;
    if (chosen !== NOBODY) this.count(bits, lane);
    return chosen;
  }

  private isGeneralTurn(bits: number): boolean {
    const { runs, generals } = this;
    for (let queue = 0; queue < runs.length; queue += 1) {
      if (bits & (1 << queue) && generals[queue] > 0 && runs[queue] >= this.course.runLimit) {
        return true;
      }
    }
    return false;
  }

  private count(bits: number, lane: number): void {
    const { runs, generals } = this;
    for (let queue = 0; queue < runs.length; queue += 1) {
      if (!(bits & (1 << queue))) continue;
      if (lane === 0) runs[queue] = 0;
      else if (generals[queue] > 0) runs[queue] += 1;
    }
  }

  /** The first of a lane whom the advisor may call: of those in line, then of those who came. */
  private firstOf(lane: number, bits: number, at: number): number {
    const { places } = this.course;
    const { done, heads } = this;
    const inLane = this.lanes[lane];
    while (heads[lane] < inLane.length && done[inLane[heads[lane]]]) heads[lane] += 1;
    let best = NOBODY;
    let key = Infinity;
    for (let next = heads[lane]; next < inLane.length; next += 1) {
      const place = inLane[next];
      if (done[place] || !(bits & this.bits[place]) || places[place].away > at) continue;
      best = place;
      key = places[place].key;
      break;
    }
    return at <= this.firstGuest ? best : this.guestBefore(lane, bits, at, key, best);
  }

  private guestBefore(lane: number, bits: number, at: number, key: number, best: number): number {
    const { guestAt, guestKey, guestQueue, guestLane, guestGone } = this;
    for (let guest = 0; guest < this.guests; guest += 1) {
      if (guestGone[guest] || guestAt[guest] >= at || guestKey[guest] >= key) continue;
      if (guestLane[guest] !== lane || !(bits & (1 << guestQueue[guest]))) continue;
      best = this.course.places.length + guest;
      key = guestKey[guest];
    }
    return best;
  }

  private giveUp(): void {
    for (let place = 0; place < this.done.length; place += 1) {
      if (!this.done[place]) this.calledAt[place] = MOST;
    }
  }
}
