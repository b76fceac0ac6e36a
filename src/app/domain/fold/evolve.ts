import { Advisor } from '../model/advisor';
import { Alert } from '../model/alert';
import { Event } from '../model/events';
import { emptyCounts, QueueCounts } from '../model/queue';
import { put, without } from '../model/records';
import { State } from '../model/state';
import { Ticket } from '../model/ticket';
import { advisorOf, evolveAdvisor } from './evolve-advisor';
import { evolveCounts, queuesOf } from './evolve-counts';
import { evolveTicket } from './evolve-ticket';

/** Open alerts after an event. */
function evolveAlerts(
  alerts: Readonly<Record<string, Alert>>,
  event: Event,
): Readonly<Record<string, Alert>> {
  const { fact } = event;
  switch (fact.type) {
    case 'AlertRaised':
      return put(alerts, fact.alert.id, fact.alert);
    case 'AlertUpdated':
      return alerts[fact.id]
        ? put(alerts, fact.id, {
            ...without(alerts[fact.id], 'action'),
            value: fact.value,
            ...(fact.action ? { action: fact.action } : {}),
          })
        : alerts;
    case 'AlertAcknowledged':
      return alerts[fact.id]
        ? put(alerts, fact.id, { ...alerts[fact.id], acknowledgedBy: fact.by })
        : alerts;
    case 'AlertClosed':
      return alerts[fact.id] ? without(alerts, fact.id) : alerts;
    default:
      return alerts;
  }
}

/**
 * A slice or a floor after one event, by the same rules. An event about a ticket that the state
 * does not hold moves the counts only. Ended tickets stay, since their row is still to be written;
 * `floor.ts` drops them for screens.
 */
export const evolve = <S extends State>(state: S, event: Event): S => ({
  ...evolveLine(state, event),
  tickets: ticketsAfter(state.tickets, event),
});

/** The same, for tickets that are folded elsewhere: they stay as they are. */
export function evolveLine<S extends State>(state: S, event: Event): S {
  const { fact } = event;
  return {
    ...state,
    advisors: advisorsAfter(state.advisors, event),
    queues: queuesAfter(state.queues, event),
    alerts: evolveAlerts(state.alerts, event),
    ...(fact.type === 'DayOpened' ? { day: fact.day } : undefined),
    ...(state.seq === undefined ? undefined : { seq: event.seq }),
    ...(state.numbers ? { numbers: numbersAfter(state.numbers, event) } : undefined),
  };
}

function ticketsAfter(
  tickets: Readonly<Record<string, Ticket>>,
  event: Event,
): Readonly<Record<string, Ticket>> {
  if (!('ticket' in event.fact) || event.fact.ticket === undefined) return tickets;
  const id = event.fact.ticket;
  const after = evolveTicket(tickets[id], event);
  return after === undefined || after === tickets[id] ? tickets : put(tickets, id, after);
}

function advisorsAfter(
  advisors: Readonly<Record<string, Advisor>>,
  event: Event,
): Readonly<Record<string, Advisor>> {
  const { fact, actor } = event;
  const whom = advisorOf(fact);
  const about = whom === undefined ? [] : [whom];
  const touched =
    fact.type === 'DayOpened'
      ? Object.keys(advisors)
      : actor.kind === 'staff' && advisors[actor.id]
        ? [...about, actor.id]
        : about;
  let next = advisors;
  for (const id of new Set(touched)) {
    const after = evolveAdvisor(next[id], event);
    if (after !== undefined && after !== next[id]) next = put(next, id, after);
  }
  return next;
}

function queuesAfter(
  queues: Readonly<Record<string, QueueCounts>>,
  event: Event,
): Readonly<Record<string, QueueCounts>> {
  const touched = event.fact.type === 'DayOpened' ? Object.keys(queues) : queuesOf(event.fact);
  let next = queues;
  for (const id of touched) {
    const before = next[id] ?? emptyCounts(id);
    const after = evolveCounts(before, event);
    if (after !== before) next = put(next, id, after);
  }
  return next;
}

function numbersAfter(
  numbers: Readonly<Record<string, number>>,
  event: Event,
): Readonly<Record<string, number>> {
  const { fact } = event;
  if (fact.type === 'DayOpened') return {};
  return fact.type === 'TicketIssued' ? put(numbers, fact.queue, fact.n) : numbers;
}
