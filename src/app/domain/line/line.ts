import { Advisor } from '../model/advisor';
import { Instant } from '../model/instant';
import { emptyCounts, QueueCounts } from '../model/queue';
import { BranchConfig, State } from '../model/state';
import { isInLine, Lane, Ticket, waitFrom } from '../model/ticket';
import { lineOf, waitingIn } from '../model/waiting';
import { Why } from '../model/why';
import { wishedFor } from './wish';

/** Who is next, and why: TK-10 to TK-13 in `docs/requirements.md`. */
export interface Turn {
  readonly ticket: Ticket;
  readonly why: Why;
}

/** May be called now: waiting, and not deferred at the moment. */
export const isEligible = (ticket: Ticket, now: Instant) =>
  ticket.state === 'waiting' && (ticket.deferredUntil === undefined || ticket.deferredUntil <= now);

/**
 * Order within a lane: earliest due, then sequence. With `strict` the queue's priority is first.
 */
function compareInLane(config: BranchConfig) {
  const priority = (ticket: Ticket) =>
    config.settings.ordering === 'strict' ? (config.queues[ticket.queue]?.priority ?? 0) : 0;
  return (a: Ticket, b: Ticket) => priority(b) - priority(a) || a.due - b.due || a.seq - b.seq;
}

/**
 * The next tickets of an advisor if nothing else changed, at most `limit`, each with the rule that
 * puts it there. Tickets that wait for them by name go first, and those that wait for somebody else
 * are not theirs. The preferential lane goes first; but once a queue they serve has had
 * `preferentialRun` preferential calls in a row, and a general ticket in line, a general one goes.
 */
export function upcoming(
  state: State,
  advisor: Pick<Advisor, 'id' | 'queues'>,
  config: BranchConfig,
  now: Instant,
  limit: number,
) {
  const { wished, general, preferential, generalIn } = mayCall(state, advisor, config, now, limit);
  const run = new Map(advisor.queues.map((queue) => [queue, state.queues[queue]?.run ?? 0]));
  const waitsIn = (queue: string) => (generalIn.get(queue) ?? 0) > 0;
  const generalTurn = () =>
    advisor.queues.some((queue) => waitsIn(queue) && (run.get(queue) ?? 0) >= runLimit(config));

  const order: { readonly ticket: Ticket; readonly rule: Why['rule'] }[] = wished
    .slice(0, limit)
    .map((ticket) => ({ ticket, rule: 'wish' }));
  let [g, p] = [0, 0];
  while (order.length < limit && (g < general.length || p < preferential.length)) {
    if (p < preferential.length && !generalTurn()) {
      order.push({
        ticket: preferential[p],
        rule: g < general.length ? 'preferential' : plainRule(config),
      });
      p += 1;
      for (const queue of advisor.queues) {
        if (waitsIn(queue)) run.set(queue, (run.get(queue) ?? 0) + 1);
      }
    } else {
      const ticket = general[g];
      order.push({ ticket, rule: p < preferential.length ? 'general-turn' : plainRule(config) });
      g += 1;
      generalIn.set(ticket.queue, (generalIn.get(ticket.queue) ?? 0) - 1);
      for (const queue of advisor.queues) run.set(queue, 0);
    }
  }
  return order;
}

/** The first `limit` of each lane that they may call, and how many general ones wait in a queue. */
function mayCall(
  state: State,
  { id, queues }: Pick<Advisor, 'id' | 'queues'>,
  config: BranchConfig,
  now: Instant,
  limit: number,
) {
  const inLane = compareInLane(config);
  const lane = (ticket: Ticket) => Number(ticket.lane === 'general');
  const wished = firstOf(limit, (a, b) => lane(a) - lane(b) || inLane(a, b));
  const inTurn = { general: firstOf(limit, inLane), preferential: firstOf(limit, inLane) };
  const generalIn = new Map<string, number>();
  for (const queue of new Set(queues)) {
    for (const each of waitingIn(state, queue)) {
      if (!isEligible(each, now)) continue;
      const whose = wishedFor(each, state.advisors, now);
      if (whose === id) wished.add(each);
      if (whose !== undefined) continue;
      inTurn[each.lane].add(each);
      if (each.lane === 'general') generalIn.set(queue, (generalIn.get(queue) ?? 0) + 1);
    }
  }
  return {
    wished: wished.tickets,
    general: inTurn.general.tickets,
    preferential: inTurn.preferential.tickets,
    generalIn,
  };
}

/** Keeps the first ones of an order, so that thousands are not sorted for the few who are next. */
function firstOf(limit: number, inOrder: (a: Ticket, b: Ticket) => number) {
  const tickets: Ticket[] = [];
  return {
    tickets: tickets as readonly Ticket[],
    add(ticket: Ticket) {
      let at = tickets.length;
      while (at > 0 && inOrder(ticket, tickets[at - 1]) < 0) at -= 1;
      if (at >= limit) return;
      tickets.splice(at, 0, ticket);
      if (tickets.length > limit) tickets.pop();
    },
  };
}

const plainRule = (config: BranchConfig): Why['rule'] =>
  config.settings.ordering === 'strict' ? 'strict' : 'due';
const runLimit = (config: BranchConfig) => Math.max(1, config.settings.preferentialRun);

