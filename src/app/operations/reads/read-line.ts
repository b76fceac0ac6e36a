import { isOnDuty } from '../../domain/model/advisor';
import { isOpen, nextOpening } from '../../domain/model/day';
import { Refused } from '../../domain/model/errors';
import { estimate } from '../../domain/line/estimate';
import { positionAtIssue } from '../../domain/line/line';
import { formatNumber } from '../../domain/model/number';
import {
  advisorView,
  displayView,
  staffTicketView,
  viewOfTicket,
} from '../../domain/views/project';
import { emptyCounts } from '../../domain/model/queue';
import { Json } from '../../ports';
import { Operations } from '../operations';
import { Parts } from '../write-path/parts';
import { iso } from '../write-path/present';

type Reads = Pick<
  Operations,
  | 'myTicket'
  | 'ticketByNumber'
  | 'listTickets'
  | 'readDisplay'
  | 'readAdvisor'
  | 'readKiosk'
  | 'overview'
  | 'directory'
>;

/** Reads of the line. Each projects the same floor with `domain/project`, as sockets do. */
export function readsOfLine(parts: Parts): Reads {
  const sceneOf = async (branch: string) => {
    const { floor, directory } = await parts.reads.readFloor(branch);
    return { floor, directory, config: directory.config, now: parts.clock() };
  };
  const unknownTicket = (field: string, got: string) =>
    new Refused('missing', 'unknown_ticket', 'There is no such ticket at this branch today.', [
      { field, got, wants: 'a ticket of this branch' },
    ]);

  return {
    async myTicket(branch, id) {
      const { floor, config, now } = await sceneOf(branch);
      const ticket = floor.tickets[id] ?? (await parts.store.ticketById(branch, id));
      if (!ticket) throw unknownTicket('ticket', id);
      return viewOfTicket(floor, config, ticket, now);
    },
    async ticketByNumber(branch, number) {
      const { floor, config } = await sceneOf(branch);
      const [, prefix, n] = /^([A-Z]+)0*([0-9]{1,6})$/.exec(number.toUpperCase()) ?? [];
      const ticket =
        prefix && (await parts.store.ticketByNumber(branch, formatNumber(prefix, Number(n))));
      if (!ticket) throw unknownTicket('number', number);
      return staffTicketView(floor, config, floor.tickets[ticket.id] ?? ticket);
    },
    async listTickets(branch, filter) {
      const { floor, config } = await sceneOf(branch);
      return (await parts.store.ticketsOfToday(branch, filter)).map((ticket) =>
        staffTicketView(floor, config, ticket),
      );
    },
    async readDisplay(branch) {
      const { floor, config, now } = await sceneOf(branch);
      return displayView(floor, config, now);
    },
    async readAdvisor(branch, advisor) {
      const { floor, config, now } = await sceneOf(branch);
      const view = advisorView(floor, config, advisor, now);
      if (!view)
        throw new Refused(
          'missing',
          'not_on_duty',
          'You have not come on duty at this branch yet. Choose a counter first.',
          [{ field: 'advisor', got: advisor, wants: 'an advisor who has come on duty here' }],
        );
      return view;
    },
    async readKiosk(branch) {
      const { floor, config, directory, now } = await sceneOf(branch);
      const { settings } = config;
      return {
        branch: directory.branch,
        open: isOpen(now, settings),
        opensAt: iso(nextOpening(now, settings)),
        settings: {
          anonymousAllowed: settings.anonymousAllowed,
          otherIdsAllowed: settings.otherIdsAllowed,
          asksPhone: settings.asksPhone,
          languages: settings.languages,
        },
        queues: Object.values(config.queues).map((queue) => {
          const counts = floor.queues[queue.id] ?? emptyCounts(queue.id);
          const expected = estimate(
            floor,
            queue.id,
            positionAtIssue(counts, 'general', config),
            config,
            now,
          );
          return {
            id: queue.id,
            prefix: queue.prefix,
            names: queue.names,
            hints: queue.hints,
            open: queue.open,
            attended: Object.values(floor.advisors).some(
              (each) => isOnDuty(each) && each.queues.includes(queue.id),
            ),
            waiting: counts.general + counts.preferential,
            estimate: expected
              ? { minutes: expected.minutes, low: expected.low, high: expected.high }
              : null,
          };
        }),
      } as Json;
    },
    async overview(branches) {
      const all = await parts.store.listBranches();
      const mine = branches === 'all' ? all : all.filter((branch) => branches.includes(branch.id));
      return Promise.all(
        mine.map(async ({ id, name }) => {
          const { floor } = await parts.reads.readFloor(id);
          const sum = (pick: (queue: (typeof floor.queues)[string]) => number) =>
            Object.values(floor.queues).reduce((total, queue) => total + pick(queue), 0);
          const advisors = Object.values(floor.advisors);
          return {
            branch: id,
            name,
            day: floor.day,
            waiting: sum((queue) => queue.general + queue.preferential),
            deferred: sum((queue) => queue.deferred),
            called: sum((queue) => queue.called),
            serving: sum((queue) => queue.serving),
            issued: sum((queue) => queue.issued),
            served: sum((queue) => queue.served),
            missed: sum((queue) => queue.missed),
            cancelled: sum((queue) => queue.cancelled),
            meanWaitMs: Math.round(
              sum((queue) => queue.waitMs) /
                Math.max(
                  1,
                  sum((queue) => queue.calls),
                ),
            ),
            inTarget: sum((queue) => queue.inTarget),
            calls: sum((queue) => queue.calls),
            available: advisors.filter((each) => each.state === 'available').length,
            busy: advisors.filter((each) => each.state === 'busy').length,
            paused: advisors.filter((each) => each.state === 'paused').length,
            alerts: Object.keys(floor.alerts).length,
          } as Json;
        }),
      );
    },
    directory: async (branch) => (await sceneOf(branch)).directory,
  };
}
