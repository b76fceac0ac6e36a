/** As much of a press of a key as is looked at. */
export type Press = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'getModifierState'
>;

/**
 * The key that was pressed, in small letters; undefined with Ctrl, Alt or Meta. AltGr, which
 * Windows reports as Ctrl and Alt, is none of these where it types a character of its own (`@`).
 */
export function keyPressed(event: Press): string | undefined {
  const key = event.key.toLowerCase();
  if (event.metaKey) return undefined;
  if (event.getModifierState('AltGraph') || (event.ctrlKey && event.altKey)) {
    return key.length !== 1 || /[a-z0-9]/.test(key) ? undefined : key;
  }
  return event.ctrlKey || event.altKey ? undefined : key;
}
