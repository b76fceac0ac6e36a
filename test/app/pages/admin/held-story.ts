import { Page } from 'playwright-core';
import { until } from '../../../support/wait';
import { look, World } from '../world';
import { desktop, tab } from './stories';

const silence = (page: Page) => page.getByLabel('Segundos de silencio');
export const question = (page: Page) => page.locator('.leaving');
export const gone = (page: Page) => page.getByRole('heading', { name: 'Su sesión terminó' });
const SALIR = { name: 'Salir', exact: true } as const;

/** Signs in, in the window opened by the page. */
export async function comesBackAs(page: Page, username: string) {
  const opens = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Entrar y continuar' }).click();
  const window = await opens;
  await window.getByLabel('Usuario').fill(username);
  await window.getByLabel('Clave', { exact: true }).fill('demo');
  const closes = window.waitForEvent('close');
  await window.getByRole('button', { name: 'Entrar', exact: true }).click();
  await closes;
}

/** Signs out in another window; then the page hides what it held. */
export async function signsOutElsewhere(page: Page, what = '.admin-main') {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('button', SALIR).click();
  await other.getByLabel('Usuario').waitFor();
  await other.close();
  await gone(page).waitFor();
  expect(await page.locator(what).isVisible()).toBe(false);
}

/** Unsaved rules and forms: hidden when the session ends, and back after signing in. */
async function heldWhileAway(world: World) {
  const page = await world.staff('admin-1', desktop);
  const asks: string[] = [];
  page.on('dialog', (dialog) => {
    asks.push(dialog.type());
    void dialog.accept();
  });
  await tab(page, 'Reglas');
  const before = await silence(page).inputValue();
  await silence(page).fill('51');
  await signsOutElsewhere(page);
  await page.keyboard.press('Escape');
  await look(page, 'admin-held');
  await comesBackAs(page, 'admin-1');
  await gone(page).waitFor({ state: 'detached' });
  expect(await silence(page).inputValue()).toBe('51');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('Guardado.').waitFor();
  await silence(page).fill(before);
  // ended by the bank: the server tells the page
  await world.asStaff('admin-1', 'GET', '/api/branches');
  await page.evaluate(() => fetch('/api/sessions', { method: 'DELETE' }));
  await gone(page).waitFor();
  await comesBackAs(page, 'admin-1');
  await gone(page).waitFor({ state: 'detached' });
  expect(await silence(page).inputValue()).toBe(before);
  await page.getByRole('button', SALIR).click();
  await question(page).getByRole('button', { name: 'Seguir editando' }).click();
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('Guardado.').waitFor();
  // one person's text is not shown to another
  await silence(page).fill('52');
  await signsOutElsewhere(page);
  await comesBackAs(page, 'host-1');
  await page.getByText('Esta página no es para su rol').waitFor();
  expect(await page.locator('.admin-main').count()).toBe(0);
  expect(asks).toEqual([]);
}

/** Whoever is about to choose an answer keeps it while the floor goes on behind it. */
async function choiceStays(world: World, floor: Page) {
  const discard = question(floor).getByRole('button', { name: 'Descartar los cambios' });
  await discard.focus();
  const people = floor.locator('.queue-row', { hasText: 'Caja' }).locator('dd').first();
  const before = Number(await people.textContent());
  await world.issue('caja');
  await until(async () => Number(await people.textContent()) > before, 'the floor to go on');
  expect(await discard.evaluate((button) => button === document.activeElement)).toBe(true);
}

/** A password alone, a date and two times of a day count as typed, too. */
async function typedIsAsked(world: World) {
  const page = await world.staff('admin-1', desktop);
  const staysThenGoes = async (name: string) => {
    await page.keyboard.press('Escape');
    await question(page).waitFor();
    await look(page, `admin-typed-${name}`);
    await page.keyboard.press('Escape'); // again, as if nothing had happened
    await question(page).waitFor({ state: 'detached' });
    expect(await page.locator('dialog').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await question(page).getByRole('button', { name: 'Descartar los cambios' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
  };
  await tab(page, 'Personas');
  await page.getByRole('button', { name: 'Editar' }).first().click();
  await page.getByLabel('Clave nueva').fill('cuatro palabras');
  await staysThenGoes('password');
  await tab(page, 'Sucursales');
  await page.getByRole('button', { name: 'Cerrar todas las sucursales' }).click();
  await page.getByLabel('Motivo en español').fill('Corte');
  await staysThenGoes('close-all');
  await page.getByRole('button', { name: 'Cerrar todas las sucursales' }).click();
  await page.getByLabel('Motivo en español').waitFor();
  await page.keyboard.press('Escape'); // nothing was typed
  await page.locator('dialog').waitFor({ state: 'detached' });
  const floor = await world.staff('supervisor-1', desktop);
  await floor.getByRole('button', { name: 'Abrir o cerrar…' }).first().click();
  await floor.getByLabel('Desde').fill('23:30');
  await floor.keyboard.press('Escape');
  await choiceStays(world, floor);
  await question(floor).getByRole('button', { name: 'Seguir editando' }).click();
  expect(await floor.getByLabel('Desde').inputValue()).toBe('23:30');
}

/** Half an hour later it is gone, also where the machine slept meanwhile, whoever comes then. */
async function goesInTime(world: World) {
  for (const sleeps of [false, true]) {
    const page = await world.staff('admin-1', desktop);
    await tab(page, 'Reglas');
    const before = await silence(page).inputValue();
    await page.clock.install();
    await silence(page).fill('53');
    await signsOutElsewhere(page);
    await page.clock.fastForward('28:00');
    expect(await gone(page).isVisible()).toBe(true);
    if (sleeps) await page.clock.setSystemTime(Date.now() + 31 * 60_000);
    else await page.clock.fastForward('02:10');
    await page.getByLabel('Usuario').fill(sleeps ? 'host-1' : 'admin-1');
    await page.getByLabel('Clave', { exact: true }).fill('demo');
    await page.getByRole('button', { name: 'Entrar', exact: true }).click();
    if (sleeps) {
      await page.getByText('Esta página no es para su rol').waitFor();
      expect(await page.locator('.admin-main').count()).toBe(0);
    } else {
      await silence(page).waitFor();
      expect(await silence(page).inputValue()).toBe(before);
    }
  }
}

export async function typedStays(world: World) {
  await goesInTime(world);
  await typedIsAsked(world);
  await heldWhileAway(world);
}
