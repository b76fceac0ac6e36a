import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Page } from 'playwright-core';
import { takePicture } from '../../loop/gallery';
import { strayWords } from './one-language';
import { inBoth, inOtherLanguage } from './other-language';
import { spilled } from './page-checks';

/** What a person would see of a state, kept as pictures, and what is asked of each. */

export const SHOTS = join(__dirname, '../../../test-output/pages');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * A picture for people, kept as test output at the page's real size. No word on it is in another
 * language than it says. At length, a second one is taken in the other language.
 */
export async function shot(page: Page, name: string, whole = false): Promise<void> {
  await takePicture(page, SHOTS, name, whole);
  expect({ name, stray: await strayWords(page) }).toEqual({ name, stray: [] });
  if (inBoth) await otherLanguage(page, name, whole, false);
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Of these, the rules that look at colours: all that another theme can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds against WCAG 2.2 A and AA, in words. Runs outside the page's content policy. */
export async function axe(page: Page, runOnly = WCAG): Promise<readonly string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  const { violations } = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(runOnly)}, resultTypes: ['violations'] })`,
  )) as AxeResult;
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) =>
        `${violation.id}: ${node.html.slice(0, 160)} — ` +
        `${node.failureSummary.replace(/\s+/g, ' ').slice(0, 300)}`,
    ),
  );
}

/**
 * Pictures in both themes; axe in the light one, in the dark its colours. `fixed` has one. No word
 * is in another language than the page. At length, all of it in the other language too.
 */
export async function look(page: Page, name: string, { whole = false, fixed = false } = {}) {
  for (const theme of fixed ? (['light'] as const) : (['light', 'dark'] as const)) {
    await page.emulateMedia({ colorScheme: theme });
    await takePicture(page, SHOTS, fixed ? name : `${name}-${theme}`, whole);
    const found = await axe(page, theme === 'light' ? WCAG : COLOURS);
    expect({ name, theme, axe: found }).toEqual({ name, theme, axe: [] });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  expect({ name, stray: await strayWords(page) }).toEqual({ name, stray: [] });
  if (inBoth) await otherLanguage(page, name, whole, true);
}

/** The same state in the other language: a picture, no stray word, no word out of its box. */
async function otherLanguage(page: Page, name: string, whole: boolean, asked: boolean) {
  const own = await spilled(page);
  expect({ name, own }).toEqual({ name, own: [] });
  await inOtherLanguage(page, async (other, code) => {
    await takePicture(other, SHOTS, `${name}-in-${code}`, whole);
    if (asked) {
      await other.emulateMedia({ colorScheme: 'dark' });
      await takePicture(other, SHOTS, `${name}-in-${code}-dark`, whole);
      const dark = await axe(other, COLOURS);
      expect({ name, code, dark }).toEqual({ name, code, dark: [] });
      await other.emulateMedia({ colorScheme: 'light' });
    }
    const stray = await strayWords(other);
    const over = await spilled(other);
    const found = asked ? await axe(other) : [];
    expect({ name, code, stray, over, axe: found }).toEqual({
      ...{ name, code, stray: [], over: [], axe: [] },
    });
  });
}
