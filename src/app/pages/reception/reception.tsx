import { useEffect, useState } from 'preact/hooks';
import { mayBeOld } from '../shared/api/link';
import { Devices } from '../shared/devices/devices';
import { Troubles } from '../shared/devices/troubles';
import { deviceSay } from '../shared/devices/words';
import { Notice, Updating } from '../shared/look/parts';
import { StaffTop } from '../shared/look/staff-top';
import { staffSay } from '../shared/look/staff-words';
import { say } from '../shared/look/words';
import { Calls } from './calls';
import { Desk } from './desk';
import { DeskKeys } from './desk-keys';
import { Find } from './find';
import { Issue } from './issue';
import { RightRequest } from './right';
import { deskSay } from './words';

/** The desk: issues, finds, prints, moves and cancels tickets, and calls nobody. */
export function Reception({ branch }: { branch: string }) {
  const [desk, setDesk] = useState<Desk>();
  useEffect(() => {
    const made = new Desk(branch);
    setDesk(made);
    return () => made.stop();
  }, [branch]);
  document.title = deskSay('reception.title');
  return desk ? <Page desk={desk} /> : null;
}

function Page({ desk }: { desk: Desk }) {
  const directory = desk.directory.value;
  const state = desk.link.state.value;
  if (state === 'updating') return <Updating />;
  return (
    <div class="reception">
      <StaffTop
        title={deskSay('reception.title')}
        link={desk.link}
        timeZone={directory?.config.settings.timeZone}
      >
        <DeskKeys />
      </StaffTop>
      {state === 'ended' && (
        <Notice
          tone="attention"
          live
          action={
            <button type="button" class="button small" onClick={() => desk.link.again(true)}>
              {staffSay('staff.elsewhere.do')}
            </button>
          }
        >
          {staffSay('staff.elsewhere')}
        </Notice>
      )}
      {directory && (
        <Troubles
          branch={desk.branch}
          troubles={desk.view.value?.devices}
          timeZone={directory.config.settings.timeZone}
        />
      )}
      {directory ? (
        <main class="reception-main">
          <Find desk={desk} directory={directory} />
          <div class="reception-side">
            <Issue desk={desk} directory={directory} />
            <Calls view={desk.view.value} lost={mayBeOld(state)} />
            <DeskDevices desk={desk} />
            <RightRequest desk={desk} />
          </div>
        </main>
      ) : (
        <main class="reception-wait">
          <p role="status">{say('loading')}</p>
        </main>
      )}
    </div>
  );
}

/** The branch's devices, read while they are looked at. */
function DeskDevices({ desk }: { desk: Desk }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="reception-card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{deviceSay('devices.title')}</summary>
      {open && (
        <Devices branch={desk.branch} timeZone={desk.directory.value?.config.settings.timeZone} />
      )}
    </details>
  );
}
