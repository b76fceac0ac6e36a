import { evolve } from '../../../../src/app/domain/fold/evolve';
import { evolveFloor } from '../../../../src/app/domain/fold/floor';
import { Actor, SYSTEM } from '../../../../src/app/domain/model/actor';
import { Refused } from '../../../../src/app/domain/model/errors';
import { Event, Fact, FactOf, FactType } from '../../../../src/app/domain/model/events';
import { emptyCounts, QueueConfig } from '../../../../src/app/domain/model/queue';
import { BranchSettings, defaultSettings } from '../../../../src/app/domain/model/settings';
import { BranchConfig, Floor, Slice } from '../../../../src/app/domain/model/state';
import { Lane, Ticket } from '../../../../src/app/domain/model/ticket';
import { ActingStaff } from '../../../../src/app/domain/model/ticket-commands';
import { coldOf } from '../../../../src/app/domain/predict/foretell';
import { decide } from '../../../../src/app/domain/rules/decide';
import { Decision } from '../../../../src/app/domain/rules/decision';
import { emptyFloor } from './empty-floor';
import { CommandInSlice, sliceFor } from './slice-for';

export type { CommandInSlice };

export const MINUTE = 60_000;
/** A Tuesday morning in Santiago, 10:00. */
export const T0 = Date.parse('2026-03-10T13:00:00Z');

const queue = (
  id: string,
  prefix: string,
  priority: number,
  targetMinutes: number,
  averageMinutes: number,
): QueueConfig => ({
  id,
  prefix,
  names: { es: id, en: id },
  hints: { es: '', en: '' },
  priority,
  targetMinutes,
  averageMinutes,
  open: true,
});

export const queues: Readonly<Record<string, QueueConfig>> = {
  caja: queue('caja', 'C', 1, 20, 5),
  'personal-banker': queue('personal-banker', 'P', 2, 15, 15),
  empresas: queue('empresas', 'E', 3, 10, 20),
  gerencia: queue('gerencia', 'G', 4, 5, 30),
};

/** Open every day except around midnight, because a change of day closes the line. */
export const NIGHTLY: BranchSettings['hours'] = Object.fromEntries(
  [1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '00:10', to: '23:50' }]]),
);

export const configWith = (
  settings: Partial<BranchSettings> = {},
  changed: Readonly<Record<string, Partial<QueueConfig>>> = {},
): BranchConfig => ({
  settings: { ...defaultSettings, hours: NIGHTLY, ...settings },
  queues: Object.fromEntries(
    Object.values(queues).map((each) => [each.id, { ...each, ...changed[each.id] }]),
  ),
  counters: Object.fromEntries(['1', '2', '3', '4', '5'].map((id) => [id, { id, label: id }])),
});

/** As in a branch that has learned from many days how long services take: as configured. */
export const experienced = (config: BranchConfig = configWith()): BranchConfig => {
  const learned = coldOf(config);
  return {
    ...config,
    learned: {
      ...learned,
      days: 30,
      queues: Object.fromEntries(
        Object.entries(learned.queues).map(([id, { count, seconds }]) => [
          id,
          { count: count * 10, seconds: seconds * 10 },
        ]),
      ),
    },
  };
};

export const hand = (staff: string, supervises = false): ActingStaff => ({ staff, supervises });
export const staff = (id: string): Actor => ({ kind: 'staff', id });

/**
 * A branch as the write path sees it: the whole state beside the log. A command gets only the
 * bounded slice that the database would load, and what it decides is folded over slice, whole state
 * and floor.
 */
export class Branch {
  whole: Slice;
  floor: Floor;
  readonly events: Event[] = [];
  now = T0;
  front = 8;
  private issued = 0;

  constructor(
    public config: BranchConfig = configWith(),
    day = '2026-03-10',
  ) {
    this.whole = {
      branch: '1',
      day,
      seq: 0,
      tickets: {},
      advisors: {},
      alerts: {},
      numbers: {},
      front: Infinity,
      seenAt: {},
      config,
      queues: Object.fromEntries(Object.keys(config.queues).map((id) => [id, emptyCounts(id)])),
    };
    this.floor = emptyFloor('1', day);
  }

