import { z } from 'zod';
import { advisorView, directory, displayView, event, floor, ticketView } from './view-schemas';

/**
 * The socket's frames as schemas, for whoever writes a client: `live/frames.ts` has them as types.
 */
const frame = <K extends string, D extends z.ZodType>(kind: K, data: D) =>
  z.object({
    v: z.literal(1),
    epoch: z.string().describe('another epoch: the sequence began anew, take a snapshot'),
    prev: z
      .number()
      .int()
      .describe('seq of the frame before it on this socket; 0 when it builds on nothing'),
    seq: z.number().int(),
    kind: z.literal(kind),
    branch: z.string(),
    at: z.number().describe('when the commit happened, ms since 1970'),
    now: z.number().describe("the server's clock when the frame was made, ms since 1970"),
    data,
  });

export const snapshotFrame = frame('snapshot', z.object({ floor, directory })).describe(
  'view=floor: everything, to begin with and whenever the branch was configured anew',
);
export const eventsFrame = frame('events', z.object({ events: z.array(event) })).describe(
  'view=floor: what happened since `prev`, one whole commit or more',
);
export const displayFrame = frame('state', displayView).describe(
  'view=display: the whole small state',
);
export const advisorFrame = frame('state', advisorView.nullable()).describe(
  'view=advisor: the whole small state; null before coming on duty',
);
export const ticketFrame = frame('state', ticketView.nullable()).describe(
  'view=ticket: the whole small state; null for a ticket the branch does not know',
);
export const pingFrame = z
  .strictObject({ v: z.literal(1), kind: z.literal('ping') })
  .describe('the one frame a client may send');
export const pongFrame = z
  .object({ v: z.literal(1), kind: z.literal('pong'), now: z.number() })
  .describe('the answer to a ping');

/** By their names in `/openapi.json`. */
export const frameSchemas: Readonly<Record<string, z.ZodType>> = {
  SnapshotFrame: snapshotFrame,
  EventsFrame: eventsFrame,
  DisplayFrame: displayFrame,
  AdvisorFrame: advisorFrame,
  TicketFrame: ticketFrame,
  PingFrame: pingFrame,
  PongFrame: pongFrame,
};
