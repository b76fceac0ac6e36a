import { holdsCounter, isOnDuty } from '../../domain/model/advisor';
import { comesBackMinutes, isOfOpenDay } from '../../domain/model/comes-back';
import {
  closesForTheDay,
  givesTickets,
  isOpen,
  nextOpening,
  openedEarlier,
  shownReason,
} from '../../domain/model/day';
import { withoutLogo } from '../../domain/model/face';
import { Instant } from '../../domain/model/instant';
import { notOnDuty, unknownTicketToday } from '../../domain/model/missing';
import { numberAsCalled } from '../../domain/model/number';
import { emptyCounts, QueueConfig } from '../../domain/model/queue';
import { isQueueOpen } from '../../domain/model/sign';
import { BranchConfig, Floor } from '../../domain/model/state';
import { isInLine } from '../../domain/model/ticket';
import { namedApart } from '../../domain/model/told-apart';
import { advisorView } from '../../domain/views/advisor-view';
import { isLineOver } from '../../domain/views/closing';
import {
  displayView,
  floorView,
  staffTicketView,
  staffTicketViews,
  viewOfTicket,
  waitOfQueue,
} from '../../domain/views/project';
import { rfc3339OrNull, written } from '../../domain/views/rfc3339';
import {
  AdvisorView,
  DisplayView,
  FloorView,
  StaffTicketView,
  TicketView,
} from '../../domain/views/views';
import { Directory, FloorRead, TicketFilter } from '../../ports';
import type { Seat } from '../../wire/counters';
import type { BranchDay } from '../../wire/floor';
import type { Kiosk } from '../../wire/views';
import { ReadDeps } from './deps';

/** Reads of the line. Each shows the floor by the same functions as the sockets. */

export const readFloor =
  ({ reads, clock }: ReadDeps) =>
  async (branch: string): Promise<FloorRead & { readonly view: FloorView }> => {
    const { directory: whole, ...read } = await reads.readFloor(branch);
    const view = floorView(read.floor, whole.config, clock());
    return { ...read, directory: lightened(whole), view };
  };

const lightened = (whole: Directory): Directory => ({
  ...whole,
  config: withoutLogo(whole.config),
});

/** Names and settings, from a standby while the primary is away. */
export const directory =
  ({ store }: Pick<ReadDeps, 'store'>) =>
  async (branch: string): Promise<Directory> =>
    lightened((await store.branchOf(branch)).directory);

/** The customer's ticket: from the floor, or from its row once it has ended. */
export const myTicket =
  ({ reads, store, clock }: ReadDeps) =>
  async (branch: string, id: string): Promise<TicketView> => {
    const {
      floor,
      directory: { config },
    } = await reads.readFloor(branch);
    const ticket = floor.tickets[id] ?? (await store.ticketById(branch, id));
    if (!ticket) throw unknownTicketToday('ticket', id);
    return viewOfTicket(floor, config, ticket, clock());
  };

/** Today's ticket of this number, as people type it: `c1`, `C01`. */
export const ticketByNumber =
  ({ reads, store, clock }: ReadDeps) =>
  async (branch: string, typed: string): Promise<StaffTicketView> => {
    const {
      floor,
      directory: { config },
    } = await reads.readFloor(branch);
    const number = numberAsCalled(typed);
    const ticket = number && (await store.ticketByNumber(branch, number));
    if (!ticket) throw unknownTicketToday('number', typed);
    return staffTicketView(floor, config, floor.tickets[ticket.id] ?? ticket, clock());
  };

/** Those of these tickets that are today's, newest first. */
export const ticketsById =
  ({ reads, store, clock }: ReadDeps) =>
  async (branch: string, ids: readonly string[]): Promise<readonly StaffTicketView[]> => {
    const {
      floor,
      directory: { config },
    } = await reads.readFloor(branch);
    const found = await Promise.all(
      ids.map(async (id) => floor.tickets[id] ?? (await store.ticketById(branch, id))),
    );
    const ofToday = found
      .filter((each) => each !== undefined)
      .filter((each) => isOfOpenDay(each, floor.day, config.settings));
    return staffTicketViews(floor, config, ofToday, clock()).toReversed();
  };

/** Today's tickets, newest first. */
export const listTickets =
  ({ reads, store, clock }: ReadDeps) =>
  async (branch: string, filter: TicketFilter): Promise<readonly StaffTicketView[]> => {
    const {
      floor,
      directory: { config },
    } = await reads.readFloor(branch);
    return staffTicketViews(floor, config, await store.ticketsOfToday(branch, filter), clock());
  };

export const readDisplay =
  ({ reads, clock }: ReadDeps) =>
  async (branch: string): Promise<DisplayView> => {
    const {
      floor,
      directory: { config },
    } = await reads.readFloor(branch);
    return displayView(floor, config, clock());
  };

