import { useEffect } from 'preact/hooks';
import { leaveHeld } from '../api/session';
import { Dialog } from './parts';
import { staffSay } from './staff-words';

/** A separate window, so that unsaved input here stays. It closes once somebody has signed in. */
const BACK_AT = '/sign-in?back';
const WINDOW = 'popup,width=520,height=720';
/** After this long, what nobody came back for is dropped. */
const KEPT_MINUTES = 30;
/** A machine that sleeps stops its timers, but not its clock: whoever wakes it finds nothing. */
const LOOKS_MS = 5000;

/**
 * Covers a page whose session has ended, here or in another window, and which holds what somebody
 * typed: the page is hidden, and comes back when the same person does.
 */
export function SignedOut() {
  useEffect(() => {
    const goesAt = Date.now() + KEPT_MINUTES * 60_000;
    const look = () => {
      if (Date.now() < goesAt) return;
      clearInterval(timer);
      leaveHeld();
    };
    const timer = setInterval(look, LOOKS_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
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
            // If the browser blocks the window, the link opens a tab.
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
