import { estimate } from '../line/estimate';
import { positionAtIssue, positionBehind } from '../line/line';
import { isOnDuty } from '../model/advisor';
import { Command } from '../model/commands';
import { isOpen, nextOpening } from '../model/day';
import { Refused } from '../model/errors';
import { Promise_ } from '../model/events';
import { Instant } from '../model/instant';
import { formatNumber } from '../model/number';
import { emptyCounts } from '../model/queue';
import { given } from '../model/records';
import { Slice } from '../model/state';
import { isInLine } from '../model/ticket';
import { openDay } from './decide-day';
import { Draft } from './draft';
import { queueClosed, unknownQueue } from './refusals';

/**
 * Issues a ticket on the right business day, even when the sweep has not closed the old one yet.
 */
export function issueTicket(
  draft: Draft,
  command: Extract<Command, { type: 'IssueTicket' }>,
): void {
  const { config } = draft.slice;
  const queue = config.queues[command.queue];
  if (!queue) throw unknownQueue(config, command.queue);
  if (!isOpen(draft.now, config.settings)) throw branchClosed(draft);
  if (!queue.open) throw queueClosed(queue.id);
  if (command.customer !== undefined && draft.slice.activeOfCustomer) throw activeTicket(draft);
  const attended = Object.values(draft.slice.advisors).some(
    (each) => isOnDuty(each) && each.queues.includes(queue.id),
  );
  if (!attended && config.settings.unattendedQueue === 'refuse') throw unattended(queue.id);

  openDay(draft);
  const { slice, now } = draft;
  const n = (slice.numbers[queue.id] ?? 0) + 1;
  const position = positionAtIssue(
    slice.queues[queue.id] ?? emptyCounts(queue.id),
    command.lane,
    config,
  );
  const promised = promise(slice, queue.id, position, now);
  const { approaching } = config.settings;
  draft.emit({
    type: 'TicketIssued',
    ticket: command.ticket,
    number: formatNumber(queue.prefix, n),
    n,
    queue: queue.id,
    lane: command.lane,
    day: slice.day,
    due: now + queue.targetMinutes * 60_000,
    language: command.language,
    ...given('customer', command.customer),
    position,
    ...given('estimate', promised),
    ...(attended ? {} : { unattended: true }),
    ...(position <= approaching.position || (promised && promised.low <= approaching.lowMinutes)
      ? { approaching: true }
      : {}),
  });
}

/** The estimate without its method: what is promised to a customer. */
function promise(
  slice: Slice,
  queue: string,
  position: number,
  now: Instant,
): Promise_ | undefined {
  const made = estimate(slice, queue, position, slice.config, now);
  return made && { minutes: made.minutes, low: made.low, high: made.high };
}

function branchClosed(draft: Draft): Refused {
  const opens = nextOpening(draft.now, draft.slice.config.settings);
  const opensAt = opens === undefined ? null : new Date(opens).toISOString();
  return new Refused(
    'conflict',
    'branch_closed',
    opensAt ? `The branch is closed; it opens at ${opensAt}.` : 'The branch is closed.',
    [],
    { opensAt },
  );
}

function unattended(queue: string): Refused {
  return new Refused(
    'conflict',
    'queue_unattended',
    `Nobody on duty serves queue ${queue}; choose another one or come back later.`,
    [{ field: 'queue', got: queue, wants: 'a queue that somebody on duty serves' }],
  );
}

/**
 * Number, position and estimate of the active ticket: all that anybody with the same national ID
 * may learn.
 */
export function activeTicket({ slice, now }: Draft): Refused {
  const active = slice.activeOfCustomer!;
  const inLane = Object.values(slice.tickets).filter(
    (each) => isInLine(each) && each.queue === active.queue && each.lane === active.lane,
  );
  const ahead =
    slice.activeAhead ??
    inLane.filter(
      (each) => each.due < active.due || (each.due === active.due && each.seq < active.seq),
    ).length;
  const position = isInLine(active)
    ? positionBehind(
        slice.queues[active.queue] ?? emptyCounts(active.queue),
        active.lane,
        ahead,
        slice.config,
      )
    : null;
  return new Refused(
    'conflict',
    'active_ticket_exists',
    `There is an active ticket already, ${active.number}; use it, or cancel it first.`,
    [],
    {
      number: active.number,
      position,
      estimate: (position !== null && promise(slice, active.queue, position, now)) || null,
    },
  );
}
