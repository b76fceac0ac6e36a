import { Page } from 'playwright-core';
import { look } from '../world';

/** Text that nobody can see, and that is longer than nothing. */
export const UNSEEN = '\u200b';

/** Refused where it was typed, which has the focus; what was chosen before stays. */
export async function unseenWords(phone: Page): Promise<void> {
  const words = phone.getByLabel('Si quiere, explíquelo');
  await words.fill(UNSEEN);
  await phone.getByRole('button', { name: 'Enviar la solicitud' }).click();
  await phone.locator('#right-words:focus[aria-invalid=true]').waitFor();
  await phone.locator('#right-words-wrong', { hasText: 'Hay un dato que revisar.' }).waitFor();
  expect(await phone.locator('#right').inputValue()).toBe('erasure');
  await look(phone, 'ticket-rights-wrong', { whole: true });
  await words.fill('');
}
