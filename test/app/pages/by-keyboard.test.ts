import { Page } from 'playwright-core';
import { until } from '../../support/wait';
import { openWorld, world } from './open-world';
import { look } from './world';

/**
 * A console by keys alone: what has the focus is not lost, and whoever leaves a dialog is back
 * where they were.
 */

jest.setTimeout(240_000);
openWorld();

/** The words of what has the focus; `nothing` where a person would have to start over. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return !at || at === document.body ? 'nothing' : (at.textContent ?? '').trim();
  });

/** Goes on by Tab until what has the focus has these words. */
async function tabTo(page: Page, words: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let n = 0; n < 60; n += 1) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (words.test(at)) return;
    seen.push(at);
  }
  throw new Error(`no ${String(words)} among ${seen.join(' | ')}`);
}

/** Waits until the main button says this and hears a press. */
const face = (page: Page, name: string) =>
  page.locator(`.main-button[data-face="${name}"][aria-disabled="false"]`).waitFor();

/** Whatever was pressed went away: the focus is in the page that took its place. */
const inMain = (page: Page) => page.waitForFunction(() => document.activeElement?.closest('main'));

test('a day at a counter, from its beginning to its end', async () => {
  const page = await world.staff('advisor-1');
  await page.locator('.main-button:enabled').waitFor();
  await tabTo(page, /^Empezar a atender/);
  await page.keyboard.press('Enter');
  await page.locator('.turn-idle').waitFor();
  await inMain(page);
  await look(page, 'advisor-by-keys');
  await world.issue('caja');
  await face(page, 'next');
  await tabTo(page, /^Llamar/);
  await page.keyboard.press('Enter');
  await face(page, 'start');
  expect(await focused(page)).toMatch(/^Iniciar/);
  await page.keyboard.press('Enter');
  await face(page, 'finish-next');
  expect(await focused(page)).toMatch(/^Finalizar y llamar/);
  for (const opener of [/^Derivar/, /^Teclas/]) {
    await tabTo(page, opener);
    await page.keyboard.press('Enter');
    await page.locator('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await until(async () => opener.test(await focused(page)), `${String(opener)} has the focus`);
  }
  await tabTo(page, /^FinalizarF/);
  await page.keyboard.press('Enter');
  await page.locator('.turn-idle').waitFor();
  await inMain(page);
  await world.issue('caja');
  await face(page, 'next');
  await tabTo(page, /^Llamar/);
  await page.keyboard.press('Enter');
  await face(page, 'start');
  await tabTo(page, /^Ausente/);
  await page.keyboard.press('Enter');
  await page.locator('.turn-idle').waitFor();
  await inMain(page);
  await tabTo(page, /^Pausa/);
  await page.keyboard.press('Enter');
  await page.locator('dialog').waitFor();
  await page.keyboard.press('Enter');
  await face(page, 'resume');
  await inMain(page);
  await tabTo(page, /^Terminar/);
  await page.keyboard.press('Enter');
  await page.locator('.choose-counter').waitFor();
  await inMain(page);
});
