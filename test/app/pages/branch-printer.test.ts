import { Page } from 'playwright-core';
import { ReceiptPrinter, startPrinter } from '../../support/receipt-printer';
import { openWorld, world } from './open-world';
import { takeTicket } from './take-ticket';
import { look, sizes } from './world';

/** The kiosk with the branch's own printer, which polls in its own process. */

jest.setTimeout(240_000);
let printer: ReceiptPrinter;
afterAll(async () => {
  await printer?.stop();
});
openWorld();
beforeAll(async () => {
  printer = await startPrinter({ url: world.url, every: 0.5 });
  await printer.line(/^CONNECTED/m);
});

const done = async (kiosk: Page) => {
  await kiosk.getByRole('button', { name: 'Listo' }).click();
  await kiosk.locator('.pad').waitFor();
};
const enrolled = async (more = '') => {
  const kiosk = await world.open(`/kiosk#enrol=kiosk-1${more}`, { size: sizes.kiosk, touch: true });
  await kiosk.locator('.pad').waitFor();
  return kiosk;
};
const numbers = async () =>
  (await printer.papers()).map((paper) => /^Su número es\n(.+)$/m.exec(paper)?.[1]);

test('it prints; out of paper it says so, and prints once there is paper again', async () => {
  const kiosk = await enrolled();
  const first = await takeTicket(kiosk);
  await kiosk.getByText('Retire su papel.').waitFor();
  expect(await numbers()).toEqual([first]);
  await look(kiosk, 'kiosk-branch-printed');
  await done(kiosk);

  await printer.turn('paper out');
  const second = await takeTicket(kiosk);
  await kiosk.getByText(`No salió el papel, pero su número ${second} es válido.`).waitFor();
  await kiosk.getByText('La impresora no tiene papel').waitFor();
  await look(kiosk, 'kiosk-branch-no-paper');
  await printer.turn('paper in');
  await kiosk.getByRole('button', { name: 'Imprimir otra vez' }).click();
  await kiosk.getByText('Retire su papel.').waitFor();
  expect(await numbers()).toEqual([first, second]);
  await done(kiosk);

  await printer.turn('cover open');
  await takeTicket(kiosk);
  await kiosk.getByText('La impresora está abierta').waitFor();
  await printer.turn('cover closed');
  await done(kiosk); // a customer who leaves without paper leaves none behind
  const last = await takeTicket(kiosk);
  await kiosk.getByText('Retire su papel.').waitFor();
  expect(await numbers()).toEqual([first, second, last]);
});

test('it never confirms: the customer is asked, and "no" prints it again', async () => {
  const kiosk = await enrolled();
  const before = (await printer.papers()).length;
  await printer.turn('lose confirmation');
  const number = await takeTicket(kiosk);
  await kiosk.getByText('¿Salió su papel?').waitFor();
  expect((await printer.papers()).length).toBe(before + 1);
  await kiosk.getByRole('button', { name: 'No', exact: true }).click();
  await kiosk.getByRole('button', { name: 'Imprimir otra vez' }).click();
  await kiosk.getByText('Retire su papel.').waitFor();
  expect((await numbers()).slice(before)).toEqual([number, number]);
});

test('switched off: the kiosk says so, or prints through the browser if it can', async () => {
  await printer.turn('off');
  const kiosk = await enrolled();
  await takeTicket(kiosk);
  await kiosk.getByText('La impresora no responde').waitFor();
  await look(kiosk, 'kiosk-branch-offline');
  const second = await world.browser.newContext({ viewport: sizes.kiosk, locale: 'es-CL' });
  await second.addInitScript(() => {
    window.print = () => {
      document.documentElement.dataset.printed = 'yes';
    };
  });
  const page = await second.newPage();
  await page.goto(`${world.url}/kiosk#enrol=kiosk-1&printer=browser`);
  await page.locator('.pad').waitFor();
  await takeTicket(page);
  await page.getByText('¿Salió su papel?').waitFor();
  expect(await page.locator('html').getAttribute('data-printed')).toBe('yes');
  await second.close();
  await printer.turn('on');
  await kiosk.getByRole('button', { name: 'Imprimir otra vez' }).click();
  await kiosk.getByText('Retire su papel.').waitFor();
});

test('a printer enrols as the administration page says, and prints from then on', async () => {
  const page = await world.staff('admin-1', { size: { width: 1366, height: 900 } });
  await page.locator('.admin-tabs').getByRole('link', { name: 'Equipos' }).click();
  const row = page.locator('.admin-table tr', { hasText: 'printer-1' });
  await row.getByRole('button', { name: 'Código nuevo' }).click();
  await page.getByRole('button', { name: 'Sí, hacer un código' }).click();
  const settings = page.locator('.printer-settings');
  await settings.waitFor();
  await look(page, 'admin-printer-settings');
  const [url, user, password] = await settings.locator('dd').allInnerTexts();
  expect([url, user]).toEqual([`${new URL(world.url).origin}/api/cloudprnt`, 'printer-1']);
  await printer.stop();
  printer = await startPrinter({ url: world.url, user, password, every: 0.5 });
  await printer.line(/^CONNECTED/m);
  const kiosk = await enrolled();
  await takeTicket(kiosk);
  await kiosk.getByText('Retire su papel.').waitFor();
  expect(await numbers()).toHaveLength(1);
  expect(printer.output()).not.toContain('REFUSED');
});
