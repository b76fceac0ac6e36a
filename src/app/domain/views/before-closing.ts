import { missesClosing } from '../line/line-is-over';
import { isOnDuty } from '../model/advisor';
import { closesForTheDay } from '../model/day';
import { Instant } from '../model/instant';
import { BranchConfig, Floor } from '../model/state';
import { Ticket } from '../model/ticket';
import { outlooks } from '../predict/foretell';

/**
 * Where the line is cancelled at closing: whether a waiting customer may not, or will not, be
 * called before. Nothing is certain of a queue that nobody serves now: somebody may come back.
 */
export function beforeClosing(
  floor: Floor,
  config: BranchConfig,
  ticket: Ticket,
  now: Instant,
): 'may-miss' | 'will-miss' | undefined {
  const { settings } = config;
  if (ticket.state !== 'waiting' || settings.closing.line !== 'cancel') return undefined;
  const closes = closesForTheDay(now, settings);
  if (closes === undefined) return undefined;
  if (ticket.deferredUntil !== undefined) {
    return ticket.deferredUntil >= closes ? 'will-miss' : undefined;
  }
  const outlook = outlooks(floor, config, now).ofTicket(ticket.id);
  const misses = outlook && missesClosing(outlook.foretold, settings, now);
  const attended = Object.values(floor.advisors).some(
    (each) => isOnDuty(each) && each.queues.includes(ticket.queue),
  );
  return misses && !attended ? 'may-miss' : misses;
}
