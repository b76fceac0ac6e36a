import { suggested } from '../line/suggested';
import { shareTooLow, targetState, willBeMissed } from '../line/target';
import { Advisor, isOnDuty } from '../model/advisor';
import { Ahead } from '../model/ahead';
import { Alert } from '../model/alert';
import { businessDay, lineEnds, openSince } from '../model/day';
import { COVERED } from '../model/foresight';
import { Instant, MINUTE_MS } from '../model/instant';
import { Measured } from '../model/measured';
import { optional } from '../model/records';
import { isQueueOpen } from '../model/sign';
import { Slice } from '../model/state';
import { isActive, Ticket } from '../model/ticket';

/** The part of a branch from which alerts are decided: of a slice or a floor. */
export type Watched = Pick<Slice, 'branch' | 'config' | 'queues' | 'tickets' | 'alerts'> &
  Pick<Slice, 'advisors' | 'day' | 'seenAt'>;

/** Why an alert is or stays open, as measured now. */
export type Cause = Pick<Alert, 'kind' | 'subject' | 'value' | 'threshold' | 'action'>;

/** Wrong estimates are worth an alert from this many tickets on. */
const SMALLEST_SAMPLE = 10;
/** A device that has been silent for this many minutes is missing. */
const DEVICE_MINUTES = 2;

/**
 * Every cause for an alert on the branch, AL-1 to AL-17. Thresholds are the branch's, but
 * for devices.
 */
export function causes(slice: Watched, measured: Measured, now: Instant): readonly Cause[] {
  const found: readonly Cause[] = [
    ...Object.keys(slice.config.queues).flatMap((queue) => ofQueue(slice, queue, measured, now)),
    ...Object.values(slice.advisors).flatMap((advisor) => ofAdvisor(slice, advisor, measured, now)),
    ...Object.values(slice.tickets).flatMap((ticket) => ofTicket(slice, ticket, now)),
    ...ofMessages(slice, measured),
    ...ofDevices(slice, measured, now),
  ];
  return found.map(({ kind, subject, value, threshold, action }) => ({
    kind,
    subject,
    value,
    threshold,
    ...optional('action', suggested(slice, { kind, subject, ...optional('action', action) })),
  }));
}

