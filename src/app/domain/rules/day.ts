import { lineIsOver } from '../line/line-is-over';
import {
  businessDay,
  closedLately,
  dayStart,
  keepsLine,
  openWithoutBreakSince,
} from '../model/day';
import { QueueCounts } from '../model/queue';
import { BranchSettings } from '../model/settings';
import { Slice } from '../model/state';
import { isActive, serviceMsOf, Ticket } from '../model/ticket';
import { Decision } from './decision';

/**
 * Whether the day of `now` would begin while people of the day before, who do not belong to it, are
 * still there.
 */
export function mustCloseFirst({ slice, now }: Decision): boolean {
  const { settings } = slice.config;
  const isOver = slice.day !== '' && businessDay(now, settings) > slice.day;
  return isOver && !keepsLine(now, settings) && !nobodyIn(slice);
}

/**
 * Opens the business day of `now` when the branch is still on an older one. The day never goes
 * back, whatever happens to the branch's zone. `CloseDay` closes what is still open of the old day,
 * as `late`.
 * @param stay people still inside belong to the new day
 */
export function openDay(decision: Decision, stay = false): void {
  const { day, config } = decision.slice;
  const today = businessDay(decision.now, config.settings);
  if (today <= day) return;
  if (day !== '') {
    decision.emit({
      type: 'DayClosed',
      day,
      served: total(decision.slice, 'served'),
      cancelled: total(decision.slice, 'cancelled'),
    });
  }
  decision.emit({
    type: 'DayOpened',
    day: today,
    ...(keepsLine(decision.now, config.settings) || (stay && !nobodyIn(decision.slice))
      ? { kept: true as const }
      : {}),
  });
}

/**
 * One bounded step of closing a day that is over: at most `batch` open tickets of that day or an
 * earlier one become served or cancelled, marked as closing. After the last of them the next day
 * opens, unless a ticket issued meanwhile has opened it. Does nothing for a day that is not over.
 *
 * People who came since the branch last opened stay, whatever the date: nobody is cancelled in an
 * open branch because the day changes. People inside a branch that has just closed also stay for a
 * while: a setting says what happens to them, and the day lasts until they have gone. Tickets are
 * loaded oldest first, so if the oldest stay, all do.
 */
export function closeDay(decision: Decision, day: string, batch: number): void {
  const { now } = decision;
  const { settings } = decision.slice.config;
  if (businessDay(now, settings) <= day) return;
  // A day that began in an open branch has taken over the line, so none of it is late.
  const today = decision.slice.day;
  const { lineKept = keepsLine(dayStart(today, settings), settings) } = decision.slice;
  const late = today > day && !lineKept;
  const openedAt = openWithoutBreakSince(now, settings);
  const inside = ({ state, day: came }: Ticket) =>
    closedLately(came, now, settings) &&
    (state !== 'waiting' || !lineIsOver(decision.slice, settings, came, now));
  const stays = (ticket: Ticket) =>
    openedAt === undefined ? inside(ticket) : ticket.issuedAt >= openedAt;
  const open = Object.values(decision.slice.tickets)
    .filter((each) => isActive(each.state) && cameOn(each, settings) <= day)
    .sort((a, b) => a.seq - b.seq);
  const leave = open.filter((each) => !stays(each));
  for (const ticket of leave.slice(0, batch)) close(decision, ticket, late && ticket.day <= day);
  const onlyStaying = openedAt !== undefined && leave.length <= batch && open.some(stays);
  if (onlyStaying || nobodyIn(decision.slice)) openDay(decision);
}

/**
 * The date on which somebody came, by the branch's clock. If its zone moved west after a day had
 * opened, tickets belong to that day although its date is still to come.
 */
function cameOn({ day, issuedAt }: Ticket, settings: BranchSettings): string {
  const date = businessDay(issuedAt, settings);
  return date < day ? date : day;
}

function close(decision: Decision, ticket: Ticket, late: boolean): void {
  const { id, queue, lane, state, advisor, counter } = ticket;
  const mark = late ? { late: true as const } : {};
  if (state === 'serving' || state === 'held') {
    decision.emit({
      type: 'ServiceFinished',
      ticket: id,
      queue,
      advisor: advisor!,
      counter: counter!,
      serviceMs: serviceMsOf(ticket, decision.now),
      ...(state === 'held' ? { held: true } : {}),
      closing: true,
      ...mark,
    });
  } else {
    decision.emit({
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
  counts.general +
  counts.preferential +
  counts.deferred +
  counts.called +
  counts.serving +
  counts.held;
/** From the counts of the whole branch: the slice holds only some of its tickets. */
const nobodyIn = (slice: Slice) => Object.values(slice.queues).every((each) => open(each) === 0);
