import { Page } from 'playwright-core';

/**
 * Puts the browser in the state before anybody has touched the page; the test's own calls into the
 * page would count as touches.
 */
export function silentUntilTouched() {
  window.AudioContext = class extends AudioContext {
    constructor() {
      super();
      void this.suspend();
    }
  };
}

/** Asserts that nothing reaches beyond the screen in either direction. */
export async function uncut(page: Page) {
  const over = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { wide: scrollWidth - innerWidth, tall: scrollHeight - innerHeight };
  });
  expect(over).toEqual({ wide: 0, tall: 0 });
}

/** A console's main button says so and can be pressed: until then keys do nothing. */
export const face = (page: Page, name: string): Promise<void> =>
  page.locator(`.main-button[data-face="${name}"]:not([disabled])`).waitFor();
