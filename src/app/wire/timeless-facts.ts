import { z } from 'zod';
import { day, estimate } from './common';
import { advisorState, bankFact, holdReason, lane, recordedTable, ticketState } from './enums';
import { advisor, counter, fact, queue, reason, ticket, yes } from './fact-members';
import { askedFor, dutyPlan, suggestedAction } from './line';
import { briefing, dayPlan } from './simulations';

const link = z.string().optional();
const values = z.record(z.string(), z.unknown()).nullable();
/** Rows of configuration and staff, before and after; names and secrets are sealed. */
const rowChanges = z.array(
  z.object({ table: recordedTable, id: z.string(), before: values, after: values }),
);

/** Facts that hold no instant of their own. */
export const timeless = [
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
