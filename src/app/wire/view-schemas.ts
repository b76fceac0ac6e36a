import { z } from 'zod';

/**
 * What screens get, as schemas: the same on the socket and in the reads that begin with it.
 * Instants are milliseconds since 1970.
 */

const instant = z.number().meta({ description: 'milliseconds since 1970-01-01T00:00Z' });
const lane = z.enum(['general', 'preferential']);
const ticketState = z.enum(['waiting', 'called', 'serving', 'served', 'no-show', 'cancelled']);
const language = z.enum(['es', 'en']);
const advisorState = z.enum(['available', 'busy', 'paused', 'offline']);
const record = <T extends z.ZodType>(value: T) => z.record(z.string(), value);
const list = z.array(z.string());

export const estimateView = z
  .object({ minutes: z.number(), low: z.number(), high: z.number() })
  .meta({
    id: 'Estimate',
    description: 'Minutes: expected, and the range that holds 80 % of waits',
  });

const why = z
  .object({
    rule: z.enum(['due', 'preferential', 'general-turn', 'strict', 'out-of-turn']),
    due: instant,
    waited: z.number(),
    overtook: z.number(),
    overtookMore: z.literal(true).optional(),
    reason: z.string().optional(),
    assignment: z.enum(['automatic', 'on-demand']),
  })
  .meta({ id: 'WhyThisOne', description: 'Why this ticket was called and no other' });

export const ticketView = z
  .object({
    id: z.uuid(),
    number: z.string(),
    queue: z.string(),
    lane,
    state: ticketState,
    language,
    issuedAt: instant,
    due: instant,
    position: z.number().optional(),
    estimate: estimateView.optional(),
    deferredUntil: instant.optional(),
    defersLeft: z.number(),
    deferMinutes: z.array(z.number()),
    counter: z.string().optional(),
    calledAt: instant.optional(),
    recalls: z.number(),
    endedAt: instant.optional(),
    openCounters: z.number(),
  })
  .meta({ id: 'TicketView', description: "The customer's own ticket" });

export const staffTicketView = z
  .object({
    id: z.uuid(),
    number: z.string(),
    queue: z.string(),
    lane,
    state: ticketState,
    position: z.number().optional(),
    issuedAt: instant,
    due: instant,
    deferredUntil: instant.optional(),
    counter: z.string().optional(),
    advisor: z.string().optional(),
    calledAt: instant.optional(),
    startedAt: instant.optional(),
    endedAt: instant.optional(),
  })
  .meta({ id: 'StaffTicketView' });

const pastCall = z.object({
  ticket: z.uuid(),
  number: z.string(),
  counter: z.string(),
  at: instant,
});
export const displayView = z
  .object({
    calling: z.array(pastCall.extend({ queue: z.string(), recalls: z.number() })),
    last: z.array(pastCall),
    queues: z.array(
      z.object({ id: z.string(), waiting: z.number(), estimate: estimateView.optional() }),
    ),
  })
  .meta({ id: 'DisplayView', description: 'The public screen: no names, no lane' });

export const advisorView = z
  .object({
    me: z.object({
      id: z.string(),
      state: advisorState,
      counter: z.string().optional(),
      queues: list,
      since: instant,
      reason: z.string().optional(),
      served: z.number(),
      dutyMs: z.number(),
      onDutySince: instant.optional(),
    }),
    current: staffTicketView.extend({ recalls: z.number(), why: why.optional() }).optional(),
    next: z.array(staffTicketView),
    nextWhy: why.optional(),
    queues: z.array(
      z.object({
        id: z.string(),
        general: z.number(),
        preferential: z.number(),
        deferred: z.number(),
        longestWaitSince: instant.optional(),
      }),
    ),
    missed: z.array(staffTicketView),
  })
  .meta({ id: 'AdvisorView', description: "An advisor's console" });

