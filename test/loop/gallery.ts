import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Page } from 'playwright-core';

/** What a picture shows: kept beside it as JSON. */
export interface Picture {
  readonly name: string;
  /** Folder of the page below `src/app/pages/`. */
  readonly page: string;
  readonly language: string;
  readonly theme: string;
  /** The window in CSS pixels, such as 360×740. */
  readonly size: string;
}

/** Takes a picture of a page for people to look at, and records what it shows. */
export async function takePicture(
  page: Page,
  folder: string,
  name: string,
  whole: boolean,
): Promise<void> {
  await page.screenshot({
    path: join(folder, `${name}.png`),
    fullPage: whole,
    animations: 'disabled',
  });
  const shown = await page.evaluate(() => {
    const { lang, dataset } = document.documentElement;
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    const theme = dataset.theme ?? (isDark ? 'dark' : 'light');
    return { page: dataset.page ?? location.pathname, language: lang.slice(0, 2), theme };
  });
  const size = page.viewportSize();
  const picture: Picture = { name, ...shown, size: size ? `${size.width}×${size.height}` : '' };
  await writeFile(join(folder, `${name}.json`), JSON.stringify(picture));
}

/** Writes `index.html` for all pictures in a folder, including those of earlier runs. */
export async function writeGallery(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const pictures = texts.map((text) => JSON.parse(text) as Picture);
  // Written to a temporary name and renamed, because several test files may end at once.
  const fresh = join(folder, `index.${process.pid}.html`);
  await writeFile(fresh, galleryPage(pictures));
  await rename(fresh, join(folder, 'index.html'));
}

const kinds = ['page', 'language', 'theme', 'size'] as const;

/** The gallery: grouped by page, with filters by what pictures show. */
export function galleryPage(pictures: readonly Picture[]): string {
  const sorted = pictures.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const values = (kind: (typeof kinds)[number]) =>
    [...new Set(sorted.map((picture) => picture[kind]))].sort();
  const choice = (kind: (typeof kinds)[number]) =>
    `<label>${kind} <select name="${kind}"><option value="">all</option>` +
    `${values(kind)
      .map((value) => `<option>${escaped(value)}</option>`)
      .join('')}</select></label>`;
  const groups = values('page').map((page) => {
    const ofPage = sorted.filter((picture) => picture.page === page);
    return `<section><h2>${escaped(page)}</h2><ul>${ofPage.map(figure).join('\n')}</ul></section>`;
  });
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width"><title>Ticketero: pictures</title>',
    `<style>${STYLE}</style>`,
    `<h1>${sorted.length} pictures of the pages</h1>`,
    `<form>${kinds.map(choice).join(' ')}</form>`,
    ...groups,
    `<script>${SCRIPT}</script></html>`,
  ].join('\n');
}

function figure(picture: Picture): string {
  const data = kinds.map((kind) => `data-${kind}="${escaped(picture[kind])}"`).join(' ');
  const file = `${encodeURIComponent(picture.name)}.png`;
  const { name, language, theme, size } = picture;
  return (
    `<li ${data}><a href="${file}"><img src="${file}" alt="" loading="lazy"></a>` +
    `<b>${escaped(name)}</b> ${escaped([language, theme, size].join(' · '))}</li>`
  );
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const STYLE = `
body { margin: 2rem; font: 1rem/1.4 system-ui, sans-serif; background: #f4f2ec; color: #15181f }
form { position: sticky; top: 0; padding: .75rem 0; background: inherit }
label { margin-right: 1.5rem }
ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 1.5rem }
li { width: 18rem; font-size: .875rem }
li b { display: block }
img { width: 100%; height: 14rem; object-fit: contain; background: #d9d5c9 }
[hidden] { display: none }
`;

const SCRIPT = `
const form = document.forms[0];
form.addEventListener('change', () => {
  const wanted = [...new FormData(form)].filter(([, value]) => value);
  for (const item of document.querySelectorAll('li'))
    item.hidden = wanted.some(([kind, value]) => item.dataset[kind] !== value);
  for (const section of document.querySelectorAll('section'))
    section.hidden = !section.querySelector('li:not([hidden])');
});
`;
