import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

let held = false;

/** Where somebody wants to go who would lose what they typed; the page asks them. */
export const leavingTo = signal<(() => void) | undefined>(undefined);

/** Goes, unless a form on the page holds what nobody has saved: then the page asks first. */
export function leaveFor(go: () => void): void {
  leavingTo.value = held ? go : undefined;
  if (!held) go();
}

/** As long as this is so, closing the window or another address asks first, too. */
export function useUnsaved(is: boolean): void {
  useEffect(() => {
    if (!is) return undefined;
    held = true;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
      // Chrome before 119 asks for nothing else.
      Object.assign(event, { returnValue: '' });
    };
    addEventListener('beforeunload', ask);
    return () => {
      held = false;
      leavingTo.value = undefined;
      removeEventListener('beforeunload', ask);
    };
  }, [is]);
}
