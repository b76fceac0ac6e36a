import { Page } from 'playwright-core';

/** What people who use keys alone go through. */

/** The words of what has the focus; `nothing` where a person would have to start over. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'nothing';
    const { labels, value } = at as HTMLInputElement;
    const label = labels?.[0]?.textContent ?? at.getAttribute('aria-label');
    return (label ?? at.textContent ?? value ?? '').trim();
  });

/** Goes on by Tab until what has the focus has these words. */
export async function tabTo(page: Page, words: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let n = 0; n < 150; n += 1) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (words.test(at)) return;
    seen.push(at.slice(0, 40));
  }
  throw new Error(`no ${String(words)} among ${seen.join(' | ')}`);
}

/** Goes there by Tab and presses Enter. */
export async function enter(page: Page, words: RegExp): Promise<void> {
  await tabTo(page, words);
  await page.keyboard.press('Enter');
}

/** The focus is within this part, and can be seen there. */
export const inside = (page: Page, part: string) =>
  page.waitForFunction(
    (selector) => document.activeElement?.matches(`${selector}, ${selector} *`),
    part,
  );

/**
 * Everything that can be pressed or typed into, by Tab from the top of the page: what is never
 * reached, what shows no ring when it is, and what something else covers then.
 */
export async function keyStops(page: Page) {
  const found = { unseen: [] as string[], covered: [] as string[] };
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('[data-stop]')) each.removeAttribute('data-stop');
    document.querySelector<HTMLElement>('header select, header a, header button')!.focus();
  });
  for (let n = 0; n < 300; n += 1) {
    if (n > 0) await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const at = document.activeElement as HTMLElement | null;
      if (!at || at === document.body) return undefined;
      const words = (at.getAttribute('aria-label') ?? at.textContent ?? at.id).trim().slice(0, 60);
      const again = at.hasAttribute('data-stop');
      at.setAttribute('data-stop', '');
      const rings = [at, at.parentElement, at.nextElementSibling, at.querySelector('rect')].some(
        (part) => {
          if (!part) return false;
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
          const ring = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
          return ring || (part === at && boxShadow !== 'none');
        },
      );
      const { left, top, width, height } = at.getBoundingClientRect();
      const there = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 300));
      const free = !there || at.contains(there) || there.contains(at);
      return { words, again, rings, free };
    });
    if (!stop) break;
    if (stop.again) continue;
    if (!stop.rings) found.unseen.push(stop.words);
    if (!stop.free) found.covered.push(stop.words);
  }
  const missed = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
      .filter((each) => {
        if (each.hasAttribute('data-stop') || each.matches(':disabled')) return false;
        if (!each.checkVisibility() || each.getClientRects().length === 0) return false;
        const { name, type } = each as HTMLInputElement;
        // one stop for a group of radio buttons, and for a table that arrows move in
        if (type === 'radio') return !document.querySelector(`[name="${name}"][data-stop]`);
        return !(each.tabIndex === -1 && each.closest('table')?.querySelector('[data-stop]'));
      })
      .map((each) => (each.getAttribute('aria-label') ?? each.textContent ?? each.id).trim()),
  );
  return { ...found, missed };
}
