import { useLayoutEffect, useRef } from 'preact/hooks';
import { keyPressed } from './key-pressed';
import { isTyping, shortcutsOn } from './shortcuts';

const CHOICES = '.reasons input, .choice-list > .queue-choice, .row > .button';

/** In a dialog, number keys choose the options in their order. */
export function Numbers() {
  const here = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const dialog = here.current!.closest('dialog')!;
    const choices = () =>
      [...dialog.querySelectorAll<HTMLElement>(CHOICES)].filter(
        (each) => !each.matches(':disabled'),
      );
    dialog.querySelectorAll('[data-number]').forEach((each) => each.removeAttribute('data-number'));
    if (!shortcutsOn.value) return undefined;
    choices()
      .slice(0, 9)
      .forEach((each, index) => {
        (each.closest('label') ?? each).setAttribute('data-number', String(index + 1));
        each.setAttribute('aria-keyshortcuts', String(index + 1));
      });
    const listen = (event: KeyboardEvent) => {
      const key = event.repeat ? undefined : keyPressed(event);
      if (key === undefined || !/^[1-9]$/.test(key)) return;
      if (isTyping(event.target as HTMLElement)) return;
      const chosen = choices()[Number(key) - 1];
      if (!chosen) return;
      event.preventDefault();
      chosen.focus();
      chosen.click();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
  return <span ref={here} hidden />;
}
