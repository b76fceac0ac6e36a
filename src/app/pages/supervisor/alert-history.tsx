import { useState } from 'preact/hooks';
import { Floor } from '../../domain/model/state';
import { clockTime } from '../../texts/format';
import type { ListedAlert } from '../../wire/floor';
import type { Directory } from '../../wire/settings';
import { call } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { chevron, Icon } from '../shared/look/all-icons';
import { Notice } from '../shared/look/parts';
import { problemWords } from '../shared/look/problem-words';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { alertWords, staffName } from './alert-words';

const MOST = 40;

/** The source of the names in an alert. */
interface Named {
  readonly directory: Directory;
  readonly floor: Floor;
}

/** Closed alerts: who saw each, and when its cause was gone. Read when opened. */
export function AlertHistory({ branch, directory, floor }: Named & { branch: string }) {
  const [past, setPast] = useState<readonly ListedAlert[]>();
  const [problem, setProblem] = useState<unknown>();
  const read = async () => {
    try {
      setPast(
        await asStaff(() =>
          call('GET /api/branches/:branch/alerts', {
            params: { branch },
            query: { open: 'false' },
          }),
        ),
      );
      setProblem(undefined);
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <details
      class="history"
      onToggle={(event) => {
        if (event.currentTarget.open) void read();
      }}
    >
      <summary>
        <Icon of={chevron} />
        {staffSay('floor.history')}
      </summary>
      {problem !== undefined && <Notice tone="attention">{problemWords(problem)}</Notice>}
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
  const time = (at: string) =>
    clockTime(tag.value, Date.parse(at), directory.config.settings.timeZone);
  return (
    <li>
      <span class="figures quiet">{time(alert.openedAt)}</span>
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
        {alert.closedAt ? (
          <span class="quiet">
            {' '}
            {staffSay('floor.alert.cleared', {
              time: time(alert.closedAt),
            })}
            .
          </span>
        ) : null}
      </span>
    </li>
  );
}
