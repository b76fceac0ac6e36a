import { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Role } from '../../../wire/enums';
import {
  branchOnScreen,
  followOtherWindows,
  homeOf,
  over,
  readSession,
  session,
  signInThenHere,
} from '../api/session';
import { door } from './all-icons';
import { EmptyPage } from './parts';
import { ProveAgain } from './prove-again';
import { SignedOut } from './signed-out';
import { staffSay } from './staff-words';
import { wearAsStaff } from './wear';

const Over = () => (
  <main class="whole-page">
    <EmptyPage icon={door} title={staffSay('staff.over')} />
  </main>
);

/**
 * Admits the roles a page is for. Others are shown the way to their own page; people who must sign
 * in come back here.
 */
export function forRoles(
  roles: readonly Role[],
  Page: ComponentType<{ branch: string }>,
): ComponentType {
  return function Guarded() {
    const [asked, setAsked] = useState(false);
    useEffect(() => {
      void readSession().finally(() => setAsked(true));
      return followOtherWindows();
    }, []);
    const mine = session.value;
    const branch = branchOnScreen();
    if (!asked) return null;
    if (over.value === 'leaving') return <Over />;
    if (!mine) {
      location.replace(signInThenHere());
      return null;
    }
    if (!roles.includes(mine.staff.role) || branch === undefined) {
      return (
        <main class="whole-page">
          <EmptyPage icon={door} title={staffSay('staff.forbidden')}>
            <a href={homeOf[mine.staff.role]}>{staffSay(`staff.role.${mine.staff.role}`)}</a>
          </EmptyPage>
        </main>
      );
    }
    wearAsStaff(branch);
    return (
      <>
        {over.value === 'held' && <SignedOut />}
        <div class="in-sight" hidden={over.value === 'held'}>
          <Page branch={branch} key={branch} />
          <ProveAgain />
        </div>
      </>
    );
  };
}
