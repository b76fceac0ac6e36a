import { Page } from 'playwright-core';
import { look, World } from '../world';

/**
 * While a password changes, the old session has already ended and the browser has no new one yet.
 * At that moment the page checks its session.
 */
async function looksMeanwhile(page: Page): Promise<void> {
  const left = '**/api/sessions/left';
  await page.route('**/api/sessions/password', async (route) => {
    const told = page.waitForResponse((answer) => answer.status() === 401);
    await page.route(left, (look_) =>
      look_.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'unknown_token', status: 401 }),
      }),
    );
    await told;
    await page.unroute(left);
    await route.continue();
  });
}

/** A reload would lose this. */
const marked = (page: Page) => page.evaluate(() => Object.assign(window, { old: true }) && 1);
const replaced = (page: Page) => page.waitForFunction(() => !('old' in window));

/** On the account page; the same browser has the desk in another window. */
export async function passwordChanged(world: World): Promise<void> {
  const page = await world.staff('host-1');
  await page.getByRole('link', { name: /^Mi cuenta/ }).click();
  await page.getByText('Esta sesión').waitFor();
  await page.locator('#current').fill('otra');
  await page.locator('#new').fill('seis tazones de greda');
  await page.keyboard.press('Enter');
  await page.getByText('La clave actual no es esa').waitFor();
  await page.locator('#current').fill('demo');
  await page.locator('#new').fill('Ticketero2026');
  await page.keyboard.press('Enter');
  await page.getByText('entre las primeras que cualquiera probaría').waitFor();
  await page.locator('#new').fill('seis tazones de greda');

  const desk = await page.context().newPage();
  await desk.goto(`${world.url}/reception`);
  await desk.getByText('Emitir un turno').waitFor();
  await marked(desk);
  await looksMeanwhile(page);
  await page.keyboard.press('Enter');
  await page.getByText('Su clave cambió').waitFor();
  // its socket ended with the session, and starts again with the new one
  await replaced(desk);
  await desk.getByText('Emitir un turno').waitFor();
  await desk.close();

  await (await world.staff('host-1')).getByRole('link', { name: /^Mi cuenta/ }).waitFor();
  await page.reload();
  await page.getByText('Otra sesión').waitFor();
  await look(page, 'account', { whole: true });
  await page.getByRole('button', { name: /^Cerrar la sesión/ }).click();
  await page.getByText('Otra sesión').waitFor({ state: 'detached' });
  const english = await world.staff('host-1', {
    english: true,
    size: { width: 390, height: 844 },
  });
  await english.getByRole('link', { name: /^My account/ }).click();
  await look(english, 'account-phone', { whole: true });
}
