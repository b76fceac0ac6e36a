import { useEffect, useState } from 'preact/hooks';
import { ago } from '../../texts/format';
import { second } from '../shared/api/clock';
import { mayBeOld } from '../shared/api/link';
import { over, session } from '../shared/api/session';
import { watchSession } from '../shared/api/watch-session';
import { Devices } from '../shared/devices/devices';
import { deviceSay } from '../shared/devices/words';
import { Notice, Updating } from '../shared/look/parts';
import { StaffTop } from '../shared/look/staff-top';
import { staffSay } from '../shared/look/staff-words';
import { useTab } from '../shared/look/unsaved';
import { say, tag } from '../shared/look/words';
import { Accuracy } from './accuracy';
import { FloorPage } from './floor-page';
import { FloorStore } from './floor-store';
import { Overview } from './overview';
import { DayPlans } from './plan';
import { Reports } from './reports';

type Tab = 'floor' | 'plan' | 'overview' | 'devices' | 'accuracy' | 'reports';
const TABS: readonly Tab[] = ['floor', 'plan', 'overview', 'devices', 'accuracy', 'reports'];
const AUDITOR_TABS: readonly Tab[] = ['accuracy', 'reports'];
const tabInAddress = (): Tab => TABS.find((tab) => tab === location.hash.slice(1)) ?? 'floor';

/**
 * The supervisor's page: the floor of a branch, day plans, all branches, accuracy of estimates,
 * reports. Auditors see only the last two.
 */
export function Supervisor({ branch }: { branch: string }) {
  const auditor = session.value!.staff.role === 'auditor';
  const asked = () => {
    const tab = tabInAddress();
    return auditor && !AUDITOR_TABS.includes(tab) ? 'reports' : tab;
  };
  const tab = useTab(asked);
  // others learn of it through the floor's socket
  useEffect(() => (auditor ? watchSession() : undefined), [auditor]);
  document.title = tabName(tab);
  return auditor ? (
    <Page branch={branch} tab={tab} tabs={AUDITOR_TABS} />
  ) : (
    <WithFloor branch={branch} tab={tab} />
  );
}

const tabName = (tab: Tab): string =>
  tab === 'devices'
    ? deviceSay('devices.title')
    : staffSay(`floor.${tab === 'floor' ? 'title' : tab}`);

function WithFloor({ branch, tab }: { branch: string; tab: Tab }) {
  const [store, setStore] = useState<FloorStore>();
  useEffect(() => {
    const made = new FloorStore(branch);
    setStore(made);
    return () => made.stop();
  }, [branch]);
  // The socket ended with the session of the person who is back, and the page holds something
  // unsaved.
  useEffect(() => {
    if (!over.value && store?.link.state.value === 'ended') store.link.again(true);
  }, [over.value]);
  return <Page branch={branch} tab={tab} tabs={TABS} store={store} />;
}

function Page({
  branch,
  tab,
  tabs,
  store,
}: {
  branch: string;
  tab: Tab;
  tabs: readonly Tab[];
  store?: FloorStore;
}) {
  const state = store?.link.state.value;
  if (state === 'updating') return <Updating />;
  const lost = mayBeOld(state);
  const heard = store?.link.heardAt.value;
  return (
    <div class="floor">
      <StaffTop
        title={tabName(tab)}
        titleInTabs
        link={store?.link}
        timeZone={store?.directory.value?.config.settings.timeZone}
      >
        <nav class="tabs" aria-label={staffSay('floor.title')}>
          {tabs.map((each) => (
            <a key={each} href={`#${each}`} aria-current={each === tab ? 'page' : undefined}>
              {tabName(each)}
            </a>
          ))}
        </nav>
      </StaffTop>
      {lost && heard !== undefined && tab === 'floor' && (
        <div class="floor-notice">
          <Notice
            tone="attention"
            live
            action={
              state === 'ended' ? (
                <button type="button" class="button small" onClick={() => store!.link.again(true)}>
                  {staffSay('staff.elsewhere.do')}
                </button>
              ) : undefined
            }
          >
            {staffSay('staff.as-of', { age: ago(tag.value, second.value - heard) })}
          </Notice>
        </div>
      )}
      {tab === 'floor' &&
        (store?.view.value ? (
          <FloorPage branch={branch} store={store} lost={lost} />
        ) : (
          <main class="desk-wait">
            <p role="status">{say('loading')}</p>
          </main>
        ))}
      {tab === 'plan' && <DayPlans branch={branch} />}
      {tab === 'overview' && <Overview />}
      {tab === 'devices' && (
        <main>
          <Devices branch={branch} timeZone={store?.directory.value?.config.settings.timeZone} />
        </main>
      )}
      {tab === 'accuracy' && <Accuracy branch={branch} />}
      {tab === 'reports' && <Reports branch={branch} />}
    </div>
  );
}
