import { suggested } from '../line/suggested';
import { Advisor, isOnDuty } from '../model/advisor';
import { Alert } from '../model/alert';
import { Measured } from '../model/commands';
import { businessDay, openSince } from '../model/day';
import { Instant } from '../model/instant';
import { optional } from '../model/records';
import { Slice } from '../model/state';
import { isActive, Ticket } from '../model/ticket';

/** Why an alert is or stays open, as measured now. */
export type Cause = Pick<Alert, 'kind' | 'subject' | 'value' | 'threshold' | 'action'>;

/** Estimates that are off are worth an alert from this many tickets on. */
const SMALLEST_SAMPLE = 10;
/** Of so many waits at least this share is to end within what was foretold: eight in ten should. */
const COVERED = { tickets: 50, share: 0.65 };
/** A device that has said nothing for so many minutes is missed. */
const DEVICE_MINUTES = 2;
const MINUTE = 60_000;

/**
 * Every cause for an alert on the branch, AL-1 to AL-10. Thresholds are the branch's, but
 * for devices.
 */
export function causes(slice: Slice, measured: Measured, now: Instant): readonly Cause[] {
  const found: readonly Omit<Cause, 'action'>[] = [
    ...Object.keys(slice.config.queues).flatMap((queue) => ofQueue(slice, queue, measured)),
    ...Object.values(slice.advisors).flatMap((advisor) => ofAdvisor(slice, advisor, measured, now)),
    ...Object.values(slice.tickets).flatMap((ticket) => ofTicket(slice, ticket, now)),
    ...ofMessages(slice, measured),
    ...ofDevices(slice, measured, now),
  ];
  return found.map(({ kind, subject, value, threshold }) => ({
    kind,
    subject,
    value,
    threshold,
    ...optional('action', suggested(slice, { kind, subject })),
  }));
}

function ofQueue(slice: Slice, queue: string, measured: Measured): Cause[] {
  const { alerts } = slice.config.settings;
  const counts = slice.queues[queue];
  const inLine = (counts?.general ?? 0) + (counts?.preferential ?? 0);
  const found: Cause[] = [];
  if (inLine > alerts.waiting) {
    found.push({
      kind: 'queue-long',
      subject: queue,
      value: inLine,
      threshold: alerts.waiting,
    });
  }
  const wait = measured.estimates[queue];
  if (wait !== undefined && wait > alerts.estimateMinutes) {
    found.push({
      kind: 'wait-long',
      subject: queue,
      value: wait,
      threshold: alerts.estimateMinutes,
    });
  }
  const attended = Object.values(slice.advisors).some(
    (each) => isOnDuty(each) && each.queues.includes(queue),
  );
  if (!attended && (inLine > 0 || (measured.branchOpen && slice.config.queues[queue].open))) {
    found.push({
      kind: 'queue-unattended',
      subject: queue,
      value: inLine,
      threshold: 0,
    });
  }
  const error = measured.estimateErrors[queue];
  if (error && isOff(error, alerts.estimateError)) {
    found.push({
      kind: 'estimate-off',
      subject: queue,
      value: error.share,
      threshold: alerts.estimateError,
    });
  }
  return found;
}

const isOff = (
  { share, tickets, within }: Measured['estimateErrors'][string],
  most: number,
): boolean =>
  (tickets >= SMALLEST_SAMPLE && share > most) ||
  (tickets >= COVERED.tickets && within < COVERED.share);

function ofAdvisor(slice: Slice, advisor: Advisor, measured: Measured, now: Instant): Cause[] {
  const { alerts, absentSeconds } = slice.config.settings;
  const opened = openSince(now, slice.config.settings);
  if (advisor.state === 'offline' && measured.branchOpen && opened !== undefined) {
    const minutes = Math.floor((now - Math.max(advisor.since, opened)) / MINUTE);
    return minutes > alerts.offlineMinutes
      ? [
          {
            kind: 'advisor-offline',
            subject: advisor.id,
            value: minutes,
            threshold: alerts.offlineMinutes,
          },
        ]
      : [];
  }
  if (advisor.state === 'paused' && advisor.reason === 'unanswered') {
    const open = openAlert(slice, 'advisor-unanswered', advisor.id);
    return open ? [open] : [];
  }
  // Raised by the tick when an advisor fell silent while serving; here it lasts as long as that.
  const silent = openAlert(slice, 'advisor-offline', advisor.id);
  const seen = Math.max(slice.seenAt[advisor.id] ?? 0, advisor.onDutySince ?? 0);
  if (
    silent &&
    advisor.state === 'busy' &&
    advisor.ticket !== undefined &&
    now - seen > absentSeconds * 1000
  ) {
    return [
      {
        ...silent,
        value: Math.floor((now - seen) / MINUTE),
        threshold: Math.floor(absentSeconds / 60),
      },
    ];
  }
  return [];
}

function ofTicket(slice: Slice, ticket: Ticket, now: Instant): Cause[] {
  const { openMinutes } = slice.config.settings.alerts;
  const minutes = Math.floor((now - ticket.issuedAt) / MINUTE);
  if (!isActive(ticket.state) || minutes <= openMinutes) return [];
  return [
    {
      kind: 'ticket-open',
      subject: ticket.id,
      value: minutes,
      threshold: openMinutes,
    },
  ];
}

function ofMessages(slice: Slice, { messageFailures }: Measured): Cause[] {
  const { messageFailures: threshold } = slice.config.settings.alerts;
  const share =
    messageFailures && messageFailures.total > 0
      ? messageFailures.failed / messageFailures.total
      : 0;
  return share > threshold
    ? [
        {
          kind: 'messages-failing',
          subject: slice.branch,
          value: share,
          threshold,
        },
      ]
    : [];
}

/**
 * A call for help lasts until somebody takes it, at most as long as its day. A device is missed
 * while the branch is open: nobody has to come for one that is off at night.
 */
function ofDevices(slice: Slice, { branchOpen, devices = {} }: Measured, now: Instant): Cause[] {
  const { settings } = slice.config;
  const asked = Object.values(slice.alerts).filter(
    ({ kind, openedAt }) => kind === 'help-asked' && businessDay(openedAt, settings) >= slice.day,
  );
  const opened = branchOpen ? openSince(now, settings) : undefined;
  if (opened === undefined) return asked;
  const missed = Object.entries(devices).flatMap(([device, heardAt]): Cause[] => {
    const minutes = Math.floor((now - Math.max(heardAt, opened)) / MINUTE);
    const threshold = DEVICE_MINUTES;
    return minutes < threshold
      ? []
      : [{ kind: 'device-offline', subject: device, value: minutes, threshold }];
  });
  return [...asked, ...missed];
}

export const openAlert = (slice: Slice, kind: Alert['kind'], subject: string) =>
  Object.values(slice.alerts).find((each) => each.kind === kind && each.subject === subject);
