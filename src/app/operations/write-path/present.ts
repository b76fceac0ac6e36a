import { Instant } from '../../domain/model/instant';
import { Ticket } from '../../domain/model/ticket';
import { Why } from '../../domain/model/why';
import { Answer, Json } from '../../ports';

/** ISO 8601 with milliseconds, or null. */
export const iso = (at: Instant | undefined): string | null =>
  at === undefined ? null : new Date(at).toISOString();

/** A ticket as staff commands answer it: ids, numbers, state and times. */
export const presentTicket = (ticket: Ticket): Answer => ({
  id: ticket.id,
  number: ticket.number,
  queue: ticket.queue,
  lane: ticket.lane,
  state: ticket.state,
  counter: ticket.counter ?? null,
  advisor: ticket.advisor ?? null,
  issuedAt: iso(ticket.issuedAt),
  due: iso(ticket.due),
  deferredUntil: iso(ticket.deferredUntil),
  calledAt: iso(ticket.calledAt),
  startedAt: iso(ticket.startedAt),
  endedAt: iso(ticket.endedAt),
  recalls: ticket.recalls,
});

export const presentWhy = (why: Why): Json => ({
  rule: why.rule,
  due: iso(why.due),
  waited: why.waited,
  overtook: why.overtook,
  overtookMore: why.overtookMore ?? false,
  assignment: why.assignment,
  ...(why.reason ? { reason: why.reason } : {}),
});
