import { z } from 'zod';
import {
  advisorView,
  alert,
  branch,
  counter,
  directory,
  displayView,
  estimateView,
  event,
  floor,
  floorView,
  queue,
  staffTicketView,
} from './view-schemas';

/**
 * What reads and configuration answer, as schemas: for the document, and for tests, which hold the
 * answers against them.
 */

const now = z.number().meta({ description: "the server's clock, milliseconds since 1970" });
const bothNames = z.object({ es: z.string(), en: z.string() });

export const floorAnswer = z.object({
  epoch: z.string(),
  seq: z.number(),
  at: z.number(),
  floor,
  directory,
  view: floorView,
  now,
});
export const displayAnswer = displayView.extend({ now });
export const advisorAnswer = advisorView;
export const kioskAnswer = z.object({
  branch,
  open: z.boolean(),
  opensAt: z.iso.datetime().nullable(),
  settings: z.object({
    anonymousAllowed: z.boolean(),
    otherIdsAllowed: z.boolean(),
    asksPhone: z.boolean(),
    languages: z.array(z.string()),
  }),
  queues: z.array(
    z.object({
      id: z.string(),
      prefix: z.string(),
      names: bothNames,
      hints: bothNames,
      open: z.boolean(),
      attended: z.boolean(),
      waiting: z.number(),
      estimate: estimateView.nullable(),
    }),
  ),
});
export const directoryAnswer = directory;
export const alertsAnswer = z.array(
  alert.extend({ openedAt: z.iso.datetime(), closedAt: z.iso.datetime().nullable() }),
);
export const acknowledgedAnswer = z.object({ acknowledged: z.string() });
export const screensAnswer = z.record(z.string(), z.number());
export const overviewAnswer = z.array(
  z.object({
    branch: z.string(),
    name: z.string(),
    day: z.string(),
    waiting: z.number(),
    deferred: z.number(),
    called: z.number(),
    serving: z.number(),
    issued: z.number(),
    served: z.number(),
    missed: z.number(),
    cancelled: z.number(),
    meanWaitMs: z.number(),
    inTarget: z.number(),
    calls: z.number(),
    available: z.number(),
    busy: z.number(),
    paused: z.number(),
    alerts: z.number(),
  }),
);
export const ticketsAnswer = z.array(staffTicketView);
export const auditAnswer = z.object({
  events: z.array(event),
  next: z
    .number()
    .nullable()
    .meta({ description: 'give it as `after` to read on; null at the end' }),
});
export const reportAnswer = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

const dutyInstant = z.iso.datetime().nullable();
export const advisorOnDuty = z.object({
  id: z.string(),
  state: z.enum(['available', 'busy', 'paused', 'offline']),
  counter: z.string().nullable(),
  queues: z.array(z.string()),
  ticket: z.uuid().nullable(),
  since: dutyInstant,
  reason: z.string().nullable(),
  served: z.number(),
});

export const branchesAnswer = z.array(branch);
export const branchSaved = z.object({ id: z.string(), name: z.string() });
export const queuesAnswer = z.array(queue);
export const queueSaved = queue;
export const countersAnswer = z.array(counter);
export const counterSaved = counter;
const staffMember = z
  .object({
    id: z.string(),
    username: z.string(),
    firstName: z.string(),
    role: z.enum(['advisor', 'supervisor', 'admin', 'auditor']),
    branches: z.union([z.literal('all'), z.array(z.string())]),
    active: z.boolean(),
    queues: z
      .record(z.string(), z.array(z.string()))
      .meta({ description: 'queues an advisor serves, by branch' }),
  })
  .meta({ id: 'Staff' });
export const staffAnswer = z.array(staffMember);
export const staffSaved = staffMember;
export const devicesAnswer = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(['kiosk', 'display', 'printer']),
    branch: z.string(),
    label: z.string(),
    revoked: z.boolean(),
    codeOpen: z.boolean(),
  }),
);
const webhook = z
  .object({
    id: z.uuid(),
    url: z.string(),
    types: z.array(z.string()),
    branch: z.string().nullable(),
    active: z.boolean(),
  })
  .meta({ id: 'Webhook' });
export const webhooksAnswer = z.array(webhook);
export const webhookSaved = webhook.extend({
  secret: z.string().nullable().meta({
    description: 'made by the app and shown this once, when none was given for a new endpoint',
  }),
});
export const exportAnswer = z.object({
  customer: z.string(),
  nationalId: z.string().nullable(),
  phone: z.string().nullable(),
  tickets: z.array(z.unknown()),
  remarks: z.array(z.object({ ticket: z.string(), at: z.iso.datetime(), text: z.string() })),
  contacts: z.array(z.object({ consumer: z.string(), address: z.string() })),
});
export const eraseAnswer = z.object({ erased: z.boolean(), tickets: z.number() });
export const thanksAnswer = z.object({ thanks: z.boolean() });
export const settingsAnswer = z.object({
  version: z.number(),
  settings: z
    .looseObject({})
    .meta({ description: "in force: the bank's defaults with the branch's overrides" }),
  overrides: z
    .looseObject({})
    .meta({ description: 'what this branch, or the bank, has chosen itself' }),
});
