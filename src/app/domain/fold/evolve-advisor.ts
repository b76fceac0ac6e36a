import { Advisor, isOnDuty } from '../model/advisor';
import { Event, Fact, FactOf } from '../model/events';
import { Instant } from '../model/instant';
import { optional, without } from '../model/records';

/** An advisor's work of a day when it opens. */
export const noWork = { served: 0, handedOn: 0, services: 0, serviceMs: 0 } as const;

/**
 * An advisor after an event about them or by them. `AdvisorStateChanged` makes one. Anything that
 * advisors do themselves ends their series of unanswered calls.
 */
export function evolveAdvisor(advisor: Advisor | undefined, event: Event): Advisor | undefined {
  const { fact, at, actor } = event;
  if (fact.type === 'AdvisorStateChanged' && (!advisor || fact.advisor === advisor.id)) {
    return stateChanged(advisor, fact, at);
  }
  if (!advisor) return undefined;
  if (fact.type === 'DayOpened') return newDay(advisor, at);
  const touched =
    advisor.unanswered > 0 && actor.kind === 'staff' && actor.id === advisor.id
      ? { ...advisor, unanswered: 0 }
      : advisor;
  if (advisorOf(fact) !== advisor.id) return touched;
  switch (fact.type) {
    case 'TicketCalled':
      return { ...touched, state: 'busy', ticket: fact.ticket, counter: fact.counter, since: at };
    case 'ServiceFinished': {
      const done = taught(touched, fact);
      return { ...(fact.held ? done : freed(done, at)), served: touched.served + 1 };
    }
    case 'MatterBegun':
      return { ...taught(touched, fact), served: touched.served + 1, since: at };
    case 'TicketResumed':
      return { ...touched, state: 'busy', ticket: fact.ticket, since: at };
    case 'TicketHeld':
      return freed(touched, at);
    case 'TicketMissed':
      return { ...freed(touched, at), unanswered: touched.unanswered + (fact.automatic ? 1 : 0) };
    case 'TicketTransferred':
      return fact.serviceMs === undefined
        ? freed(touched, at)
        : { ...freed(taught(touched, fact), at), handedOn: touched.handedOn + 1 };
    case 'TicketUndone':
      return undone(touched, fact, at);
    case 'TicketReturned':
    case 'TicketCancelled':
      return freed(touched, at);
    case 'AdvisorQueuesChanged':
      return { ...touched, queues: fact.queues };
    case 'AdvisorAsked':
      return { ...touched, asked: { what: fact.what, by: fact.by, at } };
    case 'AdvisorPlanned':
      return { ...without(touched, 'plan'), ...optional('plan', fact.plan) };
    default:
      return touched;
  }
}

function taught(advisor: Advisor, fact: Taught): Advisor {
  return fact.left || fact.closing
    ? advisor
    : {
        ...advisor,
        services: advisor.services + 1,
        serviceMs: advisor.serviceMs + (fact.serviceMs ?? 0),
      };
}

/** The advisor whom a fact is about. */
export const advisorOf = (fact: Fact): string | undefined =>
  fact.type === 'TicketUndone'
    ? (fact.heldBy ?? fact.advisor)
    : 'advisor' in fact
      ? fact.advisor
      : undefined;

/** The ticket is in their hands again, or held, and the work that counted as done is taken back. */
function undone(advisor: Advisor, fact: FactOf<'TicketUndone'>, at: Instant): Advisor {
  const teaches = fact.serviceMs !== undefined && !fact.left;
  return {
    ...advisor,
    ...(fact.heldBy === undefined ? { state: 'busy', ticket: fact.ticket, since: at } : {}),
    served: advisor.served - (fact.what === 'transfer' ? 0 : 1),
    handedOn: advisor.handedOn - (fact.what === 'transfer' && fact.serviceMs !== undefined ? 1 : 0),
    services: advisor.services - (teaches ? 1 : 0),
    serviceMs: advisor.serviceMs - (teaches ? (fact.serviceMs ?? 0) : 0),
  };
}

interface Taught {
  readonly serviceMs?: number;
  readonly left?: true;
  readonly closing?: true;
}

function freed(advisor: Advisor, at: Instant): Advisor {
  return { ...without(advisor, 'ticket'), state: 'available', since: at, idleSince: at };
}

function newDay(advisor: Advisor, at: Instant): Advisor {
  return { ...advisor, ...noWork, dutyMs: 0, ...(isOnDuty(advisor) ? { onDutySince: at } : {}) };
}

function stateChanged(
  advisor: Advisor | undefined,
  fact: FactOf<'AdvisorStateChanged'>,
  at: Instant,
): Advisor {
  const before: Advisor = advisor ?? {
    id: fact.advisor,
    state: 'offline',
    queues: fact.queues,
    since: at,
    ...noWork,
    dutyMs: 0,
    idleSince: at,
    unanswered: 0,
  };
  const onDuty = isOnDuty({ ...before, state: fact.to });
  const dutyMs =
    before.onDutySince !== undefined && !onDuty
      ? before.dutyMs + at - before.onDutySince
      : before.dutyMs;
  return {
    ...without(before, 'ticket', 'counter', 'reason', 'onDutySince', 'plan', 'asked'),
    state: fact.to,
    ...optional('counter', fact.counter),
    ...optional('reason', fact.reason),
    queues: fact.queues,
    since: before.state === fact.to && advisor ? before.since : at,
    dutyMs,
    ...(onDuty ? { onDutySince: before.onDutySince ?? at } : {}),
    idleSince: fact.to === 'available' && before.state !== 'available' ? at : before.idleSince,
    unanswered: 0,
  };
}
