import { Page } from 'playwright-core';
import { localDate } from '../../../src/app/domain/model/local-time';
import { until } from '../../support/wait';
import { enter, focused, inside, keyStops, tabTo } from './by-keys';
import { emptyLine } from './empty-line';
import { openWorld, world } from './open-world';
import { look, sizes } from './world';

/**
 * The pages of staff by keys alone: what has the focus is not lost, and whoever leaves a dialog is
 * back where they were.
 */

jest.setTimeout(240_000);
openWorld();

/** Waits until the main button says this and hears a press. */
const face = (page: Page, name: string) =>
  page.locator(`.main-button[data-face="${name}"][aria-disabled="false"]`).waitFor();

test('an advisor: a day at a counter, from its beginning to its end', async () => {
  const page = await world.staff('advisor-1');
  await page.locator('.main-button:enabled').waitFor();
  await tabTo(page, /^Empezar a atender/);
  await page.keyboard.press('Enter');
  await page.locator('.turn-idle').waitFor();
  await inside(page, 'main');
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
  await inside(page, 'main');
  await world.issue('caja');
  await face(page, 'next');
  await tabTo(page, /^Llamar/);
  await page.keyboard.press('Enter');
  await face(page, 'start');
  await tabTo(page, /^Ausente/);
  await page.keyboard.press('Enter');
  await page.locator('.turn-idle').waitFor();
  await inside(page, 'main');
  await tabTo(page, /^Pausa/);
  await page.keyboard.press('Enter');
  await page.locator('dialog').waitFor();
  await page.keyboard.press('Enter');
  await face(page, 'resume');
  await inside(page, 'main');
  await tabTo(page, /^Terminar/);
  await page.keyboard.press('Enter');
  await page.locator('.choose-counter').waitFor();
  await inside(page, 'main');
});

/** Nobody is missed out, and whoever has the focus sees where it is. */
const everyStop = async (page: Page) =>
  expect(await keyStops(page)).toEqual({ unseen: [], covered: [], missed: [] });

const back = (page: Page, opener: string) => inside(page, opener);

test('a supervisor: the floor, its dialogs, and rows that come and go meanwhile', async () => {
  await emptyLine(world, '1');
  for (const queue of ['caja', 'caja', 'personal-banker']) await world.issue(queue);
  await world.asStaff('advisor-1', 'PUT', '/api/branches/1/advisors/me', {
    state: 'available',
    counter: '3',
  });
  const page = await world.staff('supervisor-1', { size: sizes.supervisor });
  await page.locator('.chart').first().waitFor();
  await everyStop(page);
  // a queue, its line, its sign: back where it began
  await enter(page, /^CCaja/);
  await inside(page, 'dialog');
  await enter(page, /^Abrir o cerrar/);
  await tabTo(page, /^Desde/);
  await page.getByLabel('Desde').fill('23:30'); // what keys type depends on the browser's clock
  await page.keyboard.press('Escape');
  await inside(page, '.leaving button');
  await tabTo(page, /^Descartar/);
  // frames that put another row first, and the clock, leave the focus where it is
  for (let n = 0; n < 6; n += 1) await world.issue('gerencia');
  const gerencia = page.locator('.queue-row', { hasText: 'Gerencia' });
  await gerencia.getByText('6', { exact: true }).first().waitFor();
  expect(await focused(page)).toMatch(/^Descartar/);
  await page.keyboard.press('Enter');
  await back(page, '#queue-caja');
  await world.issue('empresas');
  await page
    .locator('.queue-row', { hasText: 'Empresas' })
    .getByText('1', { exact: true })
    .first()
    .waitFor();
  await back(page, '#queue-caja');
  // the counter's advisor is asked for a pause, and is paused: the buttons go on working
  await enter(page, /^3.*Camila/);
  await inside(page, 'dialog');
  await enter(page, /^Pedir a Camila una pausa/);
  await page.getByText(/Se le pidió una pausa a las/).waitFor();
  await inside(page, 'dialog');
  await enter(page, /^Pausar a Camila/);
  await page.locator('dialog').getByText('Pedir a Camila que vuelva').waitFor();
  await inside(page, 'dialog');
  await page.keyboard.press('Escape');
  await back(page, '#advisor-advisor-1');
  // who has the focus goes home: a free counter is in their place
  await world.asStaff('advisor-1', 'PUT', '/api/branches/1/advisors/me', { state: 'offline' });
  await page.locator('#advisor-advisor-1.plain').waitFor();
  await back(page, '#advisor-advisor-1');
});

