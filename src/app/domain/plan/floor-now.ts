import { isOnDuty } from '../model/advisor';
import { Skill } from '../model/day-plan';
import { Instant } from '../model/instant';
import { BranchConfig, Floor } from '../model/state';
import { Ticket, waitFrom } from '../model/ticket';
import { secondOfDay } from '../predict/day-kind';
import { SimulationJob } from './answer';

/** The floor of a branch as a simulation takes it. */

const SECOND = 1000;

/**
 * Who serves here. Those on duty come first, so a simulation of the rest of a day begins with
 * them; on another day the order says nothing, and is always the same.
 */
export const rosterOf = (
  { advisors }: Floor,
  skills: readonly Skill[],
  dutyFirst: boolean,
): SimulationJob['roster'] =>
  Object.values(advisors)
    .sort(
      (a, b) =>
        (dutyFirst ? Number(isOnDuty(b)) - Number(isOnDuty(a)) : 0) || (a.id < b.id ? -1 : 1),
    )
    .map(({ id, queues }) => ({
      id,
      queues: [
        ...new Set([
          ...queues,
          ...skills.filter(({ advisor }) => advisor === id).map(({ queue }) => queue),
        ]),
      ],
    }));

/** Since when somebody waits; whoever asked for more time comes when it is over. */
const from = (ticket: Ticket) => Math.max(waitFrom(ticket), ticket.deferredUntil ?? 0);

/** Who is in line, and in whose hands. A branch that nobody has come to yet has no day. */
export function nowOf(
  floor: Floor,
  { settings }: BranchConfig,
  { day, queues, now }: { day: string; queues: readonly string[]; now: Instant },
): NonNullable<SimulationJob['now']> {
  const secondAt = (at: number) => secondOfDay(settings, day, at);
  const tickets = Object.values(floor.tickets);
  const waiting = tickets
    .filter(({ state }) => state === 'waiting')
    .map((each) => ({
      at: secondAt(from(each)),
      queue: queues.indexOf(each.queue),
      lane: each.lane === 'preferential' ? 1 : 0,
    }))
    .filter(({ queue }) => queue >= 0);
  const serving = Object.values(floor.advisors).flatMap(({ id, state, ticket, since }) => {
    const queue = ticket === undefined ? -1 : queues.indexOf(floor.tickets[ticket]?.queue ?? '');
    return state === 'busy' && queue >= 0
      ? [[id, { queue, since: Math.max(0, (now - since) / SECOND) }] as const]
      : [];
  });
  return { second: secondAt(now), waiting, serving: Object.fromEntries(serving) };
}
