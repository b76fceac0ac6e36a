import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

const KEPT = 'ticketero.shortcuts';

/** Single-letter shortcuts can be turned off (WCAG 2.2, 2.1.4). */
export const shortcutsOn = signal(localStorage.getItem(KEPT) !== 'off');

export function switchShortcuts(): void {
  shortcutsOn.value = !shortcutsOn.value;
  localStorage.setItem(KEPT, shortcutsOn.value ? 'on' : 'off');
}

/** Letters that press buttons: not in text fields or dialogs, never with Ctrl, Alt or Meta. */
export function useShortcuts(actions: Readonly<Record<string, (() => void) | undefined>>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!shortcutsOn.value || event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
        return;
      }
      const target = event.target as HTMLElement;
      if (target.closest('input, select, textarea, dialog, [contenteditable]')) return;
      const action = latest.current[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
