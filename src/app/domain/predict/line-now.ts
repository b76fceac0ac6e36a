import { isOnDuty } from '../model/advisor';
import { Instant } from '../model/instant';
import { QueueCounts } from '../model/queue';
import { BranchConfig, State } from '../model/state';
import { isActive, Lane, Ticket, waitFrom } from '../model/ticket';
import { Sum } from './learned';

/** How the next customer is chosen. */
interface CallingRule {
  /**
   * `lanes`: the preferential lane first, a general one after so many in a row; `merged`: one line
   * in which each queue and lane has a learned head start.
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
}

const SECOND = 1000;

/** Strict priority stands before any time. */
const PRIORITY = 1e6;

/** The calling rule that a branch has set. */
function ruleOf({ settings, queues }: BranchConfig): CallingRule {
  const strict = settings.ordering === 'strict' ? PRIORITY : 0;
  return {
    order: 'lanes',
    preferentialRun: Math.max(1, settings.preferentialRun),
    target: Object.fromEntries(
      Object.values(queues).map(({ id, targetMinutes, priority }) => [
        id,
        targetMinutes * 60 - priority * strict,
      ]),
    ),
  };
}

const advisorsOf = (state: State, now: Instant): AdvisorNow[] =>
  Object.values(state.advisors)
    .filter(isOnDuty)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((each) => {
      const since = (from: Instant) => Math.max(0, (now - from) / SECOND);
      const ticket = each.ticket === undefined ? undefined : state.tickets[each.ticket];
      return each.state === 'busy'
        ? {
            id: each.id,
            queues: each.queues,
            serves: ticket?.queue ?? each.queues[0] ?? '',
            since: since(ticket?.calledAt ?? each.since),
          }
        : { id: each.id, queues: each.queues, since: since(each.idleSince) };
    });

const todayOf = (counts: Readonly<Record<string, QueueCounts>>): Record<string, Sum> =>
  Object.fromEntries(
    Object.values(counts).map(({ id, served, serviceMs }) => [
      id,
      { count: served, seconds: serviceMs / SECOND },
    ]),
  );

const common = (state: State, config: BranchConfig, now: Instant) => ({
  rule: ruleOf(config),
  advisors: advisorsOf(state, now),
  runs: Object.fromEntries(Object.values(state.queues).map(({ id, run }) => [id, run])),
  today: todayOf(state.queues),
});

/** From a floor, which holds the whole line. */
export function lineOfFloor(
  floor: State,
  config: BranchConfig,
  rates: LineNow['rates'],
  now: Instant,
): LineNow {
  const waiting = Object.values(floor.tickets)
    .filter((each) => isActive(each.state) && each.state === 'waiting')
    .sort((a, b) => a.seq - b.seq)
    .map((each) => waitingOf(each, now));
  return { ...common(floor, config, now), rates, waiting };
}

const waitingOf = (ticket: Ticket, now: Instant): WaitingNow => ({
  id: ticket.id,
  queue: ticket.queue,
  lane: ticket.lane,
  age: Math.max(0, (now - waitFrom(ticket)) / SECOND),
  ...(ticket.deferredUntil !== undefined && ticket.deferredUntil > now
    ? { away: (ticket.deferredUntil - now) / SECOND }
    : {}),
});

/**
 * From a slice, which counts the line without holding it: those of a queue and lane are taken to
 * have come at even intervals since `oldest` seconds ago.
 */
export function lineOfSlice(
  slice: State,
  config: BranchConfig,
  rates: LineNow['rates'],
  oldest: Readonly<Record<string, number>>,
  now: Instant,
): LineNow {
  const waiting = Object.values(slice.queues)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((counts) =>
      (['general', 'preferential'] as const).flatMap((lane) =>
        spread(counts.id, lane, counts[lane], oldest[counts.id] ?? 0),
      ),
    );
  return { ...common(slice, config, now), rates, waiting };
}

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
