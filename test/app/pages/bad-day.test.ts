import { join } from 'node:path';
import { Browser, BrowserContext, Page } from 'playwright-core';
import { verifyBranch } from '../../../src/app/main';
import { APP_ASSETS } from '../../../src/local/build/build';
import { runProgram } from '../../support/child';
import { launchChromium } from '../../support/chromium';
import { rutOf } from '../../support/rut';
import { Weekday } from '../http/routes/weekday';
import { face } from './page-checks';

/**
 * A branch on a bad day, seen through its pages: the kiosk is dead at nine, an advisor leaves while
 * serving, the house is cleared at eleven, tomorrow is a holiday, and there is a line at closing.
 */

/** A Thursday. Santiago is three hours behind. */
const DAY = '2026-11-26';
const at = (clock: string) => Date.parse(`${DAY}T${clock}:00-03:00`);
const token = 'un-dia-malo';

let weekday: Weekday;
let browser: Browser;
const contexts: BrowserContext[] = [];
beforeAll(async () => {
  const built = runProgram(join(__dirname, '../../../src/local/build/build.ts'));
  expect((await built.ended).code).toBe(0);
  weekday = await Weekday.open({ pagesFolder: join(APP_ASSETS, 'pages'), demo: { token } });
  weekday.now = at('09:00');
  browser = await launchChromium();
  await hours();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await weekday.stage.close();
});

/** Monday to Friday from nine to two; customers waiting at closing are told, and cancelled. */
async function hours() {
  const as = await weekday.stage.staff('admin-1');
  const path = '/api/branches/1/settings';
  const { headers, body } = await weekday.stage.ask('GET', path, { as });
  const days = Object.fromEntries(
    [1, 2, 3, 4, 5].map((weekDay) => [weekDay, [{ from: '09:00', to: '14:00' }]]),
  );
  const closing = { line: 'cancel', lastTicketMinutes: 10, beyondEstimate: 'issue' };
  const saved = await weekday.stage.ask('PUT', path, {
    as,
    body: { ...(body.overrides as object), hours: days, closing },
    headers: { 'If-Match': headers.get('etag')! },
  });
  expect(saved.status).toBe(200);
}

async function open(path: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'es-CL',
  });
  contexts.push(context);
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${weekday.stage.app.port}${path}`);
  return page;
}
const staff = (who: string) => open(`/sign-in/demo?as=${who}&token=${token}`);

/** Moves time on, runs what is due, and brings sleeping pages back to the front. */
async function until(clock: string, ...pages: readonly Page[]) {
  weekday.now = at(clock);
  await weekday.stage.app.sweep.step(weekday.now);
  for (const page of pages) await page.reload();
}

async function comesOnDuty(who: string): Promise<Page> {
  const page = await staff(who);
  await page.locator('.main-button').click();
  await page.locator('.turn-idle').waitFor();
  return page;
}
/** Calls the next customer and starts the service. */
async function serves(page: Page, number: string) {
  await face(page, 'next');
  await page.keyboard.press('n');
  await page.locator('.turn-head', { hasText: number }).waitFor();
  await face(page, 'start');
  weekday.after(20);
  await page.keyboard.press('i');
  await face(page, 'finish-next');
}

/** The desk gives a number, with or without a RUT. */
async function gives(desk: Page, number: string, rut?: string) {
  await desk.getByLabel('RUT o documento').fill(rut ?? '');
  await desk.getByLabel('Caja').check();
  await desk.keyboard.press('Enter');
  await desk.getByText(`Turno ${number} emitido.`).waitFor();
  weekday.after(60);
}
/** The desk says why it gives no numbers, and offers none. */
async function givesNone(desk: Page, why: string) {
  await desk.getByText(why).waitFor();
  await desk.getByLabel('Caja').check();
  expect(await desk.getByRole('button', { name: 'Emitir' }).isDisabled()).toBe(true);
}
const phoneOf = async () => {
  const { key, number } = await weekday.stage.ticket();
  return { number, page: await open(`/t#${key}`) };
};

/** Nine: no kiosk, the desk gives the numbers. Then Camila is taken ill while she serves. */
async function morning(desk: Page): Promise<Page> {
  await gives(desk, 'C01', rutOf(12_345_678));
  await gives(desk, 'C02');
  const camila = await comesOnDuty('advisor-1');
  await serves(camila, 'C01');
  await until('09:30');
  await camila.keyboard.press('f');
  await camila.locator('.turn-idle').waitFor();
  await serves(camila, 'C02');

  // The supervisor gives C02 back, and Matías takes it.
  await until('09:50');
  await camila.close();
  const paula = await staff('supervisor-1');
  await paula.locator('.counter-cells button', { hasText: 'Camila' }).first().click();
  await paula.getByRole('dialog').getByRole('button', { name: 'Devolver a la fila' }).click();
  await desk.reload();
  const matias = await comesOnDuty('advisor-2');
  await serves(matias, 'C02');
  await until('10:10');
  await matias.keyboard.press('f');
  await matias.locator('.turn-idle').waitFor();
  await paula.close();
  return matias;
}

