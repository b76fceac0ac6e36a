import { z } from 'zod';
import { instant, instantMs, Wire } from './common';
import { lineAtClosing, signReason, signSays } from './enums';

/** Signs that supervisors put on the door of a branch or a queue. */

const time = (text: RegExp, words: string) => z.string(words).regex(text, words);

const signBody = z.strictObject({
  says: signSays,
  from: time(
    /^([01]\d|2[0-3]):[0-5]\d$/,
    'a time of today from 00:00 to 23:59 as HH:MM, or nothing for now',
  ).optional(),
  until: time(
    /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/,
    'a time of today from 00:00 to 24:00 as HH:MM, or nothing for the rest of the day',
  ).optional(),
  reason: signReason,
  line: lineAtClosing.default('serve').meta({
    description: 'what becomes of those who wait: served all the same, or told and cancelled',
  }),
});

const common = {
  says: signSays,
  reason: signReason,
  line: lineAtClosing,
  by: z.string().meta({ description: 'the id of whoever put it up' }),
};
/** As configuration carries it. */
export const sign = z
  .object({ ...common, fromMs: instantMs, untilMs: instantMs })
  .meta({ id: 'Sign' });
const signPut = z.object({
  queue: z.string().nullable().meta({ description: 'null: the branch' }),
  sign: z.object({ ...common, from: instant, until: instant }).nullable(),
});
export type SignPut = Wire<typeof signPut>;

export const signExchanges = {
  'PUT /api/branches/:branch/sign': {
    command: true,
    body: signBody,
    answers: { 200: signPut },
  },
  'DELETE /api/branches/:branch/sign': { command: true, answers: { 200: signPut } },
  'PUT /api/branches/:branch/queues/:queue/sign': {
    command: true,
    body: signBody,
    answers: { 200: signPut },
  },
  'DELETE /api/branches/:branch/queues/:queue/sign': {
    command: true,
    answers: { 200: signPut },
  },
} as const;