  /** Changes the settings for what follows. */
  configure(config: BranchConfig): this {
    this.config = config;
    this.whole = { ...this.whole, config };
    return this;
  }

  after(minutes: number): this {
    this.now += minutes * MINUTE;
    return this;
  }

  /** Given: facts that have happened, however they were decided. */
  given(facts: readonly Fact[], actor: Actor = SYSTEM): this {
    for (const fact of facts) this.append(fact, actor);
    return this;
  }

  slice(command: CommandInSlice): Slice {
    return sliceFor(this.whole, command, this.front, this.now, this.events);
  }

  /** What a command would decide, without applying it. */
  decide(command: CommandInSlice, actor: Actor = SYSTEM): readonly Fact[] {
    return factsOf(decide(this.slice(command), command, actor, this.now));
  }

  /** When: decides and appends; returns the facts. */
  do(command: CommandInSlice, actor: Actor = SYSTEM): readonly Fact[] {
    const decision = decide(this.slice(command), command, actor, this.now);
    const facts = factsOf(decision);
    this.given(facts, actor);
    this.lastSlice = decision.slice;
    return facts;
  }

  /** The slice of the last command after its facts. */
  lastSlice?: Slice;

  /** The refusal that a command gets; fails when there is none. */
  refusal(command: CommandInSlice): Refused {
    try {
      this.decide(command);
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
    throw new Error(`${command.type} was not refused`);
  }

  ticket(id: string): Ticket {
    return this.whole.tickets[id];
  }

  // the commands that test stories use

  issue(
    queueId = 'caja',
    lane: Lane = 'general',
    more: { readonly customer?: string } = {},
  ): string {
    const id = `t${++this.issued}`;
    this.do(
      { type: 'IssueTicket', ticket: id, queue: queueId, lane, language: 'es', ...more },
      { kind: 'kiosk', id: 'kiosk-1' },
    );
    return id;
  }

  signOn(advisor: string, counter: string, serves: readonly string[] = Object.keys(queues)): this {
    this.do(
      { type: 'SetAdvisor', advisor, state: 'available', counter, serves: serves },
      staff(advisor),
    );
    return this;
  }

  /** Presses next; returns the ticket called, if any. */
  next(advisor: string): string | undefined {
    const counter = this.whole.advisors[advisor].counter!;
    return only(this.do({ type: 'CallNext', advisor, counter }, staff(advisor)), 'TicketCalled')[0]
      ?.ticket;
  }

  start(id: string): void {
    const by = this.ticket(id).advisor!;
    this.do({ type: 'Start', ticket: id, by: hand(by) }, staff(by));
  }

  finish(id: string, next = false): readonly Fact[] {
    const by = this.ticket(id).advisor!;
    return this.do({ type: 'Finish', ticket: id, by: hand(by), next }, staff(by));
  }

  serve(id: string): void {
    this.start(id);
    this.finish(id);
  }

  tick(consolesHeard = false): readonly Fact[] {
    return this.do({ type: 'Tick', consolesHeard, batch: 200 });
  }

  seen(advisor: string): this {
    this.whole = { ...this.whole, seenAt: { ...this.whole.seenAt, [advisor]: this.now } };
    return this;
  }

  private append(fact: Fact, actor: Actor): void {
    const event: Event = { branch: '1', seq: this.whole.seq + 1, at: this.now, actor, fact };
    this.events.push(event);
    this.whole = evolve(this.whole, event);
    this.floor = evolveFloor(this.floor, event);
  }
}

const factsOf = ({ events }: Decision) => events.map(({ fact }) => fact);

export const types = (facts: readonly Fact[]) => facts.map((fact) => fact.type);

export const only = <T extends FactType>(facts: readonly Fact[], type: T) =>
  facts.filter((fact): fact is FactOf<T> => fact.type === type);
