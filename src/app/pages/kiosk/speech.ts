import { effect } from '@preact/signals';
import { say } from '../shared/look/screen-words';
import { tag } from '../shared/look/words';
import { group, rut, sayDigits, screen, speaking } from './flow';
import { asking } from './idle';

/**
 * The kiosk read aloud, for people who cannot see it: every screen when it comes, every control
 * when the arrows of a keypad reach it. The browser's own voice; without one there is no switch for
 * it.
 */
export const canSpeak = (): boolean => 'speechSynthesis' in window;

/** After the screen has been drawn and has taken the focus. */
const DRAWN_MS = 60;

function speak(text: string): void {
  if (!speaking.peek() || !text) return;
  const words = new SpeechSynthesisUtterance(text);
  words.lang = tag.peek();
  words.rate = 0.95;
  speechSynthesis.cancel();
  speechSynthesis.speak(words);
}

const now = () => document.querySelector('dialog[open]') ?? document.querySelector('.kiosk');

/** Everything that can be pressed, in reading order: the question first, then the tools. */
const controls = (): readonly HTMLElement[] => [
  ...(now()?.querySelectorAll<HTMLElement>('button:not(:disabled), a[href], select') ?? []),
];

const nameOf = (element: Element) =>
  (element.getAttribute('aria-label') ?? (element as HTMLElement).innerText)
    .replace(/\s+/g, ' ')
    .trim();

/** The text of the screen without that of its controls, and how to continue. */
function wordsOfScreen(): string {
  const place = document.querySelector('dialog[open]') ?? document.querySelector('.kiosk main');
  const words = [...(place?.querySelectorAll<HTMLElement>('h1, h2, p, .notice, .number') ?? [])]
    .filter((each) => !each.closest('button') && !each.parentElement?.closest('p, .notice, h1'))
    .map(nameOf);
  return [...new Set(words), say('kiosk.speech.how')].filter(Boolean).join('. ');
}

/** Arrows move between what can be pressed; Enter presses, as browsers do by themselves. */
function move(event: KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const all = controls();
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
  all[next]?.focus();
}

/** The last digit typed; only that there is one, if the person does not want others to hear it. */
function echo(typed: string): void {
  speak(sayDigits.peek() ? typed.slice(-1) : say('kiosk.speech.hidden'));
}

export function readAloud(): () => void {
  let timer = 0;
  let typed = '';
  const stopScreens = effect(() => {
    void [screen.value, group.value, asking.value, tag.value];
    if (!speaking.value) {
      if (canSpeak()) speechSynthesis.cancel();
      return;
    }
    clearTimeout(timer);
    timer = window.setTimeout(() => speak(wordsOfScreen()), DRAWN_MS);
  });
  const stopDigits = effect(() => {
    const longer = rut.value.typed.length > typed.length;
    typed = rut.value.typed;
    if (longer && speaking.peek()) echo(typed);
  });
  const focused = ({ target }: FocusEvent) => {
    if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) {
      const pressed = target.getAttribute('aria-pressed') === 'true';
      speak(pressed ? `${nameOf(target)}. ${say('kiosk.speech.chosen')}` : nameOf(target));
    }
  };
  document.addEventListener('keydown', move);
  document.addEventListener('focusin', focused);
  return () => {
    clearTimeout(timer);
    stopScreens();
    stopDigits();
    document.removeEventListener('keydown', move);
    document.removeEventListener('focusin', focused);
  };
}
