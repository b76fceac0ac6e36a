import { Page } from 'playwright-core';
import { look, World } from '../world';
import { answerIsLost } from './busy-story';
import { desktop, tab } from './stories';

/** Two people at one row, and one person whose answers are lost. */

const editorSaves = (page: Page, name = 'Guardar') =>
  page.locator('.editor').getByRole('button', { name, exact: true }).click();

const put = (world: World, path: string, body: object) =>
  world.asStaff('admin-1', 'PUT', path, body);

/** Every answer to a change is lost until the form says so; then the line is there again. */
async function unanswered(page: Page, press: () => Promise<void>) {
  const changes = (route: Parameters<typeof answerIsLost>[0]) =>
    route.request().method() === 'PUT' ? answerIsLost(route) : route.continue();
  await page.route('**/api/**', changes);
  await press();
  await page.getByText('No hay conexión.').waitFor();
  await page.unroute('**/api/**', changes);
}

/** Nobody else did it: what was saved without an answer is neither a conflict nor a twin. */
async function ownLostAnswers(page: Page) {
  await tab(page, 'Módulos');
  await page.getByRole('button', { name: 'Agregar', exact: true }).click();
  await page.getByLabel('Código').fill('77');
  await page.getByLabel('Nombre del módulo').fill('Mesón 77');
  await unanswered(page, () => editorSaves(page));
  await page.getByLabel('Nombre del módulo').fill('Mesón 78');
  await editorSaves(page);
  await page.getByText('Guardado: Mesón 78.').waitFor();
  await page.getByRole('button', { name: 'Editar Mesón 78' }).click();
  await page.getByLabel('Nombre del módulo').fill('Mesón 79');
  await unanswered(page, () => editorSaves(page));
  await editorSaves(page);
  await page.getByText('Guardado: Mesón 79.').waitFor();
  // another's row of the same code is still in the way
  await page.getByRole('button', { name: 'Agregar', exact: true }).click();
  await page.getByLabel('Código').fill('77');
  await page.getByLabel('Nombre del módulo').fill('Otro');
  await editorSaves(page);
  await page.getByText('Ya hay uno con este código.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Descartar los cambios' }).click();
  await tab(page, 'Personas');
  await page.getByRole('button', { name: 'Editar Camila' }).click();
  await page.getByLabel('Nombre', { exact: true }).fill('Camila Paz');
  await unanswered(page, () => editorSaves(page));
  await editorSaves(page);
  await page.getByText('Guardado: Camila Paz.').waitFor();
  await page.getByRole('button', { name: 'Editar Camila Paz' }).click();
  await page.getByLabel('Nombre', { exact: true }).fill('Camila');
  await editorSaves(page);
  await page.getByText('Guardado: Camila.').waitFor();
  await tab(page, 'Reglas');
  const silence = page.getByLabel('Segundos de silencio');
  const before = await silence.inputValue();
  const save = page.locator('.settings-save').getByRole('button', { name: 'Guardar' });
  for (const value of [String(Number(before) + 7), before]) {
    await silence.fill(value);
    await unanswered(page, () => save.click());
    await save.click();
    await page.getByText('Guardado.', { exact: true }).waitFor();
    expect(await page.getByText('Otra persona cambió esto').count()).toBe(0);
  }
  expect(await silence.inputValue()).toBe(before);
}

/** What others did to a row is kept where a press is about something else. */
async function othersAreKept(world: World, page: Page) {
  await tab(page, 'Equipos');
  const row = page.locator('tbody tr', { hasText: 'display-2' });
  await row.waitFor();
  const device = { kind: 'display', branch: '2', revoked: false };
  await put(world, '/api/devices/display-2', { ...device, label: 'Pantalla del hall' });
  await row.getByRole('button', { name: 'Quitar permiso' }).click();
  await page.getByRole('button', { name: 'Sí, quitar el permiso' }).click();
  await page.getByText('Permiso quitado a Pantalla del hall (display-2).').waitFor();
  expect(await world.asStaff('admin-1', 'GET', '/api/devices')).toContainEqual(
    expect.objectContaining({ id: 'display-2', label: 'Pantalla del hall', revoked: true }),
  );
  // the clock of a branch is not of the form with its name
  await tab(page, 'Sucursales');
  await put(world, '/api/branches/otra', { name: 'Sucursal Otra' });
  await page.reload();
  await page.getByRole('button', { name: 'Editar Sucursal Otra' }).click();
  await page.getByLabel('Nombre de la sucursal').fill('Sucursal Norte');
  await world.asStaff(
    'admin-1',
    'PUT',
    '/api/branches/otra/settings',
    { timeZone: 'America/Punta_Arenas' },
    { 'If-Match': '"0"' },
  );
  await editorSaves(page);
  await page.getByText('Guardado: Sucursal Norte.').waitFor();
  // what a branch has already is not replaced by what another has
  await put(world, '/api/branches/otra/counters/1', { label: 'Gerencia 1' });
  await page
    .locator('tbody tr', { hasText: 'Sucursal Norte' })
    .getByRole('button', { name: 'Qué sigue' })
    .click();
  await page.getByLabel('Copiar de').selectOption('1');
  await page.getByRole('button', { name: 'Copiar', exact: true }).click();
  await page.getByText('Copiado de Sucursal Centro').waitFor();
  const has = (what: string) => world.asStaff('admin-1', 'GET', `/api/branches/otra/${what}`);
  expect(await has('counters')).toEqual(
    expect.arrayContaining([
      { id: '1', label: 'Gerencia 1' },
      { id: '2', label: '2' },
    ]),
  );
  expect(await has('settings')).toMatchObject({
    overrides: { timeZone: 'America/Punta_Arenas' },
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Cerrar' }).click();
}

/** Somebody saves a row of the list between its preview and its import. */
async function importedMeanwhile(world: World, page: Page) {
  await page.getByRole('button', { name: 'Importar una lista' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'sucursales.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Código;Nombre\r\notra;Sucursal Sur\r\nnueva;Sucursal Nueva\r\n'),
  });
  await page.getByText('Nuevas: 1. Con cambios: 1.').waitFor();
  await put(world, '/api/branches/otra', { name: 'Sucursal Oriente' });
  await page.getByRole('button', { name: 'Importar 2 líneas' }).click();
  await page.getByText('Otra persona cambió esto mientras tanto').waitFor();
  await page.getByRole('dialog').getByText('Guardado.').waitFor();
  await look(page, 'admin-import-meanwhile');
  expect(await world.asStaff('admin-1', 'GET', '/api/branches')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: 'otra', name: 'Sucursal Oriente' }),
      expect.objectContaining({ id: 'nueva', name: 'Sucursal Nueva' }),
    ]),
  );
  await page.getByRole('button', { name: 'Cerrar', exact: true }).click();
}

