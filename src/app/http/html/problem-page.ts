import { Mark, markHtml } from '../../domain/model/face-page';
import type { Problem } from '../../wire/problem';
import { escapeHtml, personPage } from './person-page';

/** Paths of files: a person may open one in a window of its own, where it may fail. */
const FILE = /\.(csv|xlsx)$/;

/**
 * Whether a person asks with a browser for a page, or for a file. Programs, and our own pages'
 * scripts, never put `text/html` first.
 */
export const asksForPage = (method: string, path: string, accept: string | undefined): boolean =>
  method === 'GET' &&
  (!path.startsWith('/api/') || FILE.test(path)) &&
  /^\s*text\/html\b/i.test(accept ?? '');

const said = (status: number): readonly [es: string, en: string] => {
  if (status === 404) return ['Aquí no hay nada.', 'There is nothing here.'];
  if (status < 500) {
    return ['Esta dirección no se puede abrir así.', 'This address cannot be opened like this.'];
  }
  return ['Algo no respondió. Inténtelo de nuevo.', 'Something did not answer. Try again.'];
};

const AGAIN = 'Intentar otra vez <span lang="en">· Try again</span>';

/**
 * A problem as a person reads it: what is wrong, the detail that programs get too, and a way on,
 * which is the same address again where that may help. How paths are written only matters to
 * programmers: a person is asked to check the address.
 */
export function problemPage(
  { status, detail, errors }: Problem,
  mark: Mark | undefined,
  address: string,
): string {
  const [es, en] = said(status);
  const ofPath = errors?.some(({ field }) => field === 'path');
  const words = ofPath
    ? `<p>Revise la dirección, o busque la página en la lista.</p>
<p lang="en" class="quiet">${en} Check the address, or find the page in the list.</p>`
    : `<p lang="en">${en}</p>
<p lang="en" class="quiet">${escapeHtml(detail)}</p>`;
  return personPage(
    `${status} · ${mark?.name || 'Ticketero'}`,
    `${mark ? `<p class="mark">${markHtml(mark)}</p>\n` : ''}<h1>${es}</h1>
${words}
${status < 500 ? '' : `<a class="way" href="${escapeHtml(address)}">${AGAIN}</a>\n`}\
<a class="way" href="/">Ver todas las páginas <span lang="en">· All pages</span></a>`,
  );
}
