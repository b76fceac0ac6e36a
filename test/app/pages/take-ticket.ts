import { Page } from 'playwright-core';

/**
 * Takes a ticket of the first queue, without RUT and without preference, at a kiosk that shows its
 * keypad. Returns the number; the paper is still to come.
 */
export async function takeTicket(kiosk: Page): Promise<string> {
  await kiosk.getByRole('button', { name: 'Sacar número sin RUT' }).click();
  await kiosk.locator('.service').first().click();
  await kiosk.getByRole('button', { name: 'No, gracias' }).click();
  await kiosk.locator('.result .number').waitFor();
  return (await kiosk.locator('.result .number').innerText()).trim();
}

/** A screen takes presses again. */
export const heard = (kiosk: Page) => kiosk.locator('.kiosk:not(.deaf)').waitFor();

/** From its keypad on to what can be chosen, without RUT, in either language. */
export async function toServices(kiosk: Page): Promise<void> {
  await kiosk.locator('.pad').waitFor();
  await kiosk.getByRole('button', { name: /sin RUT|without a RUT/ }).click();
  await kiosk.locator('.service').first().waitFor();
  await heard(kiosk);
}
