import { signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { keyPressed } from './key-pressed';

const KEPT = 'ticketero.shortcuts';

/** Single-letter shortcuts can be turned off (WCAG 2.2, 2.1.4). */
export const shortcutsOn = signal(localStorage.getItem(KEPT) !== 'off');

export function turnShortcuts(on: boolean): void {
  shortcutsOn.value = on;
  localStorage.setItem(KEPT, on ? 'on' : 'off');
}

/** Whether the focused element handles keys itself: fields, and lists with search by letter. */
export const isTyping = (target: HTMLElement): boolean =>
  target.closest('select, textarea, [contenteditable]') !== null ||
  (target instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(target.type));

/** Keys that press buttons, except while typing or in dialogs. */
export function useShortcuts(actions: Readonly<Record<string, (() => void) | undefined>>): void {
  const latest = useRef(actions);
  latest.current = actions;
  // A button's key works as soon as the button is visible; an effect may run some frames later.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!shortcutsOn.value || event.repeat || event.isComposing || event.defaultPrevented) return;
      const target = event.target as HTMLElement;
      if (isTyping(target) || document.querySelector('dialog[open]')) return;
      const key = keyPressed(event);
      const action = key === undefined ? undefined : latest.current[key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
