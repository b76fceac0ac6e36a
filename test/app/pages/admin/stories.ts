import { readFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { Page } from 'playwright-core';
import { dateAndTime } from '../../../../src/app/texts/format';
import { rutOf } from '../../../support/rut';
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

/** A branch is made, and what comes next; then people from a file. */
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

/** Waits until a field has the focus that is described by this text. */
export const focusedOn = (page: Page, text: string) =>
  page.waitForFunction((wanted) => {
    const about = document.activeElement?.getAttribute('aria-describedby') ?? '';
    const texts = about.split(' ').map((id) => document.getElementById(id)?.textContent);
    return texts.join(' | ').includes(wanted);
  }, text);

/** Two change the rules at once, and a third looks at the bank's before the branch's are read. */
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
  // A rule out of its bounds: told at its field, though the button is far below.
  await run.fill('40');
  await save.click();
  await page.getByText('Escriba 20 como máximo.').waitFor();
  await focusedOn(page, 'Escriba 20 como máximo.');
  // The branch's rules that arrive late must not stand, and be saved, under the bank's name.
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

/** By whoever did it, by what happened, and when by the bank's clock, which is said. */
async function chainOfBank(page: Page, world: World) {
  await page.getByLabel('Dónde').selectOption('bank');
  await page.getByLabel('Quién lo hizo').fill('auditor-1');
  await page.getByLabel('Qué', { exact: true }).selectOption('signed-in');
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.locator('.audit-table tbody tr', { hasText: 'Alguien entró' }).first().waitFor();
  await page.getByText('Horas de Chile continental (America/Santiago).').waitFor();
  await look(page, 'admin-audit-bank');
  const cells = await page.locator('.audit-table tbody tr').first().locator('td').allInnerTexts();
  const [shown, seq] = [cells[0], Number(cells[3])];
  const { found } = await world.asStaff<{ found: { event: { seq: number; at: string } }[] }>(
    'auditor-1',
    'GET',
    '/api/branches/bank/audit/search?actor=auditor-1&what=signed-in',
  );
  const { at } = found.find(({ event }) => event.seq === seq)!.event;
  expect(shown).toBe(dateAndTime('es-CL', Date.parse(at), 'America/Santiago'));
  // Between 'from' and 'to' by the clock that is shown.
  const [date, time] = shown.split(', ');
  const local = `${date.split('-').reverse().join('-')}T${time}`;
  await page.getByLabel('Desde').fill(local);
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.locator('.audit-table tbody tr', { hasText: 'Alguien entró' }).first().waitFor();
  await page.getByLabel('Hasta').fill(local);
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.getByText('No hay hechos que calcen.').waitFor();
}

/** Searched, exported, proven; on a phone too. */
export async function auditorReads(world: World) {
  const { number } = await world.issue('caja', { nationalId: rutOf(8_765_432) });
  // far from the bank: its clock is said, and holds also where it is no branch's
  const page = await world.staff('auditor-1', { ...desktop, zone: 'Asia/Tokyo' });
  await page.getByText(`Turno ${number}`).first().waitFor();
  // newest first: their own look at the audit, then the ticket; a sweep may come between
  const told = await page.locator('.audit-table tbody tr').allInnerTexts();
  const newest = told.filter((row) => !row.includes('Sistema sweep'));
  expect(newest[0]).toContain('Alguien leyó la auditoría');
  expect(newest[1]).toContain('Alguien sacó un turno');
  await look(page, 'admin-audit');
  await chainOfBank(page, world);
  await page.getByLabel('Dónde').selectOption('1');
  await page.getByText(`Turno ${number}`).first().waitFor();
  // Nobody found is nothing to take along, and never the whole chain instead.
  await page.getByLabel('RUT o documento de una persona').fill(rutOf(8_765_433));
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.getByText('No hay hechos que calcen.').waitFor();
  expect(await page.getByRole('link', { name: 'Exportar a Excel' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Exportar con su prueba' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Limpiar' }).click();
  await page.getByText(`Turno ${number}`).first().waitFor();
  await page.getByLabel('Número de turno').fill(number);
  await page.getByLabel('Tipo de hecho').selectOption('TicketIssued');
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.audit-table tbody tr').length === 1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Exportar con su prueba' }).click(),
  ]);
  expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({
    branch: '1',
    complete: true,
    events: [{ event: { fact: { number } }, hash: expect.any(String) }],
  });
  await page.getByRole('button', { name: 'Limpiar' }).click();
  await page.getByLabel('RUT o documento de una persona').fill(rutOf(8_765_432));
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.getByText(`Turno ${number}`).first().waitFor();
  await page.getByRole('button', { name: 'Comprobar la cadena' }).click();
  await page.getByText(/^Íntegra: /).waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await look(page, 'admin-audit-phone');
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await wide()).toBe(0);
  await page.goto(`${world.url}/api`);
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
  expect(await wide()).toBe(0);
}

/** Caja gets codes, of which one is required; what is wrong is said at its field. */
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
  await form
    .getByRole('group', { name: 'Código 2' })
    .getByLabel('Código', { exact: true })
    .fill('vuelve');
  await form.getByRole('button', { name: 'Guardar' }).click();
  await form.waitFor({ state: 'detached' });
}

/** A queue gets a picture and a group, and its place: by keys alone. */
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
  // at the top, and the focus still where it was
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
