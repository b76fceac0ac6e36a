import { Face } from './face';
import { readLogo } from './logo';

/**
 * The bank's face where a device shows the page from outside: the icon in a tab or on a home
 * screen, and the name of an installed page. Without a face, the product's own.
 */

/** The product's own colours, where the bank has chosen none. */
const OWN = { brand: '#23307a', accent: '#ffc845' };
/** A logo that is nearly square is recognisable in an icon. */
const SQUARE = { least: 0.6, most: 1.7 };
const SIDE = 64;
const ROOM = 52;

/** An icon as SVG: the logo on white where it fits in a square, or a ticket in their colours. */
export function faceIcon({ logo, brand, accent }: Face): string {
  const read = logo ? readLogo(logo) : undefined;
  const shape =
    typeof read === 'object' && read.ratio >= SQUARE.least && read.ratio <= SQUARE.most
      ? `<rect width="64" height="64" rx="14" fill="#fff"/>${pictureOf(logo, read.ratio)}`
      : ticketIn(brand || OWN.brand, accent || OWN.accent);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${shape}</svg>`;
}

function pictureOf(logo: string, ratio: number): string {
  const [width, height] = ratio >= 1 ? [ROOM, ROOM / ratio] : [ROOM * ratio, ROOM];
  const at = (size: number) => `${(SIDE - size) / 2}`;
  return (
    `<image x="${at(width)}" y="${at(height)}" width="${width}" height="${height}" ` +
    `href="${logo}"/>`
  );
}

const ticketIn = (ground: string, ticket: string): string =>
  `<rect width="64" height="64" rx="14" fill="${ground}"/>` +
  `<path d="M12 20h40v8a4.500 4.500 0 0 0 0 9v8H12v-8a4.500 4.500 0 0 0 0-9z" fill="${ticket}"/>` +
  `<path d="M39 22v5M39 30v5M39 38v5" stroke="${ground}" stroke-width="3" stroke-linecap="round"/>`;

/**
 * What an installed customer's page is called and looks like.
 * @param icon where its icon is served
 */
export const faceManifest = ({ name, brand }: Face, icon: string) => ({
  name: name || 'Ticketero',
  short_name: name ? shortOf(name) : 'Turno',
  start_url: '/t',
  scope: '/t',
  display: 'standalone',
  background_color: '#f4f2ec',
  theme_color: brand || OWN.brand,
  icons: [{ src: icon, sizes: 'any', type: 'image/svg+xml' }],
});

/** Whole words, as many as there is room for. */
function shortOf(name: string): string {
  const words = name.split(' ');
  while (words.length > 1 && words.join(' ').length > MOST_SHORT) words.pop();
  return words.join(' ').slice(0, MOST_SHORT);
}

/** About how many letters fit below an icon. */
const MOST_SHORT = 14;
