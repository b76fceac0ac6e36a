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

/** Keeps what is spoken instead of speaking it. */
export function listen() {
  const said: string[] = [];
  Object.assign(window, {
    said,
    SpeechSynthesisUtterance: class {
      constructor(readonly text: string) {}
    },
  });
  Object.defineProperty(window, 'speechSynthesis', {
    value: { cancel: () => undefined, speak: ({ text }: { text: string }) => said.push(text) },
  });
}

/** Waits for what stays, which is looked at, and not what is seen until the answer is there. */
export const loaded = (page: Page): Promise<void> =>
  page
    .getByText(/^(Conectando…|Connecting…)$/)
    .first()
    .waitFor({ state: 'detached' });

/** Asserts that nothing reaches beyond the screen in either direction. */
export async function uncut(page: Page) {
  const over = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { wide: scrollWidth - innerWidth, tall: scrollHeight - innerHeight };
  });
  expect(over).toEqual({ wide: 0, tall: 0 });
}

/** Waits until a console's main button says this and can be pressed: until then keys do nothing. */
export const face = (page: Page, name: string): Promise<void> =>
  page.locator(`.main-button[data-face="${name}"]:not([disabled])`).waitFor();

/** On the floor: queues whose figures, or the names below them, are not aligned. */
export const outOfLine = (page: Page): Promise<readonly string[]> =>
  page.locator('.queue-figures').evaluateAll((all) =>
    all.flatMap((row) => {
      const edges = (parts: string, edge: 'top' | 'bottom') =>
        new Set(
          [...row.querySelectorAll(parts)].map((n) => Math.round(n.getBoundingClientRect()[edge])),
        );
      return edges('dd', 'bottom').size > 1 || edges('dt', 'top').size > 1
        ? [row.textContent!]
        : [];
    }),
  );

/** On the floor: queues with a figure that is not above its own name. */
export const figuresApart = (page: Page): Promise<readonly string[]> =>
  page.locator('.queue-figures').evaluateAll((all) =>
    all
      .filter((row) => {
        const left = (part: Element) => Math.round(part.getBoundingClientRect().left);
        return [...row.children].some(
          (each) => left(each.querySelector('dt')!) !== left(each.querySelector('dd')!),
        );
      })
      .map((row) => row.textContent!),
  );

/** Empty elements that still take up a line of their grid, by class or id. */
export const idleLines = (page: Page): Promise<readonly string[]> =>
  page.locator('[aria-live]:empty, [role=status]:empty').evaluateAll((all) =>
    all
      .filter((each) => {
        const { display, rowGap } = getComputedStyle(each.parentElement!);
        return (
          display === 'grid' &&
          parseFloat(rowGap) > 0 &&
          getComputedStyle(each).position !== 'absolute' &&
          each.getBoundingClientRect().height === 0
        );
      })
      .map((each) => each.outerHTML),
  );

/** Boxes with more room below their content than above it. */
export const lopsided = (page: Page, boxes: string): Promise<readonly string[]> =>
  page.locator(boxes).evaluateAll((all) =>
    all
      .filter((box) => {
        const rect = (part: Element) => part.getBoundingClientRect();
        const shown = [...box.querySelectorAll('*')].map(rect).filter(({ height }) => height > 0);
        const above = Math.min(...shown.map(({ top }) => top)) - rect(box).top;
        const below = rect(box).bottom - Math.max(...shown.map(({ bottom }) => bottom));
        return below > above + 2;
      })
      .map((box) => box.textContent!),
  );

/** Headings nearer to the content before them than to their own. */
export const strayHeadings = (page: Page, parts: string): Promise<readonly string[]> =>
  page.locator(`${parts} + ${parts} > h2`).evaluateAll((all) =>
    all
      .filter((heading) => {
        const rect = (part: Element) => part.getBoundingClientRect();
        const part = heading.parentElement!;
        const before = rect(part.previousElementSibling!).bottom;
        const own = [...part.children].find((each) => each !== heading && rect(each).height > 0)!;
        return rect(heading).top - before <= rect(own).top - rect(heading).bottom;
      })
      .map((heading) => heading.textContent!),
  );

/** Dates wider than their field: their first digit is cut off. */
export const cutDates = (page: Page): Promise<readonly string[]> =>
  page.locator('input[type=date]:visible').evaluateAll((all) =>
    (all as HTMLInputElement[])
      .filter((each) => {
        const given = each.offsetWidth;
        each.style.width = 'max-content';
        const wanted = each.offsetWidth;
        each.style.width = '';
        return given < wanted;
      })
      .map((each) => each.value),
  );

/** Buttons whose text or icon reaches over their edge, and buttons that reach over the screen's. */
export const spilt = (page: Page): Promise<readonly string[]> =>
  page.locator('button:visible').evaluateAll((all) =>
    all
      .filter((button) => {
        const box = button.getBoundingClientRect();
        const inside = document.createRange();
        inside.selectNodeContents(button);
        const parts = [...inside.getClientRects()];
        return (
          box.left < 0 ||
          box.right > innerWidth + 0.5 ||
          parts.some(({ left, right }) => left < box.left || right > box.right)
        );
      })
      .map((button) => button.textContent!),
  );

