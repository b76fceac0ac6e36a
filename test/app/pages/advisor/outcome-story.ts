import { Page } from 'playwright-core';
import { codesOfCaja } from '../admin/stories';
import { look, World } from '../world';

/** One service ends with a code; another goes on with another matter, by mistake. */
export async function endsWithCodes({ world, page, face, serve }: OutcomeStory): Promise<void> {
  await codesOfCaja(world);
  await page.reload();
  await page.locator('.turn-card').waitFor();
  if (await page.locator('.main-button[data-face="resume"]').count()) {
    await page.keyboard.press('n');
  }
  const { number } = await world.issue('caja');
  await serve();
  const { number: second, page: link } = await world.issue('caja');
  await page.keyboard.press('n');
  await page.getByText(`¿Cómo terminó ${number}?`).waitFor();
  await look(page, 'advisor-outcome');
  await page.keyboard.press('0'); // required: no finish without one
  await page.keyboard.press('2');
  await face('start');
  await page.getByText(second, { exact: true }).first().waitFor();
  await page.keyboard.press('i');
  await face('finish-next');
  await page.keyboard.press('m');
  await page.getByLabel('Resuelto').click();
  await look(page, 'advisor-matter');
  await page.getByRole('button', { name: /Empresas/ }).click();
  await page.getByText('Trámite 2 de esta visita').waitFor();
  await look(page, 'advisor-matter-begun');
  const phone = await world.open(link, { size: { width: 360, height: 740 } });
  await phone.getByText('Es otro trámite de su misma visita.').waitFor();
  await phone.locator('.slip-number', { hasText: 'Empresas' }).waitFor();
  await look(phone, 'ticket-matter');
  await page.keyboard.press('z');
  await page.getByText('Trámite 2 de esta visita').waitFor({ state: 'detached' });
  // the customer's page, open all along, says where to go now
  await phone.locator('.slip-number', { hasText: 'Caja' }).waitFor();
  await face('finish-next');
  await page.keyboard.press('f');
  await page.getByRole('button', { name: /Resuelto/ }).click();
  await page.locator('.turn-idle').waitFor();

  const { number: third } = await world.issue('caja');
  await serve();
  const floor = await world.staff('supervisor-1', { size: { width: 1366, height: 768 } });
  await floor
    .getByRole('button', { name: /Camila/ })
    .first()
    .click();
  await floor.getByRole('button', { name: 'Finalizar', exact: true }).click();
  await floor.getByText(`¿Cómo terminó ${third}?`).waitFor();
  expect(await floor.locator('.queue-choice').allInnerTexts()).toEqual([
    'Resuelto',
    'Vuelve otro día',
  ]);
  await look(floor, 'supervisor-outcome');
  await floor.keyboard.press('1');
  await page.locator('.turn-idle').waitFor();
  await floor.keyboard.press('Escape');
  await floor.getByRole('link', { name: 'Informes' }).click();
  await floor.locator('.report-sections').getByText('Resultados', { exact: true }).click();
  await floor.getByRole('button', { name: 'Vuelve otro día' }).click();
  await floor.locator('.picture-rows tbody tr').first().waitFor();
  expect(await floor.locator('.picture-rows tbody tr').count()).toBe(1);
  await look(floor, 'supervisor-pictures-outcomes');
}

export interface OutcomeStory {
  readonly world: World;
  readonly page: Page;
  readonly face: (name: string) => Promise<void>;
  readonly serve: () => Promise<void>;
}
