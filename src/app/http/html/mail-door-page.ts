import type { MailSpeaker } from '../../reports/mail-words';
import { escapeHtml, personPage } from './person-page';

const KEYS = {
  confirm: {
    ask: ['page.confirm.title', 'page.confirm.text'],
    done: ['page.confirmed', 'page.confirmed.text'],
  },
  end: { ask: ['page.end.title', 'page.end.text'], done: ['page.ended', 'page.ended.text'] },
} as const;
const GONE = ['page.gone', 'page.gone.text'] as const;

/** The page behind a link in a report by mail: it asks, or says what was done. */
export function mailDoorPage(
  { say, tag }: MailSpeaker,
  door: 'confirm' | 'end',
  which: 'ask' | 'done' | 'gone',
): string {
  const [title, text] = which === 'gone' ? GONE : KEYS[door][which];
  const press = escapeHtml(say(`page.${door}.do`));
  const form =
    which === 'ask' ? `\n<form method="post"><button class="way">${press}</button></form>` : '';
  return personPage(
    say(title),
    `<h1>${escapeHtml(say(title))}</h1>\n<p>${escapeHtml(say(text))}</p>${form}`,
    tag,
  );
}
