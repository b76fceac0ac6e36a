import { Page } from 'playwright-core';
import { World } from './world';

/** The button for light and dark: what it says, what it does, and how long that holds. */

jest.setTimeout(240_000);
let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(async () => {
  await world?.close();
});
afterEach(() => world.endTest());

const button = (page: Page) => page.locator('.top-actions button').first();
const words = (page: Page) => button(page).getAttribute('aria-label');
/** How light the page's ground is, from 0 to 255. */
const ground = (page: Page) =>
  page.evaluate(() => {
    const [r, g, b] = /\d+, \d+, \d+/
      .exec(getComputedStyle(document.body).backgroundColor)![0]
      .split(', ')
      .map(Number);
    return (r + g + b) / 3;
  });
const isLight = async (page: Page) => (await ground(page)) > 128;

for (const dark of [false, true]) {
  test(`from a ${dark ? 'dark' : 'light'} system: to the other, and back`, async () => {
    const page = await world.staff('supervisor-1', { dark });
    const names = ['Usar colores oscuros', 'Usar colores claros'];
    if (dark) names.reverse();
    await button(page).waitFor();
    expect([await words(page), await isLight(page)]).toEqual([names[0], !dark]);
    await button(page).click();
    expect([await words(page), await isLight(page)]).toEqual([names[1], dark]);
    // it holds here, on every page of staff, whatever the system does meanwhile
    await page.emulateMedia({ colorScheme: dark ? 'light' : 'dark' });
    expect(await isLight(page)).toBe(dark);
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.goto(`${world.url}/sign-in?account`);
    await page.locator('main').waitFor();
    expect(await isLight(page)).toBe(dark);
    await page.goto(`${world.url}/supervisor`);
    await button(page).waitFor();
    expect([await words(page), await isLight(page)]).toEqual([names[1], dark]);
    await button(page).click();
    expect([await words(page), await isLight(page)]).toEqual([names[0], !dark]);
  });
}

test('until it is pressed, the page follows the system while it is open', async () => {
  const page = await world.staff('supervisor-1');
  await button(page).waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('.top-actions [aria-label="Usar colores claros"]').waitFor();
  expect(await isLight(page)).toBe(false);
});
