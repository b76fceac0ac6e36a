import { z } from 'zod';
import { Wire } from './common';
import { eventMs } from './facts';
import { lineMs } from './line';
import { directory } from './settings';
import { ownTicket } from './tickets';
import { advisorView, displayView } from './views';

/**
 * What a socket carries. Instants are RFC 3339, as in HTTP's answers, but where a page folds events
 * or counts from the server's clock: those are milliseconds, and the member's name ends with `Ms`.
 */

/** A page that meets another version reloads once, then says that it is being updated. */
const version = z.literal(2);

const frame = <K extends string, D extends z.ZodType>(kind: K, data: D) =>
  z.object({
    v: version,
    epoch: z.string().describe('another epoch: the sequence started over, take a snapshot'),
    prev: z
      .number()
      .int()
      .describe('seq of the frame before it on this socket; 0 when it builds on nothing'),
    seq: z.number().int(),
    kind: z.literal(kind),
    branch: z.string(),
    atMs: z.number().describe('when the commit happened, ms since 1970'),
    nowMs: z.number().describe("the server's clock when the frame was made, ms since 1970"),
    data,
  });

const snapshotFrame = frame('snapshot', z.object({ floorMs: lineMs.floor, directory })).describe(
  'view=floor: everything, to begin with and after each change of configuration',
);
const eventsFrame = frame('events', z.object({ eventsMs: z.array(eventMs) })).describe(
  'view=floor: what happened since `prev`, one whole commit or more; empty when nothing was missed',
);
const displayFrame = frame('state', displayView).describe('view=display: the whole small state');
const advisorFrame = frame('state', advisorView.nullable()).describe(
  'view=advisor: the whole small state; null before coming on duty',
);
const ticketFrame = frame('state', ownTicket.nullable()).describe(
  'view=ticket: the whole small state; null for a ticket the branch does not know',
);
const pingFrame = z
  .strictObject({ v: z.literal(1), kind: z.literal('ping') })
  .describe('the one frame a client may send; the same in every version');
const pongFrame = z
  .object({
    v: version,
    kind: z.literal('pong'),
    nowMs: z.number(),
    freshMs: z
      .number()
      .optional()
      .describe(
        'what is shown was confirmed by the database at this time, ms since 1970; long before ' +
          '`nowMs`: the server is there, and its database is not',
      ),
  })
  .describe('the answer to a ping, and sent unasked when the database goes or is back');

export type SnapshotFrame = Wire<typeof snapshotFrame>;
export type EventsFrame = Wire<typeof eventsFrame>;
export type FloorFrame = SnapshotFrame | EventsFrame;
export type DisplayFrame = Wire<typeof displayFrame>;
export type AdvisorFrame = Wire<typeof advisorFrame>;
export type TicketFrame = Wire<typeof ticketFrame>;
/** The small views are sent whole. */
export type StateFrame = DisplayFrame | AdvisorFrame | TicketFrame;
export type Frame = FloorFrame | StateFrame;
export type PingFrame = Wire<typeof pingFrame>;
export type PongFrame = Wire<typeof pongFrame>;
export type FrameVersion = z.infer<typeof version>;

/** By their names in `/openapi.json`. */
export const frames: Readonly<Record<string, z.ZodType>> = {
  SnapshotFrame: snapshotFrame,
  EventsFrame: eventsFrame,
  DisplayFrame: displayFrame,
  AdvisorFrame: advisorFrame,
  TicketFrame: ticketFrame,
  PingFrame: pingFrame,
  PongFrame: pongFrame,
};
