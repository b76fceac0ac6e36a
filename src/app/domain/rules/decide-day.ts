import { businessDay } from '../model/day';
import { Draft } from './draft';
import { QueueCounts } from '../model/queue';
import { Slice } from '../model/state';
import { isActive, Ticket } from '../model/ticket';

/**
 * Opens the business day that `now` belongs to, if the branch is still on an older one. The day
 * never goes back, whatever happens to the branch's zone. Tickets of the old day that are still
 * open are left to `CloseDay`, which closes them as `late`.
 */
export function openDay(draft: Draft): void {
  const { day, config } = draft.slice;
  const today = businessDay(draft.now, config.settings);
  if (today <= day) return;
  if (day !== '')
    draft.emit({
      type: 'DayClosed',
      day,
      served: total(draft.slice, 'served'),
      cancelled: total(draft.slice, 'cancelled'),
    });
  draft.emit({ type: 'DayOpened', day: today });
}

/**
 * One bounded step of closing a day that is over: at most `batch` open tickets of that day or an
 * earlier one become served or cancelled, marked as closing. After the last of them the next day
 * opens, unless a ticket issued meanwhile has opened it. Decides nothing for a day that is not
 * over.
 */
export function closeDay(draft: Draft, day: string, batch: number): void {
  const { now } = draft;
  if (businessDay(now, draft.slice.config.settings) <= day) return;
  const late = draft.slice.day > day;
  const open = Object.values(draft.slice.tickets)
    .filter((each) => isActive(each.state) && each.day <= day)
    .sort((a, b) => a.seq - b.seq);
  for (const ticket of open.slice(0, batch)) close(draft, ticket, late);
  if (!late && nobodyIn(draft.slice)) openDay(draft);
}

function close(draft: Draft, ticket: Ticket, late: boolean): void {
  const { id, queue, lane, state, advisor, counter, startedAt } = ticket;
  const mark = late ? { late: true as const } : {};
  if (state === 'serving') {
    draft.emit({
      type: 'ServiceFinished',
      ticket: id,
      queue,
      advisor: advisor!,
      counter: counter!,
      serviceMs: draft.now - (startedAt ?? draft.now),
      closing: true,
      ...mark,
    });
  } else {
    draft.emit({
      type: 'TicketCancelled',
      ticket: id,
      queue,
      lane,
      was: state,
      deferred: ticket.deferredUntil !== undefined,
      ...(state === 'called' ? { advisor: advisor! } : {}),
      because: 'closing',
      ...mark,
    });
  }
}

const total = (slice: Slice, figure: 'served' | 'cancelled') =>
  Object.values(slice.queues).reduce((sum, each) => sum + each[figure], 0);

const open = (counts: QueueCounts) =>
  counts.general + counts.preferential + counts.deferred + counts.called + counts.serving;
/** By the counts, which are of the whole branch: the slice holds a batch of its tickets. */
const nobodyIn = (slice: Slice) => Object.values(slice.queues).every((each) => open(each) === 0);
