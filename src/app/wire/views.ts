import { z } from 'zod';
import { bilingual, estimate, instant, said, utcOffsets, Wire } from './common';
import { advisorState, deviceTrouble, queueIcon } from './enums';
import { alert, askedWith, counts, dutyPlan, line, why } from './line';
import { listedTicket } from './tickets';

/** What screens show: the same in a frame of the socket and in the read that comes first. */

const pastCall = z.object({
  ticket: z.uuid(),
  number: z.string(),
  queue: z.string().optional().meta({ description: 'where it was called last' }),
  counter: z.string().meta({ description: 'its label: what is called out' }),
  at: instant.meta({ description: 'the last call or recall' }),
});
export type PastCall = Wire<typeof pastCall>;

const configured = z
  .number()
  .optional()
  .meta({ description: 'another number: read names, hours and settings again' });

export const displayView = z
  .object({
    configured,
    calling: z.array(pastCall.extend({ queue: z.string(), recalls: z.number() })),
    last: z.array(pastCall),
    queues: z.array(
      z.object({ id: z.string(), waiting: z.number(), estimate: estimate.optional(), said }),
    ),
    devices: z
      .array(
        z.object({ alert: z.string(), kind: deviceTrouble, device: z.string(), since: instant }),
      )
      .optional()
      .meta({ description: 'calls for help at kiosks, and devices that are missed' }),
  })
  .meta({ id: 'DisplayView', description: 'The public screen: no names, no lane' });
export type DisplayView = Wire<typeof displayView>;

export const advisorView = z
  .object({
    configured,
    me: z.object({
      id: z.string(),
      state: advisorState,
      counter: z.string().optional(),
      queues: z.array(z.string()),
      since: instant,
      reason: z.string().optional(),
      served: z.number(),
      handedOn: z.number(),
      services: z.number(),
      serviceMs: z.number(),
      dutyMs: z.number(),
      onDutySince: instant.optional(),
      plan: dutyPlan.optional().meta({ description: 'what they will be after this ticket' }),
      asked: askedWith(instant).optional().meta({ description: 'what a supervisor asks of them' }),
    }),
    current: listedTicket
      .extend({
        recalls: z.number(),
        why: why.optional(),
        lastCallAt: instant
          .optional()
          .meta({ description: 'the last call or recall, while it is called' }),
      })
      .optional(),
    next: z.array(listedTicket),
    nextWhy: why.optional(),
    queues: z.array(
      counts
        .pick({ id: true, general: true, preferential: true, deferred: true })
        .extend({ longestWaitSince: instant.optional() }),
    ),
    held: z
      .array(listedTicket)
      .optional()
      .meta({ description: 'whom they hold, or may take back in the place of who has left' }),
    missed: z.array(listedTicket),
  })
  .meta({ id: 'AdvisorView', description: "An advisor's console" });
export type AdvisorView = Wire<typeof advisorView>;

export const floorView = z
  .object({
    floor: line.floor,
    queues: z.array(
      counts.extend({
        longestWaitSince: instant.optional(),
        estimate: estimate.optional(),
        said,
        onDuty: z.number(),
      }),
    ),
    alerts: z.array(alert),
  })
  .meta({ id: 'FloorView' });

/** What a kiosk or a display needs to begin. */
export const kiosk = z.object({
  branch: z.object({ id: z.string(), name: z.string(), timeZone: z.string(), utcOffsets }),
  open: z.boolean().meta({ description: 'whether tickets are given now' }),
  lastTicketGiven: z
    .boolean()
    .optional()
    .meta({ description: 'open, and too near to closing to give tickets' }),
  reason: z
    .object({ es: z.string(), en: z.string() })
    .nullish()
    .meta({ description: 'why it has other hours today, or none' }),
  opensAt: instant.nullable(),
  closesAt: instant.nullish().meta({ description: 'when it closes for the day, or did' }),
  openedToday: z.boolean().meta({ description: 'it has been open before, on this date' }),
  lineOver: z
    .boolean()
    .optional()
    .meta({ description: 'nobody who still waits with a ticket of today will be called' }),
  settings: z.object({
    anonymousAllowed: z.boolean(),
    otherIdsAllowed: z.boolean(),
    asksPhone: z.boolean(),
    languages: z.array(z.string()),
    queueOrder: z
      .array(z.string())
      .optional()
      .meta({ description: 'ids of queues as they are offered; the others follow' }),
    notices: bilingual,
    bank: z.string().meta({ description: "the bank's name; empty = as the product comes" }),
    greeting: bilingual,
    comesBackMinutes: z.number().meta({
      description:
        'for how long whoever missed their call comes back by their page; 0 = they cannot',
    }),
  }),
  queues: z.array(
    z.object({
      id: z.string(),
      prefix: z.string(),
      names: bilingual,
      hints: bilingual,
      icon: queueIcon.optional().meta({ description: 'its picture; left out = none' }),
      group: bilingual.optional().meta({
        description: 'what it stands under where not all fit; left out = by itself',
      }),
      open: z.boolean(),
      attended: z.boolean(),
      waiting: z.number(),
      estimate: estimate.nullable(),
      said,
    }),
  ),
});
export type Kiosk = Wire<typeof kiosk>;
