/**
 * Whoever types goes on with *Enter*: a button that was touched before, such as the one for speech,
 * must not be what it presses. The question has the focus from then on.
 */
export function leaveButton(): void {
  if (!(document.activeElement instanceof HTMLButtonElement)) return;
  document.querySelector<HTMLElement>('.kiosk main h1')?.focus();
}

interface Typing {
  /** What is typed here, a character each. */
  readonly takes: RegExp;
  readonly press: (face: string) => void;
  readonly erase: () => void;
  readonly submit: () => void;
}

/** A hardware keypad or keyboard types as well. @returns how to stop it */
export function onTyping({ takes, press, erase, submit }: Typing): () => void {
  const listen = (event: KeyboardEvent) => {
    if (takes.test(event.key)) {
      leaveButton();
      press(event.key.toUpperCase());
    } else if (event.key === 'Backspace') {
      leaveButton();
      erase();
    } else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) {
      submit();
    }
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}
