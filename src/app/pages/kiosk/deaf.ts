import { effect, signal } from '@preact/signals';
import { contrast, group, helping, largeText, lowButtons, parts, shown } from './flow';
import { asking } from './idle';

/** A double tap must not answer a question that nobody has read. */
const DEAF_MS = 700;

/** Whether the screen is so new that it ignores presses. */
export const deaf = signal(false);

const isPress = (event: Event) =>
  !(event instanceof KeyboardEvent) || event.key === 'Enter' || event.key === ' ';

/** From now on, a changed screen ignores presses for a moment. */
export function beDeafToSecondTaps(): () => void {
  let timer = 0;
  let first = true;
  const stop = effect(() => {
    // each of these puts something else under the finger
    void [shown.value, group.value, parts.value, asking.value, helping.value];
    void [largeText.value, lowButtons.value, contrast.value];
    if (first) {
      first = false;
      return;
    }
    deaf.value = true;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      deaf.value = false;
    }, DEAF_MS);
  });
  const swallow = (event: Event) => {
    if (!deaf.peek() || !isPress(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const presses = ['pointerdown', 'click', 'keydown'];
  for (const each of presses) addEventListener(each, swallow, { capture: true });
  return () => {
    stop();
    clearTimeout(timer);
    for (const each of presses) removeEventListener(each, swallow, { capture: true });
  };
}
