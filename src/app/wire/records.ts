import { z } from 'zod';
import { instant, Wire } from './common';
import { event } from './facts';

/** Reads of what was: the chain of events, and reports. */

export const auditQuery = z.strictObject({
  after: z.coerce.number<number>('a sequence number').int().min(0, 'a sequence number').default(0),
  limit: z.coerce
    .number<number>('1 to 1000')
    .int()
    .min(1, '1 to 1000')
    .max(1000, '1 to 1000')
    .default(200),
});
export const auditPage = z.object({
  events: z.array(event),
  next: z
    .number()
    .nullable()
    .meta({ description: 'give it as `after` to read on; null at the end' }),
});
export type AuditPage = Wire<typeof auditPage>;

const YEAR_MS = 366 * 86_400_000;
export const reportQuery = z
  .strictObject({ from: z.iso.date('a day as YYYY-MM-DD'), to: z.iso.date('a day as YYYY-MM-DD') })
  .refine(({ from, to }) => from <= to, {
    path: ['from'],
    error: 'the same day as to, or one before it',
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= YEAR_MS, {
    path: ['to'],
    error: 'a day within a year of from',
  });
export const report = z.object({
  columns: z.array(z.string()),
  asOf: instant.describe('everything up to here is in it; a standby may be some seconds behind'),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});
export type Report = Wire<typeof report>;
