import { estimate } from '../../domain/line/estimate';
import { positions } from '../../domain/line/line';
import { Instant } from '../../domain/model/instant';
import { FloorRead } from '../../ports';

/**
 * Tickets in line that have come near and were not told in this stretch of waiting: position or low
 * estimate within what the branch chose.
 */
export function approachingIn({ floor, directory: { config } }: FloorRead, now: Instant) {
  const { position: near, lowMinutes } = config.settings.approaching;
  return Object.keys(config.queues)
    .flatMap((queue) => [...positions(floor, queue, config)])
    .flatMap(([id, position]) => {
      const ticket = floor.tickets[id];
      if (ticket.told) return [];
      const expected = estimate(floor, ticket.queue, position, config, now);
      if (position > near && (!expected || expected.low > lowMinutes)) return [];
      return [
        {
          ticket: id,
          position,
          low: expected?.low ?? 0,
          minutes: expected?.minutes ?? 0,
          high: expected?.high ?? 0,
        },
      ];
    });
}
