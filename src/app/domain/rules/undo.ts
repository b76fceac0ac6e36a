import { evolveTicket } from '../fold/evolve-ticket';
import { Advisor } from '../model/advisor';
import { Refused } from '../model/errors';
import { Event, FactOf, FactType } from '../model/events';
import { optional } from '../model/records';
import { Ticket } from '../model/ticket';
import { ActingStaff } from '../model/ticket-commands';
import { Decision } from './decision';
import { backAtCounter } from './duty';
import { activeTicket } from './issue';
import { giveBack } from './moves';
import { mustBeTheirs, numberInUse, numberOf, ticketOf } from './refusals';

/**
 * How long a slip can be taken back, while the customer is still within sight of the counter. Later
 * they have gone, or are with somebody else.
 */
export const UNDO_MS = 2 * 60_000;

type OnTicket = { [T in FactType]: 'ticket' extends keyof FactOf<T> ? T : never }[FactType];

/** Whether a later fact makes a finish, a transfer or a matter final. */
const FINAL: Readonly<Record<OnTicket, boolean>> = {
  TicketIssued: true,
  TicketCalled: true,
  TicketRecalled: true,
  ServiceStarted: true,
  ServiceFinished: true,
  MatterBegun: true,
  TicketHeld: true,
  TicketResumed: true,
  TicketTransferred: true,
  TicketMoved: true,
  TicketReturned: true,
  TicketUndone: true,
  TicketMissed: true,
  TicketReopened: true,
  TicketCancelled: true,
  TicketPrinted: false,
  TicketApproaching: false,
  TicketPastClosing: false,
  TicketRedued: false,
  TicketDeferred: false,
  DeferralEnded: false,
  FeedbackGiven: false,
  ContactLinked: false,
  ContactUnlinked: false,
  DeliveryEnded: false,
  PersonalDataShown: false,
  NoteWritten: false,
  NoteRemoved: false,
};

type Slip = FactOf<'ServiceFinished'> | FactOf<'TicketTransferred'> | FactOf<'MatterBegun'>;

const WHAT = {
  ServiceFinished: 'finish',
  TicketTransferred: 'transfer',
  MatterBegun: 'matter',
} as const;

/**
 * Takes back a finish, a transfer or another matter that was pressed by mistake: the ticket is
 * again what it was, with the same advisor. A customer they have called since goes back to the
 * line; if they are serving one, the undo is refused.
 */
export function undo(decision: Decision, id: string, by: ActingStaff): void {
  const ticket = ticketOf(decision, id);
  const past = decision.slice.past ?? [];
  const at = past.findLastIndex(({ fact }) => FINAL[fact.type as OnTicket]);
  const last = past[at];
  const slip = slipOf(decision, ticket, last, by.staff);
  const before = past.slice(0, at).reduce(evolveTicket, undefined)!;
  mustBeTheirs(before, by, decision.slice);
  if (decision.now - last.at > UNDO_MS || decision.slice.turned) throw tooLate(decision, ticket);
  if (slip.type === 'ServiceFinished' && decision.slice.numberInUse) throw numberInUse(ticket);
  const { activeOfCustomer } = decision.slice;
  if (activeOfCustomer && activeOfCustomer.id !== id) throw activeTicket(decision);
  const again =
    before.advisor === undefined || before.state === 'held' || slip.type === 'MatterBegun'
      ? before
      : { ...before, counter: freeAt(decision, before.advisor) };
  decision.emit({
    type: 'TicketUndone',
    ticket: id,
    what: WHAT[slip.type],
    from: ticket.queue,
    queue: again.queue,
    lane: ticket.lane,
    was: ticket.state,
    ...(ticket.deferredUntil === undefined ? {} : { deferred: true }),
    again,
    ...optional(again.state === 'held' ? 'heldBy' : 'advisor', again.advisor),
    ...(again.state === 'held' ? {} : optional('counter', again.counter)),
    endedAt: last.at,
    ...optional('serviceMs', slip.serviceMs),
    ...optional('left', slip.left),
  });
}

function slipOf({ slice }: Decision, ticket: Ticket, last: Event | undefined, by: string): Slip {
  const fact = last?.fact;
  if (fact?.type === 'TicketTransferred') return fact;
  if (fact?.type === 'MatterBegun' && ticket.state === 'serving') return fact;
  if (fact?.type === 'ServiceFinished' && !fact.closing) return fact;
  const { number, state } = ticket;
  const elsewhere =
    fact?.type !== 'TicketUndone' &&
    ticket.advisor !== by &&
    (state === 'called' || state === 'serving');
  if (elsewhere) {
    const counter = ticket.counter ?? '';
    const label = slice.config.counters[counter]?.label ?? counter;
    throw new Refused(
      'conflict',
      'called_elsewhere',
      `Ticket ${number} is ${state} at ${label} now. Ask there, or transfer it from there.`,
      [{ field: 'ticket', got: state, wants: 'a ticket that nobody has called since' }],
      { number, state, counter: label, advisor: ticket.advisor ?? null },
    );
  }
  throw new Refused(
    'conflict',
    'nothing_to_undo',
    `Ticket ${number} is ${state}: no finish, transfer or other matter was the last that was ` +
      'done with it, or it was undone already.',
    [{ field: 'ticket', got: state, wants: 'a ticket that was just finished or transferred' }],
    { number, state },
  );
}

function tooLate({ now, slice }: Decision, { number }: Ticket): Refused {
  const seconds = UNDO_MS / 1000;
  return new Refused(
    'conflict',
    'undo_too_late',
    slice.turned
      ? `A business day has begun since; what was done with ${number} counts for the day before.`
      : `What was done with ${number} can be undone for ${seconds / 60} minutes. Issue a new ` +
          'ticket, or transfer it back.',
    [{ field: 'ticket', got: new Date(now).toISOString(), wants: `within ${seconds} s` }],
    { number },
  );
}

/** The advisor without a ticket, at a counter: which one. */
export function freeAt(decision: Decision, id: string): string {
  const { slice } = decision;
  const advisor: Advisor | undefined = slice.advisors[id];
  const other = advisor?.ticket === undefined ? undefined : slice.tickets[advisor.ticket];
  if (other?.state === 'called') {
    giveBack(decision, other, 'slip');
  } else if (advisor?.state === 'busy') {
    const number = numberOf(slice, advisor.ticket);
    throw new Refused(
      'conflict',
      'advisor_busy',
      `The advisor serves ${number} already. Finish or return it first.`,
      [{ field: 'advisor', got: 'busy', wants: 'an advisor who serves nobody' }],
      { ticket: advisor.ticket ?? null, number },
    );
  } else if (advisor?.state === 'paused') {
    backAtCounter(decision, advisor);
  } else if (advisor?.state !== 'available') {
    throw new Refused(
      'conflict',
      'advisor_not_available',
      'The advisor has left. Come back on duty at a counter first.',
      [{ field: 'advisor', got: 'offline', wants: 'available' }],
      { state: 'offline' },
    );
  }
  return decision.slice.advisors[id].counter!; // nobody on duty is without one
}
