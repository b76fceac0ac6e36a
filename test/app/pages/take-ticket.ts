import { Locator, Page } from 'playwright-core';

/**
 * Takes a ticket for the first queue, without RUT or preference, at a kiosk that shows its keypad.
 * Returns the number, before the paper is printed.
 */
export async function takeTicket(kiosk: Page): Promise<string> {
  await kiosk.getByRole('button', { name: 'Sacar número sin RUT' }).click();
  await kiosk.locator('.service').first().click();
  await kiosk.getByRole('button', { name: 'No, gracias' }).click();
  await kiosk.locator('.result .number').waitFor();
  return (await kiosk.locator('.result .number').innerText()).trim();
}

/** Waits until the screen accepts presses again. */
export const heard = (kiosk: Page) => kiosk.locator('.kiosk:not(.deaf)').waitFor();

/**
 * Taps the middle of an element, and again as soon as something else is there: from inside the
 * page, so that a busy machine does not turn it into two slow taps.
 */
export async function tapTwice(kiosk: Page, target: Locator): Promise<void> {
  const { x, y, width, height } = (await target.boundingBox())!;
  await kiosk.evaluate(
    ([left, top]) =>
      new Promise<void>((done) => {
        const tap = () => {
          const under = document.elementFromPoint(left, top);
          for (const type of ['pointerdown', 'click']) {
            under?.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true }));
          }
        };
        const changed = new MutationObserver(() => {
          if (!document.querySelector('.kiosk.deaf')) return;
          changed.disconnect();
          tap();
          done();
        });
        changed.observe(document.body, { subtree: true, childList: true, attributes: true });
        tap();
      }),
    [x + width / 2, y + height / 2] as const,
  );
}

/** From the keypad to the choice of queues, without RUT, in either language. */
export async function toServices(kiosk: Page): Promise<void> {
  await kiosk.locator('.pad').waitFor();
  await kiosk.getByRole('button', { name: /sin RUT|without a RUT/ }).click();
  await kiosk.locator('.service').first().waitFor();
  await heard(kiosk);
}
