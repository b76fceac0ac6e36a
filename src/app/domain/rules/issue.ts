import { positionAtIssue, positionBehind } from '../line/line';
import { missesClosing } from '../line/line-is-over';
import { isNear, said } from '../line/said';
import { wishedFor } from '../line/wish';
import { isOnDuty } from '../model/advisor';
import { givesTickets } from '../model/day';
import { DayToClose, Refused } from '../model/errors';
import { formatNumber } from '../model/number';
import { emptyCounts, QueueConfig, targetMs } from '../model/queue';
import { optional } from '../model/records';
import { BranchSettings } from '../model/settings';
import { isQueueOpen } from '../model/sign';
import { Slice } from '../model/state';
import { isInLine } from '../model/ticket';
import { IssueTicket } from '../model/ticket-commands';
import { foretellNewcomer, foretellOwn } from '../predict/foretell';
import { branchClosed, mustComeBeforeClosing } from './closing';
import { mustCloseFirst, openDay } from './day';
import { Decision } from './decision';
import { queueClosed, unknownQueue } from './refusals';

/** Issues a ticket on the right business day, even when the sweep has not closed the old one. */
export function issueTicket(decision: Decision, command: IssueTicket): void {
  const { config, customer, activeOfCustomer } = decision.slice;
  checkNationalId(config.settings, command.nationalId);
  const queue = config.queues[command.queue];
  if (!queue) throw unknownQueue(config, command.queue);
  if (!givesTickets(decision.now, config.settings)) throw branchClosed(decision);
  if (!isQueueOpen(queue, decision.now)) throw queueClosed(queue.id);
  if (command.before === 'leave' && mustCloseFirst(decision)) {
    throw new DayToClose(decision.slice.day);
  }
  if (customer !== undefined && activeOfCustomer) throw activeTicket(decision);
  const attended = isAttended(decision.slice, queue.id);
  if (!attended && config.settings.unattendedQueue === 'refuse') throw unattended(queue.id);

  openDay(decision, command.before === 'stay');
  const { slice, now } = decision;
  const n = nextNumber(slice, queue);
  const position = positionAtIssue(
    slice.queues[queue.id] ?? emptyCounts(queue.id),
    command.lane,
    config,
  );
  const asked = { queue: queue.id, lane: command.lane };
  const { estimate: promised, foretold } = foretellNewcomer(slice, config, asked, now);
  mustComeBeforeClosing(decision, queue, foretold);
  const near = isNear(
    said({ place: {} }, attended, promised),
    { position, low: promised?.low },
    config.settings.approaching,
  );
  decision.emit({
    type: 'TicketIssued',
    ticket: command.ticket,
    number: formatNumber(queue.prefix, n),
    n,
    queue: queue.id,
    lane: command.lane,
    day: slice.day,
    due: now + targetMs(queue),
    language: command.language,
    ...optional('customer', customer),
    position,
    ...optional('estimate', promised),
    foretold: { ...foretold, rule: position * queue.averageMinutes * 60 },
    ...(attended ? {} : { unattended: true }),
    ...(near ? { approaching: true } : {}),
    ...(missesClosing(foretold, { settings: config.settings, queue }, now)
      ? { mayMissClosing: true }
      : {}),
  });
}

const isAttended = ({ advisors }: Decision['slice'], queue: string) =>
  Object.values(advisors).some((each) => isOnDuty(each) && each.queues.includes(queue));

/**
 * The queue's next number of the day. Numbers still held by people who came before the date changed
 * are skipped, since two people would get up for one call.
 */
function nextNumber({ numbers, numbersKept = [] }: Slice, { id, prefix }: QueueConfig): number {
  let n = (numbers[id] ?? 0) + 1;
  while (numbersKept.includes(formatNumber(prefix, n))) n += 1;
  return n;
}

/** Whom a branch serves: anybody, or customers with a national ID, or with a Chilean one. */
function checkNationalId(
  { anonymousAllowed, otherIdsAllowed }: BranchSettings,
  given: IssueTicket['nationalId'],
): void {
  if (given === undefined && !anonymousAllowed) {
    throw new Refused(
      'invalid',
      'national_id_required',
      'This branch gives tickets with a national ID only. Enter the RUT.',
      [{ field: 'nationalId', got: null, wants: 'a RUT, such as 12345678-5' }],
    );
  }
  if (given === 'other' && !otherIdsAllowed) {
    throw new Refused('invalid', 'rut_required', 'This branch takes RUTs only. Enter a RUT.', [
      { field: 'nationalId', got: 'another document', wants: 'a RUT, such as 12345678-5' },
    ]);
  }
}

/**
 * Whether anybody may take a ticket from the bank's page. Without it, tickets come from the
 * branch's kiosks and staff.
 */
export const customersMayIssue = ({ customerIssueAllowed }: BranchSettings): boolean =>
  customerIssueAllowed;

function unattended(queue: string): Refused {
  return new Refused(
    'conflict',
    'queue_unattended',
    `Nobody on duty serves queue ${queue}. Choose another one, or come back later.`,
    [{ field: 'queue', got: queue, wants: 'a queue that somebody on duty serves' }],
  );
}

/**
 * Gives number, position and what may be said about the wait: all that somebody who knows the
 * national ID may learn.
 */
export function activeTicket({ slice, now }: Decision): Refused {
  const active = slice.activeOfCustomer!;
  const inLane = Object.values(slice.tickets).filter(
    (each) => isInLine(each) && each.queue === active.queue && each.lane === active.lane,
  );
  const ahead =
    slice.activeAhead ??
    inLane.filter(
      (each) => each.due < active.due || (each.due === active.due && each.seq < active.seq),
    ).length;
  const wished = wishedFor(active, slice.advisors, now) !== undefined;
  const position =
    isInLine(active) && !wished
      ? positionBehind(
          slice.queues[active.queue] ?? emptyCounts(active.queue),
          active.lane,
          ahead,
          slice.config,
        )
      : null;
  const expected = position === null ? undefined : foretellOwn(slice, active, now)?.estimate;
  const wait =
    active.state === 'waiting'
      ? said({ place: active }, isAttended(slice, active.queue), expected)
      : null;
  return new Refused(
    'conflict',
    'active_ticket_exists',
    `There is already an active ticket, ${active.number}. Use it, or cancel it first.`,
    [],
    {
      number: active.number,
      state: active.state,
      position,
      estimate: expected ?? null,
      said: wait?.as === 'deferred' ? { ...wait, until: new Date(wait.until).toISOString() } : wait,
    },
  );
}
