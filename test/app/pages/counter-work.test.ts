import { Page } from 'playwright-core';
import { dayAhead } from '../../support/wait';
import { endsByAlert, endsOnHold, silentSoon } from './advisor/hold-story';
import { notesOfVisit } from './advisor/note-story';
import { endsWithCodes } from './advisor/outcome-story';
import { openWorld, world } from './open-world';
import { face as faceOf, uncut } from './page-checks';
import { look } from './world';
import { tenMinutesSlow } from './wrong-clock';

jest.setTimeout(240_000);
let page: Page;
/** The customer of advisor-2, whose console has gone silent. */
let leftServing = '';
openWorld();
beforeAll(async () => {
  page = await world.staff('advisor-1', { first: tenMinutesSlow });
  await page.locator('.main-button').click();
  await page.locator('.turn-idle').waitFor();
});

/** Facts of the turn that are cut off, or too small to read for eight hours. */
function clippedOrSmall(): readonly string[] {
  const slip = [...document.querySelectorAll('.turn-head, .turn-head *, .turn-why, .turn-more *')];
  const clipped = slip.filter(
    (each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0,
  );
  const facts = [...document.querySelectorAll('.turn-facts, .turn-times *, .next li, .my-day p')];
  const small = facts.filter((each) => parseFloat(getComputedStyle(each).fontSize) < 17);
  return [...clipped, ...small].map((each) => each.className || each.tagName);
}

const face = (name: string) => faceOf(page, name);
/** The next one is called and served. */
async function serve(): Promise<void> {
  await face('next');
  await page.keyboard.press('n');
  await face('start');
  await page.keyboard.press('i');
  await face('finish-next');
}

test('a finish pressed by mistake is undone at the console, even after a reload', async () => {
  const { number } = await world.issue('caja');
  await serve();
  await page.keyboard.press('f');
  await page.getByText(`Finalizó ${number}`).waitFor();
  await page.reload();
  await page.getByText(`Finalizó ${number}`).waitFor();
  await look(page, 'advisor-undo');
  await page.getByRole('button', { name: 'Deshacer' }).click();
  await face('finish-next');
  await page.getByText(`Finalizó ${number}`).waitFor({ state: 'detached' });
  await page.keyboard.press('t');
  await page
    .getByRole('button', { name: /Derivar a/ })
    .first()
    .click();
  await page.getByText(`Derivó ${number}`).waitFor();
  await page.getByRole('button', { name: 'Deshacer' }).click();
  await face('finish-next');
  await page.keyboard.press('f');
  await page.locator('.turn-idle').waitFor();
});

test('keys belong to their owner: changed, refused in a conflict, taken along', async () => {
  const { number } = await world.issue('caja');
  await page.keyboard.press('k');
  const finish = page.getByRole('button', { name: /^Finalizar: F/ });
  await finish.click();
  await page.keyboard.press('n');
  await page.getByRole('alert').getByText('«N» ya es la tecla de «Siguiente paso').waitFor();
  await look(page, 'advisor-keys-taken');
  await page.keyboard.press('7');
  await page.getByRole('alert').getByText('Los números sirven para elegir').waitFor();
  await page.keyboard.press('G');
  await page.getByText('«Finalizar»: G').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  // a list with type-ahead keeps its letters
  await page.locator('.top-language').focus();
  await page.keyboard.press('n');
  await page.locator('.main-button[data-face="next"]:enabled').focus();
  await serve();
  await page.getByRole('button', { name: 'Finalizar', exact: true }).waitFor();
  const elsewhere = await world.staff('advisor-1', { english: true, dark: true });
  await elsewhere.locator('[aria-keyshortcuts="G"]').waitFor();
  await look(elsewhere, 'advisor-keys-english');
  await elsewhere.close();
  await page.keyboard.press('f');
  await page.keyboard.press('Control+g');
  await page.keyboard.press('g');
  await page.getByText(`Finalizó ${number}`).waitFor();
  await page.keyboard.press('z');
  await face('finish-next');
  await page.keyboard.press('k');
  await page.getByRole('button', { name: 'Volver a las teclas de siempre' }).click();
  await page.getByText('Sus teclas vuelven a ser las de siempre').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await face('finish-next');
  await page.keyboard.press('f');
  await page.locator('.turn-idle').waitFor();
});

test('a customer is put on hold from a list of reasons, and taken back', async () => {
  const { number, page: link } = await world.issue('caja');
  await serve();
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Va por documentos' }).waitFor();
  await look(page, 'advisor-hold');
  await page.getByRole('button', { name: 'Va por documentos' }).click();
  const held = page.locator('.held li', { hasText: number });
  await held.getByText('Va por documentos').waitFor();
  await look(page, 'advisor-held');
  const phone = await world.open(link, { size: { width: 360, height: 740 } });
  await phone.getByText('Su atención quedó pendiente').waitFor();
  await look(phone, 'ticket-held');
  const floor = await world.staff('supervisor-1', { size: { width: 1920, height: 1080 } });
  await floor.locator('.queue-more', { hasText: '1 pendiente' }).waitFor();
  await floor.locator('.queue-head', { hasText: 'Caja' }).click();
  await floor.getByText(/Va por documentos · Camila/).waitFor();
  await look(floor, 'supervisor-held');
  await held.getByRole('button', { name: 'Retomar' }).click();
  await face('finish-next');
  await held.waitFor({ state: 'detached' });
  await page.keyboard.press('f');
  await page.locator('.turn-idle').waitFor();
  await floor.close();
});

test('a customer waits for one advisor: on both consoles, the floor and their phone', async () => {
  const other = await world.staff('advisor-2');
  await other.locator('.main-button').click();
  await other.locator('.turn-idle').waitFor();
  const { number, page: link } = await world.issue('caja');
  await serve();
  await page.keyboard.press('t');
  await page.getByLabel('Para quién').selectOption({ label: 'Matías' });
  await page.getByText(/Le llama al desocuparse/).waitFor();
  await look(page, 'advisor-wish');
  const beyond = await page.locator('dialog').evaluate((it) => it.scrollHeight - it.clientHeight);
  expect(beyond).toBe(0);
  await page.getByRole('button', { name: 'Devolver a Caja' }).click();
  await page.locator('.turn-idle').waitFor();
  await other.getByText('espera por usted').waitFor();
  await look(other, 'advisor-wished');
  const phone = await world.open(link, { size: { width: 360, height: 740 } });
  await phone.getByText(/Desde las \d\d:\d\d le llamará cualquier ejecutivo/).waitFor();
  await look(phone, 'ticket-wish');
  const floor = await world.staff('supervisor-1', { size: { width: 1920, height: 1080 } });
  await floor.locator('.queue-head', { hasText: 'Caja' }).click();
  await floor.getByText(/espera por Matías hasta las/).waitFor();
  await look(floor, 'supervisor-wish');
  await other.keyboard.press('n');
  await other.locator('.main-button[data-face="start"]:not([disabled])').waitFor();
  await other.getByText(number, { exact: true }).first().waitFor();
  await other.keyboard.press('i');
  await other.locator('.main-button[data-face="finish-next"]:not([disabled])').waitFor();
  await silentSoon(world);
  await other.close();
  leftServing = number;
});

test('a call counts down to the next one, then to the no-show', async () => {
  const { id, number } = await world.issue('caja');
  await face('next');
  await page.keyboard.press('n');
  await page.getByText(number, { exact: true }).first().waitFor();
  await page.getByText(/Se vuelve a llamar en 0:5\d/).waitFor();
  await look(page, 'advisor-countdown');
  await uncut(page);
  expect(await page.evaluate(clippedOrSmall)).toEqual([]);
  for (const _ of [1, 2]) {
    await world.asStaff('advisor-1', 'POST', `/api/branches/1/tickets/${id}/recall`);
  }
  await page.getByText(/Queda ausente en (0:5\d|1:00)/).waitFor();
  await page.keyboard.press('a');
  await page.locator('.turn-idle').waitFor();
});

test('a supervisor closes a queue with its line and opens it; every page says so', async () => {
  await dayAhead(2);
  const { number, page: link } = await world.issue('empresas');
  const phone = await world.open(link, { size: { width: 360, height: 740 } });
  await phone.getByText(number).first().waitFor();
  const floor = await world.staff('supervisor-1', { size: { width: 1920, height: 1080 } });
  const row = floor.locator('.queue-row', { hasText: 'Empresas' });
  await row.locator('.queue-head').click();
  await floor.getByRole('button', { name: 'Abrir o cerrar esta fila…' }).click();
  await floor.getByLabel('Falla de sistemas').click();
  await floor.getByLabel('Se les avisa y su turno se cancela').click();
  await floor.getByText('Ahora espera 1 persona').waitFor();
  await look(floor, 'supervisor-sign');
  await floor.getByRole('button', { name: 'Cerrar ahora' }).click();
  await row.getByText(/Cerrada hasta las 00:00 · Falla de sistemas/).waitFor();
  await look(floor, 'supervisor-closed');
  await phone.getByText('Cerramos la fila y no alcanzamos a atenderle').waitFor();
  await look(phone, 'ticket-queue-closed');
  const desk = await world.staff('host-1');
  await desk.getByLabel(/^Empresas \(/).waitFor();
  expect(await desk.getByLabel(/^Empresas \(/).isDisabled()).toBe(true);
  // the sign on the door changes while the desk is open
  await row.locator('.queue-head').click();
  await floor.getByRole('button', { name: 'Abrir o cerrar esta fila…' }).click();
  await floor.getByRole('button', { name: 'Volver a abrir' }).click();
  await row.getByText(/Cerrada hasta/).waitFor({ state: 'detached' });
  await desk.getByLabel(/^Empresas$/).waitFor();
  await floor.getByRole('button', { name: 'Abrir o cerrar…' }).click();
  await floor.getByLabel('Desde').fill('23:59');
  await floor.getByLabel('Demasiada gente').click();
  await floor.getByRole('button', { name: 'Cerrar a las 23:59' }).click();
  await floor.getByText(/Cierra a las 23:59 · Demasiada gente/).waitFor();
  await look(floor, 'supervisor-will-close');
  await floor.getByRole('button', { name: 'Abrir o cerrar…' }).click();
  await floor.getByRole('button', { name: 'No hacerlo' }).click();
  await floor.locator('.queues-top', { hasText: 'Cierra a las' }).waitFor({ state: 'detached' });
});

test('the console says who is at the counter, masked; the whole number for a moment', async () => {
  const nationalId = '12.345.678-5';
  const earlier = await world.issue('caja', { nationalId });
  await world.asStaff('advisor-1', 'POST', `/api/branches/1/tickets/${earlier.id}/cancel`);
  await world.issue('caja', { nationalId });
  await face('next');
  // The first answer does not arrive: the page asks again.
  let lost = 0;
  await page.route(/\/person$/, (route) => (lost++ ? route.continue() : route.abort()));
  await page.keyboard.press('n');
  const person = page.locator('.person-here');
  await person.getByText('••.•••.678-5').waitFor();
  await person.getByText(`Hoy también: ${earlier.number}`).waitFor();
  await notesOfVisit(page, world);
  await person.getByRole('button', { name: 'Ver completo' }).click();
  await person.getByText('12345678-5').waitFor();
  // Back to the line with an unsaved note: the next advisor reads it.
  await page.getByLabel(/Para quien siga/).fill('Vuelve con el poder');
  await page.getByRole('button', { name: 'Devolver a la fila' }).click();
  await page.locator('.turn-idle').waitFor();
  await face('next');
  await page.keyboard.press('n');
  await page.locator('.notes-here').getByText('Vuelve con el poder').waitFor();
  await face('start');
  await page.keyboard.press('a');
  await page.locator('.turn-idle').waitFor();
  await person.waitFor({ state: 'detached' });
});

test('a supervisor asks for a pause: a message on that console, until they pause', async () => {
  const floor = await world.staff('supervisor-1', { size: { width: 1920, height: 1080 } });
  await floor
    .getByRole('button', { name: /Camila/ })
    .first()
    .click();
  await floor.getByRole('button', { name: 'Pedir a Camila una pausa' }).click();
  await floor.getByText(/Se le pidió una pausa a las/).waitFor();
  await look(floor, 'supervisor-asks-pause');
  await page.getByText(/Paula le pide que haga una pausa cuando pueda/).waitFor();
  await look(page, 'advisor-asked-pause');
  await world.asStaff('advisor-1', 'PUT', '/api/branches/1/advisors/me', {
    state: 'paused',
    reason: 'break',
  });
  await page.getByText(/le pide que haga una pausa/).waitFor({ state: 'detached' });
});

test('a service ends with a code of its queue, by the keyboard and with the next', async () => {
  await endsWithCodes({ world, page, face, serve });
});

test('a held customer is finished with a code, if there are codes, and it is undone', async () => {
  await endsOnHold({ world, page, face, serve });
  await endsByAlert(world, leftServing);
});
