import { z } from 'zod';
import { text } from './common';

/** When a branch is open: times, zones, hours of the week, dates with hours of their own. */

export const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time from 00:00 to 23:59 as HH:MM');
const end = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time from 00:00 to 24:00 as HH:MM');
/**
 * `Intl` takes offsets such as `-0300` too, which PostgreSQL reads with the opposite sign or not at
 * all. Whether PostgreSQL knows the zone is asked when settings are saved.
 */
export const zone = z.string().refine((name) => {
  if (!/^[a-z][\w+-]*(\/[a-z][\w+-]*)*$/i.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}, 'a time zone of the IANA list, such as America/Santiago');

/** Hours that end before they begin end on the next date: 22:00 to 02:00. */
const span = z
  .strictObject({ from: time, to: end })
  .refine(({ from, to }) => from !== to, 'an end that is not its beginning');
/** The spans of one date. They may touch; where two overlap, one of them is a slip. */
const spans = z
  .array(span)
  .max(4, 'at most 4 spans a day')
  .superRefine((day, context) => {
    const inOrder = day.map(({ from, to }, at) => ({ from, to, at }));
    inOrder.sort((a, b) => (a.from < b.from ? -1 : 1));
    for (const [which, { from, to, at }] of inOrder.entries()) {
      const next = inOrder[which + 1];
      if (!next || (from < to && to <= next.from)) continue;
      const message = `to end by ${next.from}, when the next hours begin`;
      context.addIssue({ code: 'custom', path: [at, 'to'], message });
    }
  });
export const hours = z.union(
  [z.literal('always'), z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), spans)],
  'always, or for each weekday 1 (Monday) to 7 a list of {from, to}',
);

export const date = z
  .string()
  .refine(
    (given) => /^\d{4}-\d{2}-\d{2}$/.test(given) && isDate(given),
    'a date as YYYY-MM-DD, such as 2027-01-01',
  );
const isDate = (given: string) => {
  const at = Date.parse(`${given}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(given);
};
export const reason = z.strictObject({ es: text(120), en: text(120) }).optional();
export const dates = z
  .record(date, z.strictObject({ spans, reason }), 'by date, {spans, reason}; no spans = closed')
  .refine((all) => Object.keys(all).length <= 400, 'at most 400 dates');
const closure = z
  .strictObject({ from: date, until: date.optional(), reason })
  .refine(({ from, until }) => !until || from <= until, 'a last date not before the first');
export const closures = z.array(closure).max(20, 'at most 20 closures');
