import { shareTooLow, targetState } from '../../domain/line/target';
import { Advisor } from '../../domain/model/advisor';
import { Alert } from '../../domain/model/alert';
import { Floor } from '../../domain/model/state';
import { isActive } from '../../domain/model/ticket';
import { FloorView } from '../../domain/views/views';
import type { Directory } from '../../wire/settings';
import { firstDue, waiting } from './queue-figures';

/** Which rows of the floor stand out, and whether the floor counts as calm. */

type Config = Pick<Directory['config'], 'queues' | 'settings'>;

/** What is wrong with a queue. All but `near` make its row red. */
export type QueueNeed = 'passed' | 'unattended' | 'share' | 'near';
/** What is wrong with an advisor; each makes the row red. */
export type AdvisorNeed = 'long-pause' | 'silent';

export function needsOfQueue(
  row: FloorView['queues'][number],
  floor: Floor,
  { queues, settings }: Config,
  now: number,
): readonly QueueNeed[] {
  const config = queues[row.id];
  const state = config && targetState(firstDue(floor, row.id), config, settings, now);
  return [
    ...(state === 'passed' || state === 'near' ? [state] : []),
    ...(waiting(row) > 0 && row.onDuty === 0 ? (['unattended'] as const) : []),
    ...(shareTooLow(row, settings) === undefined ? [] : (['share'] as const)),
  ];
}

export const isRed = (needs: readonly QueueNeed[]): boolean =>
  needs.some((need) => need !== 'near');

/** A console is awaited while its advisor is on duty, or was paused because it was silent. */
const isAwaited = ({ state, reason }: Advisor): boolean =>
  state === 'paused' ? reason === 'absent' : state !== 'offline';

export function needOfAdvisor(
  advisor: Advisor,
  alerts: readonly Alert[],
  { settings }: Pick<Config, 'settings'>,
  now: number,
): AdvisorNeed | undefined {
  const { id, state, reason, since } = advisor;
  const about = (kind: Alert['kind']) =>
    alerts.some((alert) => alert.kind === kind && alert.subject === id);
  if (about('console-silent') && isAwaited(advisor)) return 'silent';
  if (state !== 'paused') return undefined;
  if (reason === 'absent') return 'silent';
  const tooLong = now - since > settings.alerts.pauseMinutes * 60_000;
  return tooLong || reason === 'unanswered' || about('pause-long') ? 'long-pause' : undefined;
}

/** How many rows are red. The floor is calm only without any, and without an alert. */
export function redRows({ floor, queues, alerts }: FloorView, config: Config, now: number): number {
  const advisors = Object.values(floor.advisors);
  return (
    queues.filter((row) => isRed(needsOfQueue(row, floor, config, now))).length +
    advisors.filter((each) => needOfAdvisor(each, alerts, config, now) !== undefined).length
  );
}

/**
 * Whether an alert's cause is over on the floor that is shown. Alerts close some time after their
 * cause, so that none flickers, while rows change at once: without this an alert would contradict
 * its own row meanwhile.
 */
export function isOver(
  { kind, subject }: Pick<Alert, 'kind' | 'subject'>,
  { floor, queues }: Pick<FloorView, 'floor' | 'queues'>,
  { settings, ...config }: Config,
  now: number,
): boolean {
  const row = queues.find(({ id }) => id === subject);
  const advisor = floor.advisors[subject] as Advisor | undefined;
  const target = (queue: string) =>
    targetState(firstDue(floor, queue), config.queues[queue], settings, now);
  switch (kind) {
    case 'queue-unattended':
      return row !== undefined && row.onDuty > 0;
    case 'queue-long':
      return row !== undefined && waiting(row) <= settings.alerts.waiting;
    case 'target-passed':
      return row !== undefined && target(row.id) !== 'passed';
    case 'target-near':
      return row !== undefined && target(row.id) !== 'near';
    case 'share-low':
      return row !== undefined && shareTooLow(row, settings) === undefined;
    case 'advisor-offline':
      return advisor?.state !== 'offline';
    case 'advisor-unanswered':
      return advisor?.reason !== 'unanswered';
    case 'pause-long':
      return advisor?.state !== 'paused';
    case 'console-silent':
      return advisor === undefined || !isAwaited(advisor);
    case 'line-past-closing':
      return row !== undefined && waiting(row) === 0;
    case 'ticket-open':
      return !isActive(floor.tickets[subject]?.state ?? 'served');
    default:
      return false;
  }
}

/** The row that an alert is about; undefined if it has none. */
export type RowId = `queue-${string}` | `advisor-${string}`;

export function rowOf({ kind, subject }: Alert, { tickets, queues }: Floor): RowId | undefined {
  switch (kind) {
    case 'ticket-open': {
      const ticket = tickets[subject];
      if (!ticket) return undefined;
      return ticket.advisor !== undefined && ticket.state !== 'waiting'
        ? `advisor-${ticket.advisor}`
        : `queue-${ticket.queue}`;
    }
    case 'advisor-offline':
    case 'advisor-unanswered':
    case 'pause-long':
    case 'console-silent':
      return `advisor-${subject}`;
    default:
      return subject in queues ? `queue-${subject}` : undefined;
  }
}
