import { z } from 'zod';
import { KEY, keyedActions } from '../domain/model/console-keys';
import { day, flag, instant, Wire } from './common';

/** What an advisor's console is to its owner: their keys, and their day. */

const key = z
  .string('a key')
  .normalize('NFC')
  .toLowerCase()
  .regex(KEY, 'one character that is not a digit, one of f2, f4, f8, f9, or nothing for no key');

const own = z
  .partialRecord(z.enum(keyedActions, `one of ${keyedActions.join(', ')}`), key, 'keys by action')
  .meta({ description: 'an action that is left out has its usual key; an empty one has none' });

const keysBody = z.strictObject({
  on: flag.default(true).meta({ description: 'false: single keys do nothing' }),
  keys: own.default({}),
});
const keys = z.object({
  on: flag,
  keys: z.record(z.string(), z.string()).meta({ description: 'the key of every action' }),
  own: z.record(z.string(), z.string()).meta({ description: 'those that were chosen' }),
});

const ms = (what: string) => z.number().meta({ description: `${what}, in milliseconds` });
const ownDay = z.object({
  day,
  at: instant.meta({ description: 'times are up to here' }),
  servingMs: ms('serving'),
  calledMs: ms('waiting for whom they had called'),
  idleMs: ms('available, without a ticket'),
  pausedMs: ms('on a pause'),
  closesAt: instant.nullable().meta({ description: 'when the branch closes for the day' }),
  queues: z.array(
    z.object({
      queue: z.string(),
      served: z.number(),
      meanServiceMs: z.number().nullable().meta({ description: 'null: no service has ended yet' }),
    }),
  ),
});
export type OwnDay = Wire<typeof ownDay>;

export const ownDeskExchanges = {
  'GET /api/sessions/keys': { answers: { 200: keys } },
  'PUT /api/sessions/keys': { body: keysBody, answers: { 200: keys } },
  'GET /api/branches/:branch/advisors/me/day': { answers: { 200: ownDay } },
} as const;
