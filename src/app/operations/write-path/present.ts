import { Advisor } from '../../domain/model/advisor';
import { Ticket } from '../../domain/model/ticket';
import { Why } from '../../domain/model/why';
import { rfc3339, rfc3339OrNull } from '../../domain/views/rfc3339';
import type { DutyAdvisor } from '../../wire/counters';
import type { CalledWhy, HandledTicket } from '../../wire/tickets';

/** The domain's nouns as commands answer them: null where a member does not apply. */

export const presentTicket = (ticket: Ticket): HandledTicket => ({
  id: ticket.id,
  number: ticket.number,
  queue: ticket.queue,
  lane: ticket.lane,
  state: ticket.state,
  counter: ticket.counter ?? null,
  advisor: ticket.advisor ?? null,
  issuedAt: rfc3339(ticket.issuedAt),
  due: rfc3339(ticket.due),
  deferredUntil: rfc3339OrNull(ticket.deferredUntil),
  calledAt: rfc3339OrNull(ticket.calledAt),
  startedAt: rfc3339OrNull(ticket.startedAt),
  endedAt: rfc3339OrNull(ticket.endedAt),
  recalls: ticket.recalls,
});

export const presentWhy = (why: Why): CalledWhy => ({
  rule: why.rule,
  due: rfc3339(why.due),
  waited: why.waited,
  overtook: why.overtook,
  overtookMore: why.overtookMore ?? false,
  assignment: why.assignment,
  ...(why.reason ? { reason: why.reason } : {}),
});

export const presentAdvisor = (advisor: Advisor): DutyAdvisor => ({
  id: advisor.id,
  state: advisor.state,
  counter: advisor.counter ?? null,
  queues: advisor.queues,
  ticket: advisor.ticket ?? null,
  since: rfc3339(advisor.since),
  reason: advisor.reason ?? null,
  plan: advisor.plan ?? null,
  served: advisor.served,
});
