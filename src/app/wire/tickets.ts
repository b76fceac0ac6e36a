import { z } from 'zod';
import { estimate, flag, id, instant, phone, said, Sent, uuid, Wire } from './common';
import {
  holdReason,
  lane,
  language,
  moveReason,
  paperReason,
  ticketState,
  transferReason,
  whyCancelled,
} from './enums';
import { why } from './line';

/** Tickets: how they are taken, and what staff and customers are told about them. */

/** What every answer about a ticket contains. */
export const ticket = z.object({
  id: uuid,
  number: z.string(),
  queue: z.string(),
  lane,
  state: ticketState,
  issuedAt: instant,
  due: instant,
});

export const issueBody = z.strictObject({
  queue: id('a queue'),
  nationalId: z
    .string('a RUT, such as 12345678-5')
    .max(300, 'a RUT, such as 12345678-5')
    .optional()
    .meta({
      description: "a RUT, such as 12345678-5, or another country's document, such as AR 30123456",
    }),
  phone: phone.optional(),
  lane: lane.default('general'),
  language: language.default('es'),
});
export type IssueBody = Sent<typeof issueBody>;

/** The customer's secret and where it leads; `links` has one member for each plugin's own link. */
const keyAndLinks = {
  key: z.string(),
  acts: z.boolean().meta({
    description:
      "whether the key may cancel, postpone and rate: it is the customer's own; what staff are " +
      'given only shows the ticket',
  }),
  links: z.object({ page: z.string() }).catchall(z.string().optional()),
};

/** A ticket as it was taken: `position` and `estimate` are what the customer was told. */
const issuedTicket = ticket.extend({
  position: z.number(),
  estimate: estimate.nullable(),
  said,
  counter: z.string().nullable(),
  warning: z.string().nullable().meta({
    description: 'may_miss_closing, queue_unattended or null',
  }),
  closing: z
    .object({ at: instant, of: z.enum(['branch', 'queue']) })
    .nullish()
    .meta({
      description: 'what closes before the turn, and when, with may_miss_closing; otherwise null',
    }),
});
export type IssuedTicket = Wire<typeof issuedTicket>;
export const issued = z.strictObject({ ticket: issuedTicket, ...keyAndLinks });
export type Issued = Wire<typeof issued>;

/** The customer's own ticket: null is what does not apply now. */
export const ownTicket = ticket
  .extend({
    language,
    position: z.number().nullable(),
    estimate: estimate.nullable(),
    said: said.nullable().meta({ description: 'null unless it is waiting' }),
    honesty: z
      .object({
        ofTen: z.number(),
        lastOfTen: z.number().optional(),
        yesterday: flag.meta({ description: 'the last day was yesterday' }),
      })
      .nullable()
      .meta({ description: 'how many of ten ranges came true: usually, and on the last day' }),
    closing: z
      .enum(['may-miss', 'will-miss'])
      .nullable()
      .meta({ description: 'it may not, or will not, be called before the line is cancelled' }),
    near: z.boolean().meta({ description: 'the customer should be at the branch now' }),
    counter: z
      .string()
      .nullable()
      .meta({ description: 'its label, once called; on hold, where they are taken back now' }),
    deferredUntil: instant.nullable(),
    comesBackUntil: instant.nullable().meta({
      description: 'until when a no-show may come back by themselves; null: the desk decides',
    }),
    dayOver: z
      .literal(true)
      .optional()
      .meta({ description: 'a no-show of a day that has ended: the desk cannot reopen it either' }),
    matters: z
      .number()
      .optional()
      .meta({ description: 'how many matters the visit has had, from the second on' }),
    rated: z.boolean().meta({ description: 'the customer has said how it was' }),
    wishUntil: instant
      .nullable()
      .meta({ description: 'one advisor calls it, until then; after that anybody may' }),
    calledAt: instant.nullable(),
    endedAt: instant.nullable(),
    cancelledBecause: whyCancelled.optional().meta({
      description: 'by whom, or because the branch or its queue closed; not of older releases',
    }),
    defersLeft: z.number(),
    deferMinutes: z.array(z.number()),
    recalls: z.number(),
    openCounters: z.number(),
  })
  .meta({ id: 'TicketView', description: "The customer's own ticket" });
export type OwnTicket = Wire<typeof ownTicket>;
export const reprinted = z.object({ ticket: ownTicket, ...keyAndLinks });

