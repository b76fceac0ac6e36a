import { z } from 'zod';
import { flag, id, instant, legible, uuid, Wire, words } from './common';
import { handled, ticket } from './tickets';

/** Who is at the counter, for the advisor who serves them. */

const personAtCounter = z.object({
  nationalId: z
    .string()
    .nullable()
    .meta({ description: 'masked but for its end; null: anonymous, or forgotten' }),
  proven: z.boolean().meta({ description: 'given at the branch, not typed on a public page' }),
  visits: z
    .array(
      ticket
        .pick({ number: true, queue: true, state: true, issuedAt: true })
        .extend({ endedAt: instant.nullable() }),
    )
    .meta({ description: "the person's other tickets of today here, newest first" }),
  notes: z
    .array(
      z.object({
        id: uuid,
        at: instant,
        by: z.string().meta({ description: 'id of the member of staff who wrote it' }),
        yours: flag.meta({ description: 'you may take it away: you wrote it, or supervise' }),
        text: legible,
      }),
    )
    .meta({ description: 'what staff noted of this visit, oldest first' }),
});
export type PersonAtCounter = Wire<typeof personAtCounter>;
const personShown = z.object({ nationalId: z.string().nullable() });
export type PersonShown = Wire<typeof personShown>;

const noteBody = z.strictObject({
  note: words(300).meta({ description: 'for whoever serves the customer next; kept encrypted' }),
});
const noted = z.object({ note: uuid });
export type Noted = Wire<typeof noted>;

const matterBody = z.strictObject({
  queue: id('a queue').meta({ description: 'whose kind of business the customer goes on with' }),
  outcome: id('an outcome')
    .optional()
    .meta({ description: 'how the matter before it ended: a code of its queue' }),
});

export const atCounterExchanges = {
  'POST /api/branches/:branch/tickets/:ticket/matter': {
    command: true,
    body: matterBody,
    answers: { 200: handled },
  },
  'GET /api/branches/:branch/tickets/:ticket/person': { answers: { 200: personAtCounter } },
  'POST /api/branches/:branch/tickets/:ticket/person/show': {
    command: true,
    answers: { 200: personShown },
  },
  'POST /api/branches/:branch/tickets/:ticket/notes': {
    command: true,
    body: noteBody,
    answers: { 201: noted },
  },
  'DELETE /api/branches/:branch/tickets/:ticket/notes/:note': {
    command: true,
    answers: { 200: noted },
  },
} as const;
