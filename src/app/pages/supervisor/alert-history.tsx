import { useEffect, useState } from 'preact/hooks';
import { Floor } from '../../domain/model/state';
import type { ListedAlert } from '../../wire/floor';
import type { Directory } from '../../wire/settings';
import { call } from '../shared/api/api';
import { chevron, Icon } from '../shared/look/all-icons';
import { Problem } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { useRead } from '../shared/look/use-read';
import { alertTime, alertWords, staffName } from './alert-words';

const MOST = 40;

/** The source of the names in an alert. */
interface Named {
  readonly directory: Directory;
  readonly floor: Floor;
}

/**
 * Closed alerts: who saw each, and when its cause was gone. Read when opened, and again whenever an
 * alert opens, is seen or closes meanwhile.
 */
export function AlertHistory({ branch, directory, floor }: Named & { branch: string }) {
  const [open, setOpen] = useState(false);
  const { found: past, ...reading } = useRead(
    async () =>
      open
        ? call('GET /api/branches/:branch/alerts', { params: { branch }, query: { open: 'false' } })
        : undefined,
    [branch, open],
  );
  const now = Object.values(floor.alerts).map(({ id, acknowledgedBy }) => [id, acknowledgedBy]);
  useEffect(() => {
    if (past) reading.again();
  }, [JSON.stringify(now)]);
  return (
    <details class="history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon of={chevron} />
        {staffSay('floor.history')}
      </summary>
      <Problem error={reading.problem} again={reading.again} busy={reading.busy} />
      {past?.length === 0 && <p class="quiet">{staffSay('floor.alert.history.none')}</p>}
      <ol>
        {past?.slice(0, MOST).map((alert) => (
          <PastAlert key={alert.id} alert={alert} directory={directory} floor={floor} />
        ))}
      </ol>
    </details>
  );
}

function PastAlert({ alert, directory, floor }: Named & { alert: ListedAlert }) {
  const time = (at: string) => alertTime(Date.parse(at), directory.config.settings.timeZone);
  const opened = time(alert.openedAt);
  const closed = alert.closedAt && time(alert.closedAt);
  return (
    <li>
      <span class="figures quiet">{opened.words}</span>
      <span>
        <bdi>{alertWords(alert, directory, floor)}</bdi>
        {alert.acknowledgedBy && (
          <span class="quiet">
            {' '}
            {staffSay('floor.alert.seen-by', {
              name: staffName(directory, alert.acknowledgedBy),
            })}
            .
          </span>
        )}
        {closed && (
          <span class="quiet">
            {' '}
            {staffSay(closed.today ? 'floor.alert.cleared' : 'floor.alert.cleared.day', {
              time: closed.words,
            })}
            .
          </span>
        )}
      </span>
    </li>
  );
}
