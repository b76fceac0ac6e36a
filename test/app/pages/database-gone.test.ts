import { Page } from 'playwright-core';
import { shot, World } from './world';

jest.setTimeout(300_000);
let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(async () => {
  await world?.close();
});
afterEach(() => {
  expect(world.complaints.splice(0)).toEqual([]);
});

test('the database gone, the server there: screens say so, and since when', async () => {
  const floor = await world.staff('supervisor-1');
  const console = await world.staff('advisor-2');
  const display = await world.display();
  await floor.getByText('Conectado', { exact: true }).waitFor();
  // Seated and heard of: a press that is still on its way would be what the console speaks of.
  await console.locator('.counter-option', { hasText: '2' }).click();
  await console.locator('.main-button').click();
  await console.locator('.turn-idle').waitFor();
  await world.takesConnections(false);
  try {
    await saysSo(floor, console, display);
  } finally {
    await world.takesConnections(true);
  }
  for (const page of [floor, console]) {
    await page.getByText('Conectado', { exact: true }).waitFor();
  }
  await display.getByText('Sin datos nuevos desde las').waitFor({ state: 'detached' });
});

async function saysSo(floor: Page, console: Page, display: Page) {
  await floor.getByText('Conectado, sin datos nuevos desde las').waitFor();
  await floor.getByText('Datos de hace').waitFor();
  await display.getByText('Sin datos nuevos desde las').waitFor();
  await console.getByText('El servidor responde, pero no accede a la información').waitFor();
  await shot(floor, 'floor-database-gone');
}