/** Two people change different parts of a row: both are kept, and only what differs is shown. */
async function bothParts(world: World, page: Page) {
  await tab(page, 'Filas');
  const path = '/api/branches/1/queues';
  const rows = () => world.asStaff<{ id: string }[]>('admin-1', 'GET', path);
  const { id, ...caja } = (await rows()).find((each) => each.id === 'caja')!;
  await page.getByRole('button', { name: 'Editar Caja' }).click();
  await page.getByLabel('Meta de espera (minutos)').fill('17');
  await put(world, `${path}/${id}`, { ...caja, averageMinutes: 6 });
  await editorSaves(page);
  await page.locator('.conflict').waitFor();
  expect(await page.locator('.conflict tbody th').allInnerTexts()).toEqual([
    'Meta de espera (minutos)',
  ]);
  expect(await page.getByLabel('Atención media (minutos)').inputValue()).toBe('6');
  await editorSaves(page, 'Guardar lo mío');
  await page.getByText('Guardado: Caja.').waitFor();
  expect(await rows()).toContainEqual(
    expect.objectContaining({ id, targetMinutes: 17, averageMinutes: 6 }),
  );
  await put(world, `${path}/${id}`, caja);
}

/** Two branches of one name are told apart wherever one is chosen or pressed. */
async function twins(world: World, page: Page) {
  const name = 'Sucursal Ñuñoa (demo)';
  await put(world, '/api/branches/otra', { name: ` ${name.toLowerCase()}` });
  await page.reload();
  await page.getByRole('button', { name: `Editar ${name} (2)` }).waitFor();
  for (const press of ['Editar', 'Qué sigue']) {
    const label = `${press} ${name.toLowerCase()} (otra)`;
    expect(await page.getByRole('button', { name: label }).count()).toBe(1);
  }
  const options = await page.locator('.top-branch option').allInnerTexts();
  expect(options.filter((each) => each.toLowerCase().includes('ñuñoa')).sort()).toEqual([
    `${name} (2)`,
    `${name.toLowerCase()} (otra)`,
  ]);
  expect(new Set(options).size).toBe(options.length);
  await put(world, '/api/branches/otra', { name: 'Sucursal Otra' });
}

/** A refused colour says why once, where it is typed, and a legible one no longer does. */
async function colourSaidOnce(page: Page) {
  await tab(page, 'Reglas');
  const colour = page.locator('[data-field="face.brand"]');
  const advice = colour.getByText('Este color no se lee sobre las páginas claras.');
  await colour.locator('input.input').fill('#ffee88');
  await page.locator('.settings-save').getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('No se guardó: revise').waitFor();
  await page.waitForFunction(() => {
    const at = document.activeElement!;
    const about = document.getElementById(at.getAttribute('aria-describedby')!.split(' ').pop()!);
    return at.matches('[aria-invalid]') && about!.textContent!.includes('no se lee');
  });
  expect(await advice.count()).toBe(1);
  await look(page, 'admin-colour-refused');
  await colour.getByRole('button', { name: /^Usar #/ }).click();
  await advice.waitFor({ state: 'detached' });
  expect(await colour.locator('[aria-invalid]').count()).toBe(0);
}

export async function meanwhile(world: World) {
  const page = await world.staff('admin-1', desktop);
  await ownLostAnswers(page);
  await othersAreKept(world, page);
  await importedMeanwhile(world, page);
  await bothParts(world, page);
  await tab(page, 'Sucursales');
  await twins(world, page);
  await colourSaidOnce(page);
}
