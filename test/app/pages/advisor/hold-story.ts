import { Page } from 'playwright-core';
import { look, World } from '../world';
import { tenMinutesSlow } from '../wrong-clock';
import { OutcomeStory } from './outcome-story';

const onHold = (page: Page, number: string) => page.locator('.held li', { hasText: number });

/**
 * A held customer is finished while another is served, from the console, and from the floor once
 * the advisor has gone home. Both ask for the outcome, and are undone. The queue has codes by now.
 */
export async function endsOnHold({ world, page, face, serve }: OutcomeStory): Promise<void> {
  const { number } = await world.issue('caja');
  await serve();
  await hold(page);
  await onHold(page, number).waitFor();
  await refusedPress(world, page, face, serve);

  await onHold(page, number).getByRole('button', { name: 'Finalizar' }).click();
  await page.getByText(`¿Cómo terminó ${number}?`).waitFor();
  await page.getByRole('button', { name: 'Vuelve otro día' }).click();
  await page.getByText(`Finalizó ${number}`).waitFor();
  await onHold(page, number).waitFor({ state: 'detached' });
  await look(page, 'advisor-held-finished');
  await page.keyboard.press('z'); // the customer being served meanwhile stays
  await onHold(page, number).waitFor();
  await face('finish-next');
  await page.keyboard.press('f');
  await page.getByRole('button', { name: 'Resuelto' }).click();
  await page.locator('.turn-idle').waitFor();
  await page.keyboard.press('j'); // home
  await page.locator('.turn-idle').waitFor({ state: 'detached' });

  const size = { width: 1366, height: 768 };
  const floor = await world.staff('supervisor-1', { size, first: tenMinutesSlow });
  await floor.locator('.queue-head', { hasText: 'Caja' }).click();
  const row = floor.locator('.on-hold li', { hasText: number });
  await row.getByText(/Va por documentos · Camila/).waitFor();
  await look(floor, 'supervisor-on-hold');
  await row.getByRole('button', { name: 'Finalizar' }).click();
  await ends(floor, number);
  await floor.locator('dialog .floor-undo').getByRole('button', { name: 'Deshacer' }).click();
  await row.waitFor();
  await floor.close();
}

/** A console silent for the shortest permitted time raises an alert. */
export async function silentSoon(world: World): Promise<void> {
  const path = '/api/branches/1/settings';
  const { overrides, version } = await world.asStaff<{ overrides: object; version: number }>(
    'admin-1',
    'GET',
    path,
  );
  const body = { ...overrides, absentSeconds: 45 };
  await world.asStaff('admin-1', 'PUT', path, body, { 'If-Match': `"${version}"` });
}

/** The action of an alert also asks for the outcome, and can be undone beside the alerts. */
export async function endsByAlert(world: World, number: string): Promise<void> {
  const floor = await world.staff('supervisor-1', { size: { width: 1366, height: 768 } });
  const alert = floor.locator('.alert-card', { hasText: 'consola de Matías' });
  await alert.waitFor();
  await alert.getByRole('button', { name: `Finalizar ${number}` }).click();
  await floor.getByText(`¿Cómo terminó ${number}?`).waitFor();
  await look(floor, 'supervisor-alert-outcome');
  await ends(floor, number);
  await look(floor, 'supervisor-alert-undo');
  expect(await floor.locator('.floor-undo').getByRole('button').count()).toBe(1);
}

async function hold(page: Page): Promise<void> {
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Va por documentos' }).click();
  await page.locator('.turn-idle').waitFor();
}

async function ends(floor: Page, number: string): Promise<void> {
  await floor.getByText(`¿Cómo terminó ${number}?`).waitFor();
  await floor.keyboard.press('1');
  await floor.getByText(`Finalizó ${number}`).first().waitFor();
}

/** A colleague was faster: the page says why nothing was done, and no line claims that it was. */
async function refusedPress(
  world: World,
  page: Page,
  face: OutcomeStory['face'],
  serve: OutcomeStory['serve'],
): Promise<void> {
  const { id, number } = await world.issue('caja');
  await serve();
  await page.route(/\/finish$/, async (route) => {
    await world.asStaff('supervisor-1', 'POST', `/api/branches/1/tickets/${id}/return`);
    await page.unroute(/\/finish$/);
    await route.continue();
  });
  await page.keyboard.press('f');
  await page.getByRole('button', { name: 'Resuelto' }).click();
  await page.getByText(/No se hizo «Finalizar»/).waitFor();
  await page.getByText(`Finalizó ${number}`).waitFor({ state: 'detached' });
  await look(page, 'advisor-refused');
  await page.keyboard.press('l');
  await page.getByText(/No se hizo «Finalizar»/).waitFor({ state: 'detached' });
  await serve();
  await face('finish-next');
}
