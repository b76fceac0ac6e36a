import { addDays } from '../../../src/app/domain/model/local-time';
import { openWorld, world } from './open-world';
import { weeksAhead, weeksBehind } from './wrong-clock';

/** A computer whose clock is weeks off: pages without a socket go by the server's time, too. */

jest.setTimeout(240_000);
openWorld();

/** Today and, should midnight pass meanwhile, tomorrow in the branch. */
const days = () => {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Santiago' }).format();
  return [today, addDays(today, 1)];
};

for (const first of [weeksAhead, weeksBehind]) {
  test(`administration and reports by a computer that is ${first.name}`, async () => {
    const earliest = days();
    const page = await world.staff('admin-1', { first });
    const real = await page.evaluate(() => Math.abs(Date.now() - performance.timeOrigin));
    expect(real).toBeGreaterThan(39 * 86_400_000);
    await page.locator('.admin-tabs').getByRole('link', { name: 'Sucursales' }).click();
    await page.getByRole('button', { name: 'Cerrar todas las sucursales' }).click();
    const offered = await page.locator('dialog').getByLabel('Desde el').inputValue();
    expect(earliest.map((day) => addDays(day, 1))).toContain(offered);
    await page.keyboard.press('Escape');
    await page.goto(`${world.url}/supervisor#reports`);
    const until = page.locator('.report-days input[type=date]').last();
    await until.waitFor();
    expect(earliest).toContain(await until.inputValue());
  });
}
