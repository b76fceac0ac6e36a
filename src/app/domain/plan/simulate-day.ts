import { drawn, residual, summed } from '../predict/hazard';
import { advance, hashOf, streamOf, uniformOf } from '../predict/random';
import { Comers } from './comers';
import { beyondPause, DayModel, offsetsOf } from './day-model';

// Taken once: a global is looked up at every use, which costs more than what it does.
const { floor, log, max, min } = Math;
const NEVER = Infinity;

/** An advisor's time on duty, in seconds of the day. */
export interface Shift {
  readonly from: number;
  readonly to: number;
  /** Bit per queue of the model. */
  readonly queues: number;
  /** Seconds of a service over what it usually takes. */
  readonly pace: number;
  /** In the middle of a service when the simulation begins: of which queue, for how long. */
  readonly serving?: { readonly queue: number; readonly since: number };
}

/** The outcome for each customer who comes. */
export interface Outcomes {
  /** Seconds until called; for those not called, until they gave up or the day was over. */
  readonly wait: Float64Array;
  readonly served: Uint8Array;
}

/**
 * One day of a branch from opening to close: whoever is on duty and ready calls whom the branch's
 * rule says. Every customer draws from a stream of their own, so two plans are compared on the same
 * people. Equal seeds give equal days. `start`: when it begins with people already in line.
 */
export function simulateDay(
  model: DayModel,
  shifts: readonly Shift[],
  comers: Comers,
  seed: number,
  start = 0,
): Outcomes {
  return new Day(model, shifts, comers, seed, start).run();
}

const NOBODY = -1;
const SERVICE = 1;
const GAP = 2;
const PICKUP = 3;
/** Nobody outlasts this many seconds after the last shift. */
const END = 7200;

class Day {
  private readonly wait: Float64Array;
  private readonly served: Uint8Array;
  private readonly leaves: Float64Array;
  /** When each advisor acts next; Infinity: free, with nobody to call. */
  private readonly ready: Float64Array;
  private readonly idleSince: Float64Array;
  /** Whose service each advisor has in hand. */
  private readonly hand: Int32Array;
  private readonly lines: number[][];
  private readonly heads: Int32Array;
  private readonly runs: Int32Array;
  private readonly offsets: Float64Array;
  private readonly beyond: readonly number[];
  private readonly runLimit: number;
  private readonly hasLanes: boolean;
  private next = 0;

  constructor(
    private readonly model: DayModel,
    private readonly shifts: readonly Shift[],
    private readonly comers: Comers,
    private readonly seed: number,
    private readonly start: number,
  ) {
    const { length } = comers.at;
    this.wait = new Float64Array(length);
    this.served = new Uint8Array(length);
    this.leaves = new Float64Array(length);
    this.ready = new Float64Array(shifts.length);
    this.idleSince = new Float64Array(shifts.length);
    this.hand = new Int32Array(shifts.length).fill(NOBODY);
    this.lines = model.queues.flatMap(() => [[], []]);
    this.heads = new Int32Array(2 * model.queues.length);
    this.runs = new Int32Array(model.queues.length);
    this.offsets = offsetsOf(model);
    this.beyond = model.gaps.map(beyondPause);
    this.runLimit = model.rule.preferentialRun;
    this.hasLanes = model.rule.order === 'lanes';
    shifts.forEach((shift, at) => {
      this.ready[at] = shift.serving ? this.rest(at, shift) : max(shift.from, start);
    });
  }

  run(): Outcomes {
    const { comers, shifts, ready } = this;
    const arrivals = comers.at;
    for (;;) {
      let first = NOBODY;
      for (let at = 0; at < ready.length; at += 1) {
        if (ready[at] < NEVER && (first === NOBODY || ready[at] < ready[first])) first = at;
      }
      const arrival = this.next < arrivals.length ? arrivals[this.next] : NEVER;
      if (first === NOBODY && arrival === NEVER) break;
      if (first === NOBODY || arrival <= ready[first]) this.arrive(this.next++);
      else if (this.hand[first] !== NOBODY) this.finish(first, ready[first]);
      else if (ready[first] >= shifts[first].to) ready[first] = NEVER;
      else this.call(first, ready[first]);
    }
    return this.close();
  }

  private uniform(customer: number, draw: number): number {
    return uniformOf(advance(streamOf(this.seed ^ ((draw + 1) * 0x51ed270b), customer)));
  }

  private arrive(customer: number): void {
    const at = this.comers.at[customer];
    const line = this.comers.lineOf[customer];
    const { patience } = this.model.prepared;
    const age = max(0, this.start - at);
    const patient = residual(patience, age, this.uniform(customer, 0), summed(patience, age));
    this.leaves[customer] = max(at, this.start) + patient;
    this.lines[line].push(customer);
    this.wake(line >> 1, max(at, this.start), customer);
  }

  /** The advisor who has been free for longest comes first, and takes as long as such take. */
  private wake(queue: number, at: number, customer: number): void {
    const { shifts, ready, idleSince } = this;
    let [best, when] = [NOBODY, NEVER];
    for (let each = 0; each < shifts.length; each += 1) {
      if (ready[each] < NEVER || !(shifts[each].queues & (1 << queue))) continue;
      if (when === NEVER) when = at + this.pickup(customer);
      if (when >= shifts[each].to) continue;
      if (best === NOBODY || idleSince[each] < idleSince[best]) best = each;
    }
    if (best !== NOBODY) ready[best] = when;
  }

