import { isOnDuty } from '../model/advisor';
import { Promised } from '../model/foretold';
import { Instant } from '../model/instant';
import { Sum } from '../model/learned';
import { QueueCounts } from '../model/queue';
import { BranchConfig, InLine, Slice, State } from '../model/state';
import { Lane } from '../model/ticket';

/** How the next customer is chosen. */
export interface CallingRule {
  /**
   * `lanes`: the preferential lane first, a general ticket after `preferentialRun` of those in a
   * row; `merged`: one line in which each queue and lane has a learned head start.
   */
  readonly order: 'lanes' | 'merged';
  readonly preferentialRun: number;
  /** Seconds after its arrival by which a customer of a queue is due. */
  readonly target: Readonly<Record<string, number>>;
}

/** A branch's line at one moment, in seconds: all that a simulation starts from. */
export interface LineNow {
  readonly rule: CallingRule;
  readonly advisors: readonly AdvisorNow[];
  /** Everybody in line, in any order. */
  readonly waiting: readonly WaitingNow[];
  /** Preferential calls in a row, per queue. */
  readonly runs: Readonly<Record<string, number>>;
  /** Services that ended today, per queue. */
  readonly today: Readonly<Record<string, Sum>>;
  /** Customers a second that are expected of each queue and lane (`classOf`). */
  readonly rates: Readonly<Record<string, number>>;
}

/** An advisor on duty. */
export interface AdvisorNow {
  /** Absent: nothing is known of them by name. */
  readonly id?: string;
  readonly queues: readonly string[];
  /** The queue of the customer in hand; absent: free. */
  readonly serves?: string;
  /** Seconds in this state. */
  readonly since: number;
}

export interface WaitingNow {
  readonly id?: string;
  readonly queue: string;
  readonly lane: Lane;
  /** Seconds waited. */
  readonly age: number;
  /** Seconds until they may be called: a deferral that has not run out. */
  readonly away?: number;
  /** What was foretold when they came. */
  readonly promised?: Pick<Promised, 'les' | 'hol'>;
}

const SECOND = 1000;

/** Strict priority stands before any time. */
const PRIORITY = 1e6;

/** With a larger share of calls out of turn, turns are what calls show, not what the rule says. */
const OUT_OF_TURN = 0.5;

/** The calling rule that a branch has set, unless its advisors choose whom they call. */
export function ruleOf({ settings, queues, learned }: BranchConfig): CallingRule {
  const strict = settings.ordering === 'strict' ? PRIORITY : 0;
  return {
    order: (learned?.outOfTurn ?? 0) > OUT_OF_TURN ? 'merged' : 'lanes',
    preferentialRun: Math.max(1, settings.preferentialRun),
    target: Object.fromEntries(
      Object.values(queues).map(({ id, targetMinutes, priority }) => [
        id,
        targetMinutes * 60 - priority * strict,
      ]),
    ),
  };
}

/** Advisors on duty. Which queue somebody serves is in the ticket, or in what a slice has of it. */
const advisorsOf = (state: State & Pick<Slice, 'serving'>, now: Instant): AdvisorNow[] =>
  Object.values(state.advisors)
    .filter(isOnDuty)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((each) => {
      const since = (from: Instant) => Math.max(0, (now - from) / SECOND);
      if (each.state !== 'busy') {
        return { id: each.id, queues: each.queues, since: since(each.idleSince) };
      }
      const ticket = each.ticket === undefined ? undefined : state.tickets[each.ticket];
      return {
        id: each.id,
        queues: each.queues,
        serves: state.serving?.[each.id] ?? ticket?.queue ?? each.queues[0] ?? '',
        // Busy since the call.
        since: since(each.since),
      };
    });

const todayOf = (counts: Readonly<Record<string, QueueCounts>>): Record<string, Sum> =>
  Object.fromEntries(
    Object.values(counts).map(({ id, services, serviceMs }) => [
      id,
      { count: services, seconds: serviceMs / SECOND },
    ]),
  );

/** A branch's line, whoever of it is asked about. */
export function lineNow(
  state: State & Pick<Slice, 'serving'>,
  config: BranchConfig,
  rates: LineNow['rates'],
  waiting: LineNow['waiting'],
  now: Instant,
): LineNow {
  return {
    rule: ruleOf(config),
    advisors: advisorsOf(state, now),
    runs: Object.fromEntries(Object.values(state.queues).map(({ id, run }) => [id, run])),
    today: todayOf(state.queues),
    rates,
    waiting,
  };
}

/** One who waits, at an instant. */
export const waitingAt = (
  { queue, lane, from, deferredUntil }: Omit<InLine, 'seq'>,
  now: Instant,
): WaitingNow => ({
  queue,
  lane,
  age: Math.max(0, (now - from) / SECOND),
  ...(deferredUntil !== undefined && deferredUntil > now
    ? { away: (deferredUntil - now) / SECOND }
    : {}),
});

/** So many of a queue and lane, the first of whom has waited `oldest` seconds. */
export const spread = (
  queue: string,
  lane: Lane,
  count: number,
  oldest: number,
): readonly WaitingNow[] =>
  Array.from({ length: count }, (_, at) => ({
    queue,
    lane,
    age: (oldest * (count - at - 0.5)) / count,
  }));
