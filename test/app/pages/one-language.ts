import { Page } from 'playwright-core';
import { Text, Texts } from '../../../src/app/texts/catalogue';
import { languages } from '../../../src/app/texts/languages';
import { allEnglish, allSpanish } from '../texts/all-texts';

/** Words of one language on a page, or a part of it, that says it is in the other. */

interface ShownWords {
  readonly language: string;
  readonly words: string;
}

/** Everything that is read or heard on the page, with the language of its part. */
const said = (page: Page): Promise<readonly ShownWords[]> =>
  page.evaluate(() => {
    const found: { language: string; words: string }[] = [];
    const add = (at: Element, words: string | null) => {
      const language = at.closest('[lang]')?.getAttribute('lang') ?? '';
      if (words?.trim()) found.push({ language: language.slice(0, 2), words: words.trim() });
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const at = node.parentElement!;
      // what the bank calls a counter is its own; paper is in the language it was asked for in
      const isData = at.closest('script, style, [translate=no], .number, .turn-counter');
      if (!isData && !at.closest('.printed-paper')) add(at, node.textContent);
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      for (const each of document.querySelectorAll(`[${name}]`)) add(each, each.getAttribute(name));
    }
    add(document.documentElement, document.title);
    return found;
  });

const formsOf = (text: Text): readonly string[] =>
  typeof text === 'string' ? [text] : Object.values(text);

/** Whether words are one of a catalogue's texts, whatever stands in its placeholders. */
function reader(texts: Texts): (words: string) => boolean {
  const forms = Object.values(texts).flatMap(formsOf);
  const exact = new Set(forms);
  const patterns = forms
    // without words of its own, such as `{n} · {name}`, it would be anything
    .filter((form) => form.includes('{') && /\p{L}{3}/u.test(form.replace(/\{\w+\}/g, ' ')))
    .map((form) => {
      const parts = form
        .split(/\{\w+\}/)
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`^${parts.join('.+?')}$`, 'su');
    });
  const known = new Map<string, boolean>();
  return (words) => {
    const before = known.get(words);
    if (before !== undefined) return before;
    const is = exact.has(words) || patterns.some((each) => each.test(words));
    known.set(words, is);
    return is;
  };
}

const isSpanish = reader(allSpanish);
const isEnglish = reader(allEnglish);
const days = (tag: string) =>
  [0, 1, 2, 3, 4, 5, 6].map((day) =>
    new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' }).format(day * 86_400_000),
  );
const months = (tag: string) =>
  Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month)),
  );
const namesOf = (tag: string) =>
  new RegExp(`(?<!\\p{L})(${[...days(tag), ...months(tag)].join('|')})(?!\\p{L})`, 'u');
const SPANISH_DATE = namesOf('es-CL');
const ENGLISH_DATE = namesOf('en-GB');
/** A language is called by its own name in each. */
const NAMES = new Set(languages.map(({ name }) => name));
const KEY = /^\p{Ll}+(\.[\p{Ll}_-]+)+$/u;

/** What stands on a page in the wrong language, or as the key of a text; each once. */
export async function strayWords(page: Page): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const { language, words } of await said(page)) {
    if (NAMES.has(words)) continue;
    const isOther =
      language === 'en'
        ? (isSpanish(words) && !isEnglish(words)) || SPANISH_DATE.test(words)
        : language === 'es' &&
          ((isEnglish(words) && !isSpanish(words)) || ENGLISH_DATE.test(words));
    const isKey = KEY.test(words) && words in allSpanish;
    if (isOther || isKey || /\{\w+\}/.test(words)) found.add(`${language}: ${words}`);
  }
  return [...found];
}
