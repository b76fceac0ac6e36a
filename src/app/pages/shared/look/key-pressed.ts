/** The members of a keyboard event that are used. */
export type Press = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'getModifierState'
>;

/**
 * The pressed key, in lower case; undefined with Ctrl, Alt or Meta. AltGr, which Windows reports as
 * Ctrl and Alt, does not count as either when it types a character (`@`).
 */
export function keyPressed(event: Press): string | undefined {
  const key = event.key.toLowerCase();
  if (event.metaKey) return undefined;
  if (event.getModifierState('AltGraph') || (event.ctrlKey && event.altKey)) {
    return key.length !== 1 || /[a-z0-9]/.test(key) ? undefined : key;
  }
  return event.ctrlKey || event.altKey ? undefined : key;
}
