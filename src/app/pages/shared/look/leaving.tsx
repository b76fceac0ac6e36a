import { useState } from 'preact/hooks';
import { Answers } from './parts';
import { staffSay } from './staff-words';
import { leavingTo } from './unsaved';

/** Once, when the question appears: pages are drawn again every second, and answers are chosen. */
const toFirstAnswer = (part: HTMLElement | null) => part?.querySelector('button')?.focus();

/** Asks, at the place of the press, whether what was typed may be dropped. */
export const Leaving = ({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) => (
  <div class="leaving" role="alert" ref={toFirstAnswer}>
    <p class="strong">{staffSay('unsaved.is')}</p>
    <Answers
      no={staffSay('unsaved.stay')}
      onNo={onStay}
      yes={staffSay('unsaved.discard')}
      onYes={onLeave}
      danger
    />
  </div>
);

const remain = () => (leavingTo.value = undefined);

/** The same for a page that somebody wants to leave. */
export const LeavingPage = () =>
  leavingTo.value ? <Leaving onStay={remain} onLeave={leavingTo.value} /> : null;

/** Whether a value has changed since it was first drawn. */
export function useChanged(value: unknown): boolean {
  const now = JSON.stringify(value);
  const [first] = useState(now);
  return now !== first;
}

/**
 * For a dialog in which something is typed: an accidental key, or a press outside it, asks first.
 */
export function useLeave(changed: boolean, onClose: () => void) {
  const [from, setFrom] = useState<HTMLElement>();
  const stay = () => {
    setFrom(undefined);
    from?.focus();
  };
  const leave = () => {
    if (from) stay();
    else if (changed) setFrom(document.activeElement as HTMLElement);
    else onClose();
  };
  return { leaving: from !== undefined, leave, stay };
}
