import { z } from 'zod';
import { day, estimate, foretold, instant, instantMs, uuid, Wire } from './common';
import {
  advisorState,
  alertKind,
  assignment,
  callRule,
  holdReason,
  lane,
  language,
  ticketState,
} from './enums';
import { calibration } from './learned';

/**
 * The line of a branch as events make it. It travels in two forms that differ in their instants
 * only: RFC 3339 in HTTP's answers, milliseconds where a page folds events into it.
 */

const records = <T extends z.ZodType>(value: T) => z.record(z.string(), value);

/** Shares called in time with and without the action, where it was simulated. */
const simulated = { within: z.number().optional(), instead: z.number().optional() };

/** One request that does what an alert suggests: `call-back` is `POST …/advisors/:advisor/ask`. */
export const suggestedAction = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('open-queue'),
    queue: z.string(),
    advisor: z.string().optional(),
    ...simulated,
  }),
  z.object({ do: z.literal('call-back'), advisor: z.string(), ...simulated }),
  z.object({ do: z.literal('recall'), ticket: z.string() }),
  z.object({ do: z.literal('finish'), ticket: z.string() }),
  z.object({ do: z.literal('reassign'), ticket: z.string() }),
  z.object({ do: z.literal('check-messages') }),
  z.object({ do: z.literal('check-estimate'), queue: z.string() }),
]);

export const counts = z
  .object({
    id: z.string(),
    general: z.number(),
    preferential: z.number(),
    deferred: z.number(),
    called: z.number(),
    serving: z.number(),
    held: z.number(),
    run: z.number().meta({
      description: 'preferential calls in a row while a general ticket of the queue was in line',
    }),
    issued: z.number(),
    served: z.number(),
    missed: z.number(),
    cancelled: z.number(),
    calls: z.number(),
    waitMs: z.number(),
    inTarget: z.number(),
    serviceMs: z.number(),
    calibration: calibration.optional(),
    services: z.number(),
    handedOn: z.number(),
  })
  .meta({ id: 'QueueCounts', description: 'Of the business day; a wait counts once per queue' });

type Suffix = '' | 'Ms';

const whyWith = <I extends z.ZodType>(at: I, suffix: Suffix) =>
  z
    .object({
      rule: callRule,
      due: at,
      waited: z.number(),
      overtook: z.number(),
      overtookMore: z.literal(true).optional(),
      reason: z.string().optional(),
      assignment,
    })
    .meta({ id: `WhyThisOne${suffix}`, description: 'Why this ticket was called and no other' });

const ticketWith = <I extends z.ZodType>(
  at: I,
  suffix: Suffix,
  why: ReturnType<typeof whyWith<I>>,
) =>
  z
    .object({
      id: uuid,
      number: z.string(),
      queue: z.string(),
      lane,
      state: ticketState,
      seq: z.number(),
      day,
      issuedAt: at,
      due: at,
      dueFrom: at.optional(),
      deferredUntil: at.optional(),
      deferredAt: at.optional(),
      deferredMs: z.number().optional(),
      defers: z.number(),
      reopens: z.number().optional(),
      customer: z.string().optional(),
      language,
      advisor: z.string().optional(),
      counter: z.string().optional(),
      calledAt: at.optional(),
      recalls: z.number(),
      lastCallAt: at.optional(),
      startedAt: at.optional(),
      heldAt: at.optional(),
      hold: holdReason.optional(),
      heldMs: z.number().optional(),
      endedAt: at.optional(),
      matters: z.number().optional(),
      rated: z.object({ score: z.number(), remark: z.literal(true).optional() }).optional(),
      told: z.boolean(),
      pastClosing: z.literal(true).optional(),
      wish: z
        .object({ advisor: z.string(), queue: z.string(), since: at, until: at })
        .optional()
        .meta({ description: 'for whom it was transferred or returned last, over or not' }),
      why: why.optional(),
      promised: estimate.optional(),
      foretold: foretold.optional(),
    })
    .meta({ id: `FloorTicket${suffix}` });

export const dutyPlan = z.object({
  to: z.enum(['paused', 'offline']),
  reason: z.string().optional(),
});
export const askedFor = z.enum(['come-back', 'pause'], 'come-back or pause');
export const askedWith = <I extends z.ZodType>(at: I) =>
  z.object({ what: askedFor, by: z.string(), at });

const advisorWith = <I extends z.ZodType>(at: I, suffix: Suffix) =>
  z
    .object({
      id: z.string(),
      state: advisorState,
      counter: z.string().optional(),
      queues: z.array(z.string()),
      ticket: z.uuid().optional(),
      since: at,
      reason: z.string().optional(),
      served: z.number(),
      handedOn: z.number(),
      services: z.number(),
      serviceMs: z.number(),
      dutyMs: z.number(),
      onDutySince: at.optional(),
      idleSince: at,
      unanswered: z.number(),
      plan: dutyPlan.optional(),
      asked: askedWith(at).optional(),
    })
    .meta({ id: `FloorAdvisor${suffix}` });

const alertWith = <I extends z.ZodType>(at: I, suffix: Suffix) =>
  z
    .object({
      id: z.string(),
      kind: alertKind,
      subject: z.string(),
      openedAt: at,
      value: z.number(),
      threshold: z.number(),
      action: suggestedAction.optional(),
      acknowledgedBy: z.string().optional(),
    })
    .meta({
      id: `Alert${suffix}`,
      description:
        'Opens once, updates, and closes by itself; `action` is one request that does what ' +
        'it suggests',
    });

const endedCallWith = <I extends z.ZodType>(at: I) =>
  z
    .object({
      ticket: z.string(),
      number: z.string(),
      queue: z.string().optional(),
      counter: z.string(),
      at,
      seq: z.number(),
    })
    .meta({ description: 'the last call of a ticket that has ended today' });

/** The line with instants as `at` has them; `suffix` ends the names of its shapes in OpenAPI. */
export function lineWith<I extends z.ZodType>(at: I, suffix: Suffix) {
  const [why, alert] = [whyWith(at, suffix), alertWith(at, suffix)];
  const ticket = ticketWith(at, suffix, why);
  const floor = z
    .object({
      branch: z.string(),
      day,
      tickets: records(ticket),
      advisors: records(advisorWith(at, suffix)),
      queues: records(counts),
      alerts: records(alert),
      endedCalls: z.array(endedCallWith(at)).optional(),
      seq: z.number().optional(),
    })
    .meta({
      id: `Floor${suffix}`,
      description: 'Everything open at a branch, without personal data',
    });
  return { why, alert, ticket, floor };
}

export const line = lineWith(instant, '');
export const lineMs = lineWith(instantMs, 'Ms');
export const { why, alert } = line;
export type Why = Wire<typeof why>;
export type Floor = Wire<typeof line.floor>;
export type FloorMs = Wire<typeof lineMs.floor>;