export const readAdvisor =
  ({ reads, clock }: ReadDeps) =>
  async (branch: string, advisor: string): Promise<AdvisorView> => {
    const {
      floor,
      directory: { config },
    } = await reads.readFloor(branch);
    const view = advisorView(floor, config, advisor, clock());
    if (!view) throw notOnDuty(advisor);
    return view;
  };

/** Who sits at which counter, so that nobody chooses a taken one. */
export const readSeats =
  ({ reads }: ReadDeps) =>
  async (branch: string): Promise<readonly Seat[]> => {
    const { floor, directory: names } = await reads.readFloor(branch);
    return Object.values(floor.advisors).flatMap((advisor) => {
      const { id, counter, state, queues } = advisor;
      if (counter === undefined || !holdsCounter(advisor, counter)) return [];
      return [
        { counter, advisor: id, firstName: names.staff[id]?.firstName ?? null, state, queues },
      ];
    });
  };

/** What a kiosk starts with: whether the branch is open, its queues, how many wait and how long. */
export const readKiosk =
  ({ reads, clock }: ReadDeps) =>
  async (branch: string): Promise<Kiosk> => {
    const {
      floor,
      directory: { branch: shown, config },
    } = await reads.readFloor(branch);
    const { anonymousAllowed, otherIdsAllowed, asksPhone, languages, queueOrder, notices, face } =
      config.settings;
    const now = clock();
    return {
      branch: shown,
      open: givesTickets(now, config.settings),
      lastTicketGiven: isOpen(now, config.settings) && !givesTickets(now, config.settings),
      reason: shownReason(now, config.settings),
      opensAt: rfc3339OrNull(nextOpening(now, config.settings)),
      closesAt: rfc3339OrNull(closesForTheDay(now, config.settings)),
      openedToday: openedEarlier(now, config.settings),
      lineOver: isLineOver(floor, config, now),
      settings: {
        anonymousAllowed,
        otherIdsAllowed,
        asksPhone,
        languages,
        queueOrder,
        notices,
        bank: face.name,
        greeting: { es: face.es, en: face.en },
        comesBackMinutes: comesBackMinutes(config.settings),
      },
      queues: Object.values(config.queues).map((queue) => kioskQueue(floor, config, queue, now)),
    };
  };

function kioskQueue(
  floor: Floor,
  config: BranchConfig,
  queue: QueueConfig,
  now: Instant,
): Kiosk['queues'][number] {
  const { id, prefix, names, hints, icon, group } = queue;
  const counts = floor.queues[id] ?? emptyCounts(id);
  const { estimate, said } = waitOfQueue(floor, config, queue, now);
  return {
    id,
    prefix,
    names,
    hints,
    ...(icon ? { icon } : {}),
    ...(group?.es ? { group } : {}),
    open: isQueueOpen(queue, now),
    attended: Object.values(floor.advisors).some(
      (each) => isOnDuty(each) && each.queues.includes(id),
    ),
    waiting: counts.general + counts.preferential,
    estimate: estimate ?? null,
    said: written(said),
  };
}

/** One line of figures for each branch that the caller may see. */
export const overview =
  ({ reads, store, clock }: ReadDeps) =>
  async (branches: readonly string[] | 'all'): Promise<readonly BranchDay[]> => {
    const all = namedApart(await store.listBranches(), 'name');
    const mine = branches === 'all' ? all : all.filter(({ id }) => branches.includes(id));
    return Promise.all(
      mine.map(async ({ id, name }) => {
        const { floor, directory: read } = await reads.readFloor(id);
        return branchFigures({ name, region: read.config.settings.region.trim() }, floor, clock());
      }),
    );
  };

function branchFigures(
  branchDay: Pick<BranchDay, 'name' | 'region'>,
  { branch, day, queues, advisors, alerts, tickets }: Floor,
  now: Instant,
): BranchDay {
  const sum = (pick: (queue: (typeof queues)[string]) => number) =>
    Object.values(queues).reduce((total, queue) => total + pick(queue), 0);
  const inState = (state: string) =>
    Object.values(advisors).filter((each) => each.state === state).length;
  const calls = sum((queue) => queue.calls);
  return {
    branch,
    ...branchDay,
    day,
    waiting: sum((queue) => queue.general + queue.preferential),
    late: Object.values(tickets).filter((each) => isInLine(each) && each.due < now).length,
    deferred: sum((queue) => queue.deferred),
    called: sum((queue) => queue.called),
    serving: sum((queue) => queue.serving),
    issued: sum((queue) => queue.issued),
    served: sum((queue) => queue.served),
    missed: sum((queue) => queue.missed),
    cancelled: sum((queue) => queue.cancelled),
    meanWaitMs: Math.round(sum((queue) => queue.waitMs) / Math.max(1, calls)),
    inTarget: sum((queue) => queue.inTarget),
    calls,
    available: inState('available'),
    busy: inState('busy'),
    paused: inState('paused'),
    alerts: Object.keys(alerts).length,
  };
}
