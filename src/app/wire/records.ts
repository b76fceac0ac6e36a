import { z } from 'zod';
import { instant, Wire } from './common';
import { bankFact, countedFigure, language, stretchKind } from './enums';
import { event, factType } from './facts';
import { reportMailExchanges } from './report-mails';

/** Reads of the past: the chain of events, and reports. */

const asOfStandby = instant
  .optional()
  .describe('only where a standby answered, as the database was away: up to when all is in it');

const auditQuery = z.strictObject({
  after: z.coerce.number<number>('a sequence number').int().min(0, 'a sequence number').default(0),
  limit: z.coerce
    .number<number>('1 to 1000')
    .int()
    .min(1, '1 to 1000')
    .max(1000, '1 to 1000')
    .default(200),
});
const auditPage = z.object({
  events: z.array(event),
  next: z
    .number()
    .nullable()
    .meta({ description: 'give it as `after` to read on; null at the end' }),
  asOf: asOfStandby,
});
export type AuditPage = Wire<typeof auditPage>;

const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** What an auditor looks for. Everything is optional, and all given members have to match. */
const auditSearchQuery = z.strictObject({
  before: z.coerce
    .number<number>('a sequence number')
    .int('a sequence number')
    .min(1, 'a sequence number')
    .optional()
    .meta({ description: '`next` of the answer before, to read on' }),
  limit: z.coerce
    .number<number>('1 to 500')
    .int('1 to 500')
    .min(1, '1 to 500')
    .max(500, '1 to 500')
    .default(100),
  type: factType.optional(),
  without: factType.optional().meta({ description: 'a type that is left out' }),
  what: bankFact.optional().meta({
    description: 'of the events of the bank’s own chain, which are all of one type, what happened',
  }),
  actor: z
    .string()
    .regex(/^[\w:.-]{1,100}$/, 'who did it: the id of somebody or something')
    .optional()
    .meta({ description: 'id of a member of staff, a device or another actor' }),
  ticket: z
    .string()
    .regex(
      new RegExp(`^([A-Za-z]{1,3}\\d{1,6}|${UUID}(,${UUID}){0,49})$`),
      'a number such as C01, or up to 50 ids of tickets with commas between',
    )
    .optional(),
  from: z.iso.datetime('an instant such as 2026-11-26T09:00:00Z').optional(),
  to: z.iso.datetime('an instant such as 2026-11-26T09:00:00Z').optional(),
});
/** The whole result, as a workbook. */
const auditFileQuery = auditSearchQuery.omit({ before: true, limit: true }).extend({
  language: language.default('es').meta({ description: 'of headings and words: es or en' }),
});
export type AuditSearch = Wire<typeof auditSearchQuery>;
/** An event with the hash that ties it to the one before, which proves an export. */
const linked = z.object({
  event,
  hash: z.string(),
  number: z
    .string()
    .optional()
    .meta({ description: 'of the ticket that it is about, which most events know by its id' }),
});
const auditFound = z.object({
  found: z.array(linked).meta({ description: 'newest first' }),
  people: z
    .record(z.string(), z.string())
    .meta({ description: 'first names of the staff whom these events name, by id' }),
  next: z
    .number()
    .nullable()
    .meta({ description: 'give it as `before` to look further back; null at the beginning' }),
  asOf: asOfStandby,
});
export type AuditFound = Wire<typeof auditFound>;
const auditPersonBody = z.strictObject({
  nationalId: z.string('a RUT, such as 12345678-5').max(300, 'a RUT, such as 12345678-5'),
});
const auditPerson = z.object({ tickets: z.array(z.string()) });
/** Whether a stretch of a chain holds. */
const auditProof = z.object({
  checked: z.number().meta({ description: 'events of this answer' }),
  faults: z.array(z.object({ seq: z.number(), what: z.enum(['missing', 'changed', 'column']) })),
  next: z
    .number()
    .nullable()
    .meta({ description: 'give it as `after` to go on; null at the end of the chain' }),
});
export type AuditProof = Wire<typeof auditProof>;

const YEAR_MS = 366 * 86_400_000;
const reportDays = z.strictObject({
  from: z.iso.date('a day as YYYY-MM-DD'),
  to: z.iso.date('a day as YYYY-MM-DD'),
  language: language
    .default('es')
    .meta({ description: 'of headings and names in .xlsx: es or en' }),
  separator: z
    .enum(['comma', 'semicolon'], 'comma or semicolon')
    .default('comma')
    .meta({ description: 'semicolon: .csv as Excel with Spanish settings opens it' }),
});
const whole = (from: number, to: number) => {
  const wants = `a whole number from ${from} to ${to}`;
  return z.coerce.number<number>(wants).int(wants).min(from, wants).max(to, wants);
};
const words = (wants: string) =>
  z
    .string()
    .regex(/^[\w.-]{1,100}$/, wants)
    .optional();
/** `stretches` and `answers` give the rows that a figure in a chart counts. */
const narrowed = reportDays.extend({
  queue: words('the id of a queue'),
  advisor: words('the id of an advisor'),
  kind: stretchKind.optional(),
  reason: words('the reason of a pause or a hold, or - for none'),
  outcome: words('the outcome code of a finish, or - for none'),
  of: countedFigure.optional().meta({ description: 'what the figure counts' }),
  weekday: whole(1, 7).optional().meta({ description: 'of the business day; 1 is Monday' }),
  hour: whole(0, 23)
    .optional()
    .meta({ description: "by the branch's clock, in which what `of` counts happened" }),
  score: whole(1, 5).optional(),
});
const inOrder = ({ from, to }: { from: string; to: string }) => from <= to;
const ORDER = { path: ['from'], error: 'the same day as to, or one before it' };
const withinAYear = ({ from, to }: { from: string; to: string }) =>
  Date.parse(to) - Date.parse(from) <= YEAR_MS;
const YEAR = { path: ['to'], error: 'a day within a year of from' };
export const reportQuery = narrowed.refine(inOrder, ORDER).refine(withinAYear, YEAR);
export const bankReportQuery = reportDays.refine(inOrder, ORDER).refine(withinAYear, YEAR);
export const report = z.object({
  columns: z.array(z.string()),
  asOf: instant.describe('everything up to here is in it; a standby may be some seconds behind'),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  people: z
    .record(z.string(), z.string())
    .optional()
    .describe('names, by id, of staff in the rows who do not serve at the branch any more'),
});
export type Report = Wire<typeof report>;

/** The routes for auditors and for reports by mail; part of `routes`. */
export const recordExchanges = {
  ...reportMailExchanges,
  'GET /api/branches/:branch/audit/search': {
    query: auditSearchQuery,
    answers: { 200: auditFound },
  },
  'GET /api/branches/:branch/audit/search.xlsx': {
    query: auditFileQuery,
    answers: { 200: z.string() },
  },
  'GET /api/branches/:branch/audit/proof': {
    query: auditQuery,
    answers: { 200: auditProof },
  },
  'POST /api/branches/:branch/audit/person': {
    command: true,
    body: auditPersonBody,
    answers: { 200: auditPerson },
  },
  'GET /api/branches/:branch/audit': {
    query: auditQuery,
    answers: { 200: auditPage },
  },
} as const;
