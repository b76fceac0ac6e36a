import { AHEAD_MINUTES } from '../../domain/model/ahead';
import { Alert, SuggestedAction } from '../../domain/model/alert';
import { localDate } from '../../domain/model/local-time';
import { Floor } from '../../domain/model/state';
import { clockTime, dateAndTime, howLong, number } from '../../texts/format';
import { judgedShare } from '../../texts/judged';
import type { Directory } from '../../wire/settings';
import { second } from '../shared/api/clock';
import { firstNameOf } from '../shared/api/directory';
import { deviceName } from '../shared/devices/names';
import { staffSay } from '../shared/look/staff-words';
import { counterSaid, named, tag } from '../shared/look/words';
import { limitFigure, measuredFigure } from './alert-figures';
import { tenths } from './plan-figures';

const isDevice = (kind: Alert['kind']) => kind === 'help-asked' || kind === 'device-offline';

/** When something happened: the time, and the date as well unless it was today. */
export function alertTime(at: number, zone: string): { words: string; today: boolean } {
  const today = localDate(zone, at) === localDate(zone, second.value);
  return { words: (today ? clockTime : dateAndTime)(tag.value, at, zone), today };
}

/**
 * An alert in the reader's language: subject, value and threshold.
 * @param alert `number` is its ticket's, which the floor has only as long as the ticket is open
 */
export function alertWords(
  alert: Pick<Alert, 'kind' | 'subject' | 'value' | 'threshold'> & { readonly number?: string },
  directory: Directory,
  floor: Floor,
): string {
  const { kind, threshold } = alert;
  // rounded as in the queue's row
  const whole = kind === 'target-passed' ? Math.floor(alert.value) : Math.round(alert.value);
  const values = {
    queue: queueName(directory, alert.subject),
    name: staffName(directory, alert.subject),
    device: isDevice(alert.kind) ? deviceName(alert.subject) : '',
    number: alert.number ?? floor.tickets[alert.subject]?.number ?? '…',
    value:
      kind === 'share-low'
        ? judgedShare(tag.value, alert.value, threshold)
        : measuredFigure(tag.value, alert),
    threshold: limitFigure(tag.value, alert),
    n: whole,
    time: howLong(tag.value, whole),
    minutes: AHEAD_MINUTES,
    ...(alert.kind === 'target-ahead' ? inTenths(alert) : {}),
  };
  return staffSay(`alert.${alert.kind}`, values);
}

const TEN = 10;

/** For so few customers a share is given in tenths, and never rounded up to the target. */
const inTenths = ({ value, threshold }: Pick<Alert, 'value' | 'threshold'>) => ({
  n: tenths(value, threshold),
  threshold: number(tag.value, Math.round(threshold * TEN)),
});

/** The known effect of an action, in a sentence; undefined if it was not simulated. */
export function gainInWords(
  action: Offered,
  directory: Directory,
  floor: Floor,
): string | undefined {
  if (!('within' in action) || action.within === undefined || action.instead === undefined) {
    return undefined;
  }
  const { targetShare } = directory.config.settings.alerts;
  return staffSay('alert.do.simulated', {
    effect: actionLabel(action, directory, floor),
    n: tenths(action.within, targetShare),
    instead: tenths(action.instead, targetShare),
  });
}

/** An advisor's name, and where they are. */
function whereabouts(directory: Directory, floor: Floor, advisor: string): string {
  const counter = floor.advisors[advisor]?.counter;
  const name = staffName(directory, advisor);
  return counter === undefined ? name : `${name} (${counterWords(directory, counter)})`;
}

/** A suggestion that the floor has a button for: nothing on this page shows messages. */
export type Offered = Exclude<SuggestedAction, { do: 'check-messages' }>;

export const offered = (action: SuggestedAction | undefined): Offered | undefined =>
  action?.do === 'check-messages' ? undefined : action;

/** The label of a suggested action's button: its effect. */
export function actionLabel(action: Offered, directory: Directory, floor: Floor): string {
  const ticket = 'ticket' in action ? (floor.tickets[action.ticket]?.number ?? '…') : '';
  switch (action.do) {
    case 'open-queue':
      return action.advisor
        ? staffSay('alert.do.open-queue', {
            queue: queueName(directory, action.queue),
            name: whereabouts(directory, floor, action.advisor),
          })
        : staffSay('alert.do.open-queue.choose', { queue: queueName(directory, action.queue) });
    case 'call-back':
      return staffSay('alert.do.call-back', { name: staffName(directory, action.advisor) });
    case 'recall':
      return staffSay('alert.do.recall', { number: ticket });
    case 'finish':
      return staffSay('alert.do.finish', { number: ticket });
    case 'reassign':
      return staffSay('alert.do.reassign', { number: ticket });
    case 'check-estimate':
      return staffSay('alert.do.check-estimate');
  }
}

export const queueName = (directory: Directory, queue: string): string =>
  named(directory.config.queues[queue]?.names) || queue;
export const staffName = firstNameOf;
export const counterWords = (directory: Directory, counter: string): string =>
  counterSaid(directory.config.counters[counter]?.label ?? counter);
