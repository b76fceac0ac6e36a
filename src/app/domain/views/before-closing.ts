import { lineCancelledAt, missesClosing } from '../line/line-is-over';
import { isOnDuty } from '../model/advisor';
import { Instant } from '../model/instant';
import { BranchConfig, Floor } from '../model/state';
import { Ticket } from '../model/ticket';
import { outlooks } from '../predict/foretell';

/**
 * If the line is cancelled at some time: whether a waiting customer may not, or will not, be called
 * before. Nothing is certain for a queue that nobody serves now, because somebody may come back.
 */
export function beforeClosing(
  floor: Floor,
  config: BranchConfig,
  ticket: Ticket,
  now: Instant,
): 'may-miss' | 'will-miss' | undefined {
  if (ticket.state !== 'waiting') return undefined;
  const [{ settings }, queue] = [config, config.queues[ticket.queue]];
  const closes = lineCancelledAt(settings, queue, now)?.at;
  if (closes === undefined) return undefined;
  if (ticket.deferredUntil !== undefined) {
    return ticket.deferredUntil >= closes ? 'will-miss' : undefined;
  }
  const outlook = outlooks(floor, config, now).ofTicket(ticket.id);
  const misses = outlook && missesClosing(outlook.foretold, { settings, queue }, now);
  const attended = Object.values(floor.advisors).some(
    (each) => isOnDuty(each) && each.queues.includes(ticket.queue),
  );
  return misses && !attended ? 'may-miss' : misses;
}
