import { useState } from 'preact/hooks';
import { alertWords, staffName } from './alert-words';
import { Alert } from '../../domain/model/alert';
import { Floor } from '../../domain/model/state';
import { clockTime } from '../../texts/format';
import { get } from '../shared/api/api';
import { Directory } from '../shared/api/directory';
import { chevron, Icon } from '../shared/look/icons';
import { Notice } from '../shared/look/parts';
import { problemWords } from '../shared/look/problem-words';
import { asStaff } from '../shared/api/session';
import { staffSay } from '../shared/look/staff-words';
import { tag } from '../shared/look/words';

/** An alert as `GET …/alerts?open=false` tells it. Instants as ISO 8601 or ms. */
type Told = Omit<Alert, 'openedAt'> & {
  readonly openedAt: string | number;
  readonly closedAt?: string | number | null;
};

const MOST = 40;
const instant = (value: string | number) => (typeof value === 'number' ? value : Date.parse(value));

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
  const [told, setTold] = useState<readonly Told[]>();
  const [problem, setProblem] = useState<unknown>();
  const read = async () => {
    try {
      setTold(
        await asStaff(() =>
          get<readonly Told[]>(`/api/branches/${encodeURIComponent(branch)}/alerts?open=false`),
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
            <span class="figures quiet">{clockTime(tag.value, instant(alert.openedAt), zone)}</span>
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
                    time: clockTime(tag.value, instant(alert.closedAt), zone),
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
