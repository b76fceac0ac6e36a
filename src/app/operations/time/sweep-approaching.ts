import { positions } from '../../domain/line/line';
import { lineCancelledAt } from '../../domain/line/line-is-over';
import { isNear, said } from '../../domain/line/said';
import { isOnDuty } from '../../domain/model/advisor';
import { Approaching } from '../../domain/model/commands';
import { Instant } from '../../domain/model/instant';
import { whoWaits } from '../../domain/model/waiting';
import { outlooks } from '../../domain/predict/foretell';
import { beforeClosing } from '../../domain/views/before-closing';
import { FloorRead } from '../../ports';

/** Those who wait, will not be called before closing cancels the line, and have not been told. */
export function pastClosingIn(
  { floor, directory: { config } }: FloorRead,
  now: Instant,
): readonly string[] {
  const ending = new Set(
    [...new Set(whoWaits(floor).map(({ queue }) => queue))].filter((queue) =>
      lineCancelledAt(config.settings, config.queues[queue], now),
    ),
  );
  if (!ending.size) return [];
  return whoWaits(floor)
    .filter((each) => !each.pastClosing && ending.has(each.queue))
    .filter((each) => beforeClosing(floor, config, each, now) === 'will-miss')
    .map(({ id }) => id);
}

/**
 * Tickets in line that have come near, by position or by the low end of the estimate, and whose
 * customers have not been told in this stretch of waiting. Nobody counts as near in a line that
 * nobody serves.
 */
export function approachingIn(
  { floor, directory: { config } }: FloorRead,
  now: Instant,
): readonly Approaching[] {
  const served = new Set(
    Object.values(floor.advisors)
      .filter(isOnDuty)
      .flatMap((each) => each.queues),
  );
  const expected = outlooks(floor, config, now);
  return Object.keys(config.queues)
    .filter((queue) => served.has(queue))
    .flatMap((queue) => [...positions(floor, queue, config, now)])
    .flatMap(([ticket, position]) => {
      if (floor.tickets[ticket].told) return [];
      const wait = expected.ofTicket(ticket)?.estimate;
      const place = said({ place: {} }, true, wait);
      if (!isNear(place, { position, low: wait?.low }, config.settings.approaching)) return [];
      const { low = 0, minutes = 0, high = 0 } = wait ?? {};
      return [{ ticket, position, low, minutes, high }];
    });
}
