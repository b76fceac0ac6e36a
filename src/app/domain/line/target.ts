import { Ahead } from '../model/ahead';
import { Instant, MINUTE_MS } from '../model/instant';
import { QueueConfig, QueueCounts } from '../model/queue';
import { BranchSettings } from '../model/settings';
import { State } from '../model/state';
import { isInLine } from '../model/ticket';

/** How a queue stands against its target, both for alerts and for the colour of its row. */

/** With fewer calls than this, a share says nothing. */
const FEWEST_CALLS = 10;

/** Whether the first in line is past their due, or near it. */
export function targetState(
  firstDue: Instant | undefined,
  { targetMinutes }: Pick<QueueConfig, 'targetMinutes'>,
  { alerts }: Pick<BranchSettings, 'alerts'>,
  now: Instant,
): 'passed' | 'near' | 'kept' {
  if (firstDue === undefined) return 'kept';
  if (firstDue < now) return 'passed';
  const near = Math.min(alerts.targetMinutes, targetMinutes / 4) * MINUTE_MS;
  return near > 0 && firstDue - now <= near ? 'near' : 'kept';
}

/** Too few of today's calls came within their target; the share, or undefined. */
export function shareTooLow(
  counts: Pick<QueueCounts, 'calls' | 'inTarget'> | undefined,
  { alerts }: Pick<BranchSettings, 'alerts'>,
): number | undefined {
  if (!counts || counts.calls < FEWEST_CALLS) return undefined;
  const share = counts.inTarget / counts.calls;
  return share < alerts.targetShare ? share : undefined;
}

/** With fewer customers ahead, a single one would decide the share. */
const FEWEST_AHEAD = 3;
/** The share of simulated courses that must fall short to open an alert, and to keep it open. */
const RINGS = 0.7;
const STAYS = 0.5;

/**
 * Whether a queue's target will be missed, with enough certainty to open an alert or to keep it
 * open.
 */
export const willBeMissed = (
  { came, within, short }: Ahead,
  { alerts }: Pick<BranchSettings, 'alerts'>,
  said: boolean,
): boolean =>
  came >= FEWEST_AHEAD && within < alerts.targetShare && short >= (said ? STAYS : RINGS);

/** When the first in line of each queue is due, of queues in which somebody is waiting. */
export function firstDues({ tickets }: Pick<State, 'tickets'>): Record<string, Instant> {
  const found: Record<string, Instant> = {};
  for (const ticket of Object.values(tickets).filter(isInLine)) {
    found[ticket.queue] = Math.min(found[ticket.queue] ?? Infinity, ticket.due);
  }
  return found;
}
