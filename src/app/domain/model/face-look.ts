import { mixed, nearest } from './colour';
import { Face, LEAST_CONTRAST, ON_ACCENT } from './face';

/** A face as values of the pages' own custom properties (`pages/shared/look/tokens.css`). */
export interface FaceLook extends Themes {
  /** The family of every letter; undefined = as the product comes. */
  readonly font?: string;
}
interface Themes {
  readonly light: Values;
  readonly dark: Values;
}
export type Values = Readonly<Record<string, string>>;

const DARK_GROUND = '#0b1220';
/** Cards on the dark ground. */
const DARK_CARD = '#151e30';

const typefaces: Readonly<Record<Face['typeface'], string | undefined>> = {
  own: undefined,
  system: "system-ui, 'Segoe UI', 'Noto Sans', Roboto, sans-serif",
  serif: "'Noto Serif', Georgia, 'Times New Roman', serif",
};

/**
 * What a face changes, for each theme: the same colour cannot be read on white and on black. Empty
 * where nothing was chosen.
 */
export function faceLook({ brand, accent, typeface }: Face): FaceLook {
  const call: Values = accent ? { '--call': accent, '--on-call': ON_ACCENT } : {};
  const font = typefaces[typeface];
  const { light, dark } = brand ? ofBrand(brand) : NOTHING;
  return { light: { ...light, ...call }, dark: { ...dark, ...call }, ...(font ? { font } : {}) };
}

const NOTHING: Themes = { light: {}, dark: {} };

function ofBrand(brand: string): Themes {
  const darkTint = mixed(DARK_GROUND, brand, 0.25);
  const onDark = nearest(brand, [DARK_GROUND, DARK_CARD, darkTint], LEAST_CONTRAST);
  const lightTint = mixed(brand, '#ffffff', 0.9);
  return {
    light: {
      '--brand': brand,
      '--brand-press': mixed(brand, '#000000', 0.25),
      '--on-brand': '#ffffff',
      '--brand-tint': lightTint,
      '--tint': lightTint,
      '--deep': brand,
      '--on-deep': '#ffffff',
    },
    dark: {
      '--brand': onDark,
      '--brand-press': mixed(onDark, '#ffffff', 0.25),
      '--on-brand': DARK_GROUND,
      '--brand-tint': darkTint,
      '--tint': darkTint,
      '--deep': brand,
      '--on-deep': '#ffffff',
    },
  };
}
