import { useEffect, useState } from 'preact/hooks';
import { clockTime } from '../../../texts/format';
import type { BranchDevice } from '../../../wire/devices';
import { ApiProblem, call, command } from '../api/api';
import { serverNow } from '../api/server-time';
import { asStaff, session } from '../api/session';
import { Dialog, Notice, Problem, Status } from '../look/parts';
import { staffProblem } from '../look/staff-words';
import { useSaid } from '../look/use-said';
import { say, tag } from '../look/words';
import { nameAmong } from './name-among';
import { linkOf, paperOf, SILENT_MS } from './state';
import { deviceSay } from './words';
import './devices.css';

const REFRESH_MS = 5_000;
type What = 'reload' | 'clean' | 'sign-out';
/** Actions that ask first. */
interface DevicePrompt {
  readonly device: BranchDevice;
  readonly what: What;
}

/**
 * Kiosks, displays and printers of the branch: the state of each, and what can be done from here.
 */
export function Devices({ branch, timeZone }: { branch: string; timeZone: string | undefined }) {
  const { list, problem } = useDevices(branch);
  const [asking, setAsking] = useState<DevicePrompt>();
  const [done, setDone] = useSaid();
  const rows = list?.filter(({ revoked }) => !revoked);
  return (
    <section class="devices" aria-labelledby="devices-title">
      <h2 class="unseen" id="devices-title">
        {deviceSay('devices.title')}
      </h2>
      <Problem error={problem} />
      <p role="status">{list ? done : say('loading')}</p>
      {rows?.length === 0 && <p>{deviceSay('devices.none')}</p>}
      <ul class="device-list">
        {rows?.map((device) => (
          <Row
            key={device.id}
            device={device}
            name={nameAmong(device, rows)}
            timeZone={timeZone}
            onAsk={(what) => setAsking({ device, what })}
          />
        ))}
      </ul>
      {asking && (
        <Confirm
          branch={branch}
          {...asking}
          name={nameAmong(asking.device, rows ?? [])}
          onDone={(what) => {
            setAsking(undefined);
            setDone(what);
          }}
        />
      )}
    </section>
  );
}

function Row({
  device,
  name,
  timeZone,
  onAsk,
}: {
  device: BranchDevice;
  name: string;
  timeZone: string | undefined;
  onAsk: (what: What) => void;
}) {
  const { kind, heardAt, pages, version, paper } = device;
  const silent = heardAt === null || serverNow() - Date.parse(heardAt) >= SILENT_MS;
  const time = heardAt === null ? '' : clockTime(tag.value, Date.parse(heardAt), timeZone);
  const link = linkOf(device);
  const printed = paperOf(paper);
  const mayEnd = session.value?.staff.role !== 'host';
  return (
    <li class="device-card">
      <h3>
        <bdi>{name}</bdi> <span class="quiet">{deviceSay(`devices.kind.${kind}`)}</span>
      </h3>
      {heardAt === null ? (
        <Status tone="off">{deviceSay('devices.never')}</Status>
      ) : silent ? (
        <Status tone="alarm">{deviceSay('devices.silent', { time })}</Status>
      ) : (
        <Status tone="good">{deviceSay('devices.heard', { time })}</Status>
      )}
      {link && !silent && <Status tone={link.tone}>{link.words}</Status>}
      {printed && <Status tone={printed.tone}>{printed.words}</Status>}
      {version !== null && <span class="quiet">{deviceSay('devices.version', { version })}</span>}
      {pages > 1 && <Status tone="attention">{deviceSay('devices.pages', { n: pages })}</Status>}
      <div class="device-acts">
        {kind !== 'printer' && (
          <button type="button" class="button small" onClick={() => onAsk('reload')}>
            {deviceSay('devices.reload')}
          </button>
        )}
        {kind === 'kiosk' && (
          <button type="button" class="button small" onClick={() => onAsk('clean')}>
            {deviceSay('devices.clean')}
          </button>
        )}
        {mayEnd && (
          <button type="button" class="button small danger" onClick={() => onAsk('sign-out')}>
            {deviceSay('devices.sign-out')}
          </button>
        )}
      </div>
    </li>
  );
}

/** Asks first, because each of these takes the device away from the person in front of it. */
function Confirm({
  branch,
  device,
  what,
  name,
  onDone,
}: DevicePrompt & { branch: string; name: string; onDone: (done?: () => string) => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const params = { branch, device: device.id };
  const go = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await asStaff<unknown>(() =>
        what === 'sign-out'
          ? command('POST /api/branches/:branch/devices/:device/sign-out', { params })
          : command('POST /api/branches/:branch/devices/:device/ask', { params, body: { what } }),
      );
      onDone(() => deviceSay(`devices.${what}.done`, { device: name }));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={deviceSay(`devices.${what}.title`, { device: name })} onClose={() => onDone()}>
      <p>{deviceSay(`devices.${what}.text`)}</p>
      {problem !== undefined && (
        <Notice tone="attention" live>
          {staffProblem(problem)}
        </Notice>
      )}
      <div class="row">
        <button type="button" class="button primary" disabled={busy} onClick={() => void go()}>
          {deviceSay(`devices.${what}.do`)}
        </button>
        <button type="button" class="button" onClick={() => onDone()}>
          {deviceSay('devices.leave')}
        </button>
      </div>
    </Dialog>
  );
}

/** Read every five seconds; a failed read keeps the last one. */
function useDevices(branch: string) {
  const [list, setList] = useState<readonly BranchDevice[]>();
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    let timer = 0;
    let gone = false;
    const read = async () => {
      try {
        const fresh = await asStaff(() =>
          call('GET /api/branches/:branch/devices', { params: { branch } }),
        );
        if (gone) return;
        setList(fresh);
        setProblem(undefined);
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        setProblem(error);
      }
      if (!gone) timer = window.setTimeout(() => void read(), REFRESH_MS);
    };
    void read();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [branch]);
  return { list, problem };
}
