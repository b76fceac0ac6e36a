import { Floor } from '../../domain/model/state';
import { isInLine, Ticket, waitingSince } from '../../domain/model/ticket';
import { FloorView } from '../../domain/views/views';

export type QueueRow = FloorView['queues'][number];

/** The tickets in line of one queue, longest wait first. */
export const inLine = (floor: Floor, queue: string): readonly Ticket[] =>
  Object.values(floor.tickets)
    .filter((ticket) => ticket.queue === queue && isInLine(ticket))
    .sort((a, b) => waitingSince(a) - waitingSince(b));

/** When the first ticket in line of a queue is due; undefined if nobody is in line. */
export function firstDue(floor: Floor, queue: string): number | undefined {
  const dues = inLine(floor, queue).map((ticket) => ticket.due);
  return dues.length === 0 ? undefined : Math.min(...dues);
}

/**
 * Minutes until the first ticket in line is past its due; negative if one already is. Infinity if
 * nobody is in line.
 */
export function minutesToTarget(floor: Floor, queue: string, now: number): number {
  const due = firstDue(floor, queue);
  return due === undefined ? Infinity : (due - now) / 60_000;
}

/** Queues by urgency: soonest past target, then most waiting, then their order in the branch. */
export function byNeed(view: FloorView, now: number): readonly QueueRow[] {
  const need = new Map(
    view.queues.map((queue) => [queue.id, minutesToTarget(view.floor, queue.id, now)]),
  );
  return [...view.queues].sort(
    (a, b) => need.get(a.id)! - need.get(b.id)! || waiting(b) - waiting(a) || 0,
  );
}

export const waiting = (queue: Pick<QueueRow, 'general' | 'preferential'>): number =>
  queue.general + queue.preferential;

/** Share of today's calls made by their due; undefined before the first call. */
export const shareInTarget = (queue: Pick<QueueRow, 'calls' | 'inTarget'>): number | undefined =>
  queue.calls === 0 ? undefined : queue.inTarget / queue.calls;
