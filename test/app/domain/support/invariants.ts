import { isDeepStrictEqual } from 'node:util';
import { tidyFloor } from '../../../../src/app/domain/fold/floor';
import { position, positions } from '../../../../src/app/domain/line/line';
import { isOnDuty } from '../../../../src/app/domain/model/advisor';
import { businessDay } from '../../../../src/app/domain/model/day';
import { Event, Fact } from '../../../../src/app/domain/model/events';
import { emptyCounts } from '../../../../src/app/domain/model/queue';
import { EndedCall } from '../../../../src/app/domain/model/state';
import {
  isActive,
  isInLine,
  Ticket,
  TicketState,
  waitFrom,
} from '../../../../src/app/domain/model/ticket';
import { Branch, MINUTE } from './branch';

/**
 * What must hold for a branch, whatever happens. Each check is computed independently of the
 * domain's own code.
 */

/** `toEqual`, called only to report a difference: these checks run thousands of times. */
export function same(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toStrictEqual(expected);
}

const moves: Readonly<Record<TicketState, readonly TicketState[]>> = {
  waiting: ['waiting', 'called', 'cancelled'],
  called: ['called', 'serving', 'no-show', 'cancelled', 'waiting'],
  serving: ['served', 'cancelled', 'waiting', 'held', 'serving'],
  held: ['served', 'cancelled', 'waiting', 'serving'],
  'no-show': ['waiting'],
  // a slip is taken back
  served: ['serving', 'held'],
  cancelled: [],
};

/** Within a commit a ticket gets from its old state to its new one only along allowed arrows. */
export function legalMoves(
  before: Readonly<Record<string, Ticket>>,
  events: readonly Event[],
): void {
  const state: Record<string, TicketState | undefined> = Object.fromEntries(
    Object.values(before).map((each) => [each.id, each.state]),
  );
  for (const { fact } of events) {
    const to = target(fact);
    if (!to || !('ticket' in fact) || fact.ticket === undefined) continue;
    const from = state[fact.ticket];
    if (fact.type === 'TicketIssued') same(from, undefined);
    else if (fact.type === 'TicketUndone') same(from, fact.was);
    else if (!moves[from!].includes(to)) expect(moves[from!]).toContain(to);
    if ('was' in fact) same(fact.was, from);
    state[fact.ticket] = to;
  }
}

function target(fact: Fact): TicketState | undefined {
  switch (fact.type) {
    case 'TicketIssued':
    case 'TicketReturned':
    case 'TicketReopened':
    case 'TicketTransferred':
    case 'TicketMoved':
    case 'TicketDeferred':
    case 'DeferralEnded':
      return 'waiting';
    case 'TicketUndone':
      return fact.again.state;
    case 'TicketCalled':
    case 'TicketRecalled':
      return 'called';
    case 'ServiceStarted':
    case 'MatterBegun':
    case 'TicketResumed':
      return 'serving';
    case 'TicketHeld':
      return 'held';
    case 'ServiceFinished':
      return 'served';
    case 'TicketMissed':
      return 'no-show';
    case 'TicketCancelled':
      return 'cancelled';
    default:
      return undefined;
  }
}

/** One ticket per busy advisor, one advisor per ticket in hand, one advisor per counter. */
export function advisorsFit({ whole }: Branch): void {
  const advisors = Object.values(whole.advisors);
  for (const advisor of advisors) {
    same(advisor.state === 'busy', advisor.ticket !== undefined);
    same(isOnDuty(advisor), advisor.onDutySince !== undefined);
    if (isOnDuty(advisor)) same(advisor.counter !== undefined, true);
    if (advisor.ticket !== undefined) {
      const { advisor: whose, counter, state } = whole.tickets[advisor.ticket];
      same(
        [whose, counter, state === 'called' || state === 'serving'],
        [advisor.id, advisor.counter, true],
      );
    }
  }
  const inHand = Object.values(whole.tickets).filter(
    (each) => each.state === 'called' || each.state === 'serving',
  );
  same(advisors.filter((each) => each.state === 'busy').length, inHand.length);
  const counters = advisors.filter(isOnDuty).map((each) => each.counter);
  same(new Set(counters).size, counters.length);
}

/**
 * One active ticket per customer; numbers without repeats or gaps per day and queue; where the line
 * is kept over midnight, no two people in line with one number, which leaves gaps; a chain without
 * gaps.
 */
export function onceEach({ whole, events, config }: Branch): void {
  const tickets = Object.values(whole.tickets);
  const customers = tickets.flatMap((each) =>
    each.customer !== undefined && isActive(each.state) ? [each.customer] : [],
  );
  expect(new Set(customers).size).toBe(customers.length);
  if (config.settings.hours === 'always') {
    const held = tickets.filter((each) => isActive(each.state)).map((each) => each.number);
    same(new Set(held).size, held.length);
  }
  const given: Record<string, number[]> = {};
  for (const { fact, at } of events) {
    if (fact.type === 'TicketIssued') same(fact.day, businessDay(at, config.settings));
  }
  for (const { fact } of events) {
    if (fact.type === 'TicketIssued') (given[`${fact.day} ${fact.queue}`] ??= []).push(fact.n);
  }
  for (const numbers of Object.values(given)) {
    if (config.settings.hours === 'always') {
      same(
        numbers,
        [...new Set(numbers)].sort((a, b) => a - b),
      );
    } else {
      same(
        numbers,
        numbers.map((_n, index) => index + 1),
      );
    }
  }
  same(
    events.map((each) => each.seq),
    events.map((_event, index) => index + 1),
  );
  for (const ticket of tickets) {
    expect(events[ticket.seq - 1].fact).toMatchObject({
      type: 'TicketIssued',
      ticket: ticket.id,
      number: ticket.number,
    });
  }
}