/** A ticket in a list that staff see: what does not apply is left out. */
export const listedTicket = ticket
  .extend({
    waitingSince: instant.meta({
      description: 'from when its wait counts: without the time that the customer asked for',
    }),
    position: z.number().optional(),
    deferredUntil: instant.optional(),
    counter: z.string().optional(),
    advisor: z.string().optional(),
    calledAt: instant.optional(),
    startedAt: instant.optional(),
    heldAt: instant.optional(),
    hold: holdReason.optional(),
    matters: z
      .number()
      .optional()
      .meta({ description: 'how many matters the visit has had, from the second on' }),
    wish: z
      .object({ advisor: z.string(), until: instant })
      .optional()
      .meta({ description: 'whom it waits for, and until when nobody else may call it' }),
    endedAt: instant.optional(),
  })
  .meta({ id: 'StaffTicketView' });
export type ListedTicket = Wire<typeof listedTicket>;
export const ticketList = z.array(listedTicket);

/** A ticket as a command of staff leaves it: null is what does not apply. */
export const handledTicket = ticket.extend({
  counter: z.string().nullable(),
  advisor: z.string().nullable(),
  deferredUntil: instant.nullable(),
  calledAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  recalls: z.number(),
});
export type HandledTicket = Wire<typeof handledTicket>;
export const handled = z.object({ ticket: handledTicket });
export type Handled = Wire<typeof handled>;

export const calledWhy = why.extend({ overtookMore: z.boolean() }).meta({ id: 'CalledWhy' });
export type CalledWhy = Wire<typeof calledWhy>;
export const called = z.object({ ticket: handledTicket, why: calledWhy });
export const finished = z.object({
  finished: handledTicket,
  next: handledTicket.nullable(),
  why: calledWhy.nullable(),
});

export type Finished = Wire<typeof finished>;

/** Today's ticket with a number. Staff also get its id and lane, to act on it. */
export const foundTicket = ticket
  .omit({ issuedAt: true, due: true })
  .partial({ id: true, lane: true })
  .extend({
    position: z.number().nullable(),
    counter: z.string().nullable(),
    deferredUntil: instant.nullable(),
  });

export const ticketsQuery = z.strictObject({
  queue: id('a queue').optional(),
  state: ticketState.optional(),
  number: z
    .string()
    .regex(/^[A-Za-z0-9]{1,10}$/, 'a number such as C01')
    .optional(),
  limit: z.coerce
    .number<number>('1 to 1000')
    .int()
    .min(1, '1 to 1000')
    .max(1000, '1 to 1000')
    .default(100),
});

export const finishBody = z
  .strictObject({
    next: flag.default(false),
    outcome: id('an outcome')
      .optional()
      .meta({ description: "one of the queue's `outcomes`; it may require one" }),
  })
  .optional();
const wishedAdvisor = id('a member of staff')
  .optional()
  .meta({ description: 'who alone calls it for a while: on duty, and of that queue' });
export const holdBody = z.strictObject({ reason: holdReason });
export const transferBody = z.strictObject({
  queue: id('a queue'),
  reason: transferReason.optional(),
  advisor: wishedAdvisor,
});
export const returnBody = z.strictObject({ advisor: wishedAdvisor }).optional();
/** Members left out stay as they are. */
export const moveBody = z.strictObject({
  queue: id('a queue').optional(),
  lane: lane.optional(),
  reason: moveReason,
});
/** One of the two: who it is, or the key in the ticket's QR code. */
export const findBody = z.union(
  [
    z.strictObject({
      nationalId: z
        .string('a RUT, such as 12345678-5')
        .min(1, 'a RUT, such as 12345678-5')
        .max(300, 'a RUT, such as 12345678-5'),
    }),
    z.strictObject({
      key: z.string("a ticket's key").regex(/^[\w-]{20,64}$/, "the key of a ticket's QR code"),
    }),
  ],
  "nationalId, or the key of a ticket's QR code",
);
export const printedBody = z
  .strictObject({ ok: flag.default(true), reason: paperReason.optional() })
  .prefault({});
export const reprintBody = z.strictObject({ reason: paperReason.optional() }).prefault({});
export const recorded = z.object({ recorded: z.boolean() });
export type Recorded = Wire<typeof recorded>;
