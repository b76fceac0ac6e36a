import { Page } from 'playwright-core';
import { comesBackAs, gone, question, signsOutElsewhere } from '../admin/held-story';
import { look, sizes, World } from '../world';

const BRANCH = '3';

const stays = (page: Page) =>
  question(page).getByRole('button', { name: 'Seguir editando' }).click();

/** Each way off a day asks first, and staying keeps everything. */
async function asksAtEach(page: Page) {
  const day = page.getByLabel('Día', { exact: true });
  const was = await day.inputValue();
  const ways = [
    () => page.locator('.tabs a[href="#overview"]').click(),
    () => page.locator('.top-branch select').selectOption('1'),
    () => page.getByRole('button', { name: 'El resto de hoy' }).click(),
    () => page.locator('.plan-day:not([disabled])[aria-pressed="false"]').first().click(),
    () => day.fill(`${was.slice(0, 3)}${Number(was[3]) + 1}${was.slice(4)}`),
  ];
  for (const way of ways) {
    await way();
    await question(page).waitFor();
    expect(new URL(page.url()).hash).toBe('#plan');
    await stays(page);
    await question(page).waitFor({ state: 'detached' });
    expect(await day.inputValue()).toBe(was);
    await page.getByText('Hay cambios sin guardar').waitFor();
  }
  expect(await page.locator('.top-branch select').inputValue()).toBe(BRANCH);
}

/** No press of anything else loses an unsaved plan. */
export function planHeld(world: () => World) {
  test('leaving an unsaved plan asks first, and it is still there after a sign-out', async () => {
    const page = await world().staff('supervisor-1', { size: sizes.supervisor });
    await page.locator('.top-branch select').selectOption(BRANCH);
    await page.locator('.tabs a[href="#plan"]').click();
    const first = page.getByRole('slider', { name: 'Ejecutivos de 09:00 a 09:30' });
    await first.focus();
    await page.keyboard.press('ArrowUp');
    const planned = await first.getAttribute('aria-valuenow');
    await page.getByText('Hay cambios sin guardar').waitFor();
    await asksAtEach(page);
    await page.locator('.top-branch select').selectOption('1');
    await question(page).waitFor();
    await look(page, 'plan-leaving');
    await stays(page);

    await signsOutElsewhere(page, '.plan');
    await comesBackAs(page, 'supervisor-1');
    await gone(page).waitFor({ state: 'detached' });
    expect(await first.getAttribute('aria-valuenow')).toBe(planned);
    // live data is live again
    await page.locator('.staff-top').getByText('Conectado').waitFor();

    await page.locator('.tabs a[href="#floor"]').click();
    await question(page).getByRole('button', { name: 'Descartar los cambios' }).click();
    await page.locator('main.plan').waitFor({ state: 'detached' });
    expect(new URL(page.url()).hash).toBe('#floor');
    // nothing is kept any more
    await page.locator('.tabs a[href="#plan"]').click();
    await first.waitFor();
    expect(await page.getByText('Hay cambios sin guardar').count()).toBe(0);
  });
}
