import { z } from 'zod';
import { id, instant, legible, phone, uuid, Wire, words } from './common';
import {
  deviceKind,
  extensionReason,
  lane,
  language,
  refusalReason,
  requestState,
  right,
  role,
} from './enums';
import { factType } from './facts';
import { branchId } from './settings';

/**
 * What an administrator looks after: staff, devices, webhooks, and what is known about a person.
 */

export const staffBody = z.strictObject({
  username: words(100),
  firstName: words(200),
  role,
  branches: z.union([z.literal('all'), z.array(branchId)], 'all, or a list of branch ids'),
  active: z.boolean().default(true),
  queues: z
    .record(branchId, z.array(id('a queue')))
    .default({})
    .meta({ description: 'queues an advisor serves, by branch' }),
  password: z
    .string()
    .min(8, 'at least 8 characters')
    .max(1000, 'at most 1000 characters')
    .optional(),
  signsInBy: z
    .enum(['password', 'provider'])
    .nullable()
    .optional()
    .meta({
      description:
        "by a password here or the bank's own sign-in; null: an open account without a password " +
        'lets nobody in; sent back as it was read, it changes nothing',
    }),
});
const { password: _, ...staffShape } = staffBody.shape;
export const staff = z.object({ id: z.string(), ...staffShape }).meta({ id: 'Staff' });
export type Staff = Wire<typeof staff>;
export const staffList = z.array(staff);

const device = { kind: deviceKind, branch: branchId, label: words(200) };
export const deviceBody = z.strictObject({
  ...device,
  revoked: z.boolean().default(false),
  newCode: z.boolean().default(true),
  codeOpen: z
    .boolean()
    .optional()
    .meta({ description: 'as it was read: it may be sent back, and changes nothing' }),
});
const listedDevice = z.object({
  id: z.string(),
  ...device,
  revoked: z.boolean(),
  codeOpen: z.boolean(),
});
export type ListedDevice = Wire<typeof listedDevice>;
export const deviceList = z.array(listedDevice);
export const devicesQuery = z.strictObject({ branch: branchId.optional() });
export const deviceSaved = z.object({ id: z.string(), code: z.string().nullable() });

export const webhookBody = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'an http or https URL' }).max(2000),
  types: z.array(factType).min(1, 'at least one event type').max(50, 'at most 50'),
  branch: branchId.optional(),
  secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, 'whsec_ and 24 to 64 bytes in base64')
    .optional(),
  active: z.boolean().default(true),
});
const webhook = z
  .object({
    id: uuid,
    url: z.string(),
    types: z.array(factType),
    branch: z.string().nullable(),
    active: z.boolean(),
  })
  .meta({ id: 'Webhook' });
export type Webhook = Wire<typeof webhook>;
export const webhookList = z.array(webhook);
export const webhookSaved = webhook.extend({
  secret: z.string().nullable().meta({
    description: 'made by the app and shown this once, when none was given for a new endpoint',
  }),
});

/** Who a person says they are, as they gave it; or the id of their request. */
const named = [
  z.strictObject({
    nationalId: z.string('a RUT, such as 12345678-5').max(300, 'a RUT, such as 12345678-5'),
  }),
  z.strictObject({ phone }),
] as const;
/** The person at the desk. */
export const personAtDesk = z.union(
  [...named],
  'nationalId, or phone for whoever gave nothing else',
);
export const personBody = z.union(
  [...named, z.strictObject({ request: uuid }), z.strictObject({ customer: uuid })],
  'nationalId, phone for whoever gave nothing else, the request that a person made, or customer, ' +
    'which is what events name them by',
);
export type PersonBody = Wire<typeof personBody>;
/** Everything that is kept about a person. */
export const personExport = z.object({
  customer: z.string(),
  nationalId: z.string().nullable(),
  phone: z.string().nullable(),
  opposedAt: instant.nullable().meta({
    description: 'since when they are not asked how it was; null: they did not oppose it',
  }),
  tickets: z.array(
    z.object({
      id: z.string(),
      branch: z.string(),
      number: z.string(),
      day: z.string(),
      state: z.string(),
      queue: z.string(),
      lane,
      language,
      issuedAt: instant,
      calledAt: instant.nullable(),
      startedAt: instant.nullable(),
      endedAt: instant.nullable(),
      unproven: z.boolean().meta({
        description: "taken from the bank's page: it may have been somebody else",
      }),
    }),
  ),
  remarks: z.array(z.object({ ticket: z.string(), at: instant, text: legible })),
  notes: z
    .array(z.object({ ticket: z.string(), at: instant, text: legible }))
    .meta({ description: 'what staff noted of the visits, for one another' }),
  requests: z
    .array(
      z.object({
        right,
        at: instant,
        dueAt: instant,
        extended: extensionReason.nullable(),
        state: requestState,
        endedAt: instant.nullable(),
        reason: refusalReason.nullable().meta({ description: 'why it was refused' }),
        words: z.string().nullable(),
      }),
    )
    .meta({ description: 'asked by rights over their data; words as JSON, until the answer' }),
  contacts: z.array(z.object({ consumer: z.string(), address: legible })),
  history: z
    .array(z.object({ ticket: z.string(), at: instant, what: z.string(), details: z.json() }))
    .meta({ description: 'what happened to each ticket: calls, scores, prints, moves, reasons' }),
  messages: z.array(
    z.object({
      ticket: z.string(),
      consumer: z.string(),
      about: z.string(),
      state: z.string(),
      at: instant.nullable(),
    }),
  ),
});
export type PersonExport = Wire<typeof personExport>;
export const personErased = z.object({ erased: z.boolean(), tickets: z.number() });
export type PersonErased = Wire<typeof personErased>;
