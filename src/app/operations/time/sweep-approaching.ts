import { estimate } from '../../domain/line/estimate';
import { positions } from '../../domain/line/line';
import { Approaching } from '../../domain/model/commands';
import { FloorRead } from '../../ports';

/**
 * Tickets in line that have come near, by position or by the low end of the estimate, and whose
 * customers have not been told in this stretch of waiting.
 */
export function approachingIn({ floor, directory: { config } }: FloorRead): readonly Approaching[] {
  const { position: near, lowMinutes } = config.settings.approaching;
  return Object.keys(config.queues)
    .flatMap((queue) => [...positions(floor, queue, config)])
    .flatMap(([ticket, position]) => {
      const { queue, told } = floor.tickets[ticket];
      if (told) return [];
      const wait = estimate(floor, queue, position, config);
      if (position > near && (!wait || wait.low > lowMinutes)) return [];
      const { low = 0, minutes = 0, high = 0 } = wait ?? {};
      return [{ ticket, position, low, minutes, high }];
    });
}
