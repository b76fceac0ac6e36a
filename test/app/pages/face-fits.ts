import { Page } from 'playwright-core';
import { defaultFace, Face } from '../../../src/app/domain/model/face';
import { logoOf, png } from '../../support/png';
import { World } from './world';

/** Banks whose mark and names are as long, as wide and as high as settings allow. */

const BANK = 'Banco Austral de Desarrollo, Ahorro y Fomento de Magallanes'.padEnd(60, '.');
export const BRANCH =
  'Sucursal Avenida Libertador Bernardo O’Higgins esquina Universidad de Chile, segundo piso';
export const LONG_QUEUE =
  'Apertura de cuentas corrientes, tarjetas de crédito, créditos hipotecarios y seguros';
export const LONG_COUNTER = 'Sala de reuniones del tercer piso, ala B';

const face: Face = { ...defaultFace, name: BANK, brand: '#8a1538' };
const faces = {
  wide: { ...face, logo: logoOf(png(480, 40)) },
  high: { ...face, logo: logoOf(png(40, 160)) },
  name: face,
} as const;
export const kinds = ['wide', 'high', 'name'] as const;

/** The bank wears it from now on. */
export async function wearFace(world: World, kind: (typeof kinds)[number]): Promise<void> {
  const path = '/api/branches/bank/settings';
  const read = await world.asStaff<{ version: number; overrides: object }>('admin-1', 'GET', path);
  const body = { ...read.overrides, face: faces[kind] };
  await world.asStaff('admin-1', 'PUT', path, body, { 'If-Match': `"${read.version}"` });
}

/** Elements off the screen sideways, cut without an ellipsis, or overlapping a neighbour. */
export const wrong = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const shown = (each: Element) => {
      const { width, height } = each.getBoundingClientRect();
      return width > 1 && height > 1 && getComputedStyle(each).visibility === 'visible';
    };
    const says = (each: Element) => `${each.className || each.tagName}: ${each.textContent}`;
    if (document.documentElement.scrollWidth > innerWidth) found.push('scrolls sideways');
    for (const logo of document.querySelectorAll<HTMLImageElement>('.bank-logo')) {
      const { width, height } = logo.getBoundingClientRect();
      if (height < 16 || width < 5) found.push(`logo ${width} × ${height}`);
    }
    for (const each of document.querySelectorAll<HTMLElement>('body *')) {
      const own = [...each.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      if ((!own && !each.matches('.bank-logo')) || !shown(each)) continue;
      if (each.closest('.unseen, svg, select, .admin-table')) continue;
      const { left, right } = each.getBoundingClientRect();
      if (left < -0.5 || right > innerWidth + 0.5) found.push(`out: ${says(each)}`);
      const style = getComputedStyle(each);
      const dots = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
      if (style.overflowX === 'hidden' && !dots && each.scrollWidth > each.clientWidth + 1) {
        found.push(`cut: ${says(each)}`);
      }
    }
    const heads = '.bar, .bar .fit-inner, .place, .kiosk-bar, .staff-top, .ticket-top';
    for (const head of document.querySelectorAll(heads)) {
      const parts = [...head.children].filter(shown);
      for (const [at, one] of parts.entries()) {
        for (const other of parts.slice(at + 1)) {
          const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (across > 1 && down > 1) found.push(`on each other: ${says(one)} / ${says(other)}`);
        }
      }
    }
    return found;
  });