test('no kiosk at nine, an advisor leaves, all go out at eleven, a line at closing', async () => {
  const desk = await staff('host-1');
  const matias = await morning(desk);
  const paula = await staff('supervisor-1');

  // Eleven: everybody out. Waiting customers are told on their phones.
  await until('11:00', paula, matias);
  const waiting = await phoneOf();
  await waiting.page.getByText(waiting.number).first().waitFor();
  await paula.getByRole('button', { name: 'Abrir o cerrar…' }).click();
  const dialog = paula.getByRole('dialog');
  await dialog.getByText('Seguridad o evacuación').click();
  await dialog.getByText('Se les avisa y su turno se cancela').click();
  await dialog.getByText('su turno se cancelará').waitFor();
  await dialog.getByRole('button', { name: 'Cerrar ahora' }).click();
  await dialog.waitFor({ state: 'detached' });
  weekday.after(5);
  await weekday.stage.app.sweep.step(weekday.now);
  await waiting.page.reload();
  await waiting.page.getByText('La sucursal cerró y no alcanzamos a atenderle').waitFor();
  await givesNone(desk, 'La sucursal está cerrada.');

  // Twenty to twelve: people are back, and the door is open again.
  await until('11:40', paula, matias);
  await paula.getByRole('button', { name: 'Abrir o cerrar…' }).click();
  await paula.getByRole('dialog').getByRole('button', { name: 'Volver a abrir' }).click();
  await paula.getByRole('dialog').waitFor({ state: 'detached' });

  // Noon: tomorrow is a holiday, for every branch.
  const admin = await staff('admin-1');
  await admin.getByRole('button', { name: 'Cerrar todas las sucursales' }).click();
  // the page suggests the real tomorrow, but the test's day is another one
  await admin.getByLabel('Desde el').fill('2026-11-27');
  await admin.getByLabel('Hasta el').fill('2026-11-27');
  await admin.getByRole('button', { name: 'Cerrar todas', exact: true }).click();
  await admin.getByText('Listo: todas cierran en esas fechas.').waitFor();

  // Two: one is being served, two are in line. One is finished, two are told when to come back.
  await until('13:40', desk, matias);
  await gives(desk, 'C04');
  await serves(matias, 'C04');
  const late = await phoneOf();
  await gives(desk, 'C06');
  await until('13:52', desk);
  await givesNone(desk, 'Por hoy ya no damos más números.');
  await until('14:00');
  await until('14:01', late.page);
  await late.page.getByText('La sucursal cerró y no alcanzamos a atenderle').waitFor();
  await late.page.getByText('lunes 30 de noviembre').waitFor();
  await matias.keyboard.press('f');
  await matias.locator('.turn-idle').waitFor();
  const start = await open('/');
  await start
    .getByText(/Cerrada.* Abre el lunes 30 de noviembre a las 09:00/)
    .first()
    .waitFor();
});

test('every figure of that day agrees everywhere, and the audit holds', async () => {
  expect(await weekday.differences('1', ['advisor-1', 'advisor-2'], DAY)).toEqual([]);
  const waits = await weekday.report('waits', '1', { from: DAY, to: DAY });
  expect(waits).toMatchObject([
    { queue: 'caja', issued: 6, called: 3, missed: 0, cancelled: 3, abandoned: 0 },
  ]);
  expect(await weekday.report('advisors', '1', { from: DAY, to: DAY })).toMatchObject([
    { advisor: 'advisor-1', served: 1 },
    { advisor: 'advisor-2', served: 2 },
  ]);
  expect(await verifyBranch(weekday.stage.app, '1')).toEqual({ chain: [], rows: [] });
});

test('a closed kiosk says that tickets stay valid, until their line is cancelled', async () => {
  const { stage } = weekday;
  const as = await stage.staff('supervisor-1');
  const sign = '/api/branches/2/sign';
  const closes = (line: 'serve' | 'cancel') =>
    stage.ask('PUT', sign, { as, body: { says: 'closed', reason: 'other', line } });
  const given = { as: await stage.device('kiosk-2'), body: { queue: 'caja' } };
  expect((await stage.ask('POST', '/api/branches/2/tickets', given)).status).toBe(201);
  expect((await closes('serve')).status).toBe(200);
  const kiosk = await open('/kiosk#enrol=kiosk-2');
  await kiosk.getByText('Ahora estamos cerrados').waitFor();
  await kiosk.getByText('sigue siendo válido mientras la pantalla lo llame').waitFor();
  expect((await stage.ask('DELETE', sign, { as })).status).toBe(200);
  expect((await closes('cancel')).status).toBe(200);
  await kiosk.reload();
  await kiosk.getByText('Ahora estamos cerrados').waitFor();
  expect(await kiosk.getByText('sigue siendo válido').count()).toBe(0);
});
