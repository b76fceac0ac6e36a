import { isEligible } from '../../../../src/app/domain/line/line';
import { Command } from '../../../../src/app/domain/model/commands';
import { businessDay, keepsLine } from '../../../../src/app/domain/model/day';
import { Event } from '../../../../src/app/domain/model/events';
import { Instant } from '../../../../src/app/domain/model/instant';
import { Slice } from '../../../../src/app/domain/model/state';
import { isActive, Lane, Ticket } from '../../../../src/app/domain/model/ticket';

/** A command, and what the database loads for it besides the line. */
export type CommandInSlice = Command & Pick<Slice, 'customer' | 'serves' | 'existing'>;

const line = (whole: Slice, queue: string, lane: Lane, now: Instant) =>
  Object.values(whole.tickets)
    .filter(
      (each) =>
        each.state === 'waiting' &&
        each.queue === queue &&
        each.lane === lane &&
        (each.deferredUntil ?? 0) <= now,
    )
    .sort((a, b) => a.due - b.due || a.seq - b.seq);

/**
 * The bounded slice that the database loads for a command: counts and advisors, tickets in hand,
 * the subjects, and the front of each queue and lane, cut at `front`; for the sweep's commands,
 * open tickets oldest first.
 */
export function sliceFor(
  whole: Slice,
  command: CommandInSlice,
  front: number,
  now: Instant,
  events: readonly Event[] = [],
): Slice {
  const all = Object.values(whole.tickets);
  const inHand = all.filter((each) => each.state === 'called' || each.state === 'serving');
  const fronts = Object.keys(whole.config.queues).flatMap((queue) =>
    (['general', 'preferential'] as const).flatMap((lane) =>
      line(whole, queue, lane, now)
        .filter((each) => each.wish === undefined)
        .slice(0, front),
    ),
  );
  const loaded = [
    ...inHand,
    ...all.filter((each) => each.wish && isEligible(each, now)),
    ...fronts,
    ...subjects(command)
      .map((id) => whole.tickets[id])
      .filter(Boolean),
    ...sweepWork(all, command),
    ...(command.type === 'Hold' ? all.filter((each) => each.state === 'held') : []),
  ];
  const customer =
    command.type === 'IssueTicket'
      ? command.customer
      : command.type === 'Reopen' ||
          command.type === 'Arrive' ||
          command.type === 'Undo' ||
          command.type === 'Resume'
        ? whole.tickets[command.ticket]?.customer
        : undefined;
  const active =
    customer === undefined
      ? undefined
      : all.find((each) => each.customer === customer && isActive(each.state));
  return {
    ...whole,
    tickets: Object.fromEntries(loaded.map((each) => [each.id, each])),
    front,
    ...(command.type === 'IssueTicket'
      ? { customer, ...foretelling(all), ...numbersKept(whole, now) }
      : {}),
    ...pastFor(whole, command, events),
    ...(command.serves ? { serves: command.serves } : {}),
    ...(command.existing ? { existing: command.existing } : {}),
    ...(active ? { activeOfCustomer: active, activeAhead: ahead(whole, active, now) } : {}),
  };
}

function pastFor(whole: Slice, command: Command, events: readonly Event[]) {
  if (command.type === 'DismissAdvisor') {
    return pastOf(whole, events, whole.advisors[command.advisor]?.ticket ?? 'none');
  }
  const known = ['Undo', 'Return', 'Reopen', 'Arrive', 'WriteNote', 'RemoveNote'].includes(
    command.type,
  );
  return known && 'ticket' in command ? pastOf(whole, events, command.ticket) : {};
}

/** As the database loads it. */
function pastOf(
  whole: Slice,
  events: readonly Event[],
  ticket: string,
): Pick<Slice, 'past' | 'turned' | 'numberInUse'> {
  const past = events.filter(({ fact }) => 'ticket' in fact && fact.ticket === ticket);
  const slip = past.findLast(
    ({ fact }) =>
      fact.type === 'ServiceFinished' ||
      fact.type === 'TicketTransferred' ||
      fact.type === 'MatterBegun' ||
      fact.type === 'TicketMissed',
  );
  const turned =
    slip !== undefined &&
    events.some(({ fact, seq }) => fact.type === 'DayOpened' && seq > slip.seq);
  const numberInUse = Object.values(whole.tickets).some(
    ({ number, day, state }) =>
      number === whole.tickets[ticket]?.number &&
      day === whole.day &&
      day > whole.tickets[ticket].day &&
      isActive(state),
  );
  return { past, turned, numberInUse };
}

function numbersKept(whole: Slice, now: Instant): Pick<Slice, 'numbersKept'> {
  const { settings } = whole.config;
  if (!keepsLine(now, settings)) return {};
  const kept = Object.values(whole.tickets).filter(
    (each) => isActive(each.state) && each.day < businessDay(now, settings),
  );
  return { numbersKept: kept.map(({ number }) => number) };
}
/** What predictions need: the bare line, and whom advisors serve. */
const foretelling = (all: readonly Ticket[]): Pick<Slice, 'line' | 'serving'> => ({
  line: all
    .filter((each) => each.state === 'waiting')
    .sort((a, b) => a.seq - b.seq)
    .map(({ queue, lane, seq, dueFrom, issuedAt, deferredUntil }) => ({
      queue,
      lane,
      seq,
      from: dueFrom ?? issuedAt,
      ...(deferredUntil === undefined ? {} : { deferredUntil }),
    })),
  serving: Object.fromEntries(
    all
      .filter((each) => each.state === 'called' || each.state === 'serving')
      .map((each) => [each.advisor!, each.queue]),
  ),
});

const ahead = (whole: Slice, ticket: Ticket, now: Instant) =>
  line(whole, ticket.queue, ticket.lane, now)
    .filter((each) => each.deferredUntil === undefined)
    .findIndex((each) => each.id === ticket.id);

function subjects(command: Command): readonly string[] {
  if (command.type === 'TellApproaching') {
    return [...command.candidates.map((each) => each.ticket), ...(command.pastClosing ?? [])];
  }
  return 'ticket' in command ? [command.ticket] : [];
}

function sweepWork(all: readonly Ticket[], command: Command): readonly Ticket[] {
  const oldest = all.filter((each) => isActive(each.state)).sort((a, b) => a.seq - b.seq);
  switch (command.type) {
    case 'Tick':
      return all.filter((each) => each.state === 'waiting' && each.deferredUntil !== undefined);
    case 'CloseDay':
      return oldest.slice(0, command.batch);
    case 'CloseLine':
      return oldest.filter((each) => each.state === 'waiting').slice(0, command.batch);
    case 'WatchAlerts':
      return oldest.slice(0, 200);
    case 'Redue':
      return oldest.filter((each) => each.queue === command.queue);
    default:
      return [];
  }
}