const ticket = z
  .object({
    id: z.uuid(),
    number: z.string(),
    queue: z.string(),
    lane,
    state: ticketState,
    seq: z.number(),
    day: z.string(),
    issuedAt: instant,
    due: instant,
    dueFrom: instant.optional(),
    deferredUntil: instant.optional(),
    defers: z.number(),
    customer: z.string().optional(),
    language,
    advisor: z.string().optional(),
    counter: z.string().optional(),
    calledAt: instant.optional(),
    recalls: z.number(),
    lastCallAt: instant.optional(),
    startedAt: instant.optional(),
    endedAt: instant.optional(),
    told: z.boolean(),
    why: why.optional(),
    promised: estimateView.optional(),
  })
  .meta({ id: 'FloorTicket' });

const counts = z
  .object({
    id: z.string(),
    general: z.number(),
    preferential: z.number(),
    deferred: z.number(),
    called: z.number(),
    serving: z.number(),
    run: z.number(),
    issued: z.number(),
    served: z.number(),
    missed: z.number(),
    cancelled: z.number(),
    calls: z.number(),
    waitMs: z.number(),
    inTarget: z.number(),
    serviceMs: z.number(),
  })
  .meta({ id: 'QueueCounts', description: 'Of the business day; a wait counts once per queue' });

export const alert = z
  .object({
    id: z.string(),
    kind: z.string(),
    subject: z.string(),
    openedAt: instant,
    value: z.number(),
    threshold: z.number(),
    action: z.looseObject({ do: z.string() }).optional(),
    acknowledgedBy: z.string().optional(),
  })
  .meta({
    id: 'Alert',
    description:
      'Opens once, updates, and closes by itself; `action` is one request that does what ' +
      'it suggests',
  });

const advisor = z
  .object({
    id: z.string(),
    state: advisorState,
    counter: z.string().optional(),
    queues: list,
    ticket: z.uuid().optional(),
    since: instant,
    reason: z.string().optional(),
    served: z.number(),
    dutyMs: z.number(),
    onDutySince: instant.optional(),
    idleSince: instant,
    unanswered: z.number(),
  })
  .meta({ id: 'FloorAdvisor' });

const endedCall = z
  .object({
    ticket: z.string(),
    number: z.string(),
    counter: z.string(),
    at: z.number(),
    seq: z.number(),
  })
  .meta({ description: 'the last call of a ticket that has ended today' });
export const floor = z
  .object({
    branch: z.string(),
    day: z.string(),
    tickets: record(ticket),
    advisors: record(advisor),
    queues: record(counts),
    alerts: record(alert),
    endedCalls: z.array(endedCall).optional(),
  })
  .meta({ id: 'Floor', description: 'Everything open at a branch, without personal data' });
export const floorView = z
  .object({
    floor,
    queues: z.array(
      counts.extend({
        longestWaitSince: instant.optional(),
        estimate: estimateView.optional(),
        onDuty: z.number(),
      }),
    ),
    alerts: z.array(alert),
  })
  .meta({ id: 'FloorView' });

const bothNames = z.object({ es: z.string(), en: z.string() });
export const queue = z
  .object({
    id: z.string(),
    prefix: z.string(),
    names: bothNames,
    hints: bothNames,
    priority: z.number(),
    targetMinutes: z.number(),
    averageMinutes: z.number(),
    open: z.boolean(),
  })
  .meta({ id: 'Queue' });
export const counter = z.object({ id: z.string(), label: z.string() }).meta({ id: 'Counter' });
export const branch = z
  .object({ id: z.string(), name: z.string(), timeZone: z.string() })
  .meta({ id: 'Branch' });

export const directory = z
  .object({
    branch,
    config: z.object({
      settings: z.looseObject({}).optional(),
      queues: record(queue),
      counters: record(counter),
    }),
    staff: record(z.object({ id: z.string(), firstName: z.string() })).optional(),
  })
  .meta({
    id: 'Directory',
    description: 'What puts names to ids. Devices see queues and counters only',
  });

export const event = z
  .object({
    branch: z.string(),
    seq: z.number(),
    at: instant,
    actor: z.object({ kind: z.string(), id: z.string() }),
    fact: z.looseObject({ type: z.string() }),
  })
  .meta({
    id: 'Event',
    description:
      "A past-tense fact on a branch's chain; it carries ids and facts, never a person's data",
  });
