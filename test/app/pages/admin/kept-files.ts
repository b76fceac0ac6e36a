import { readFile } from 'node:fs/promises';
import { Page } from 'playwright-core';
import { workbookLines } from '../../../../src/app/pages/admin/workbook';

/** What is kept about a person can be downloaded in three formats, all with the same content. */
export async function keptFiles(page: Page, ticket: string): Promise<void> {
  await page.locator('.person-kept dt', { hasText: /^RUT o documento$/ }).waitFor();
  const taken = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name }).click(),
    ]);
    return { file: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const all = await taken('Descargar todo');
  expect(JSON.parse(all.bytes.toString())).toMatchObject({
    nationalId: '7654321-6',
    tickets: [{ number: ticket }],
  });
  const workbook = await taken('Descargar para Excel');
  expect(workbook.file).toBe('datos.xlsx');
  const lines = await workbookLines(workbook.bytes);
  const cells = expect.arrayContaining([
    ['person', '1', 'nationalId', '7654321-6'],
    ['tickets', '1', 'number', ticket],
  ]) as unknown;
  expect(lines?.map((line) => line.cells)).toEqual(cells);
  const csv = await taken('Descargar CSV');
  expect(csv.bytes.toString()).toContain('person;1;nationalId;7654321-6\r\n');
}
