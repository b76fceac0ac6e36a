import { z } from 'zod';
import { instant, Wire } from './common';
import { ticketState } from './enums';

/** Who is at the counter, for whoever serves them. */

const personAtCounter = z.object({
  nationalId: z
    .string()
    .nullable()
    .meta({ description: 'masked but for its end; null: anonymous, or forgotten' }),
  proven: z.boolean().meta({ description: 'given at the branch, not typed on a public page' }),
  visits: z
    .array(
      z.object({
        number: z.string(),
        queue: z.string(),
        state: ticketState,
        issuedAt: instant,
        endedAt: instant.nullable(),
      }),
    )
    .meta({ description: "the person's other tickets of today here, newest first" }),
});
export type PersonAtCounter = Wire<typeof personAtCounter>;
const personShown = z.object({ nationalId: z.string().nullable() });
export type PersonShown = Wire<typeof personShown>;

export const atCounterExchanges = {
  'GET /api/branches/:branch/tickets/:ticket/person': { answers: { 200: personAtCounter } },
  'POST /api/branches/:branch/tickets/:ticket/person/show': {
    command: true,
    answers: { 200: personShown },
  },
} as const;
