import { useEffect, useState } from 'preact/hooks';
import { clockTime } from '../../../texts/format';
import type { DisplayView } from '../../../wire/views';
import { ApiProblem, command } from '../api/api';
import { asStaff } from '../api/session';
import { Notice } from '../look/parts';
import { staffProblem } from '../look/staff-words';
import { useSaid } from '../look/use-said';
import { tag } from '../look/words';
import { deviceName, readDevices } from './names';
import { deviceSay } from './words';

type Trouble = NonNullable<DisplayView['devices']>[number];

/**
 * Kiosks where somebody asks for help, with a button to go there, and devices that do not answer.
 */
export function Troubles({
  branch,
  troubles = [],
  timeZone,
}: {
  branch: string;
  troubles: DisplayView['devices'];
  timeZone: string;
}) {
  useEffect(() => void readDevices(branch), [branch]);
  return (
    <div class="device-troubles" aria-live="assertive">
      {troubles.map((each) => (
        <TroubleNotice key={each.alert} branch={branch} trouble={each} timeZone={timeZone} />
      ))}
    </div>
  );
}

function TroubleNotice({
  branch,
  trouble: { alert, kind, device, since },
  timeZone,
}: {
  branch: string;
  trouble: Trouble;
  timeZone: string;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useSaid();
  const time = clockTime(tag.value, Date.parse(since), timeZone);
  if (kind === 'device-offline') {
    return (
      <Notice tone="attention">
        <bdi>{deviceSay('devices.offline', { device: deviceName(device), time })}</bdi>
      </Notice>
    );
  }
  const take = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await asStaff(() =>
        command('POST /api/branches/:branch/help/:alert/take', { params: { branch, alert } }),
      );
    } catch (error) {
      const taken = error instanceof ApiProblem && error.code === 'help_taken';
      setProblem(() => (taken ? deviceSay('devices.help.taken') : staffProblem(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Notice
      tone="alarm"
      action={
        <button type="button" class="button primary" disabled={busy} onClick={() => void take()}>
          {deviceSay('devices.help.take')}
        </button>
      }
    >
      <strong>
        <bdi>{deviceSay('devices.help', { device: deviceName(device) })}</bdi>
      </strong>{' '}
      <span class="figures">{deviceSay('devices.since', { time })}</span>
      {problem && <p>{problem}</p>}
    </Notice>
  );
}