test('a supervisor: an alert seen, its history, all branches, another branch', async () => {
  const page = await world.staff('supervisor-1', { size: sizes.supervisor });
  await page.locator('.alert-card').first().waitFor();
  await enter(page, /^Visto/);
  await page
    .getByText(/Visto por Paula/)
    .first()
    .waitFor();
  await inside(page, '.alert-card');
  await enter(page, /^Ver la fila/);
  await inside(page, '.queue-head');
  await enter(page, /^Historial/);
  await inside(page, '.history summary');
  await enter(page, /^Todas las sucursales/);
  await page.locator('.branch-tile').first().waitFor();
  await everyStop(page);
  await enter(page, /^Sucursal Ñuñoa/);
  await page.locator('.queue-row').first().waitFor();
  await inside(page, 'main');
  await page.evaluate(() => document.querySelector<HTMLElement>('.top-branch select')!.focus());
  await page.keyboard.press('Home');
  await page.locator('.queue-row').first().waitFor();
  await inside(page, '.top-branch select');
});

test('a supervisor: reports, their pictures and rows, and a day plan', async () => {
  await world.issue('caja');
  const today = localDate('America/Santiago', Date.now());
  const read = `/api/branches/1/reports/hours.json?from=${today}&to=${today}`;
  await until(async () => {
    const { rows } = await world.asStaff<{ rows: unknown[] }>('supervisor-1', 'GET', read);
    return rows.length > 0;
  }, 'the report to have somebody');
  const page = await world.staff('supervisor-1', { size: sizes.supervisor });
  await page.locator('.queue-row').first().waitFor();
  await enter(page, /^Informes/);
  await page.locator('.heat td button').first().waitFor();
  await everyStop(page);
  await tabTo(page, /^Llegadas y esperas/);
  await page.locator('.heat td button[tabindex="0"]').first().press('Enter');
  await page.locator('.picture-rows tbody tr').first().waitFor();
  await inside(page, '.picture-rows h2');
  await enter(page, /^Tablas y archivos/);
  await enter(page, /^Ver/);
  await page.locator('.report-table').waitFor();
  await inside(page, 'main *');
  await everyStop(page);
  await enter(page, /^Por correo/);
  await tabTo(page, /^Correo/);
  await page.keyboard.type('paula.supervisora@banco.example');
  await enter(page, /^Pedir$/);
  await page.locator('.mails .report-list li').first().waitFor();
  await inside(page, 'main *');
  await enter(page, /^Terminar/);
  await page.getByText('Terminado: la dirección se borró.').waitFor();
  await inside(page, 'main, main *');
  await enter(page, /^Turnos$/);
  await page.locator('.plan-side').waitFor();
  await everyStop(page);
});

test('the desk: a ticket issued, moved, shown as a code, cancelled', async () => {
  await emptyLine(world, '1');
  const page = await world.staff('host-1');
  await page.locator('#reception-issue').waitFor();
  await inside(page, '#sought');
  await everyStop(page);
  await tabTo(page, /^Caja/);
  await page.keyboard.press('Space');
  await enter(page, /^Emitir/);
  const ticket = page.locator('.reception-ticket');
  await ticket.waitFor();
  // the next person's begins at its first field
  await inside(page, '#issue-id');
  await enter(page, /^Cambiar$/);
  await inside(page, 'dialog');
  await tabTo(page, /^Atención/);
  await page.keyboard.type('Pref');
  await tabTo(page, /^Eligió otro/);
  await page.keyboard.press('Space');
  await enter(page, /^Cambiar$/);
  await page.getByText(/^Turno \S+ cambiado/).waitFor();
  await inside(page, '.reception-actions button');
  await enter(page, /^Imprimir/);
  await inside(page, 'dialog');
  await page.keyboard.press('Escape');
  await inside(page, '.reception-actions button');
  expect(await focused(page)).toMatch(/^Imprimir/);
  await enter(page, /^Cancelar turno/);
  await inside(page, 'dialog');
  await enter(page, /^Sí, cancelar/);
  await page.locator('.reception-ticket[data-state="cancelled"]').waitFor();
  await inside(page, '.reception-ticket');
  // what is typed is not disturbed by a call elsewhere
  await world.issue('gerencia');
  await page.keyboard.press('b');
  await inside(page, '#sought');
});

test('an administrator: every list, and the rules above the button that saves them', async () => {
  const page = await world.staff('admin-1');
  for (const [tab, shown] of [
    ['Filas', 'table'],
    ['Personas', 'table'],
    ['Equipos', 'table'],
    ['Reglas', '.preview'],
  ]) {
    await enter(page, new RegExp(`^${tab}$`));
    await page.locator(`main ${shown}`).first().waitFor();
    await everyStop(page);
  }
});
