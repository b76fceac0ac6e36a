import { useEffect } from 'preact/hooks';
import { leaveHeld } from '../api/session';
import { Dialog } from './parts';
import { staffSay } from './staff-words';

/** A window of its own, so that what was typed here stays. It closes once somebody is in. */
const BACK_AT = '/sign-in?back';
const WINDOW = 'popup,width=520,height=720';
/** After this long, what nobody came back for is dropped. */
const KEPT_MINUTES = 30;

/**
 * Covers a page whose session has ended, here or in another window, and which holds what somebody
 * typed: the page is hidden, and comes back when the same person does.
 */
export function SignedOut() {
  useEffect(() => {
    const timer = setTimeout(leaveHeld, KEPT_MINUTES * 60_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Dialog title={staffSay('unsaved.over')} onClose={() => undefined}>
      <p>{staffSay('unsaved.over.text', { minutes: KEPT_MINUTES })}</p>
      <div class="row">
        <a
          class="button primary"
          href={BACK_AT}
          target="_blank"
          onClick={(event) => {
            // Where a window is not allowed, the link opens a tab.
            if (open(BACK_AT, 'ticketero-back', WINDOW)) event.preventDefault();
          }}
        >
          {staffSay('unsaved.over.do')}
        </a>
        <button type="button" class="button danger" onClick={leaveHeld}>
          {staffSay('unsaved.discard')}
        </button>
      </div>
    </Dialog>
  );
}