/** Elements on more than one line, by their text. */
export const brokenLines = (page: Page, parts: string): Promise<readonly string[]> =>
  page.locator(parts).evaluateAll((all) =>
    all
      .filter((part) => {
        const inside = document.createRange();
        inside.selectNodeContents(part);
        return new Set([...inside.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
      })
      .map((part) => part.textContent!),
  );

/** The distinct sizes of letters among these. */
export const letterSizes = (page: Page, parts: string): Promise<readonly string[]> =>
  page
    .locator(parts)
    .evaluateAll((all) => [...new Set(all.map((each) => getComputedStyle(each).fontSize))]);

/** On the floor: where the content below the column headings begins, px from the top. */
export const beginnings = (page: Page): Promise<readonly number[]> =>
  page
    .locator('.queue-row:first-child, .alert-list, .counter-cells')
    .evaluateAll((all) => [
      ...new Set(all.map((each) => Math.round(each.getBoundingClientRect().top))),
    ]);

/** On a display: elements that reach out of their box, by text; and rows of different sizes. */
export const outside = (page: Page) =>
  page.evaluate(() => {
    const rect = (node: Element) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return range.getBoundingClientRect();
    };
    const within = (inner: DOMRect, outer: DOMRect) =>
      inner.left >= outer.left - 0.5 &&
      inner.right <= outer.right + 0.5 &&
      inner.top >= outer.top - 0.5 &&
      inner.bottom <= outer.bottom + 0.5;
    const boxes: readonly (readonly [string, string])[] = [
      ['.heroes', '.number, .hero-label, .hero-word, .nothing p'],
      ['.last', '.number, .last-head'],
      ['.bar', '.fit-inner > *, time, .bank-logo'],
      ['.strip', '.strip-words, .sound-off span'],
    ];
    const found: string[] = [];
    const screen = new DOMRect(0, 0, innerWidth, innerHeight);
    for (const [box, parts] of boxes) {
      for (const outer of document.querySelectorAll(box)) {
        for (const part of outer.querySelectorAll(parts)) {
          if (!part.matches('img') && !part.textContent?.trim()) continue;
          const inner = part.matches('img') ? part.getBoundingClientRect() : rect(part);
          if (!within(inner, outer.getBoundingClientRect()) || !within(inner, screen)) {
            const sides = ({ left, top, right, bottom }: DOMRect) =>
              [left, top, right, bottom].map(Math.round).join(' ');
            const where = `${sides(inner)} in ${sides(outer.getBoundingClientRect())}`;
            found.push(`${box} ${part.textContent}: ${where}`);
          }
        }
      }
    }
    // number and counter of a row do not touch
    for (const row of document.querySelectorAll('.hero-row, .last li, .hero-counter')) {
      const [first, second] = [row.firstElementChild, row.lastElementChild];
      if (!first || !second || first === second) continue;
      const piled = row.matches('.piled .hero-row');
      const [one, other] = [rect(first), rect(second)];
      if (one.right > other.left && !piled) found.push(`overlap ${row.textContent}`);
    }
    // counters are aligned right, and so is their heading, in each language
    const heading = document.querySelector('.hero-label.pair > span:last-child');
    if (heading) {
      const words = document.createRange();
      words.selectNodeContents(heading);
      const ends = [...words.getClientRects()].map(({ right }) => Math.round(right));
      if (Math.max(...ends) - Math.min(...ends) > 1) found.push(`heading ends at ${ends.join()}`);
    }
    // earlier calls stand half-way between two lines
    for (const row of document.querySelectorAll('.last li:not(:empty)')) {
      const words = rect(row);
      const { top } = row.getBoundingClientRect();
      const next = row.nextElementSibling?.getBoundingClientRect().top;
      const bottom = next ?? row.parentElement!.getBoundingClientRect().bottom;
      const off = (words.top + words.bottom - top - bottom) / 2;
      if (Math.abs(off) > 0.05 * (bottom - top) + 3) {
        found.push(`off by ${off}: ${row.textContent}`);
      }
    }
    const letters = new Set(
      [...document.querySelectorAll('.hero-row .number')].map(
        (each) => getComputedStyle(each).fontSize,
      ),
    );
    if (letters.size > 1) found.push(`sizes ${[...letters].join()}`);
    return found;
  });

/** Calls of several lines are separated by more room than there is between their lines. */
export const close = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll('.hero-row')];
    return rows.slice(1).flatMap((row, at) => {
      const { bottom } = rows[at].getBoundingClientRect();
      const letters = parseFloat(getComputedStyle(row.parentElement!).fontSize);
      const gap = (row.getBoundingClientRect().top - bottom) / letters;
      return gap < 0.09 ? [`calls ${gap} apart: ${row.textContent}`] : [];
    });
  });

/** Words that reach out of their box, or are cut off in it without an ellipsis. */
export const spilled = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement!;
      if (!node.textContent!.trim() || parent.closest('.unseen, option, svg, script')) continue;
      const words = document.createRange();
      words.selectNodeContents(node);
      const rects = [...words.getClientRects()].filter(({ width }) => width > 1);
      for (let box: Element | null = parent; box && rects.length; box = box.parentElement) {
        const { display, overflowX, textOverflow, position } = getComputedStyle(box);
        if (display === 'contents' || (display.startsWith('inline') && display !== 'inline-flex')) {
          continue;
        }
        if (overflowX === 'auto' || overflowX === 'scroll' || textOverflow === 'ellipsis') break;
        const { left, right } = box.getBoundingClientRect();
        if (rects.some((each) => each.left < left - 1 || each.right > right + 1)) {
          found.add(`${node.textContent} in ${box.tagName} ${box.className}`);
          break;
        }
        if (position === 'fixed') break;
      }
    }
    return [...found];
  });
