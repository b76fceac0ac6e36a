import { z } from 'zod';
import { day, estimate, foretold, instant, instantMs, Wire } from './common';
import {
  actorKind,
  advisorState,
  bankFact,
  holdReason,
  lane,
  language,
  moveReason,
  recordedTable,
  ticketState,
} from './enums';
import { askedFor, dutyPlan, line, lineMs, lineWith, suggestedAction } from './line';
import { briefing, dayPlan } from './simulations';

/**
 * What has happened at a branch: the facts of its chain, and their place in it. They carry ids and
 * facts, never a person's data.
 */

const ticket = z.string();
const queue = z.string();
const advisor = z.string();
const counter = z.string();
const yes = z.literal(true).optional();
const reason = z.string().optional();
const link = z.string().optional();

const fact = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

const values = z.record(z.string(), z.unknown()).nullable();
/** Rows of configuration and staff as they were and as they are; names and secrets are sealed. */
const rowChanges = z.array(
  z.object({ table: recordedTable, id: z.string(), before: values, after: values }),
);

/** Facts that hold no instant of their own. */
const timeless = [
  fact('TicketRecalled', {
    ticket,
    queue,
    number: z.string(),
    advisor,
    counter,
    times: z.number(),
    automatic: z.boolean(),
  }),
  fact('ServiceStarted', { ticket, queue, advisor, counter }),
  fact('ServiceFinished', {
    ticket,
    queue,
    advisor,
    counter,
    serviceMs: z.number(),
    outcome: z
      .string()
      .optional()
      .meta({ description: "the queue's code that was chosen; the system chooses none" }),
    held: yes,
    left: yes,
    closing: yes,
    late: yes,
  }),
  fact('MatterBegun', {
    ticket,
    from: queue,
    to: queue,
    lane,
    advisor,
    counter,
    serviceMs: z.number(),
    outcome: z.string().optional(),
    left: yes,
  }),
  fact('TicketHeld', { ticket, queue, lane, advisor, counter, reason: holdReason }),
  fact('TicketResumed', { ticket, queue, lane, advisor, counter, heldMs: z.number() }),
  fact('DeferralEnded', { ticket, queue, lane }),
  fact('TicketApproaching', {
    ticket,
    queue,
    position: z.number(),
    estimate: estimate.optional(),
  }),
  fact('TicketMissed', { ticket, queue, advisor, counter, automatic: z.boolean() }),
  fact('TicketReopened', { ticket, queue, lane, times: z.number().optional() }),
  fact('TicketCancelled', {
    ticket,
    queue,
    lane,
    was: ticketState,
    deferred: z.boolean(),
    advisor: advisor.optional(),
    because: z.enum(['customer', 'staff', 'closing']),
    queueClosed: yes,
    late: yes,
  }),
  fact('TicketPrinted', { ticket, ok: z.boolean(), reprint: z.boolean(), reason }),
  fact('NoteWritten', { ticket, note: z.string() }),
  fact('NoteRemoved', { ticket, note: z.string() }),
  fact('FeedbackGiven', { ticket, score: z.number(), remark: z.string().optional() }),

  fact('AdvisorStateChanged', {
    advisor,
    from: advisorState,
    to: advisorState,
    counter: counter.optional(),
    queues: z.array(queue),
    reason,
    automatic: z.boolean(),
  }),
  fact('AdvisorQueuesChanged', { advisor, queues: z.array(queue) }),
  fact('AdvisorAsked', { advisor, what: askedFor, by: z.string() }),
  fact('AdvisorPlanned', { advisor, plan: dutyPlan.optional() }),
  fact('DayOpened', { day, kept: yes }),
  fact('DayClosed', { day, served: z.number(), cancelled: z.number() }),
  fact('DayLearned', {
    day,
    calls: z.number(),
    briefing: briefing.optional(),
    digests: z.object({ body: z.string(), plan: z.string() }).optional(),
  }),
  fact('DayPlanned', { day, version: z.number(), plan: dayPlan.optional() }),
  fact('BranchConfigured', {
    what: z.enum(['settings', 'queues', 'counters', 'staff', 'branch', 'sign']),
    version: z.number(),
    changed: z.array(z.string()),
    rows: rowChanges.optional(),
  }),
  fact('AlertUpdated', {
    id: z.string(),
    value: z.number(),
    action: suggestedAction.optional(),
  }),
  fact('AlertAcknowledged', { id: z.string(), by: z.string() }),
  fact('AlertClosed', { id: z.string(), kind: z.string(), subject: z.string() }),

  fact('ContactLinked', { ticket, consumer: z.string(), link }),
  fact('ContactUnlinked', { ticket, consumer: z.string(), link, because: z.string() }),
  fact('DeliveryEnded', {
    delivery: z.string(),
    consumer: z.string(),
    about: z.string(),
    ticket: ticket.optional(),
    outcome: z.enum(['sent', 'failed', 'superseded']),
    attempts: z.number(),
    reason,
  }),
  fact('PersonalDataShown', { ticket: ticket.optional(), what: z.string() }),
  fact('BankFact', {
    what: bankFact,
    subject: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    rows: rowChanges.optional(),
  }),
] as const;