  private pickup(customer: number): number {
    const { pickups } = this.model;
    return pickups[floor(this.uniform(customer, PICKUP) * pickups.length)];
  }

  private call(advisor: number, at: number): void {
    const { queues } = this.shifts[advisor];
    const line = this.choose(queues, at);
    if (line === NOBODY) {
      this.idleSince[advisor] = at;
      this.ready[advisor] = NEVER;
      return;
    }
    const customer = this.lines[line][this.heads[line]++];
    this.wait[customer] = max(0, at - this.comers.at[customer]);
    this.served[customer] = 1;
    this.hand[advisor] = customer;
    const pool = this.model.services[line >> 1];
    const seconds = pool[floor(this.uniform(customer, SERVICE) * pool.length)];
    this.ready[advisor] = at + max(1, seconds * this.shifts[advisor].pace);
  }

  /** What comes between two customers; a longer absence is a pause, which the shifts have. */
  private finish(advisor: number, at: number): void {
    const customer = this.hand[advisor];
    this.hand[advisor] = NOBODY;
    const which = this.waitingFor(this.shifts[advisor].queues, at) > 1 ? 1 : 0;
    this.ready[advisor] = at + this.gap(which, this.uniform(customer, GAP));
  }

  private gap(which: 0 | 1, uniform: number): number {
    const beyond = this.beyond[which];
    return drawn(this.model.gaps[which], beyond + uniform * (1 - beyond));
  }

  /** When a service in hand at the start is over, with what comes after it. */
  private rest(at: number, { serving, pace }: Shift): number {
    const { queue, since } = serving!;
    const state = streamOf(this.seed ^ hashOf('rest'), at);
    const pool = this.model.services[queue];
    let least = 0;
    while (least < pool.length && pool[least] * pace <= since) least += 1;
    const uniform = uniformOf(advance(state));
    const left =
      least >= pool.length - 3
        ? -log(uniform) * max(pool[pool.length >> 1] * pace * 2, since / 2)
        : pool[least + floor(uniform * (pool.length - least))] * pace - since;
    return this.start + max(1, left) + this.gap(1, uniformOf(advance(streamOf(state, 1))));
  }

  /** The first of a line who has not left; NOBODY where there is none. */
  private headOf(line: number, at: number): number {
    const waiting = this.lines[line];
    while (this.heads[line] < waiting.length && this.leaves[waiting[this.heads[line]]] <= at) {
      this.leave(waiting[this.heads[line]++]);
    }
    return this.heads[line] < waiting.length ? waiting[this.heads[line]] : NOBODY;
  }

  private leave(customer: number): void {
    this.wait[customer] = this.leaves[customer] - this.comers.at[customer];
  }

  /** Of how many who wait and whom these queues hold: none, one, or two for more. */
  private waitingFor(queues: number, at: number): number {
    let count = 0;
    for (let line = 0; line < this.lines.length; line += 1) {
      if (!(queues & (1 << (line >> 1))) || this.headOf(line, at) === NOBODY) continue;
      count += this.heads[line] + 1 < this.lines[line].length ? 2 : 1;
      if (count > 1) return 2;
    }
    return count;
  }

  /** The line whose first one is called. */
  private choose(queues: number, at: number): number {
    if (!this.hasLanes) return this.earliest(queues, at, 0, 1);
    const general = this.earliest(queues, at, 0, 2);
    const preferential = this.earliest(queues, at, 1, 2);
    const chosen =
      preferential === NOBODY || (general !== NOBODY && this.isGeneralTurn(queues, at))
        ? general
        : preferential;
    if (chosen !== NOBODY) this.count(queues, chosen & 1, at);
    return chosen;
  }

  /** Of the lines from `from`, each `step`th: the one whose first is due first. */
  private earliest(queues: number, at: number, from: number, step: number): number {
    let best = NOBODY;
    let key = NEVER;
    for (let line = from; line < this.lines.length; line += step) {
      if (!(queues & (1 << (line >> 1)))) continue;
      const head = this.headOf(line, at);
      if (head === NOBODY) continue;
      const own = this.comers.at[head] + this.offsets[line];
      if (own < key) [best, key] = [line, own];
    }
    return best;
  }

  private isGeneralTurn(queues: number, at: number): boolean {
    for (let queue = 0; queue < this.runs.length; queue += 1) {
      if (!(queues & (1 << queue)) || this.runs[queue] < this.runLimit) continue;
      if (this.headOf(2 * queue, at) !== NOBODY) return true;
    }
    return false;
  }

  private count(queues: number, lane: number, at: number): void {
    for (let queue = 0; queue < this.runs.length; queue += 1) {
      if (!(queues & (1 << queue))) continue;
      if (lane === 0) this.runs[queue] = 0;
      else if (this.headOf(2 * queue, at) !== NOBODY) this.runs[queue] += 1;
    }
  }

  /** Those left in line when everybody has gone home have not been served. */
  private close(): Outcomes {
    const last = this.shifts.reduce((most, { to }) => max(most, to), this.start) + END;
    this.lines.forEach((waiting, line) => {
      for (let at = this.heads[line]; at < waiting.length; at += 1) {
        const customer = waiting[at];
        const until = min(this.leaves[customer], last);
        this.wait[customer] = max(0, until - this.comers.at[customer]);
      }
    });
    return { wait: this.wait, served: this.served };
  }
}