function ofQueue(slice: Watched, queue: string, measured: Measured, now: Instant): Cause[] {
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
  if (
    !attended &&
    (inLine > 0 || (measured.branchOpen && isQueueOpen(slice.config.queues[queue], now)))
  ) {
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
  return [...found, ...ofTarget(slice, queue, { measured, inLine, now })];
}

/** How the queue stands against its target and against closing time. */
function ofTarget(
  slice: Watched,
  queue: string,
  {
    measured,
    inLine,
    now,
  }: { readonly measured: Measured; readonly inLine: number; readonly now: Instant },
): Cause[] {
  const { config, queues } = slice;
  const { settings } = config;
  const found: Cause[] = [];
  const due = inLine > 0 ? measured.firstDue?.[queue] : undefined;
  const { targetMinutes } = config.queues[queue];
  const state = targetState(due, config.queues[queue], settings, now);
  if (due !== undefined && state !== 'kept') {
    const minutes = Math.abs(due - now) / MINUTE_MS;
    found.push({
      kind: state === 'passed' ? 'target-passed' : 'target-near',
      subject: queue,
      value: state === 'passed' ? Math.floor(minutes) : Math.ceil(minutes),
      threshold: targetMinutes,
    });
  }
  found.push(...ofAhead(slice, queue, measured, state === 'passed'));
  const share = shareTooLow(queues[queue], settings);
  if (share !== undefined) {
    found.push({
      kind: 'share-low',
      subject: queue,
      value: share,
      threshold: settings.alerts.targetShare,
    });
  }
  const closes = inLine > 0 ? lineEnds(now, settings) : undefined;
  const over =
    closes === undefined ? 0 : (now - closes) / MINUTE_MS + (measured.estimates[queue] ?? 0);
  if (over >= 1) {
    found.push({
      kind: 'line-past-closing',
      subject: queue,
      value: Math.floor(over),
      threshold: 0,
    });
  }
  return found;
}

/**
 * The target will be missed. Once it is passed another alert says so, unless this one is already
 * open; an open one stays if nothing was measured.
 */
function ofAhead(slice: Watched, queue: string, { ahead }: Measured, passed: boolean): Cause[] {
  const open = openAlert(slice, 'target-ahead', queue);
  if (!ahead) return open ? [open] : [];
  const own = ahead[queue] as Ahead | undefined;
  const { settings } = slice.config;
  if (!own || (passed && !open) || !willBeMissed(own, settings, open !== undefined)) return [];
  return [
    {
      kind: 'target-ahead',
      subject: queue,
      value: own.within,
      threshold: settings.alerts.targetShare,
      ...optional('action', own.mend),
    },
  ];
}

const isOff = (
  { share, tickets, within }: Measured['estimateErrors'][string],
  most: number,
): boolean =>
  (tickets >= SMALLEST_SAMPLE && share > most) ||
  (tickets >= COVERED.tickets && within < COVERED.share);

function ofAdvisor(slice: Watched, advisor: Advisor, measured: Measured, now: Instant): Cause[] {
  const opened = measured.branchOpen ? openSince(now, slice.config.settings) : undefined;
  switch (advisor.state) {
    case 'offline':
      return opened === undefined || measured.gone?.includes(advisor.id)
        ? []
        : offlineFor(slice, advisor, opened, now);
    case 'paused':
      return ofPause(slice, advisor, opened, now);
    default:
      return ofSilence(slice, advisor, measured, now);
  }
}

function offlineFor(
  { config }: Watched,
  { id, since }: Advisor,
  opened: Instant,
  now: Instant,
): Cause[] {
  const { offlineMinutes: threshold } = config.settings.alerts;
  const value = minutesFrom(Math.max(since, opened), now);
  return value > threshold ? [{ kind: 'advisor-offline', subject: id, value, threshold }] : [];
}

/** A pause that the app has made says why; any other is too long, or not. */
function ofPause(
  slice: Watched,
  { id, since, reason }: Advisor,
  opened: Instant | undefined,
  now: Instant,
): Cause[] {
  const { alerts, absentSeconds } = slice.config.settings;
  if (reason === 'unanswered') {
    const open = openAlert(slice, 'advisor-unanswered', id);
    return open ? [open] : [];
  }
  if (opened === undefined) return [];
  if (reason === 'absent' && since >= opened) {
    const value = Math.floor((now - since) / MINUTE_MS + absentSeconds / 60);
    const threshold = Math.floor(absentSeconds / 60);
    return [{ kind: 'console-silent', subject: id, value, threshold }];
  }
  const value = minutesFrom(Math.max(since, opened), now);
  const threshold = alerts.pauseMinutes;
  return value > threshold ? [{ kind: 'pause-long', subject: id, value, threshold }] : [];
}

/**
 * On duty with a silent console. Where silent advisors are paused, this concerns those who serve,
 * since nobody is paused beside a customer.
 */
function ofSilence(slice: Watched, advisor: Advisor, measured: Measured, now: Instant): Cause[] {
  const { absentSeconds } = slice.config.settings;
  const seen = Math.max(slice.seenAt[advisor.id] ?? 0, advisor.onDutySince ?? 0);
  const known =
    measured.consolesHeard === true || openAlert(slice, 'console-silent', advisor.id) !== undefined;
  const matters = measured.branchOpen || advisor.ticket !== undefined;
  if (!known || !matters || now - seen <= absentSeconds * 1000) return [];
  const threshold = Math.floor(absentSeconds / 60);
  return [
    { kind: 'console-silent', subject: advisor.id, value: minutesFrom(seen, now), threshold },
  ];
}

const minutesFrom = (since: Instant, now: Instant) => Math.floor((now - since) / MINUTE_MS);

function ofTicket(slice: Watched, ticket: Ticket, now: Instant): Cause[] {
  const { openMinutes } = slice.config.settings.alerts;
  const minutes = Math.floor((now - ticket.issuedAt) / MINUTE_MS);
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

function ofMessages(slice: Watched, { messageFailures }: Measured): Cause[] {
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
 * A call for help lasts until somebody takes it, at most as long as its day. A device counts as
 * missing only while the branch is open: nobody has to come for one that is off at night.
 */
function ofDevices(slice: Watched, { branchOpen, devices = {} }: Measured, now: Instant): Cause[] {
  const { settings } = slice.config;
  const asked = Object.values(slice.alerts).filter(
    ({ kind, openedAt }) => kind === 'help-asked' && businessDay(openedAt, settings) >= slice.day,
  );
  const opened = branchOpen ? openSince(now, settings) : undefined;
  if (opened === undefined) return asked;
  const missed = Object.entries(devices).flatMap(([device, heardAt]): Cause[] => {
    const minutes = Math.floor((now - Math.max(heardAt, opened)) / MINUTE_MS);
    const threshold = DEVICE_MINUTES;
    return minutes < threshold
      ? []
      : [{ kind: 'device-offline', subject: device, value: minutes, threshold }];
  });
  return [...asked, ...missed];
}

export const openAlert = (slice: Pick<Slice, 'alerts'>, kind: Alert['kind'], subject: string) =>
  Object.values(slice.alerts).find((each) => each.kind === kind && each.subject === subject);
