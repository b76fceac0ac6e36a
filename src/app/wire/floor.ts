import { z } from 'zod';
import { day, instant, Wire } from './common';
import { alert, line } from './line';
import { directory } from './settings';
import { displayView, floorView } from './views';

/** Reads of one branch's floor, and of all floors. */

export const floorRead = z.object({
  epoch: z.string(),
  seq: z.number(),
  at: instant,
  floor: line.floor,
  directory,
  view: floorView,
  now: instant,
});
export const displayRead = displayView.extend({ now: instant });

export const alertsQuery = z.strictObject({
  open: z.enum(['true', 'false'], 'true or false').default('true'),
});
const listedAlert = alert
  .extend({
    closedAt: instant.nullable(),
    number: z.string().optional().meta({ description: 'of the ticket that it is about' }),
  })
  .meta({ id: 'ListedAlert' });
export type ListedAlert = Wire<typeof listedAlert>;
export const alertList = z.array(listedAlert);
export const acknowledged = z.object({ acknowledged: z.string() });
export type Acknowledged = Wire<typeof acknowledged>;

const branchDay = z.object({
  branch: z.string(),
  name: z.string(),
  region: z.string().meta({ description: 'as the branch is set; empty for none' }),
  day,
  waiting: z.number(),
  late: z.number().meta({ description: 'of those waiting, how many are past their target' }),
  deferred: z.number(),
  called: z.number(),
  serving: z.number(),
  issued: z.number(),
  served: z.number(),
  missed: z.number(),
  cancelled: z.number(),
  meanWaitMs: z.number(),
  inTarget: z.number(),
  calls: z.number(),
  available: z.number(),
  busy: z.number(),
  paused: z.number(),
  alerts: z.number(),
});
export type BranchDay = Wire<typeof branchDay>;
export const overview = z.array(branchDay);

/** Open screens by view. */
export const screens = z.record(z.string(), z.number());
