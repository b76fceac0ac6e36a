import { z } from 'zod';
import { flag, id, instant, uuid, Wire } from './common';
import { advisorState, callReason, chosenState, pauseReason } from './enums';
import { askedFor, dutyPlan } from './line';
import { calledWhy, handledTicket } from './tickets';

/** Counters and advisors: calling, coming on duty, pausing. */

export const callBody = z.strictObject({ ticket: uuid, reason: callReason });

export const advisorBody = z.strictObject({
  state: chosenState,
  counter: id('a counter').optional(),
  reason: pauseReason.optional(),
  afterThis: flag.default(false).meta({
    description: 'once the ticket in hand is done with; available takes such a wish back',
  }),
});
export const askBody = z.strictObject({ what: askedFor });
export const advisorQueuesBody = z.strictObject({
  queues: z.array(id('a queue')).max(50, 'at most 50 queues'),
});

/** Who has which counter now, including advisors on a pause. */
const seat = z.object({
  counter: z.string(),
  advisor: z.string(),
  firstName: z.string().nullable(),
  state: advisorState,
  queues: z.array(z.string()),
});
export type Seat = Wire<typeof seat>;
export const seats = z.array(seat);

const dutyAdvisor = z.object({
  id: z.string(),
  state: advisorState,
  counter: z.string().nullable(),
  queues: z.array(z.string()),
  ticket: z.uuid().nullable(),
  since: instant,
  reason: z.string().nullable(),
  plan: dutyPlan.nullable(),
  served: z.number(),
});
export type DutyAdvisor = Wire<typeof dutyAdvisor>;
export const advisorSet = z.object({ advisor: dutyAdvisor });
export type AdvisorSet = Wire<typeof advisorSet>;
export const onDuty = advisorSet.extend({
  called: handledTicket.nullable(),
  why: calledWhy.nullable(),
});
export type OnDuty = Wire<typeof onDuty>;
