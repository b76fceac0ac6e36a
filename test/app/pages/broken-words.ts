import { Page } from 'playwright-core';

/**
 * Words that go on in the next line although they are not long: up to 16 letters, between blanks
 * and slashes. Longer ones may have to be broken.
 */
export const brokenWords = (page: Page, within: string): Promise<readonly string[]> =>
  page.locator(within).evaluateAll((boxes) => {
    const found: string[] = [];
    for (const box of boxes) {
      const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        for (const { 0: word, index } of node.textContent!.matchAll(/[^\s/]{2,}/g)) {
          if (word.length > 16 || /[\u0590-\u08ff]/.test(word)) continue;
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
          if (lines.size > 1) found.push(word);
        }
      }
    }
    return found;
  });
