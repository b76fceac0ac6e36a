import { z } from 'zod';
import { id, instant, legible, uuid, Wire } from './common';
import { language } from './enums';

/** Reports by mail. */

const period = z.enum(['day', 'week', 'month'], 'day, week or month');
export type MailPeriod = z.infer<typeof period>;

const ADDRESS = 'an address of mail, such as name@bank.cl';
const askBody = z.strictObject({
  branch: id('a branch')
    .nullable()
    .meta({ description: 'of which branch; null: of all that I may see' }),
  period,
  language: language.default('es'),
  address: z.email(ADDRESS).max(254, ADDRESS),
});
const asked = z.object({ mail: uuid });

const listed = z.object({
  id: uuid,
  mine: z.boolean(),
  firstName: z.string().meta({ description: 'of whose it is' }),
  branch: z.string().nullable(),
  period,
  language,
  address: legible,
  state: z.enum(['asked', 'invited', 'active']).meta({
    description:
      'asked: the address is still to be asked; invited: it has not said yes; active: it gets them',
  }),
  next: z.string().nullable().meta({ description: 'the first business day of the next report' }),
  askedAt: instant,
  sentAt: instant.nullable(),
  trouble: z
    .enum(['no-answer', 'refused'])
    .nullable()
    .meta({ description: 'why nothing arrives: no answer of the mail server, or refused by it' }),
});
export type ListedReportMail = Wire<typeof listed>;
const list = z.object({
  setUp: z.boolean().meta({ description: 'whether this bank has a mail server' }),
  domains: z
    .array(z.string())
    .nullable()
    .meta({ description: 'domains that reports may be sent to; null: any' }),
  mails: z.array(listed).meta({ description: 'mine; for an administrator of all branches, all' }),
});
export type ReportMailList = Wire<typeof list>;

export const reportMailExchanges = {
  'GET /api/report-mails': { answers: { 200: list } },
  'POST /api/report-mails': { command: true, body: askBody, answers: { 201: asked } },
  'DELETE /api/report-mails/:mail': {
    command: true,
    answers: { 200: z.object({ ended: z.literal(true) }) },
  },
  'GET /api/report-mails/:mail/confirm/:key': { answers: { 200: undefined } },
  'POST /api/report-mails/:mail/confirm/:key': { unread: true, answers: { 200: undefined } },
  'GET /api/report-mails/:mail/end/:key': { answers: { 200: undefined } },
  'POST /api/report-mails/:mail/end/:key': { unread: true, answers: { 200: undefined } },
} as const;
