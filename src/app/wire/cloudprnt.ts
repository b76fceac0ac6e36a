import { z } from 'zod';
import { flag } from './common';

/**
 * What printers send and get by Star CloudPRNT, version HTTP. A request may hold more than is named
 * here: each firmware adds its own members.
 */

const text = (most: number, wants: string) => z.string(wants).max(most, wants);

export const pollBody = z.looseObject({
  statusCode: text(200, 'a status such as 200%20OK').meta({
    description: 'Three or four digits, then words; URL-encoded',
  }),
  printingInProgress: flag.nullish(),
  clientAction: z
    .array(
      z.looseObject({ request: text(100, 'the name of a request').nullish(), result: z.unknown() }),
    )
    .max(20, 'at most 20')
    .nullish(),
});
export const polled = z.strictObject({
  jobReady: z.boolean(),
  mediaTypes: z.array(z.string()).optional(),
  jobToken: z.string().optional(),
  clientAction: z.array(z.strictObject({ request: z.string(), options: z.string() })).optional(),
});
/** A job's token is a UUID; no other text names a job. */
const token = text(200, 'the token of a job').optional();
export const fetchQuery = z.looseObject({ token, type: text(200, 'a media type').optional() });
export const confirmQuery = z.looseObject({ token, code: text(200, 'a status such as 200%20OK') });
export const paper = z.string();
