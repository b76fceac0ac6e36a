import { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
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
import { door, Icon } from './all-icons';
import { keepFocus } from './keep-focus';
import { EmptyPage } from './parts';
import { ProveAgain } from './prove-again';
import { SignedOut } from './signed-out';
import { StaffTop } from './staff-top';
import { staffSay } from './staff-words';
import { wearAsStaff } from './wear';

const Over = () => (
  <main class="whole-page">
    <EmptyPage icon={door} title={staffSay('staff.over')} />
  </main>
);

/** Where a branch would stand on a page that can do without one: its scope is the bank then. */
export const NO_BRANCH = 'bank';

/**
 * Somebody at no branch yet: who can give them one, and their language and the way out. An
 * administrator is that person.
 */
const NoBranch = () => (
  <>
    <StaffTop title={staffSay(`staff.role.${session.value!.staff.role}`)} />
    <main class="empty">
      <Icon of={door} size="2.5rem" />
      <h2>{staffSay('staff.no-branch')}</h2>
      <p>
        {session.value!.staff.role === 'admin' ? (
          <a href={homeOf.admin}>{staffSay('staff.no-branch.add')}</a>
        ) : (
          staffSay('staff.no-branch.text')
        )}
      </p>
    </main>
  </>
);

/**
 * Admits the roles a page is for. Others are shown the way to their own page; people who must sign
 * in come back here. `bare`: the page serves also while there is no branch.
 */
export function forRoles(
  roles: readonly Role[],
  Page: ComponentType<{ branch: string }>,
  { bare = false } = {},
): ComponentType {
  keepFocus();
  return function Guarded() {
    const [asked, setAsked] = useState(false);
    // the first branch of a bank comes while its page is open: that goes on with it
    const came = useRef<string>(undefined);
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
    if (!roles.includes(mine.staff.role)) {
      return (
        <main class="whole-page">
          <EmptyPage icon={door} title={staffSay('staff.forbidden')}>
            <a href={homeOf[mine.staff.role]}>{staffSay(`staff.role.${mine.staff.role}`)}</a>
          </EmptyPage>
        </main>
      );
    }
    if (branch === undefined && !bare) return <NoBranch />;
    if (branch === undefined) {
      came.current = NO_BRANCH;
    } else {
      wearAsStaff(branch);
      if (came.current === NO_BRANCH) came.current = branch;
    }
    const same = branch === undefined || branch === came.current;
    return (
      <>
        {over.value === 'held' && <SignedOut />}
        <div class="in-sight" hidden={over.value === 'held'}>
          <Page branch={branch ?? NO_BRANCH} key={same ? NO_BRANCH : branch} />
          <ProveAgain />
        </div>
      </>
    );
  };
}
