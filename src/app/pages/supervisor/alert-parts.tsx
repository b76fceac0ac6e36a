import { useRef } from 'preact/hooks';
import { Alert } from '../../domain/model/alert';
import { clockTime } from '../../texts/format';
import * as icons from '../shared/look/all-icons';
import { Icon } from '../shared/look/all-icons';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { alertTime, alertWords, gainInWords, offered, staffName } from './alert-words';
import { FloorParts } from './floor-parts';

/** What it is, since when, and who has seen it. */
export function AlertWhat({
  alert,
  tone,
  directory,
  view: { floor },
}: Omit<FloorParts, 'actions'> & { alert: Alert; tone: 'alarm' | 'attention' }) {
  const { timeZone } = directory.config.settings;
  const since = alertTime(alert.openedAt, timeZone);
  // an alert stays a little longer than its ticket
  const number = useRef<string | undefined>(undefined);
  number.current = floor.tickets[alert.subject]?.number ?? number.current;
  return (
    <>
      <p class="alert-what">
        <Icon of={icons[tone]} size="1.4em" />
        <bdi>
          {alertWords(
            { ...alert, ...(number.current === undefined ? {} : { number: number.current }) },
            directory,
            floor,
          )}
        </bdi>
      </p>
      <p class="quiet figures">
        {staffSay(since.today ? 'floor.alert.since' : 'floor.alert.since.day', {
          time: since.words,
        })}
        {alert.acknowledgedBy && (
          <>
            {' '}
            ·{' '}
            {staffSay('floor.alert.seen-by', { name: staffName(directory, alert.acknowledgedBy) })}
          </>
        )}
      </p>
    </>
  );
}

/**
 * What a suggestion would bring, and that its advisor was asked already, here or by somebody else.
 */
export function Meanwhile({
  of: { kind, action },
  directory,
  view,
}: Pick<FloorParts, 'directory' | 'view'> & { of: Alert }) {
  if (kind === 'messages-failing') return <p>{staffSay('floor.alert.messages')}</p>;
  const help = offered(action);
  const gain = help && gainInWords(help, directory, view.floor);
  const asked = action?.do === 'call-back' && view.floor.advisors[action.advisor]?.asked;
  const since = asked && asked.what === 'come-back' ? asked.at : undefined;
  return (
    <>
      {gain && (
        <p>
          <bdi>{gain}</bdi>
        </p>
      )}
      {since !== undefined && (
        <p class="quiet" role="status">
          {staffSay('floor.act.asked-back', {
            time: clockTime(tag.value, since, directory.config.settings.timeZone),
          })}
        </p>
      )}
    </>
  );
}
