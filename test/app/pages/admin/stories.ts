import { strToU8, zipSync } from 'fflate';
import { Page } from 'playwright-core';
import { look, World } from '../world';

/** Longer walks through the administration. */

export const desktop = { size: { width: 1366, height: 900 } };

/** Opens a tab of the administration. */
export async function tab(page: Page, name: string) {
  await page.locator('.admin-tabs').getByRole('link', { name }).click();
  await page.locator('.admin-main h2', { hasText: name }).waitFor();
  expect(await page.title()).toBe(`${name} – Administración`);
}

/** A workbook with these lines on its only sheet. */
function workbookOf(lines: readonly string[]): Buffer {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = lines.map((line) => `<row>${line.split(';').map(cell).join('')}</row>`).join('');
  const sheet = `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
  return Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': strToU8(sheet) }));
}

/** Creates a branch and does its next steps; then imports people from a file. */
export async function bankGrows(world: World) {
  const page = await world.staff('admin-1', desktop);
  await page.getByRole('button', { name: 'Agregar', exact: true }).click();
  await page.getByLabel('Código').fill('arica');
  await page.getByLabel('Nombre de la sucursal').fill('Sucursal Arica');
  await page.locator('.editor').getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('Qué sigue para Sucursal Arica').waitFor();
  await page.getByLabel('Copiar de').selectOption('1');
  await look(page, 'admin-next');
  await page.getByRole('button', { name: 'Copiar', exact: true }).click();
  await page.getByText('Copiado de Sucursal Centro').waitFor();
  const rows = (branch: string, what: string) =>
    world.asStaff<object[]>('admin-1', 'GET', `/api/branches/${branch}/${what}`);
  for (const what of ['queues', 'counters']) {
    expect(await rows('arica', what)).toEqual(await rows('1', what));
  }
  await page.getByRole('dialog').getByRole('button', { name: 'Personas' }).click();
  await page.getByRole('button', { name: 'Importar una lista' }).click();
  const text =
    'Código;Usuario;Nombre;Rol;Sucursales;Clave;Filas\r\n' +
    'p-0;persona.0;Persona 0;Ejecutivo;Sucursal Arica;clave-larga;Caja, empresas\r\n' +
    'p-1;persona.1;Persona 1;Ejecutivo;arica;clave-larga;\r\n' +
    'mal;advisor-1;Mal;jefe;arica;clave-larga;\r\n' +
    'mala;mala;Mala;Ejecutivo;arica;clave-larga;Tesorería\r\n';
  const input = page.locator('input[type=file]');
  await input.setInputFiles({
    name: 'personas.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text, 'latin1'),
  });
  await page.getByText('Nuevas: 2. Con cambios: 0. Sin cambios: 0. Con errores: 2.').waitFor();
  await page.getByText('No es un rol.').waitFor();
  await page.getByText('«Tesorería» No es una fila de sus sucursales.').waitFor();
  await page.getByText('Queda sin filas').waitFor();
  await look(page, 'admin-import');
  const buffer = Buffer.from('Código\r\n'.repeat(20_001));
  await input.setInputFiles({ name: 'todas.csv', mimeType: 'text/csv', buffer });
  await page.getByText('Este archivo es demasiado largo').waitFor();
  // Corrected, and saved as a workbook.
  await input.setInputFiles({
    name: 'personas.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: workbookOf(text.split('\r\n').slice(0, 3)),
  });
  await page.getByText('Nuevas: 2. Con cambios: 0. Sin cambios: 0. Con errores: 0.').waitFor();
  await page.getByRole('button', { name: 'Importar 2 líneas' }).click();
  await page.getByRole('button', { name: 'Cerrar' }).click();
  await page.getByRole('searchbox').fill('arica persona');
  await page.getByText(/^2 de \d+$/).waitFor();
  await page.getByRole('button', { name: 'Nombre' }).click();
  await page.getByRole('button', { name: 'Nombre' }).click();
  expect(await page.locator('tbody tr').first().innerText()).toMatch(/Persona 1[^]*sin filas/);
  const people = await world.asStaff<readonly { id: string; queues: object }[]>(
    'admin-1',
    'GET',
    '/api/staff',
  );
  expect(people.filter(({ id }) => id.startsWith('p-')).map(({ queues }) => queues)).toEqual([
    { arica: ['caja', 'empresas'] },
    {},
  ]);
  await look(page, 'admin-staff-found');
}

/** Waits until the field described by this text has the focus. */
export const focusedOn = (page: Page, text: string) =>
  page.waitForFunction((wanted) => {
    const about = document.activeElement?.getAttribute('aria-describedby') ?? '';
    const texts = about.split(' ').map((id) => document.getElementById(id)?.textContent);
    return texts.join(' | ').includes(wanted);
  }, text);

/**
 * Two people change the rules at once, and a third opens the bank's before the branch's have
 * loaded.
 */
export async function rulesChange(world: World) {
  const page = await world.staff('admin-1', desktop);
  await tab(page, 'Reglas');
  const run = page.getByLabel('Preferentes seguidos');
  await run.fill('4');
  const path = '/api/branches/1/settings';
  const { version, overrides } = await world.asStaff<{ version: number; overrides: object }>(
    'admin-1',
    'GET',
    path,
  );
  const theirs = { ...overrides, preferentialRun: 6, absentSeconds: 90 };
  const put = (body: object, at: number) =>
    world.asStaff<{ version: number }>('admin-1', 'PUT', path, body, { 'If-Match': `"${at}"` });
  await put(theirs, version);
  const save = page.locator('.settings-save').getByRole('button', { name: 'Guardar' });
  await save.click();
  await page.locator('.conflict').waitFor();
  expect(await run.inputValue()).toBe('4');
  expect(await page.getByLabel('Segundos de silencio').inputValue()).toBe('90');
  expect(await page.locator('.conflict td').first().innerText()).toBe('4');
  expect(await page.locator('.conflict td').last().innerText()).toContain('6');
  await look(page, 'admin-settings-conflict');
  await save.click();
  await page.getByText('Guardado.').waitFor();
  const now = await world.asStaff<{ version: number; overrides: object }>('admin-1', 'GET', path);
  expect(now.overrides).toMatchObject({ preferentialRun: 4, absentSeconds: 90 });
  // A rule out of bounds: reported at its field, although the button is far below.
  await run.fill('40');
  await save.click();
  await page.getByText('Escriba 20 como máximo.').waitFor();
  await focusedOn(page, 'Escriba 20 como máximo.');
  // The branch's rules that arrive late must not be shown, and saved, under the bank's name.
  let arrive = () => {};
  const late = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/api/branches/1/settings', async (route) => {
    await late;
    await route.continue();
  });
  await page.reload();
  await page.locator('select', { hasText: 'Todo el banco' }).selectOption('bank');
  await run.waitFor();
  const arrived = page.waitForResponse('**/api/branches/1/settings');
  arrive();
  await (await arrived).finished();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
  expect(await run.inputValue()).toBe('3');
  await put(overrides, now.version);
}

/** Each code's id and names are wide enough to read and inside its box, with a line below. */
function codesOutOfShape(form: Element): readonly string[] {
  const found: string[] = [];
  const box = (each: Element) => each.getBoundingClientRect();
  const rows = [...form.querySelectorAll('[role=group][aria-label^="Código "]')];
  for (const row of rows) {
    const fields = [...row.querySelectorAll('input')].map(box);
    const own = box(row);
    if (fields.some(({ width }) => width < 140)) found.push('a field is narrow');
    if (fields.some(({ left, right }) => left < own.left - 1 || right > own.right + 1)) {
      found.push('a field reaches out');
    }
    if (new Set(fields.map(({ width }) => Math.round(width))).size > 1) found.push('of two widths');
    if (parseFloat(getComputedStyle(row).borderBottomWidth) < 1) found.push('no line between');
  }
  if (rows.length !== 2) found.push(`${rows.length} codes`);
  return found;
}

/** Caja gets codes, one of which is required; errors are shown at their fields. */
export async function codesOfCaja(world: World) {
  const admin = await world.staff('admin-1', desktop);
  await tab(admin, 'Filas');
  await admin.locator('tr', { hasText: 'Caja' }).getByRole('button', { name: 'Editar' }).click();
  const form = admin.locator('.editor');
  await form.getByLabel('Obligatorio para finalizar').check();
  await form.getByRole('button', { name: 'Guardar' }).click();
  await form.getByText('Agregue al menos un código').waitFor();
  for (const [at, [id, es]] of [
    ['resuelto', 'Resuelto'],
    ['resuelto', 'Vuelve otro día'],
  ].entries()) {
    await form.getByRole('button', { name: 'Agregar código' }).click();
    const row = form.getByRole('group', { name: `Código ${at + 1}` });
    await row.getByLabel('Código', { exact: true }).fill(id);
    await row.getByLabel('Nombre en español').fill(es);
    await row.getByLabel('Nombre en inglés').fill(`${es} (en)`);
  }
  await form.getByRole('button', { name: 'Guardar' }).click();
  await form.getByText('Otro código de esta fila ya es igual').waitFor();
  await look(admin, 'admin-outcomes');
  for (const width of [1366, 360]) {
    await admin.setViewportSize({ width, height: 900 });
    expect([width, await form.evaluate(codesOutOfShape)]).toEqual([width, []]);
  }
  await admin.setViewportSize(desktop.size);
  await form
    .getByRole('group', { name: 'Código 2' })
    .getByLabel('Código', { exact: true })
    .fill('vuelve');
  await form.getByRole('button', { name: 'Guardar' }).click();
  await form.waitFor({ state: 'detached' });
}

/** A queue gets a picture, a group and its place, using only the keyboard. */
export async function kioskShows(world: World) {
  const page = await world.staff('admin-1', desktop);
  await tab(page, 'Filas');
  await page.getByRole('button', { name: 'Editar Caja' }).click();
  await page.getByRole('radio', { name: 'Sin ícono' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByLabel('Grupo en español').fill('Pagos');
  const save = page.locator('.editor').getByRole('button', { name: 'Guardar' });
  await save.click();
  await page.getByText('Escriba el grupo en los dos idiomas, o en ninguno.').waitFor();
  await page.getByLabel('Grupo en inglés').fill('Payments');
  await page.locator('.icon-choices').scrollIntoViewIfNeeded();
  await look(page, 'admin-icons');
  await save.click();
  await page.getByText('Guardado: Caja.').waitFor();
  await tab(page, 'Reglas');
  const order = page.locator('.queue-order');
  await order.locator('li').nth(3).waitFor();
  await order.getByRole('button', { name: 'Subir Gerencia' }).focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('Enter');
  // at the top, with the focus still where it was
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    'Subir Gerencia',
  );
  await page.getByText('Gerencia: lugar 1 de 4').waitFor();
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('Guardado').first().waitFor();
  const { queues, settings } = await world.asStaff<{
    queues: readonly { id: string; icon?: string; group?: object }[];
    settings: { queueOrder: readonly string[] };
  }>('admin-1', 'GET', '/api/branches/1/kiosk');
  expect(queues.find(({ id }) => id === 'caja')).toMatchObject({
    icon: 'money',
    group: { es: 'Pagos', en: 'Payments' },
  });
  expect(settings.queueOrder[0]).toBe('gerencia');
}