/** Facts that hold an instant, in the form that `at` has. */
const timed = <I extends z.ZodType>(
  at: I,
  { why, alert, ticket: again }: ReturnType<typeof lineWith<I>>,
  wish = z.object({ advisor, until: at }),
) =>
  [
    fact('TicketIssued', {
      ticket,
      number: z.string(),
      n: z.number(),
      queue,
      lane,
      day,
      due: at,
      language,
      customer: z.string().optional(),
      position: z.number(),
      estimate: estimate.optional(),
      foretold: foretold.optional(),
      unattended: yes,
      mayMissClosing: yes,
      approaching: yes,
    }),
    fact('TicketCalled', {
      ticket,
      queue,
      lane,
      number: z.string(),
      advisor,
      counter,
      serves: z.array(queue),
      waitMs: z.number(),
      inTarget: z.boolean(),
      courtesyMs: z.number().optional(),
      again: yes,
      foretold: foretold.optional(),
      why,
    }),
    fact('TicketTransferred', {
      ticket,
      from: queue,
      to: queue,
      lane,
      was: ticketState,
      due: at,
      deferred: yes,
      advisor: advisor.optional(),
      serviceMs: z.number().optional(),
      left: yes,
      reason,
      wish: wish.optional(),
    }),
    fact('TicketReturned', {
      ticket,
      queue,
      lane,
      was: ticketState,
      advisor: advisor.optional(),
      because: z.enum(['slip', 'advisor-gone', 'more-time', 'wish']),
      due: at.optional(),
      wish: wish.optional(),
    }),
    fact('TicketMoved', {
      ticket,
      from: queue,
      to: queue,
      fromLane: lane,
      lane,
      due: at,
      deferred: yes,
      reason: moveReason,
    }),
    fact('TicketDeferred', {
      ticket,
      queue,
      lane,
      until: at,
      minutes: z.number(),
      times: z.number(),
      extended: yes,
    }),
    fact('TicketUndone', {
      ticket,
      what: z.enum(['finish', 'transfer', 'matter']),
      from: queue,
      queue,
      lane,
      was: ticketState,
      deferred: yes,
      again,
      advisor: advisor.optional(),
      counter: counter.optional(),
      heldBy: advisor.optional(),
      endedAt: at,
      serviceMs: z.number().optional(),
      left: yes,
    }),
    fact('TicketPastClosing', { ticket, queue, closesAt: at }),
    fact('TicketRedued', { ticket, queue, due: at }),
    fact('AlertRaised', { alert }),
  ] as const;

const eventWith = <I extends z.ZodType>(
  at: I,
  of: ReturnType<typeof lineWith<I>>,
  suffix: '' | 'Ms',
) =>
  z
    .object({
      branch: z.string(),
      seq: z.number(),
      at,
      actor: z.object({ kind: actorKind, id: z.string() }),
      fact: z
        .discriminatedUnion('type', [...timed(at, of), ...timeless])
        .meta({ id: `Fact${suffix}` }),
    })
    .meta({
      id: `Event${suffix}`,
      description:
        "A past-tense fact on a branch's chain; it carries ids and facts, never a person's data",
    });

export const event = eventWith(instant, line, '');
export const eventMs = eventWith(instantMs, lineMs, 'Ms');
export type Event = Wire<typeof event>;
export type EventMs = Wire<typeof eventMs>;
export type FactType = Event['fact']['type'];
export type FactOf<T extends FactType> = Extract<Event['fact'], { readonly type: T }>;

const types: readonly FactType[] = event.shape.fact.options.map(({ shape }) => shape.type.value);
/** What a webhook may name; operations refuse those that record what became of messages. */
export const factType = z.enum(types, `one of ${types.join(', ')}`);

/** What an endpoint of a webhook is sent; `data` holds the members of the fact, too. */
export const webhookDelivery = z.object({
  type: factType,
  timestamp: instant,
  data: z.looseObject({ branch: z.string(), seq: z.number() }),
});
export type WebhookDelivery = Wire<typeof webhookDelivery>;
