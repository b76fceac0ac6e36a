import { Page } from 'playwright-core';
import { openWorld, world } from './open-world';
import { look, shot } from './world';

jest.setTimeout(300_000);
openWorld();

test('the database is gone, the server is up: screens say so, and since when', async () => {
  const floor = await world.staff('supervisor-1');
  const console = await world.staff('advisor-2');
  const display = await world.display();
  const kiosk = await world.kiosk();
  await floor.getByText('Conectado', { exact: true }).waitFor();
  await display.locator('.board').waitFor();
  await kiosk.locator('.pad').waitFor();
  await display.waitForFunction(() => document.querySelectorAll('link[data-face]').length === 1);
  await display.locator('link[data-face="1"]').waitFor({ state: 'attached' });
  // Seated and confirmed: a pending press would be what the console talks about.
  await console.locator('.counter-option', { hasText: '2' }).click();
  await console.locator('.main-button').click();
  await console.locator('.turn-idle').waitFor();
  await world.takesConnections(false);
  try {
    await saysSo({ floor, console, display, kiosk });
  } finally {
    await world.takesConnections(true);
  }
  // A style sheet was refused too; axe, which inspects each loading sheet, requests it itself and
  // applies the refusal.
  const ofSheets = /\/api\/face\/|Applying inline style/;
  const others = world.complaints.splice(0).filter((each) => !ofSheets.test(each));
  expect(others).toEqual([]);
  for (const page of [floor, console]) {
    await page.getByText('Conectado', { exact: true }).waitFor();
  }
  await display.locator('.board').waitFor();
  await kiosk.locator('.pad').waitFor();
});

async function saysSo({ floor, console, display, kiosk }: Readonly<Record<string, Page>>) {
  await floor.getByText('Conectado, sin datos nuevos desde las').waitFor();
  await floor.getByText('Datos de hace').waitFor();
  await display.getByText('Sin datos nuevos desde las').waitFor();
  await console.getByText('El servidor responde, pero no accede a la información').waitFor();
  await shot(floor, 'floor-database-gone');
  // screens switched on meanwhile have nothing to show, and say where to go
  await display.reload();
  await display.getByText('Pantalla sin conexión. Le llamará su ejecutivo.').waitFor();
  await look(display, 'display-nothing');
  await kiosk.reload();
  await kiosk.getByText(/^Este tótem está sin conexión\. .* en el mesón le ayudan\.$/).waitFor();
  await look(kiosk, 'kiosk-nothing', { fixed: true });
}
