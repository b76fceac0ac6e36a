import { signal } from '@preact/signals';

/** Whether the question "still there?" is on screen. */
export const asking = signal(false);

export interface IdleTimes {
  readonly askAfterMs: number;
  readonly leaveAfterMs: number;
}

/**
 * Counts from the last touch. After `askAfterMs` it asks, and `leaveAfterMs` later it leaves; any
 * touch or key starts over. `times` is read at each touch and by `begin`; undefined means that
 * there is nothing to leave.
 */
export function watchIdle(
  times: () => IdleTimes | undefined,
  leave: () => void,
): { begin: () => void; stop: () => void } {
  let timer = 0;
  const begin = () => {
    clearTimeout(timer);
    asking.value = false;
    const now = times();
    if (!now) return;
    timer = window.setTimeout(() => {
      asking.value = true;
      timer = window.setTimeout(() => {
        asking.value = false;
        leave();
      }, now.leaveAfterMs);
    }, now.askAfterMs);
  };
  // Runs after the page's own handlers, which may have changed the screen.
  const touched = () => queueMicrotask(begin);
  document.addEventListener('pointerdown', touched);
  document.addEventListener('keydown', touched);
  return {
    begin,
    stop() {
      clearTimeout(timer);
      document.removeEventListener('pointerdown', touched);
      document.removeEventListener('keydown', touched);
    },
  };
}
