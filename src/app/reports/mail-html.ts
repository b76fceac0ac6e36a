import { mixed } from '../domain/model/colour';
import { Face } from '../domain/model/face';

/**
 * HTML for mail: tables with inline styles, which every mail program shows, even Outlook. Nothing
 * is fetched, so nobody learns when it was opened.
 */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => ENTITIES[c]);

/** The product's own colour, for a bank that has chosen none. */
const BRAND = '#23307a';
export const INK = '#15181f';
export const QUIET = '#4a505e';
const LINE = '#d9d5c9';
/** The background of a figure that misses its target, instead of the bank's colour. */
export const WRONG = '#d0342c';

export const brandOf = ({ brand }: Pick<Face, 'brand'>): string => brand || BRAND;

/**
 * Backgrounds of a heat map, from nothing (0) to most (5): light enough for black text, whatever
 * the colour.
 */
export const groundOf = (colour: string, level: number): string =>
  mixed('#ffffff', colour, level * 0.09);

const font = "font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const cell = `padding:6px 8px;border-bottom:1px solid ${LINE};font-size:14px;color:${INK}`;

/**
 * On a phone a row with many columns becomes one figure per line, each with its name. A mail
 * program that drops this rule shows the table as everywhere else.
 */
const NARROW = `@media (max-width:560px){
.in{padding-left:14px!important;padding-right:14px!important}
.many thead{display:none!important}
.many tr{display:block!important;padding:6px 0!important;border-bottom:1px solid ${LINE}!important}
.many th,.many td{display:block!important;text-align:left!important;border:0!important;
padding:1px 0!important}
.many span{display:inline!important}}`;

/** A table of figures: the first column is what each row is of. */
export function tableHtml(
  title: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const side = (at: number) => (at === 0 ? 'left' : 'right');
  const head = headings
    .map(
      (each, at) =>
        `<th scope="col" align="${side(at)}" ` +
        `style="${cell};color:${QUIET};text-align:${side(at)}">${escaped(each)}</th>`,
    )
    .join('');
  const named = headings.some(Boolean);
  const name = (at: number) =>
    named ? `<span style="display:none">${escaped(headings[at])}: </span>` : '';
  const body = rows
    .map(
      ([first, ...others]) =>
        `<tr><th scope="row" align="left" style="${cell};text-align:left;font-weight:600;` +
        `overflow-wrap:anywhere">` +
        `${escaped(first)}</th>` +
        others
          .map((each, at) => {
            const shown = name(at + 1) + escaped(each);
            return `<td align="right" style="${cell};text-align:right">${shown}</td>`;
          })
          .join('') +
        '</tr>',
    )
    .join('\n');
  return (
    `${headingHtml(title)}\n<table width="100%" cellspacing="0" cellpadding="0" border="0" ` +
    `${headings.length > 2 ? 'class="many" ' : ''}style="border-collapse:collapse">` +
    `${named ? `<thead><tr>${head}</tr></thead>` : ''}\n<tbody>\n${body}\n</tbody></table>`
  );
}

export const headingHtml = (title: string): string =>
  `<h2 style="margin:28px 0 8px;font-size:17px;color:${INK}">${escaped(title)}</h2>`;

export const textHtml = (text: string, colour = INK): string =>
  `<p style="margin:10px 0 0;font-size:15px;line-height:1.45;color:${colour}">${escaped(text)}</p>`;

/** A button. `#ffffff` is legible on every colour that a bank may choose. */
export const buttonHtml = (brand: string, words: string, address: string): string =>
  `<p style="margin:18px 0"><a href="${escaped(address)}" style="display:inline-block;` +
  `padding:12px 20px;border-radius:8px;background:${brand};color:#ffffff;font-weight:700;` +
  `font-size:15px;text-decoration:none">${escaped(words)}</a></p>`;

/** A whole message with the bank's mark at its head. */
export function messageHtml({
  language,
  face,
  title,
  subtitle,
  body,
  foot,
}: {
  readonly language: string;
  readonly face: Pick<Face, 'name' | 'brand'>;
  readonly title: string;
  /** Lines under the title. */
  readonly subtitle: readonly string[];
  readonly body: readonly string[];
  readonly foot: readonly string[];
}): string {
  const brand = brandOf(face);
  const mark = face.name
    ? `<div style="font-size:15px;font-weight:700;color:#ffffff">${escaped(face.name)}</div>\n`
    : '';
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light"><meta name="supported-color-schemes" content="light">
<title>${escaped(title)}</title><style>${NARROW}</style></head>
<body style="margin:0;padding:0;background:#f4f2ec;${font}">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0"><tr>
<td align="center" style="padding:16px 8px">
<table role="presentation" width="680" cellspacing="0" cellpadding="0" border="0"
 style="width:100%;max-width:680px;background:#ffffff;border-radius:12px">
<tr><td bgcolor="${brand}" class="in" style="background:${brand};padding:20px 24px;
border-radius:12px 12px 0 0">
${mark}<h1 style="margin:4px 0 0;font-size:24px;line-height:1.2;color:#ffffff">
${escaped(title)}</h1>
<div style="margin-top:4px;font-size:15px;color:#ffffff">
${subtitle.map(escaped).join('<br>')}</div></td></tr>
<tr><td class="in" style="padding:20px 24px">
${body.join('\n')}
</td></tr>
<tr><td class="in" style="padding:0 24px 20px;font-size:13px;line-height:1.45;color:${QUIET}">
${foot.join('\n')}
</td></tr></table></td></tr></table></body></html>
`;
}
