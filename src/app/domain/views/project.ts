import { ENDED_CALLS } from '../fold/floor';
import { isLeftTo } from '../line/held';
import { position, positions, upcoming, whoIsNext } from '../line/line';
import { isNear, said } from '../line/said';
import { suggested } from '../line/suggested';
import { Advisor, isOnDuty } from '../model/advisor';
import { Alert } from '../model/alert';
import { Instant } from '../model/instant';
import { emptyCounts, QueueConfig } from '../model/queue';
import { optional, without } from '../model/records';
import { BranchConfig, Floor } from '../model/state';
import { isActive, isInLine, Ticket, waitingSince } from '../model/ticket';
import { outlooks } from '../predict/foretell';
import { beforeClosing } from './before-closing';
import { AdvisorView, DisplayView, FloorView, StaffTicketView, TicketView } from './views';

/** From a floor to what each viewer may see. Equal floors give equal views. */

const NEXT_UP = 5;
const MISSED = 10;

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
 * is called or being served.
 */
export function viewOfTicket(
  floor: Floor,
  config: BranchConfig,
  ticket: Ticket,
  now: Instant,
): TicketView {
  const place = position(floor, ticket, config);
  const { defers, approaching } = config.settings;
  const expected =
    place === undefined ? undefined : outlooks(floor, config, now).ofTicket(ticket.id)?.estimate;
  const openCounters = onDutyFor(floor, ticket.queue).length;
  const wait =
    ticket.state === 'waiting' ? said({ place: ticket }, openCounters > 0, expected) : undefined;
  return {
    ...common(ticket),
    language: ticket.language,
    ...optional('position', place),
    ...optional('estimate', expected),
    ...optional('said', wait),
    ...optional('closing', beforeClosing(floor, config, ticket, now)),
    near:
      wait !== undefined &&
      place !== undefined &&
      isNear(wait, { position: place, low: expected?.low }, approaching),
    ...optional('deferredUntil', ticket.deferredUntil),
    defersLeft: Math.max(0, defers.max - ticket.defers),
    deferMinutes: defers.minutes,
    ...(inHand(ticket) ? optional('counter', labelOf(config, ticket.counter)) : {}),
    ...(inHand(ticket) ? optional('calledAt', ticket.calledAt) : {}),
    recalls: ticket.recalls,
    ...optional('endedAt', ticket.endedAt),
    openCounters,
  };
}

/** Any ticket of the branch, as staff see it. */
export function staffTicketView(
  floor: Floor,
  config: BranchConfig,
  ticket: Ticket,
): StaffTicketView {
  return staffView(ticket, position(floor, ticket, config));
}

