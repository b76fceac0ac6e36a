import { Event } from '../model/events';
import { InLine, MOST_IN_LINE, Slice } from '../model/state';

/**
 * The slice as the next command would load it once these tickets are issued: newcomers stand at the
 * end of the line.
 */
export function withNewcomers(slice: Slice, events: readonly Event[]): Slice {
  if (!slice.line) return slice;
  const newcomers = events.flatMap(({ fact, at, seq }): InLine[] =>
    fact.type === 'TicketIssued' ? [{ queue: fact.queue, lane: fact.lane, seq, from: at }] : [],
  );
  return { ...slice, line: [...slice.line, ...newcomers].slice(0, MOST_IN_LINE) };
}

/** Whether these events only issue tickets. */
export const onlyIssues = (events: readonly Event[]): boolean =>
  events.every(({ fact }) => fact.type === 'TicketIssued');
