import { z } from 'zod';
import { bilingual, instant, utcOffsets, Wire, words } from './common';
import { handled, ownTicket } from './tickets';

/** What customers do with their own ticket. */

const my = z.object({
  ticket: ownTicket,
  asksFeedback: z.boolean().optional().meta({
    description: 'false for whoever does not want to be asked how it was',
  }),
  acts: z.boolean().meta({
    description: 'whether this key may cancel, postpone and rate; false for one staff handed out',
  }),
  branch: z.object({
    id: z.string(),
    name: z.string(),
    timeZone: z.string(),
    utcOffsets,
    closing: z
      .object({
        at: instant,
        cancels: z.boolean(),
        of: z.enum(['branch', 'queue']).optional(),
        opensAt: instant.nullish(),
      })
      .nullish()
      .meta({
        description:
          'when it closes for the day, or only the queue does; whether those who wait are ' +
          'cancelled then; and when it opens after that',
      }),
    open: z.boolean().optional().meta({ description: 'whether tickets are given now' }),
    lastTicketGiven: z
      .boolean()
      .optional()
      .meta({ description: 'open, and too near to closing to give tickets' }),
    opensAt: instant.nullish().meta({
      description: 'when it opens next',
    }),
    reason: z
      .object({ es: z.string(), en: z.string() })
      .nullish()
      .meta({ description: 'why it has other hours today, or none' }),
    directions: z
      .object({ address: z.string(), es: z.string(), en: z.string(), mapUrl: z.string() })
      .nullable()
      .meta({
        description: 'where it is and how to get there; null when the branch says nothing of it',
      }),
  }),
  queue: z.object({ id: z.string(), names: bilingual }).nullable(),
  links: z.partialRecord(z.string(), z.string()),
  now: instant,
});
export type My = Wire<typeof my>;
export type Directions = NonNullable<My['branch']['directions']>;

const deferBody = z.strictObject({
  minutes: z
    .number('a number of minutes')
    .int('whole minutes')
    .positive('more than 0 minutes, as the branch offers: 5, 10 or 15'),
});
const feedbackBody = z.strictObject({
  score: z
    .number('a score from 1 to 5')
    .int('a whole score')
    .min(1, 'a score from 1 to 5')
    .max(5, 'a score from 1 to 5'),
  remark: words(1000).optional(),
});
const thanks = z.object({ thanks: z.boolean() });
export type Thanks = Wire<typeof thanks>;

const onTicket = { command: true, answers: { 200: handled } } as const;
/** The routes for a customer's own ticket; part of `routes`. */
export const myExchanges = {
  'GET /api/my': { answers: { 200: my } },
  'POST /api/my/cancel': onTicket,
  'POST /api/my/arrived': onTicket,
  'POST /api/my/defer': { ...onTicket, body: deferBody },
  'POST /api/my/feedback': {
    command: true,
    body: feedbackBody,
    answers: { 200: thanks },
  },
} as const;
