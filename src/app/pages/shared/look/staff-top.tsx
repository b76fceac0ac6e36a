import { ComponentChildren } from 'preact';
import { clockTime } from '../../../texts/format';
import { languages } from '../../../texts/languages';
import { Link } from '../api/link';
import { branchOnScreen, chooseBranch, session, signOut } from '../api/session';
import * as icons from './all-icons';
import { Icon } from './all-icons';
import { Status } from './parts';
import { staffSay } from './staff-words';
import { isDark, switchTheme } from './start-page';
import { leaveFor } from './unsaved';
import { BankMark } from './wear';
import { chooseLanguage, language, say, tag } from './words';
import './staff-top.css';

/** The bar on top of the pages for staff: branch, person, connection, language, theme, sign-out. */
export function StaffTop({
  title,
  titleInTabs = false,
  link,
  children,
  timeZone,
}: {
  title: string;
  /** The chosen tab shows the title, so it is visually hidden here. */
  titleInTabs?: boolean;
  link?: Link;
  children?: ComponentChildren;
  timeZone?: string;
}) {
  const { staff, branches } = session.value!;
  return (
    <header class="staff-top">
      <BankMark />
      <h1 class={titleInTabs ? 'unseen' : undefined}>{title}</h1>
      {branches.length > 1 ? (
        <label class="top-branch">
          <span class="unseen">{staffSay('staff.branch')}</span>
          <select
            id="branch-on-screen"
            class="input"
            value={branchOnScreen()}
            onChange={({ currentTarget }) => {
              const { value } = currentTarget;
              currentTarget.value = branchOnScreen()!; // until the choice takes effect
              leaveFor(() => chooseBranch(value));
            }}
          >
            {branches.map((branch) => (
              <option key={branch.id} value={branch.id}>
                {branch.name}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <bdi class="quiet cut">{branches[0]?.name}</bdi>
      )}
      {children}
      <span class="top-space" />
      {link && <LinkStatus link={link} timeZone={timeZone} />}
      <Me name={staff.firstName} />
      <Actions />
    </header>
  );
}

/** Language, theme, sign-out. */
const Actions = () => (
  <div class="top-actions">
    <select
      class="input top-language"
      aria-label={say('kiosk.language')}
      value={language.value}
      onChange={(event) => void chooseLanguage(event.currentTarget.value, true)}
    >
      {languages
        .filter((each) => each.code === 'es' || each.code === 'en')
        .map((each) => (
          <option key={each.code} value={each.code}>
            {each.code.toUpperCase()}
          </option>
        ))}
    </select>
    <button
      type="button"
      class="button plain icon-only"
      title={say('theme')}
      aria-label={say(isDark() ? 'theme.light' : 'theme.dark')}
      onClick={switchTheme}
    >
      <Icon of={isDark() ? icons.sun : icons.moon} />
    </button>
    <button type="button" class="button plain small" onClick={() => leaveFor(() => void signOut())}>
      <Icon of={icons.door} />
      {staffSay('staff.sign-out')}
    </button>
  </div>
);

/** Who is signed in, with a link to their account. */
const Me = ({ name }: { name: string }) => (
  <a
    class="top-name cut"
    href="/sign-in?account"
    title={staffSay('account.title')}
    aria-label={staffSay('account.of', { name })}
  >
    <bdi>{name}</bdi>
  </a>
);

function LinkStatus({ link, timeZone }: { link: Link; timeZone?: string }) {
  const since = (time: string) =>
    link.state.value === 'old' ? say('link.old', { time }) : staffSay('staff.lost', { time });
  switch (link.state.value) {
    case 'live':
      return (
        <span role="status">
          <Status tone="good">{staffSay('staff.live')}</Status>
        </span>
      );
    case 'connecting':
      return (
        <span role="status">
          <Status tone="off">{staffSay('staff.connecting')}</Status>
        </span>
      );
    default:
      return (
        <span role="status">
          <Status tone="attention">
            {link.heardAt.value === undefined
              ? staffSay('staff.connecting')
              : since(clockTime(tag.value, link.heardAt.value, timeZone))}
          </Status>
        </span>
      );
  }
}
