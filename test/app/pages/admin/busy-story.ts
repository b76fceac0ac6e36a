import { Page, Route } from 'playwright-core';
import { until } from '../../../support/wait';
import { look, World } from '../world';
import { desktop, tab } from './stories';

/** Dialogs that do many things by one press: pressed twice, left, on a slow and a lost line. */

/** Holds requests back until it is let go. */
function slowly() {
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  return { held, go };
}

/** The server does it, and nobody hears of it. */
export async function answerIsLost(route: Route) {
  await route.fetch();
  await route.abort();
}

/** Neither a second press, nor Escape, nor another address while it is under way. */
async function staysBusy(page: Page, press: string, asks: string[]) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: press }).dblclick();
  await page.keyboard.press('Escape');
  await page.evaluate(() => setTimeout(() => location.reload()));
  await until(() => asks.length > 0, 'the page to ask');
  expect(asks).toEqual(['beforeunload']);
  const open = dialog.locator('.row button');
  for (const button of await open.all()) expect(await button.isEnabled()).toBe(false);
}

async function importStopsAndGoesOn(world: World, page: Page, asks: string[]) {
  await tab(page, 'Personas');
  await page.getByRole('button', { name: 'Importar una lista' }).click();
  const rows = ['q-0', 'q-1', 'q-2'].map((id) => `${id};${id};Quena;Ejecutivo;1;clave-larga;caja`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'personas.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Código;Usuario;Nombre;Rol;Sucursales;Clave;Filas', ...rows].join('\r\n')),
  });
  const slow = slowly();
  const sent: string[] = [];
  await page.route('**/api/staff/q-*', async (route) => {
    const id = route.request().url().slice(-3);
    sent.push(id);
    if (id === 'q-1') return answerIsLost(route);
    if (id === 'q-0') await slow.held;
    return route.continue();
  });
  await staysBusy(page, 'Importar 3 líneas', asks);
  expect(sent).toEqual(['q-0']);
  slow.go();
  await page.getByRole('dialog').getByText('No hay conexión.').waitFor();
  expect(new Set(sent)).toEqual(new Set(['q-0', 'q-1']));
  await look(page, 'admin-import-stopped');
  await page.unroute('**/api/staff/q-*');
  await page.getByRole('button', { name: 'Importar 2 líneas' }).click();
  await page.getByRole('dialog').getByText('Guardado.').nth(2).waitFor();
  expect(await page.getByText('No hay conexión.').count()).toBe(0);
  await page.getByRole('button', { name: 'Cerrar' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const { found } = await world.asStaff<{
    found: readonly { event: { fact: { subject: string } } }[];
  }>('auditor-1', 'GET', '/api/branches/bank/audit/search?what=staff-saved&limit=100');
  const saved = found.map(({ event }) => event.fact.subject).filter((id) => id.startsWith('q-'));
  expect(saved.sort()).toEqual(['q-0', 'q-1', 'q-2']);
}

async function copyStopsAndGoesOn(world: World, page: Page, asks: string[]) {
  await tab(page, 'Sucursales');
  await page.getByRole('button', { name: 'Agregar', exact: true }).click();
  await page.getByLabel('Código').fill('calama');
  await page.getByLabel('Nombre de la sucursal').fill('Sucursal Calama');
  await page.locator('.editor').getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('Qué sigue para Sucursal Calama').waitFor();
  await page.getByLabel('Copiar de').selectOption('1');
  const slow = slowly();
  const sent: string[] = [];
  await page.route('**/api/branches/calama/**', async (route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    const path = route.request().url();
    sent.push(path);
    if (sent.length === 1) await slow.held;
    return path.includes('/counters/') ? answerIsLost(route) : route.continue();
  });
  await staysBusy(page, 'Copiar', asks);
  expect(sent).toHaveLength(1);
  slow.go();
  await page.getByRole('dialog').getByText('No hay conexión.').waitFor();
  await page.unroute('**/api/branches/calama/**');
  await page.getByRole('button', { name: 'Copiar', exact: true }).click();
  await page.getByText('Copiado de Sucursal Centro').waitFor();
  const rows = (branch: string, what: string) =>
    world.asStaff<object[]>('admin-1', 'GET', `/api/branches/${branch}/${what}`);
  for (const what of ['queues', 'counters']) {
    expect(await rows('calama', what)).toEqual(await rows('1', what));
  }
}

export async function busyDialogs(world: World) {
  const page = await world.staff('admin-1', desktop);
  const asks: string[] = [];
  page.on('dialog', (dialog) => {
    asks.push(dialog.type());
    void dialog.dismiss();
  });
  await importStopsAndGoesOn(world, page, asks);
  asks.length = 0;
  await copyStopsAndGoesOn(world, page, asks);
}
