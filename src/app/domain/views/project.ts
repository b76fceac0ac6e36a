import { lastOfEachQueue } from '../fold/floor';
import { takenBackAt } from '../line/held';
import { honestyOf } from '../line/honesty';
import { position, positions } from '../line/line';
import { isSentHome, surelyCalledUntil } from '../line/line-is-over';
import { isNear, said } from '../line/said';
import { suggested } from '../line/suggested';
import { wishedFor } from '../line/wish';
import { isOnDuty } from '../model/advisor';
import { Alert } from '../model/alert';
import { comesBackUntil, isOfOpenDay } from '../model/comes-back';
import { Instant } from '../model/instant';
import { ticketsOf } from '../model/numbers-given';
import { emptyCounts, QueueConfig } from '../model/queue';
import { optional, without } from '../model/records';
import { isQueueOpen } from '../model/sign';
import { BranchConfig, Floor } from '../model/state';
import { isActive, isInLine, Ticket } from '../model/ticket';
import { notWaiting } from '../model/waiting';
import { outlooks } from '../predict/foretell';
import { beforeClosing } from './before-closing';
import { markOf } from './mark';
import { common, longestWaitSince, staffView } from './of-ticket';
import { DisplayView, FloorView, StaffTicketView, TicketView } from './views';

/** From a floor to what each viewer may see. Equal floors give equal views. */

/**
 * The customer's ticket; undefined when the floor does not hold it. An ended one is shown from its
 * row, by `viewOfTicket`.
 */
export function ticketView(
  floor: Floor,
  config: BranchConfig,
  id: string,
  now: Instant,
): TicketView | undefined {
  const ticket = floor.tickets[id];
  return ticket && viewOfTicket(floor, config, ticket, now);
}

/**
 * Position and estimate while it is in line, when it is back while deferred, the counter while it
 * is called, being served or on hold, where somebody can take it back.
 */
export function viewOfTicket(
  floor: Floor,
  config: BranchConfig,
  ticket: Ticket,
  now: Instant,
): TicketView {
  const place = position(floor, ticket, config, now);
  const wished = wishedFor(ticket, floor.advisors, now) !== undefined;
  const { defers, approaching } = config.settings;
  const expected =
    place === undefined ? undefined : outlooks(floor, config, now).ofTicket(ticket.id)?.estimate;
  const openCounters = onDutyFor(floor, ticket.queue).length;
  const wait =
    ticket.state === 'waiting' ? said({ place: ticket }, openCounters > 0, expected) : undefined;
  const isMissed = ticket.state === 'no-show';
  return {
    ...common(ticket),
    language: ticket.language,
    ...optional('position', place),
    ...optional('estimate', expected),
    ...optional('said', wait),
    ...optional('honesty', honestyOf(config.learned, wait, floor.day)),
    ...optional('closing', beforeClosing(floor, config, ticket, now)),
    ...(wished ? optional('wishUntil', ticket.wish?.until) : {}),
    near:
      wait !== undefined &&
      place !== undefined &&
      isNear(wait, { position: place, low: expected?.low }, approaching),
    ...optional('deferredUntil', ticket.deferredUntil),
    ...optional('comesBackUntil', mayComeBackUntil(floor, config, ticket, now)),
    ...(isMissed && !isOfOpenDay(ticket, floor.day, config.settings)
      ? { dayOver: true as const }
      : {}),
    ...optional('matters', ticket.matters),
    rated: ticket.rated !== undefined,
    defersLeft: Math.max(0, defers.max - ticket.defers),
    deferMinutes: defers.minutes,
    ...(inHand(ticket)
      ? optional('counter', labelOf(config, awaited(floor, config, ticket).counter))
      : {}),
    ...(inHand(ticket) ? optional('calledAt', ticket.calledAt) : {}),
    recalls: ticket.recalls,
    ...optional('endedAt', ticket.endedAt),
    ...optional('cancelledBecause', ticket.cancelledBecause),
    openCounters,
  };
}

/** Nobody comes back into yesterday's line, or into one that may no longer be called by then. */
function mayComeBackUntil(floor: Floor, config: BranchConfig, ticket: Ticket, now: Instant) {
  const { settings, queues } = config;
  const until = comesBackUntil(ticket, settings);
  if (until === undefined) return undefined;
  const isOver = !isOfOpenDay(ticket, floor.day, settings);
  if (isOver || isSentHome(floor, config, ticket, now)) return undefined;
  return Math.min(until, surelyCalledUntil(settings, queues[ticket.queue], now));
}

/** Many tickets as staff see them: each line is ordered once. */
export function staffTicketViews(
  floor: Floor,
  config: BranchConfig,
  tickets: readonly Ticket[],
  now: Instant,
): readonly StaffTicketView[] {
  const places = new Map<string, ReadonlyMap<string, number>>();
  const placeOf = (ticket: Ticket) => {
    if (!isInLine(ticket)) return undefined;
    const known = places.get(ticket.queue) ?? positions(floor, ticket.queue, config, now);
    places.set(ticket.queue, known);
    // one that was issued after the floor was read is not among them
    return known.get(ticket.id) ?? position(floor, ticket, config, now);
  };
  return tickets.map((ticket) =>
    staffView(
      awaited(floor, config, ticket),
      placeOf(ticket),
      wishedFor(ticket, floor.advisors, now) !== undefined,
    ),
  );
}

