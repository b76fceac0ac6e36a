import { isLeftTo } from '../line/held';
import { position, upcoming, whoIsNext } from '../line/line';
import { isSentHome } from '../line/line-is-over';
import { wishedFor } from '../line/wish';
import { Advisor } from '../model/advisor';
import { Instant } from '../model/instant';
import { emptyCounts } from '../model/queue';
import { optional } from '../model/records';
import { BranchConfig, Floor } from '../model/state';
import { isActive, Ticket } from '../model/ticket';
import { notWaiting } from '../model/waiting';
import { markOf } from './mark';
import { longestWaitSince, staffView } from './of-ticket';
import { AdvisorView } from './views';

const NEXT_UP = 5;
const MISSED = 10;

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
  return {
    configured: markOf(config),
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
      staffView(
        ticket,
        position(floor, ticket, config, now),
        wishedFor(ticket, floor.advisors, now) !== undefined,
      ),
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
    held: notWaiting(floor)
      .filter(
        (each) =>
          each.state === 'held' && (each.advisor === id || isLeftTo(each, floor.advisors, id)),
      )
      .sort((a, b) => (a.heldAt ?? 0) - (b.heldAt ?? 0) || a.seq - b.seq)
      .map((each) => staffView(each)),
    missed: mayBeTakenBack(floor, config, now)
      .slice(0, MISSED)
      .map((each) => staffView(each)),
  };
}

/** The last missed first: without those whose taking back would be refused. */
function mayBeTakenBack(floor: Floor, config: BranchConfig, now: Instant): readonly Ticket[] {
  const missed = notWaiting(floor)
    .filter((each) => each.state === 'no-show' && !isSentHome(floor, config, each, now))
    .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0) || b.seq - a.seq);
  if (missed.every(({ day }) => day === floor.day)) return missed;
  const inUse = new Set(
    Object.values(floor.tickets).flatMap(({ state, day, number }) =>
      isActive(state) && day === floor.day ? [number] : [],
    ),
  );
  return missed.filter(({ day, number }) => day === floor.day || !inUse.has(number));
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
