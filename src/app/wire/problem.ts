import { z } from 'zod';
import { estimate, said, Wire } from './common';
import { ticketState } from './enums';

/** Why a request was refused: RFC 9457, with a code for machines and the fields for people. */

const fieldProblem = z.object({
  field: z.string(),
  got: z.unknown(),
  wants: z.string(),
});
export type FieldProblem = Wire<typeof fieldProblem>;

export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What is wrong and what to do, in a sentence' }),
    code: z.string().meta({ description: 'For machines: `wrong_state`, `active_ticket_exists`' }),
    errors: z.array(fieldProblem).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = Wire<typeof problem>;

/** `active_ticket_exists` at the kiosk: the turn that the person already has, without its key. */
const activeTicket = z.object({
  number: z.string(),
  position: z.number().nullable(),
  estimate: estimate.nullable(),
  said: said.nullable().meta({ description: 'null once it has been called' }),
  state: ticketState.optional(),
});
export type ActiveTicket = Wire<typeof activeTicket>;
/** `active_ticket_exists` when a person is to be forgotten: the turn that has to end first. */
const openTicket = z.object({ number: z.string(), branch: z.string() });
export type OpenTicket = Wire<typeof openTicket>;