export function displayView(floor: Floor, config: BranchConfig, now: Instant): DisplayView {
  const tickets = Object.values(floor.tickets);
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
    .map((each) => ({ ...called(each), seq: each.seq }));
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
    last: [...onFloor, ...ended]
      .sort((a, b) => b.at - a.at || b.seq - a.seq)
      .slice(0, ENDED_CALLS)
      .map(({ ticket, number, counter, at }) => ({ ticket, number, counter, at })),
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

/** A mark that differs when the configuration does: FNV-1a of its text, worked out once. */
function markOf(config: BranchConfig): number {
  const known = marks.get(config);
  if (known !== undefined) return known;
  let mark = 0x811c9dc5;
  for (const character of JSON.stringify(config)) {
    mark = Math.imul(mark ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }
  marks.set(config, mark);
  return mark;
}
const marks = new WeakMap<BranchConfig, number>();

/** What whoever comes to a queue now may expect, and what may be said of it. */
export function waitOfQueue(
  floor: Floor,
  config: BranchConfig,
  { id, open }: QueueConfig,
  now: Instant,
) {
  const expected = outlooks(floor, config, now).ofQueue(id).estimate;
  return {
    ...optional('estimate', expected),
    said: said({ queue: { open } }, onDutyFor(floor, id).length > 0, expected),
  };
}

/** Undefined for somebody who has not come on duty at this branch. */
export function advisorView(
  floor: Floor,
  config: BranchConfig,
  id: string,
  now: Instant,
): AdvisorView | undefined {
  const advisor = floor.advisors[id];
  if (!advisor) return undefined;
  const current = advisor.ticket === undefined ? undefined : floor.tickets[advisor.ticket];
  const places = new Map(advisor.queues.flatMap((queue) => [...positions(floor, queue, config)]));
  const missed = Object.values(floor.tickets)
    .filter((each) => each.state === 'no-show')
    .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0) || b.seq - a.seq);
  return {
    me: meView(advisor),
    ...(current
      ? {
          current: {
            ...staffView(current),
            recalls: current.recalls,
            ...optional('why', current.why),
            ...(current.state === 'called' ? optional('lastCallAt', current.lastCallAt) : {}),
          },
        }
      : {}),
    next: upcoming(floor, advisor, config, now, NEXT_UP).map(({ ticket }) =>
      staffView(ticket, places.get(ticket.id)),
    ),
    ...optional('nextWhy', whoIsNext(floor, advisor, config, now)?.why),
    queues: advisor.queues.map((queue) => {
      const { general, preferential, deferred } = floor.queues[queue] ?? emptyCounts(queue);
      return {
        id: queue,
        general,
        preferential,
        deferred,
        ...optional('longestWaitSince', longestWaitSince(floor, queue)),
      };
    }),
    held: Object.values(floor.tickets)
      .filter(
        (each) =>
          each.state === 'held' && (each.advisor === id || isLeftTo(each, floor.advisors, id)),
      )
      .sort((a, b) => (a.heldAt ?? 0) - (b.heldAt ?? 0) || a.seq - b.seq)
      .map((each) => staffView(each)),
    missed: missed.slice(0, MISSED).map((each) => staffView(each)),
  };
}

/** What the supervisor's page shows of the floor that it folds. */
export function floorView(floor: Floor, config: BranchConfig, now: Instant): FloorView {
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
      .map((alert) => withActionNow(floor, alert)),
  };
}

/** An open alert with what would help now, which may have changed since it was raised. */
export const withActionNow = (floor: Floor, alert: Alert): Alert => ({
  ...without(alert, 'action'),
  ...optional('action', suggested(floor, alert)),
});

function common({ id, number, queue, lane, state, issuedAt, due }: Ticket) {
  return { id, number, queue, lane, state, issuedAt, due };
}

function staffView(ticket: Ticket, place?: number): StaffTicketView {
  return {
    ...common(ticket),
    waitingSince: waitingSince(ticket),
    ...optional('position', place),
    ...optional('deferredUntil', ticket.deferredUntil),
    ...optional('counter', ticket.counter),
    ...optional('advisor', ticket.advisor),
    ...(ticket.state === 'waiting' ? {} : optional('calledAt', ticket.calledAt)),
    ...optional('startedAt', ticket.startedAt),
    ...optional('heldAt', ticket.heldAt),
    ...optional('hold', ticket.hold),
    ...optional('endedAt', ticket.endedAt),
  };
}

function meView({
  id,
  state,
  counter,
  queues,
  since,
  reason,
  served,
  handedOn,
  services,
  serviceMs,
  dutyMs,
  onDutySince,
  plan,
  asked,
}: Advisor): AdvisorView['me'] {
  return {
    id,
    state,
    ...optional('counter', counter),
    queues,
    since,
    ...optional('reason', reason),
    served,
    handedOn,
    services,
    serviceMs,
    dutyMs,
    ...optional('onDutySince', onDutySince),
    ...optional('plan', plan),
    ...optional('asked', asked),
  };
}

const inHand = (ticket: Ticket) => isActive(ticket.state) && ticket.state !== 'waiting';
const labelOf = (config: BranchConfig, counter: string | undefined) =>
  counter && (config.counters[counter]?.label ?? counter);
const onDutyFor = (floor: Floor, queue: string) =>
  Object.values(floor.advisors).filter((each) => isOnDuty(each) && each.queues.includes(queue));

function longestWaitSince(floor: Floor, queue: string): Instant | undefined {
  const since = Object.values(floor.tickets)
    .filter((each) => isInLine(each) && each.queue === queue)
    .map(waitingSince);
  return since.length ? Math.min(...since) : undefined;
}