/**
 * Positions in a queue are 1 to n where nobody waits for one advisor; a ticket's position at issue
 * is where it stands.
 */
export function positionsFit(branch: Branch, facts: readonly Fact[]): void {
  for (const queue of Object.keys(branch.whole.queues)) {
    const all = positions(branch.floor, queue, branch.config, branch.now);
    const places = [...all.values()].sort((a, b) => a - b);
    for (const [id, place] of all) {
      same(position(branch.floor, branch.ticket(id), branch.config, branch.now), place);
    }
    const { general, preferential } = branch.floor.queues[queue] ?? emptyCounts(queue);
    if (all.size === general + preferential) {
      same(
        places,
        places.map((_place, index) => index + 1),
      );
    }
  }
  const issued = facts.find((fact) => fact.type === 'TicketIssued');
  const moved = facts.some((fact) => fact.type === 'TicketCalled' || fact.type === 'DeferralEnded');
  if (issued?.type !== 'TicketIssued' || moved || !isInLine(branch.ticket(issued.ticket))) return;
  // A ticket issued while the line is still getting new dues after a lower target may stand ahead
  // of others in its lane.
  const targetMs = branch.config.queues[issued.queue].targetMinutes * MINUTE;
  if (
    Object.values(branch.floor.tickets).every(
      (each) =>
        each.queue !== issued.queue || !isInLine(each) || each.due === waitFrom(each) + targetMs,
    )
  ) {
    expect(
      positions(branch.floor, issued.queue, branch.config, branch.now).get(issued.ticket),
    ).toBe(issued.position);
  }
}

/**
 * The command's slice with its facts folded agrees with the whole branch on everything it holds; so
 * does the screens' floor.
 */
export function foldsAgree(branch: Branch): void {
  const slice = branch.lastSlice;
  if (slice) {
    for (const [id, ticket] of Object.entries(slice.tickets)) {
      same(ticket, branch.whole.tickets[id]);
    }
    const {
      tickets: _tickets,
      front: _front,
      activeOfCustomer: _active,
      activeAhead: _ahead,
      config: _config,
      seenAt: _seen,
      customer: _customer,
      serves: _serves,
      existing: _existing,
      numbersKept: _kept,
      line: _line,
      serving: _serving,
      past: _past,
      turned: _turned,
      numberInUse: _inUse,
      ...rest
    } = slice;
    const { advisors, queues, alerts, numbers, seq, day } = branch.whole;
    same(rest, { branch: '1', advisors, queues, alerts, numbers, seq, day });
  }
  const { tickets, advisors, queues, alerts, day, endedCalls } = tidyFloor(branch.whole);
  const used = Object.fromEntries(
    Object.entries(queues).filter(([id, counts]) => branch.floor.queues[id] || counts.issued > 0),
  );
  // A floor that forgot a call that was not over after all no longer knows the ninth-last one.
  const known = Map.groupBy(branch.floor.endedCalls ?? [], ({ queue }) => queue);
  const seen = new Map<string | undefined, number>();
  const all = [...(endedCalls ?? []), ...callsOfKept(branch)];
  all.sort((a, b) => b.at - a.at || b.seq - a.seq);
  const calls = all.filter(({ queue }) => {
    const before = seen.get(queue) ?? 0;
    seen.set(queue, before + 1);
    return before < (known.get(queue)?.length ?? 0);
  });
  same(branch.floor, {
    branch: '1',
    tickets: { ...tickets, ...missedSince(branch) },
    advisors,
    queues: used,
    alerts,
    day,
    endedCalls: calls,
  });
}

/** The last calls of whom the last day that opened kept, and who have ended since. */
function callsOfKept({ events, whole }: Branch): readonly EndedCall[] {
  const opened = events.findLastIndex(({ fact }) => fact.type === 'DayOpened');
  const ended = new Set(
    events.slice(opened + 1).flatMap(({ fact }) => {
      const ends = fact.type === 'ServiceFinished' || fact.type === 'TicketCancelled';
      return ends && !fact.late ? [whole.tickets[fact.ticket]] : [];
    }),
  );
  return [...ended].flatMap(({ id, number, queue, counter, lastCallAt: at, seq, day, state }) =>
    day < whole.day && (state === 'served' || state === 'cancelled') && counter && at
      ? [{ ticket: id, number, queue, counter, at, seq }]
      : [],
  );
}

/** Who was kept as the last day opened, and has been missed since: they may be taken back. */
function missedSince({ events, whole }: Branch) {
  const opened = events.findLastIndex(({ fact }) => fact.type === 'DayOpened');
  return Object.fromEntries(
    events.slice(opened + 1).flatMap(({ fact }) => {
      if (fact.type !== 'TicketMissed') return [];
      const ticket = whole.tickets[fact.ticket];
      return ticket.state === 'no-show' ? [[ticket.id, ticket]] : [];
    }),
  );
}

/** Facts survive canonical text unchanged: nothing undefined, nothing that JSON alters. */
export const plain = (facts: readonly Fact[]) => same(JSON.parse(JSON.stringify(facts)), facts);
