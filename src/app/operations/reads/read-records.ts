import { BANK } from '../../domain/model/bank';
import { dayStart } from '../../domain/model/day';
import { Event } from '../../domain/model/events';
import { DAY_MS } from '../../domain/model/instant';
import { unknownFilters, unknownReport } from '../../domain/model/missing';
import { naturally } from '../../domain/model/natural';
import { markedName } from '../../domain/model/told-apart';
import { withActionNow } from '../../domain/views/project';
import { rfc3339, rfc3339OrNull } from '../../domain/views/rfc3339';
import { ReportFilters } from '../../ports';
import type { ListedAlert } from '../../wire/floor';
import { ReadDeps, Report } from './deps';

/** Reads of the past: alerts, the audit trail, reports. */

export const listAlerts =
  ({ reads, store }: ReadDeps) =>
  async (branch: string, openOnly: boolean): Promise<readonly ListedAlert[]> => {
    const { floor, directory } = await reads.readFloor(branch);
    const alerts = await store.alertsOf(branch, openOnly);
    return alerts.map((alert) => ({
      ...(alert.closedAt === undefined ? withActionNow(floor, alert, directory.staff) : alert),
      openedAt: rfc3339(alert.openedAt),
      closedAt: rfc3339OrNull(alert.closedAt),
    }));
  };

/** `next` is where the next page starts; null at the end. */
export interface AuditPage {
  readonly events: readonly Event[];
  readonly next: number | null;
  /** Only if a standby answered: everything up to this time is included. */
  readonly asOf?: string;
}

export const readAudit =
  ({ store, clock }: ReadDeps) =>
  async (branch: string, after: number, limit: number): Promise<AuditPage> => {
    const read = branch === BANK ? undefined : await store.branchOf(branch);
    const before = read?.floor.day
      ? dayStart(read.floor.day, read.directory.config.settings)
      : clock() - DAY_MS;
    // A standby answers full pages of closed days; a page that may still grow is the primary's.
    const closed = await store.eventsBefore(branch, after, limit, before);
    const { events, ageMs } =
      closed.length === limit
        ? { events: closed, ageMs: 0 }
        : await store.eventsAfter(branch, after, limit);
    return {
      events,
      next: events.length === limit ? events.at(-1)!.seq : null,
      ...asOf(clock, ageMs),
    };
  };

/** Up to when an answer is complete; undefined if the primary gave it. */
export const asOf = (clock: ReadDeps['clock'], ageMs: number): { readonly asOf?: string } =>
  ageMs > 0 ? { asOf: rfc3339(clock() - Math.round(ageMs)) } : {};

/** Refuses a report that does not exist, and filters that it does not support. */
export const checkReport =
  ({ store }: Pick<ReadDeps, 'store'>) =>
  (name: string, filters: ReportFilters): void => {
    if (!store.reportNames.includes(name)) throw unknownReport(name, store.reportNames);
    const known = store.reportFilters(name);
    const strange = Object.entries(filters).filter(
      ([filter]) => !(known as readonly string[]).includes(filter),
    );
    if (strange.length) throw unknownFilters(name, strange, known);
  };

/** `from` and `to` are business days, both included. */
export const report =
  ({ store, clock }: ReadDeps) =>
  async (
    branch: string,
    name: string,
    { from, to, ...filters }: ReportFilters & { readonly from: string; readonly to: string },
  ): Promise<Report> => {
    checkReport({ store })(name, filters);
    const { directory } = await store.branchOf(branch);
    const { timeZone } = directory.branch;
    const everybody = Object.entries(await store.firstNames());
    const { ageMs, ...rows } = await store.report(name, {
      branch,
      from,
      to,
      timeZone,
      now: clock(),
      filters,
      order: {
        queues: Object.keys(directory.config.queues),
        staff: everybody
          .sort(([a, one], [b, other]) => naturally(one, other) || naturally(a, b))
          .map(([id]) => id),
      },
    });
    const former = everybody
      .filter(([id, firstName]) => firstName !== '' && !directory.staff[id])
      .map(([id, firstName]) => [id, markedName(firstName, id)] as const);
    return { ...rows, asOf: clock() - Math.round(ageMs), former: Object.fromEntries(former) };
  };

/** The branches that the caller may see, one line each over the same days. */
export const branchesReport =
  ({ store, clock }: ReadDeps) =>
  async (
    mine: readonly string[] | 'all',
    { from, to }: { readonly from: string; readonly to: string },
  ): Promise<Report> => {
    const branches = (await store.listBranches())
      .filter(({ id }) => mine === 'all' || mine.includes(id))
      .sort((a, b) => naturally(a.name, b.name) || naturally(a.id, b.id))
      .map(({ id }) => id);
    const { ageMs, ...rows } = await store.compareBranches({ branches, from, to, now: clock() });
    return { ...rows, asOf: clock() - Math.round(ageMs), former: {} };
  };
