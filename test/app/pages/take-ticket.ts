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
