import { Page } from 'playwright-core';
import { shot } from '../world';

/** Whether all of an element is in sight. */
const inSight = (part: Element) => {
  const { top, bottom, left, right } = part.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth;
};

/**
 * The rules are a long page: each kind is one press away, from anywhere, and the links stay in
 * sight.
 */
export async function waysToRules(page: Page): Promise<void> {
  const ways = page.locator('.settings-contents');
  const kinds = await page.locator('.settings-group h3').allInnerTexts();
  expect(await ways.getByRole('button').allInnerTexts()).toEqual(kinds);
  for (const kind of [kinds.length - 1, 0, 3]) {
    await ways.getByRole('button').nth(kind).click();
    const heading = page.locator('.settings-group h3').nth(kind);
    expect(await heading.evaluate(inSight)).toBe(true);
    expect(await heading.evaluate((part) => part === document.activeElement)).toBe(true);
    expect(await ways.evaluate(inSight)).toBe(true);
  }
  const over = await ways.evaluate(
    (part) =>
      document.querySelector('.settings')!.getBoundingClientRect().right -
      part.getBoundingClientRect().left,
  );
  expect(over).toBeLessThanOrEqual(0);
  await shot(page, 'admin-rules-way');
}
