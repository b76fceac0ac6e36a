import { signal } from '@preact/signals';
import { serverNow } from '../shared/api/server-time';
import { view } from '../shared/api/watch-branch';
import { untilOld } from './calls';

/** When a call last became too old to be shown: in a branch that has closed no frame says so. */
export const agedAt = signal(0);

/** Draws again as soon as a past call is too old. */
export function followAge() {
  let timer: number | undefined;
  const plan = () => {
    clearTimeout(timer);
    const ms = view.value && untilOld(view.value, serverNow());
    if (ms === undefined) return;
    timer = window.setTimeout(() => {
      agedAt.value = serverNow();
      plan();
    }, ms + 1000);
  };
  const forget = view.subscribe(plan);
  return () => {
    forget();
    clearTimeout(timer);
  };
}
