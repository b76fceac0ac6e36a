import { contrast, nearest } from './colour';
import { readLogo } from './logo';

/** A bank's face. Empty members are as the product comes. */
export interface Face {
  /** The bank's name, beside the branch's. */
  readonly name: string;
  /** A PNG picture as a `data:` address. */
  readonly logo: string;
  /** The colour of buttons and titles, `#rrggbb`, with white text on it. */
  readonly brand: string;
  /** The background of calls, `#rrggbb`, with black text on it. */
  readonly accent: string;
  readonly typeface: 'own' | 'system' | 'serif';
  /** The greeting on kiosk, paper and bot, in each language. */
  readonly es: string;
  readonly en: string;
}

export const defaultFace: Face = {
  name: '',
  logo: '',
  brand: '',
  accent: '',
  typeface: 'own',
  es: '',
  en: '',
};

const COLOUR = /^#[0-9a-f]{6}$/i;
/** WCAG 2.2, 1.4.3: text of any size. */
export const LEAST_CONTRAST = 4.5;
/** The light grounds that pages write on in the bank's colour: white, and the darkest of them. */
export const LIGHT_GROUNDS = ['#ffffff', '#e9e6dd'] as const;
/** What is written on the colour of a call. */
export const ON_ACCENT = '#15181f';

/** The nearest colour that can be the bank's; the colour itself if it can. Takes `#rrggbb`. */
export const nearestBrand = (colour: string): string =>
  nearest(colour, LIGHT_GROUNDS, LEAST_CONTRAST);
/** The nearest colour that can stand behind a call. */
export const nearestAccent = (colour: string): string =>
  nearest(colour, [ON_ACCENT], LEAST_CONTRAST);

/** Why a colour cannot be the bank's, with the nearest one that can. Undefined: it can. */
export function brandFault(colour: string): string | undefined {
  if (colour === '') return undefined;
  if (!COLOUR.test(colour)) return 'a colour as #rrggbb, such as #23307a, or nothing';
  if (LIGHT_GROUNDS.every((ground) => contrast(colour, ground) >= LEAST_CONTRAST)) return undefined;
  return (
    `a darker colour, with ${LEAST_CONTRAST} to 1 on the pages: ` +
    `the nearest is ${nearestBrand(colour)}`
  );
}

/** Why a colour cannot stand behind a call, with the nearest one that can. Undefined: it can. */
export function accentFault(colour: string): string | undefined {
  if (colour === '') return undefined;
  if (!COLOUR.test(colour)) return 'a colour as #rrggbb, such as #ffc845, or nothing';
  if (contrast(colour, ON_ACCENT) >= LEAST_CONTRAST) return undefined;
  return (
    `a lighter colour, with ${LEAST_CONTRAST} to 1 under black: ` +
    `the nearest is ${nearestAccent(colour)}`
  );
}

/** Why a picture cannot be the bank's logo. Undefined: it can, or there is none. */
export function logoFault(address: string): string | undefined {
  if (address === '') return undefined;
  const read = readLogo(address);
  return typeof read === 'string' ? read : undefined;
}

/** The same without the picture, which is served by its own address and is heavy. */
export const withoutLogo = <C extends { readonly settings: { readonly face: Face } }>(
  config: C,
): C => ({
  ...config,
  settings: { ...config.settings, face: { ...config.settings.face, logo: '' } },
});
