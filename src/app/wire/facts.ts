import { z } from 'zod';
import { day, estimate, foretold, instant, instantMs, Wire } from './common';
import { actorKind, lane, language, moveReason, ticketState } from './enums';
import { advisor, counter, fact, queue, reason, ticket, yes } from './fact-members';
import { line, lineMs, lineWith } from './line';
import { timeless } from './timeless-facts';

/**
 * What has happened at a branch: the facts of its chain, and their place in it. They carry ids and
 * facts, never a person's data.
 */

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
    fact('TicketReopened', {
      ticket,
      queue,
      lane,
      times: z.number().optional(),
      again: again.optional(),
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

/** What a webhook endpoint is sent; `data` also holds the members of the fact. */
export const webhookDelivery = z.object({
  type: factType,
  timestamp: instant,
  data: z.looseObject({ branch: z.string(), seq: z.number() }),
});
export type WebhookDelivery = Wire<typeof webhookDelivery>;
