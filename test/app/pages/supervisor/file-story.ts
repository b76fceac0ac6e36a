import { readFile } from 'node:fs/promises';
import { look, sizes, World } from '../world';

/** A report's file that cannot be made says why, in words, and arrives at the second try. */
export async function fileAtSecondTry(world: World): Promise<void> {
  const page = await world.staff('supervisor-1', { size: sizes.advisor });
  await page.goto(`${world.url}/supervisor#reports`);
  await page.locator('.report-sections').getByText('Tablas y archivos', { exact: true }).click();
  const address = page.url();
  let refused = false;
  await page.route('**/reports/waits.xlsx*', (route) => {
    if (refused) return route.continue();
    refused = true;
    return route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 503, code: 'busy', detail: 'The database is busy.' }),
    });
  });
  const row = page.locator('.report-list li', { hasText: 'Esperas por fila' });
  await row.getByRole('link', { name: 'Excel' }).click();
  const dialog = page.locator('dialog', { hasText: 'No se pudo preparar el archivo' });
  await dialog.getByText('El sistema está ocupado').waitFor();
  expect(page.url()).toBe(address);
  await look(page, 'supervisor-file-failed');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Intentar otra vez' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^waits-1-.*\.xlsx$/);
  // a workbook is a zip
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK');
  await dialog.waitFor({ state: 'detached' });
}
