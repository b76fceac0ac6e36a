import { effect, Signal, signal } from '@preact/signals';
import { say } from '../shared/look/screen-words';
import { tag } from '../shared/look/words';
import { group, otherId, parts, phone, rut, sayDigits, shown, speaking } from './flow';

/**
 * The kiosk read aloud, for people who cannot see it: every screen when it comes, every control
 * when the arrows of a keypad reach it, and what a screen reader would be told of by itself. The
 * browser's own voice; without one there is no switch for it.
 */
export const canSpeak = (): boolean => 'speechSynthesis' in window;

/** After the screen has been drawn and has taken the focus. */
const DRAWN_MS = 60;

/** What changes by itself: refusals, what became of the paper, whether there is a network. */
const LIVE = '[role="status"], [role="alert"], [aria-live]:not(main)';

/** Speaks now, or after what is being said. */
function speak(text: string, after = false): void {
  if (!speaking.peek() || !text) return;
  const words = new SpeechSynthesisUtterance(text);
  words.lang = tag.peek();
  words.rate = 0.95;
  if (!after) speechSynthesis.cancel();
  speechSynthesis.speak(words);
}

const now = () => document.querySelector('dialog[open]') ?? document.querySelector('.kiosk');
const place = () => document.querySelector('dialog[open]') ?? document.querySelector('.kiosk main');

/** Everything that can be pressed, in reading order: the question first, then the tools. */
const controls = (): readonly HTMLElement[] => [
  ...(now()?.querySelectorAll<HTMLElement>('button:not(:disabled), a[href], select') ?? []),
];

const nameOf = (element: Element) =>
  (element.getAttribute('aria-label') ?? (element as HTMLElement).innerText)
    .replace(/\s+/g, ' ')
    .trim();

const isControl = (element: unknown): element is HTMLElement =>
  element instanceof HTMLButtonElement || element instanceof HTMLAnchorElement;

function controlInWords(control: Element): string {
  const chosen = control.getAttribute('aria-pressed') === 'true';
  return chosen ? `${nameOf(control)}. ${say('kiosk.speech.chosen')}` : nameOf(control);
}

/** The text of the screen without that of its controls, and how to continue. */
function wordsOfScreen(): string {
  const words = [...(place()?.querySelectorAll<HTMLElement>('h1, h2, p, .notice, .number') ?? [])]
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

/** The last character typed; only that there is one, if others should not hear it. */
function echo(typed: string, before: string): void {
  if (typed.length > before.length) {
    speak(sayDigits.peek() ? typed.slice(-1) : say('kiosk.speech.hidden'));
  } else if (before.length === typed.length + 1) {
    speak(say('kiosk.speech.erased'));
  }
}

function echoOf(typed: Signal<string>): () => void {
  let before = typed.peek();
  return typed.subscribe((text) => {
    if (speaking.peek()) echo(text, before);
    before = text;
  });
}

/** What has been said, so that it is not said again. */
class Reader {
  private heading = '';
  private live = new Map<Element, string>();
  private control: { readonly of: Element; readonly words: string } | undefined;
  private timer = 0;

  /** Something has changed: looks at all of it once it is drawn. */
  readonly changed = (): void => {
    clearTimeout(this.timer);
    if (speaking.peek()) this.timer = window.setTimeout(this.look, DRAWN_MS);
  };

  readonly focused = ({ target }: FocusEvent): void => {
    if (!isControl(target)) return;
    this.control = { of: target, words: controlInWords(target) };
    speak(this.control.words);
  };

  /** Speech was turned on or off, or the language is another one: nothing has been said. */
  readonly begin = (): void => {
    this.heading = '';
    this.live = new Map();
    this.changed();
  };

  stop(): void {
    clearTimeout(this.timer);
  }

  private readonly look = () => {
    const heading = nameOf(place()?.querySelector('h1, h2') ?? document.body);
    const isNew = heading !== this.heading;
    this.heading = heading;
    const said = this.newWords(isNew ? place() : null);
    if (isNew) speak(wordsOfScreen());
    else this.sayPressed();
    for (const words of said) speak(words, true);
  };

  /** Live words that have not been said, but those of `read`, which is read as a whole. */
  private newWords(read: Element | null): readonly string[] {
    const before = this.live;
    this.live = new Map();
    const words: string[] = [];
    for (const each of now()?.querySelectorAll(LIVE) ?? []) {
      if (each.parentElement?.closest(LIVE)) continue;
      const text = nameOf(each);
      this.live.set(each, text);
      if (text && text !== before.get(each) && !read?.contains(each)) words.push(text);
    }
    return words;
  }

  /** A switch that was pressed says something else now. */
  private sayPressed() {
    const { control } = this;
    if (!control || control.of !== document.activeElement) return;
    const words = controlInWords(control.of);
    if (words === control.words) return;
    this.control = { of: control.of, words };
    speak(words);
  }
}

export function readAloud(): () => void {
  const reader = new Reader();
  const typedRut = signal(rut.peek().typed);
  const stops = [
    effect(() => {
      void tag.value;
      if (!speaking.value && canSpeak()) speechSynthesis.cancel();
      reader.begin();
    }),
    effect(() => {
      void [shown.value, group.value, parts.value];
      reader.changed();
    }),
    effect(() => {
      typedRut.value = rut.value.typed;
    }),
    ...[typedRut, otherId, phone].map(echoOf),
  ];
  const watcher = new MutationObserver(reader.changed);
  watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
  document.addEventListener('keydown', move);
  document.addEventListener('focusin', reader.focused);
  return () => {
    for (const stop of stops) stop();
    reader.stop();
    watcher.disconnect();
    document.removeEventListener('keydown', move);
    document.removeEventListener('focusin', reader.focused);
  };
}
