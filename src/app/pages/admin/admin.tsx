import { useEffect } from 'preact/hooks';
import { session } from '../shared/api/session';
import { watchSession } from '../shared/api/watch-session';
import { LeavingPage } from '../shared/look/leaving';
import { NO_BRANCH } from '../shared/look/staff-page';
import { StaffTop } from '../shared/look/staff-top';
import { useTab } from '../shared/look/unsaved';
import { Audit } from './audit';
import { Branches } from './branches';
import { Counters } from './counters';
import { Devices } from './devices';
import { Persons } from './persons';
import { Queues } from './queues';
import { RequestsDue } from './requests-due';
import { Settings } from './settings';
import { StaffList } from './staff-list';
import { Webhooks } from './webhooks';
import { adminSay } from './words';

const pages = {
  branches: Branches,
  queues: Queues,
  counters: Counters,
  staff: StaffList,
  devices: Devices,
  settings: Settings,
  webhooks: Webhooks,
  persons: Persons,
  audit: Audit,
} as const;
type Tab = keyof typeof pages;
const tabs = (role: string, branch: string): readonly Tab[] => {
  if (role === 'auditor') return ['audit'];
  // the others are of a branch
  if (branch === NO_BRANCH) return ['branches', 'staff', 'webhooks', 'persons'];
  return ['branches', 'queues', 'counters', 'staff', 'devices', 'settings', 'webhooks', 'persons'];
};

/** Administration: plain forms over the API. An auditor reads the chain of events. */
export function Admin({ branch }: { branch: string }) {
  const mine = tabs(session.value!.staff.role, branch);
  const inAddress = () => mine.find((tab) => tab === location.hash.slice(1)) ?? mine[0];
  const tab = useTab(inAddress);
  useEffect(watchSession, []);
  document.title = `${adminSay(`admin.${tab}`)} – ${adminSay('admin.title')}`;
  const Now = pages[tab];
  return (
    <div class="admin">
      <StaffTop title={adminSay('admin.title')} />
      <nav class="admin-tabs" aria-label={adminSay('admin.title')}>
        {mine.map((each) => (
          <a key={each} href={`#${each}`} aria-current={each === tab ? 'page' : undefined}>
            {adminSay(`admin.${each}`)}
          </a>
        ))}
      </nav>
      <main class="admin-main">
        {mine.includes('persons') && <RequestsDue key={tab} />}
        <LeavingPage />
        <h2>{adminSay(`admin.${tab}`)}</h2>
        <Now branch={branch} key={tab} />
      </main>
    </div>
  );
}
