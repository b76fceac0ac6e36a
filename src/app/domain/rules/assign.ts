import { Advisor } from '../model/advisor';
import { Instant } from '../model/instant';
import { callNextOf } from './call';
import { Decision } from './decision';

const HOUR = 3_600_000;

/** Tickets finished today, per hour on duty. */
function servedPerHour(advisor: Advisor, now: Instant): number {
  const duty = advisor.dutyMs + (advisor.onDutySince === undefined ? 0 : now - advisor.onDutySince);
  return duty > 0 ? (advisor.served * HOUR) / duty : advisor.served;
}

/**
 * Automatic assignment (RF-004, TK-20): free advisors are matched with tickets until none match.
 * Least served per hour on duty first, then longest idle. One pass is enough: calls only shorten
 * the line, so an advisor without a ticket stays without one.
 */
export function assign(decision: Decision): void {
  const free = Object.values(decision.slice.advisors).filter(
    (each) => each.state === 'available' && each.counter !== undefined,
  );
  const order = free.sort(
    (a, b) =>
      servedPerHour(a, decision.now) - servedPerHour(b, decision.now) ||
      a.idleSince - b.idleSince ||
      (a.id < b.id ? -1 : 1),
  );
  for (const advisor of order) callNextOf(decision, advisor.id, 'automatic');
}
