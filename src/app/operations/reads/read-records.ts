import { dayStart } from '../../domain/model/day';
import { Refused } from '../../domain/model/errors';
import { Json } from '../../ports';
import { Operations } from '../operations';
import { Parts } from '../write-path/parts';
import { iso } from '../write-path/present';

const DAY_MS = 86_400_000;

/** Reads of what was: alerts, the audit, reports. */
export function readsOfRecords(
  parts: Parts,
): Pick<Operations, 'listAlerts' | 'readAudit' | 'report'> {
  return {
    async listAlerts(branch, openOnly) {
      await parts.reads.readFloor(branch);
      const alerts = await parts.store.alertsOf(branch, openOnly);
      return alerts.map(
        (alert) =>
          ({
            ...alert,
            openedAt: iso(alert.openedAt),
            closedAt: iso(alert.closedAt),
          }) as unknown as Json,
      );
    },
    async readAudit(branch, after, limit) {
      const floor = branch === 'bank' ? undefined : await parts.reads.readFloor(branch);
      const before = floor?.floor.day
        ? dayStart(floor.floor.day, floor.directory.config.settings)
        : parts.clock() - DAY_MS;
      // A full page of days that are closed is a standby's to tell; the page that may not be over
      // is the primary's.
      const past = await parts.store.eventsBefore(branch, after, limit, before);
      const events =
        past.length === limit ? past : await parts.reads.readEvents(branch, after, limit);
      return { events, next: events.length === limit ? events.at(-1)!.seq : null };
    },
    async report(branch, name, from, to) {
      if (!parts.store.reportNames.includes(name)) {
        throw new Refused('missing', 'unknown_report', `There is no report ${name}.`, [
          { field: 'name', got: name, wants: `one of ${parts.store.reportNames.join(', ')}` },
        ]);
      }
      const { directory } = await parts.reads.readFloor(branch);
      return parts.store.report(name, branch, from, to, directory.branch.timeZone);
    },
  };
}