/** Any ticket of the branch, as staff see it. */
export function staffTicketView(
  floor: Floor,
  config: BranchConfig,
  ticket: Ticket,
  now: Instant,
): StaffTicketView {
  const wished = wishedFor(ticket, floor.advisors, now) !== undefined;
  return staffView(awaited(floor, config, ticket), position(floor, ticket, config, now), wished);
}

export function displayView(floor: Floor, config: BranchConfig, now: Instant): DisplayView {
  const tickets = notWaiting(floor);
  const latest = (a: Ticket, b: Ticket) =>
    (b.lastCallAt ?? 0) - (a.lastCallAt ?? 0) || b.seq - a.seq;
  const called = ({ id, number, counter, lastCallAt }: Ticket) => ({
    ticket: id,
    number,
    counter: labelOf(config, counter) ?? '',
    at: lastCallAt ?? 0,
  });
  const onFloor = tickets
    .filter(({ state }) => state === 'serving' || state === 'held' || state === 'no-show')
    .map((each) => ({ ...called(each), queue: each.queue, seq: each.seq }));
  const ended = (floor.endedCalls ?? []).map((each) => ({
    ...each,
    counter: labelOf(config, each.counter) ?? '',
  }));
  return {
    configured: markOf(config),
    calling: tickets
      .filter((each) => each.state === 'called')
      .sort(latest)
      .map((each) => ({ ...called(each), queue: each.queue, recalls: each.recalls })),
    last: withoutGivenAgain(floor, lastOfEachQueue([...onFloor, ...ended])).map(
      ({ ticket, number, queue, counter, at }) => ({
        ticket,
        number,
        ...optional('queue', queue),
        counter,
        at,
      }),
    ),
    queues: Object.values(config.queues).map((queue) => {
      const counts = floor.queues[queue.id] ?? emptyCounts(queue.id);
      return {
        id: queue.id,
        waiting: counts.general + counts.preferential,
        ...waitOfQueue(floor, config, queue, now),
      };
    }),
    devices: Object.values(floor.alerts)
      .flatMap(({ id, kind, subject, openedAt }) =>
        kind === 'help-asked' || kind === 'device-offline'
          ? [{ alert: id, kind, device: subject, since: openedAt }]
          : [],
      )
      .sort((a, b) => a.since - b.since || (a.alert < b.alert ? -1 : 1)),
  };
}

/**
 * Without calls whose number somebody else has now, since the day changed in an open branch: they
 * would read that they were called already.
 */
function withoutGivenAgain<T extends Pick<Ticket, 'number' | 'seq'>>(
  floor: Floor,
  calls: readonly T[],
): readonly T[] {
  return calls.filter(
    ({ number, seq }) =>
      ![...ticketsOf(floor, number), ...calls].some(
        (each) => each.number === number && each.seq > seq,
      ),
  );
}

/** What a customer who comes to a queue now may expect, and what may be said about it. */
export function waitOfQueue(floor: Floor, config: BranchConfig, queue: QueueConfig, now: Instant) {
  const { id } = queue;
  const expected = outlooks(floor, config, now).ofQueue(id).estimate;
  return {
    ...optional('estimate', expected),
    said: said(
      { queue: { open: isQueueOpen(queue, now) } },
      onDutyFor(floor, id).length > 0,
      expected,
    ),
  };
}

/**
 * What the supervisor's page shows of the floor that it folds. Alerts suggest nobody who is not
 * among `staff`, those who may serve at the branch.
 */
export function floorView(
  floor: Floor,
  config: BranchConfig,
  now: Instant,
  staff?: Readonly<Record<string, unknown>>,
): FloorView {
  return {
    floor,
    queues: Object.values(config.queues).map((queue) => {
      const { id } = queue;
      return {
        ...(floor.queues[id] ?? emptyCounts(id)),
        ...optional('longestWaitSince', longestWaitSince(floor, id)),
        ...waitOfQueue(floor, config, queue, now),
        onDuty: onDutyFor(floor, id).length,
      };
    }),
    alerts: Object.values(floor.alerts)
      .sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1))
      .map((alert) => withActionNow(floor, alert, staff)),
  };
}

/**
 * An open alert with what would help now, which may have changed since it was raised: by one of
 * `staff`, or by anybody with a row on the floor.
 */
export function withActionNow(
  { tickets, advisors }: Floor,
  alert: Alert,
  staff: Readonly<Record<string, unknown>> = advisors,
): Alert {
  const able = Object.fromEntries(Object.entries(advisors).filter(([id]) => id in staff));
  return {
    ...without(alert, 'action'),
    ...optional('action', suggested({ tickets, advisors: able }, alert)),
  };
}

const inHand = (ticket: Ticket) => isActive(ticket.state) && ticket.state !== 'waiting';
/** With the counter at which the customer is awaited, which may have changed since the hold. */
const awaited = ({ advisors }: Floor, { counters }: BranchConfig, ticket: Ticket): Ticket =>
  ticket.state === 'held'
    ? {
        ...without(ticket, 'counter'),
        ...optional('counter', takenBackAt(ticket, advisors, counters)),
      }
    : ticket;
const labelOf = (config: BranchConfig, counter: string | undefined) =>
  counter && (config.counters[counter]?.label ?? counter);
const onDutyFor = (floor: Floor, queue: string) =>
  Object.values(floor.advisors).filter((each) => isOnDuty(each) && each.queues.includes(queue));
