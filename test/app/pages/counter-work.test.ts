import { Page } from 'playwright-core';
import { look, World } from './world';

jest.setTimeout(240_000);
let world: World;
let page: Page;
beforeAll(async () => {
  world = await World.open();
  page = await world.staff('advisor-1');
  await page.locator('.main-button').click();
  await page.locator('.turn-idle').waitFor();
});
afterAll(async () => {
  await world?.close();
});
afterEach(() => {
  expect(world.complaints.splice(0)).toEqual([]);
});

const face = (name: string) => page.locator(`.main-button[data-face="${name}"]`).waitFor();
/** The next one is called and served. */
async function serve(): Promise<void> {
  await face('next');
  await page.keyboard.press('n');
  await face('start');
  await page.keyboard.press('i');
  await face('finish-next');
}

test('a finish pressed by mistake is undone at the console, also after a reload', async () => {
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
