import { z } from 'zod';
import { instant, uuid, Wire } from './common';
import { deviceKind } from './enums';

/** The devices of a branch, as its staff see them. */

const branchDevice = z
  .object({
    id: z.string(),
    kind: deviceKind,
    label: z.string(),
    revoked: z.boolean(),
    heardAt: instant.nullable().meta({ description: 'its last word; null = never heard' }),
    pages: z.number().meta({ description: 'pages open as this device' }),
    version: z.string().nullable(),
    paper: z.string().nullable().meta({ description: 'ok, or why the last print failed' }),
    rttMs: z.number().nullable().meta({ description: 'how long an answer took, ms' }),
    cuts: z.number().nullable().meta({ description: 'connections lost in ten minutes' }),
  })
  .meta({ id: 'BranchDevice' });
export type BranchDevice = Wire<typeof branchDevice>;
export const branchDevices = z.array(branchDevice);

const order = z.enum(['reload', 'clean'], 'reload or clean');
const mark = z.string().regex(/^[\w.-]{1,40}$/, '1 to 40 letters, digits, ., _ or -');
export const wordBody = z.strictObject({
  page: uuid,
  version: mark,
  paper: mark.optional(),
  rttMs: z.number().int('whole milliseconds').min(0, 'not below 0').max(600_000).optional(),
  cuts: z.number().int('a whole number').min(0, 'not below 0').max(10_000),
});
export type DeviceWordBody = Wire<typeof wordBody>;
export const wordAnswer = z.object({
  order: z
    .object({ id: uuid, what: order })
    .nullable()
    .meta({ description: 'to be done once by each page' }),
});
export const askBody = z.strictObject({ what: order });
export const asked = z.object({ asked: order });
export const signedOut = z.object({ signedOut: z.string() });

export const helpAsked = z
  .object({ asked: z.boolean() })
  .meta({ description: 'reception and floor have been told' });