/**
 * The ticket this advisor calls next, from a slice with the front of their lines or from a floor;
 * undefined when nobody waits.
 */
export function whoIsNext(
  state: State,
  advisor: Advisor,
  config: BranchConfig,
  now: Instant,
  assignment: Why['assignment'] = 'on-demand',
): Turn | undefined {
  const [next] = upcoming(state, advisor, config, now, 1);
  return (
    next && {
      ticket: next.ticket,
      why: { rule: next.rule, ...passedOver(state, advisor, next.ticket, now), assignment },
    }
  );
}

/** What calling `ticket` means for the others in the advisor's queues: part of every `why`. */
export function passedOver(
  state: State,
  advisor: Pick<Advisor, 'queues'>,
  ticket: Ticket,
  now: Instant,
): Pick<Why, 'due' | 'waited' | 'overtook' | 'overtookMore'> {
  const queues = [...new Set(advisor.queues)];
  let [others, overtook, more] = [0, 0, false];
  for (const queue of queues) {
    const loaded = { general: 0, preferential: 0 };
    // those with a wish are loaded from anywhere in the line
    const frontWaitsLonger = { general: true, preferential: true };
    for (const each of waitingIn(state, queue)) {
      if (each.id === ticket.id || !isEligible(each, now)) continue;
      const longer = waitsLonger(each, ticket);
      others += 1;
      if (longer) overtook += 1;
      if (isInLine(each)) loaded[each.lane] += 1;
      if (!longer && each.wish === undefined) frontWaitsLonger[each.lane] = false;
    }
    for (const lane of ['general', 'preferential'] as const) {
      const self = ticket.queue === queue && ticket.lane === lane && isInLine(ticket) ? 1 : 0;
      const hidden = (state.queues[queue]?.[lane] ?? 0) - loaded[lane] - self;
      if (hidden > 0 && frontWaitsLonger[lane]) more = true;
    }
  }
  const counted = advisor.queues.reduce(
    (sum, queue) =>
      sum + (state.queues[queue]?.general ?? 0) + (state.queues[queue]?.preferential ?? 0),
    0,
  );
  return {
    due: ticket.due,
    waited: Math.max(counted, others + 1),
    overtook,
    ...(more ? { overtookMore: true } : {}),
  };
}

const waitsLonger = (a: Ticket, b: Ticket) =>
  waitFrom(a) < waitFrom(b) || (waitFrom(a) === waitFrom(b) && a.seq < b.seq);

/**
 * 1 + the tickets of the same queue that go before this one, counting all that wait for a certain
 * advisor. Apart from those it is exact on a floor, which holds the whole line. Undefined if the
 * ticket is not in line, or waits for one advisor, since nobody knows when they are free.
 */
export function position(
  floor: State,
  ticket: Ticket,
  config: BranchConfig,
  now: Instant,
): number | undefined {
  const waitsForOne = (each: Ticket) => wishedFor(each, floor.advisors, now) !== undefined;
  if (!isInLine(ticket) || waitsForOne(ticket)) return undefined;
  const ahead = lineOf(floor, ticket.queue).filter(
    (each) =>
      each.lane === ticket.lane &&
      (each.due < ticket.due ||
        (each.due === ticket.due && each.seq < ticket.seq) ||
        waitsForOne(each)),
  ).length;
  return positionBehind(
    floor.queues[ticket.queue] ?? emptyCounts(ticket.queue),
    ticket.lane,
    ahead,
    config,
  );
}

/** The positions of all tickets in a queue's line that have one, by id, with a single sort. */
export function positions(
  floor: State,
  queue: string,
  config: BranchConfig,
  now: Instant,
): ReadonlyMap<string, number> {
  const counts = floor.queues[queue] ?? emptyCounts(queue);
  const ahead = { general: 0, preferential: 0 };
  const line = lineOf(floor, queue)
    .filter((each) => {
      const waitsForOne = wishedFor(each, floor.advisors, now) !== undefined;
      if (waitsForOne) ahead[each.lane] += 1;
      return !waitsForOne;
    })
    .sort((a, b) => a.due - b.due || a.seq - b.seq);
  return new Map(
    line.map((each) => [each.id, positionBehind(counts, each.lane, ahead[each.lane]++, config)]),
  );
}

/** The position of a ticket about to be issued, from the counts: it is last in its lane. */
export function positionAtIssue(counts: QueueCounts, lane: Lane, config: BranchConfig): number {
  return positionBehind({ ...counts, [lane]: counts[lane] + 1 }, lane, counts[lane], config);
}

/**
 * The position with `ahead` tickets of the same lane before it, in closed form: first what is left
 * of the present run of preferential calls, then `preferentialRun` of them before each general one.
 */
export function positionBehind(
  counts: Pick<QueueCounts, 'general' | 'preferential' | 'run'>,
  lane: Lane,
  ahead: number,
  config: BranchConfig,
): number {
  const limit = runLimit(config);
  const left = Math.max(0, limit - counts.run);
  if (lane === 'general') return ahead + 1 + Math.min(counts.preferential, left + ahead * limit);
  return (
    ahead +
    1 +
    (ahead < left ? 0 : Math.min(counts.general, Math.floor((ahead - left) / limit) + 1))
  );
}
