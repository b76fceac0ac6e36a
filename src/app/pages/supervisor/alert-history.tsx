import { useState } from 'preact/hooks';
import { Floor } from '../../domain/model/state';
import { clockTime } from '../../texts/format';
import type { ListedAlert } from '../../wire/floor';
import type { Directory } from '../../wire/settings';
import { call } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { chevron, Icon } from '../shared/look/icons';
import { Notice } from '../shared/look/parts';
import { problemWords } from '../shared/look/problem-words';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';
import { alertWords, staffName } from './alert-words';

const MOST = 40;

/** Alerts of the past, with who saw them and when their cause was gone. Read when opened. */
export function AlertHistory({
  branch,
  directory,
  floor,
}: {
  branch: string;
  directory: Directory;
  floor: Floor;
}) {
  const [told, setTold] = useState<readonly ListedAlert[]>();
  const [problem, setProblem] = useState<unknown>();
  const read = async () => {
    try {
      setTold(
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
  const zone = directory.config.settings.timeZone;
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
      {told?.length === 0 && <p class="quiet">{staffSay('floor.alert.history.none')}</p>}
      <ol>
        {told?.slice(0, MOST).map((alert) => (
          <li key={alert.id}>
            <span class="figures quiet">
              {clockTime(tag.value, Date.parse(alert.openedAt), zone)}
            </span>
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
                    time: clockTime(tag.value, Date.parse(alert.closedAt), zone),
                  })}
                  .
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
