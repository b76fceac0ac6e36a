import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { held } from '../api/held';
import { over } from '../api/session';

/** Where somebody wants to go who would lose what they typed; the page asks first. */
export const leavingTo = signal<(() => void) | undefined>(undefined);

/** Goes there, unless a form on the page has unsaved input: then the page asks first. */
export function leaveFor(go: () => void): void {
  const holds = held.value > 0;
  leavingTo.value = holds ? go : undefined;
  if (!holds) go();
}

/** While this is true, closing the window or going to another address asks first too. */
export function useUnsaved(is: boolean): void {
  useLayoutEffect(() => {
    if (!is) return undefined;
    held.value += 1;
    const ask = (event: BeforeUnloadEvent) => {
      // Its owner has agreed to drop it, or somebody else is here now.
      if (over.value === 'leaving') return;
      event.preventDefault();
      // Chrome before 119 asks only because of this.
      Object.assign(event, { returnValue: '' });
    };
    addEventListener('beforeunload', ask);
    return () => {
      held.value -= 1;
      leavingTo.value = undefined;
      removeEventListener('beforeunload', ask);
    };
  }, [is]);
}

/** The tab in the address. Switching waits for an answer if there is unsaved input. */
export function useTab<Tab extends string>(asked: () => Tab): Tab {
  const [tab, setTab] = useState<Tab>(asked);
  useEffect(() => {
    const follow = () => {
      const to = asked();
      leaveFor(() => {
        setTab(() => to);
        history.replaceState(null, '', `#${to}`);
      });
      if (leavingTo.value) history.replaceState(null, '', `#${tab}`);
    };
    addEventListener('hashchange', follow);
    // a link that also changes the branch has a new page by now: nobody heard the address change
    if (asked() !== tab) follow();
    return () => removeEventListener('hashchange', follow);
  }, [tab]);
  return tab;
}
