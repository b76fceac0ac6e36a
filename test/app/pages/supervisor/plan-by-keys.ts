import { Page } from 'playwright-core';
import { enter, focused, inside, keyStops, tabTo } from '../by-keys';
import { sizes, World } from '../world';

const BRANCH = '3';

/** Waits until the day on screen is calculated. */
const calculated = (page: Page) => page.locator('.plan-answer[aria-busy="false"]').waitFor();

/** A day planned without a mouse, where there are learned days to plan it by. */
export function planByKeys(world: () => World) {
  test('a day is planned, saved and removed by keys alone', async () => {
    const page = await world().staff('supervisor-1', { size: sizes.supervisor });
    await page.locator('.top-branch select').selectOption(BRANCH);
    await page.locator('.tabs a[href="#plan"]').focus();
    await page.keyboard.press('Enter');
    await calculated(page);
    await page.locator('.plan-sentence', { hasText: /hacen? falta/ }).waitFor();
    expect(await keyStops(page)).toEqual({ unseen: [], covered: [], missed: [] });
    // another day: its button keeps the focus while the day is calculated
    await page.evaluate(() => document.querySelector<HTMLElement>('.plan-day')!.focus());
    const days = page.locator('.plan-day:not([disabled])');
    const chosen = await days.nth(2).locator('span').first().innerText();
    await tabTo(page, new RegExp(`^${chosen}`));
    await page.keyboard.press('Enter');
    await page.locator('.plan-sentence', { hasText: chosen }).waitFor();
    await calculated(page);
    expect(await focused(page)).toMatch(new RegExp(`^${chosen}`));
    // a half hour, changed and saved
    await page.evaluate(() => document.querySelector<HTMLElement>('.plan-time select')!.focus());
    await tabTo(page, /^Ejecutivos de/);
    await page.keyboard.press('ArrowUp');
    await page.getByText('Hay cambios sin guardar.').waitFor();
    await calculated(page);
    await inside(page, '[role="slider"]');
    await enter(page, /^Guardar plan/);
    await page.getByText('Plan guardado.', { exact: true }).waitFor();
    await inside(page, '.plan-keep');
    await enter(page, /^Quitar plan/);
    await page.getByText('Plan quitado.', { exact: true }).waitFor();
    await inside(page, '.plan-keep');
    // the suggestions are taken by keys, too
    await enter(page, /^Poner los que hacen falta/);
    await calculated(page);
    await inside(page, '.plan-keep');
    await enter(page, /^Volver a lo de costumbre/);
    await calculated(page);
    await inside(page, '.plan-keep');
  });
}
