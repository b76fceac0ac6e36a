import { Face } from './face';
import { faceLook, Values } from './face-look';
import { readLogo } from './logo';

/**
 * The bank's own face for a page: a style sheet that the page loads after its own, and the mark at
 * its head. No build is needed for another face, and no style in the page.
 */

/** What stands at the head of a page: the picture, or the name without one. */
export interface Mark {
  readonly name: string;
  readonly logo?: { readonly at: string; readonly ratio: number };
}

const block = (selector: string, values: Values) =>
  Object.keys(values).length === 0
    ? []
    : [
        `${selector}{${Object.entries(values)
          .map(([name, value]) => `${name}:${value}`)
          .join(';')}}`,
      ];

/** The mark of a face, if it has one. `at`: where its picture is served. */
export function markOf({ name, logo }: Face, at: string): Mark | undefined {
  const read = logo ? readLogo(logo) : undefined;
  if (typeof read === 'object') return { name, logo: { at, ratio: read.ratio } };
  return name ? { name } : undefined;
}

/**
 * The style sheet of a face. The mark stands in it as `--bank`, a text that a page's script reads,
 * so that both come in one piece.
 */
export function faceCss(face: Face, mark: Mark | undefined): string {
  const { light, dark, font } = faceLook(face);
  const dimmed = block(':root', dark);
  const values: Values = {
    ...(mark ? { '--bank': `"${encodeURIComponent(JSON.stringify(mark))}"` } : {}),
    ...(font ? { '--font': font } : {}),
  };
  return [
    ...block(':root', values),
    ...block(':root', light),
    ...(dimmed.length > 0 ? [`@media (prefers-color-scheme:dark){${dimmed.join('')}}`] : []),
    ...block(":root[data-theme='light']", light),
    ...block(":root[data-theme='dark']", dark),
    ...(font ? [`body{font-family:${font}}`] : []),
    '',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escaped = (text: string) => text.replace(/[&<>"]/g, (each) => ENTITIES[each]);

/** Pixels; a page's own styles say how high it really is. */
const LOGO_HIGH = 40;

/** The mark in a page that has no script of its own. Empty without one. */
export function markHtml(mark: Mark | undefined): string {
  if (!mark) return '';
  const { name, logo } = mark;
  if (!logo) return `<span class="bank-name">${escaped(name)}</span>`;
  return (
    `<img class="bank-logo" src="${logo.at}" alt="${escaped(name)}" ` +
    `width="${Math.round(LOGO_HIGH * logo.ratio)}" height="${LOGO_HIGH}">`
  );
}
