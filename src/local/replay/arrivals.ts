import { dayOf } from './bank-day';
import { Plan } from './plan';
import { QueueId, Visit } from './visit';

/**
 * A customer as `--dispatch ours` takes them from the file: when they come, how long they would
 * wait, how long their service takes. Milliseconds.
 */
export interface Arrival {
  readonly visit: Visit;
  /** Absent: unknown, because they were served; they wait as long as it takes. */
  readonly patience?: number;
  readonly service: number;
}

/**
 * When an advisor is at the counter on a business day: from their first call in the file to their
 * last finish.
 */
export interface Shift {
  readonly advisor: string;
  readonly from: number;
  readonly until: number;
}

export interface Arrivals {
  readonly arrivals: readonly Arrival[];
  readonly shifts: readonly Shift[];
}

/**
 * A customer who gave up has no service time in the file. If the app calls them in time, their
 * service takes the average of their queue. Second advisors (`NAME-2`) are left out: they stand for
 * overlaps in the bank's records, not for people.
 */
export function arrivalsOf({ visits }: Plan): Arrivals {
  const services: Record<QueueId, number[]> = { in: [], rest: [] };
  for (const { queue, end } of visits) {
    if (end.how === 'served') services[queue].push(end.finishedAt - end.calledAt);
  }
  const average = (queue: QueueId) => {
    const known = services[queue].length ? services[queue] : [...services.in, ...services.rest];
    return known.length
      ? Math.round(known.reduce((sum, each) => sum + each, 0) / known.length / 1000) * 1000
      : 0;
  };
  const averages = { in: average('in'), rest: average('rest') };
  const shifts = new Map<string, Shift>();
  for (const { end } of visits) {
    if (end.how !== 'served' || /-\d+$/.test(end.advisor)) continue;
    const key = `${end.advisor} ${dayOf(end.calledAt)}`;
    const known = shifts.get(key) ?? {
      advisor: end.advisor,
      from: end.calledAt,
      until: end.finishedAt,
    };
    shifts.set(key, {
      advisor: end.advisor,
      from: Math.min(known.from, end.calledAt),
      until: Math.max(known.until, end.finishedAt),
    });
  }
  return {
    arrivals: visits.map((visit) =>
      visit.end.how === 'left'
        ? { visit, patience: visit.end.at - visit.issuedAt, service: averages[visit.queue] }
        : { visit, service: visit.end.finishedAt - visit.end.calledAt },
    ),
    shifts: [...shifts.values()].sort(
      (a, b) => a.from - b.from || (a.advisor < b.advisor ? -1 : 1),
    ),
  };
}
