import { z } from 'zod';

/** The socket's frames as schemas, for whoever writes a client: `live/frames.ts` has them as types. */
const frame = (kind: string, data: z.ZodType) => z.object({
  v: z.literal(1),
  epoch: z.string(),
  prev: z.number().int(),
  seq: z.number().int(),
  kind: z.literal(kind),
  branch: z.string(),
  at: z.number().describe('when the commit happened, ms since 1970'),
  now: z.number().describe('the server\'s clock when the frame was made, ms since 1970'),
  data,
});

export const frameSchemas: Readonly<Record<string, z.ZodType>> = {
  SnapshotFrame: frame('snapshot', z.object({ floor: z.unknown(), directory: z.unknown() })).describe('view=floor: everything, to begin with and whenever the branch was configured anew'),
  EventsFrame: frame('events', z.object({ events: z.array(z.object({ branch: z.string(), seq: z.number().int(), at: z.number(), actor: z.object({ kind: z.string(), id: z.string() }), fact: z.looseObject({ type: z.string() }) })) })).describe('view=floor: one whole commit'),
  StateFrame: frame('state', z.unknown()).describe('view=display, advisor or ticket: the whole small state'),
};
