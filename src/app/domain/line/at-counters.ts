import { Event, FactType } from '../model/events';
import { Instant } from '../model/instant';
import { Slice } from '../model/state';
import { Ticket } from '../model/ticket';
import { waitingIn } from '../model/waiting';
import { isEligible } from './line';

/** The advisor and ticket that a command at a counter is about. */
export interface AtCounter {
  readonly advisor: string;
  readonly tickets: readonly string[];
  /** Whether it may call somebody. */
  readonly calls: boolean;
}

/**
 * The slice as this command would load it alone, taken from one that was loaded for several, with
 * each line deeper by those whom the others may call first.
 */
export function seenFrom(slice: Slice, one: AtCounter, now: Instant): Slice {
  const ids = new Set(one.tickets);
  const kept = Object.values(slice.tickets).filter(
    ({ id, state, advisor }) =>
      ids.has(id) || ((state === 'called' || state === 'serving') && advisor === one.advisor),
  );
  const fronts = one.calls || matchesItself(slice) ? frontsOf(slice, one, now) : [];
  return {
    ...slice,
    tickets: Object.fromEntries([...kept, ...fronts].map((ticket) => [ticket.id, ticket])),
  };
}

/** A branch with automatic assignment looks at every queue after each command. */
const matchesItself = ({ config }: Slice) => config.settings.assignment === 'automatic';

/** The first of each lane that they serve, and everybody who waits for an advisor by name. */
function frontsOf(slice: Slice, { advisor }: AtCounter, now: Instant): readonly Ticket[] {
  const serves = matchesItself(slice) ? undefined : new Set(slice.advisors[advisor]?.queues);
  return Object.keys(slice.queues).flatMap((queue) => {
    const may = waitingIn(slice, queue).filter((ticket) => isEligible(ticket, now));
    const front = (lane: Ticket['lane']) =>
      may
        .filter((ticket) => ticket.lane === lane && ticket.wish === undefined)
        .sort((a, b) => a.due - b.due || a.seq - b.seq)
        .slice(0, slice.front);
    return [
      ...may.filter(({ wish }) => wish),
      ...(!serves || serves.has(queue) ? [...front('general'), ...front('preferential')] : []),
    ];
  });
}

/** Everything that was loaded, after a command that saw part of it. */
export const left = (slice: Slice, after: Slice): Slice => ({
  ...after,
  tickets: { ...slice.tickets, ...after.tickets },
});

/** Facts at a counter that concern one ticket and one advisor. */
const AT_COUNTERS: ReadonlySet<FactType> = new Set<FactType>([
  'TicketCalled',
  'DeferralEnded',
  'ServiceStarted',
  'ServiceFinished',
  'AdvisorStateChanged',
]);

/**
 * Whether these events can follow earlier ones in the same commit: they happen at counters, and
 * concern other tickets and other advisors.
 * @param deeper how many of a line the earlier ones may have called, so that the rest is as if
 *   loaded alone
 */
export function goAlong(
  those: readonly Event[],
  events: readonly Event[],
  deeper: number,
): boolean {
  const called = those.filter(({ fact }) => fact.type === 'TicketCalled').length;
  const concerned = new Set(those.flatMap(concerns));
  return (
    called <= deeper &&
    events.every(
      (event) =>
        AT_COUNTERS.has(event.fact.type) && !concerns(event).some((each) => concerned.has(each)),
    )
  );
}

const concerns = ({ fact }: Event): readonly string[] => [
  ...('ticket' in fact && fact.ticket ? [fact.ticket] : []),
  ...('advisor' in fact && fact.advisor ? [`advisor ${fact.advisor}`] : []),
];
