import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { Page } from 'playwright-core';
import { dateAndTime } from '../../../../src/app/texts/format';
import { rutOf } from '../../../support/rut';
import { look, World } from '../world';
import { desktop, focusedOn } from './stories';

/** By actor, by what happened, and by time on the bank's clock, which is named. */
async function chainOfBank(page: Page, world: World) {
  await page.getByLabel('Dónde').selectOption('bank');
  await page.getByLabel('Quién lo hizo').fill('auditor-1');
  await page.getByLabel('Qué', { exact: true }).selectOption('signed-in');
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.locator('.audit-table tbody tr', { hasText: 'Alguien entró' }).first().waitFor();
  await page.getByText('Horas de Chile continental (America/Santiago).').waitFor();
  await look(page, 'admin-audit-bank');
  const cells = await page.locator('.audit-table tbody tr').first().locator('td').allInnerTexts();
  const [shown, seq] = [cells[0], Number(cells[3])];
  const { found } = await world.asStaff<{ found: { event: { seq: number; at: string } }[] }>(
    'auditor-1',
    'GET',
    '/api/branches/bank/audit/search?actor=auditor-1&what=signed-in',
  );
  const { at } = found.find(({ event }) => event.seq === seq)!.event;
  expect(shown).toBe(dateAndTime('es-CL', Date.parse(at), 'America/Santiago'));
  // Between "from" and "to" by the clock shown.
  const [date, time] = shown.split(', ');
  const local = `${date.split('-').reverse().join('-')}T${time}`;
  await page.getByLabel('Desde').fill(local);
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.locator('.audit-table tbody tr', { hasText: 'Alguien entró' }).first().waitFor();
  await page.getByLabel('Hasta').fill(local);
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.getByText('No hay hechos que calcen.').waitFor();
}

/** Updates of open alerts, one a minute, are hidden from all reading until requested. */
async function changesOfAlerts(page: Page, number: string) {
  const file = page.getByRole('link', { name: 'Exportar a Excel' });
  expect(await file.getAttribute('href')).toContain('without=AlertUpdated');
  const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const sheet = unzipSync(await readFile(await download.path()))['xl/worksheets/sheet1.xml'];
  expect(strFromU8(sheet)).toContain(number);
  await page.getByLabel('También cada cambio de las alertas abiertas').check();
  const [asked] = await Promise.all([
    page.waitForRequest(/\/audit\/search\?/),
    page.getByRole('button', { name: 'Buscar' }).click(),
  ]);
  expect(asked.url()).not.toContain('without');
  await page.locator('a[href*="search.xlsx"]:not([href*="without="])').waitFor();
}

/** A half-typed date is cleared like the rest, together with its error. */
async function clearsAll(page: Page) {
  await page.getByLabel('Desde').focus();
  await page.keyboard.type('12');
  await page.getByRole('button', { name: 'Buscar' }).click();
  await focusedOn(page, 'Escriba una fecha que exista');
  await page.getByRole('button', { name: 'Limpiar' }).click();
  await page.getByText('Escriba una fecha que exista').waitFor({ state: 'detached' });
  const from = page.getByLabel('Desde');
  expect(await from.evaluate((each: HTMLInputElement) => each.validity.badInput)).toBe(false);
}

/** Searched, exported, proven; on a phone too. */
export async function auditorReads(world: World) {
  const { number } = await world.issue('caja', { nationalId: rutOf(8_765_432) });
  // far from the bank: its clock is named, and applies even if it is no branch's
  const page = await world.staff('auditor-1', { ...desktop, zone: 'Asia/Tokyo' });
  await page.getByText(`Turno ${number}`).first().waitFor();
  // newest first: their own reading of the audit, then the ticket; a sweep may come between
  const told = await page.locator('.audit-table tbody tr').allInnerTexts();
  const newest = told.filter((row) => !row.includes('Sistema sweep'));
  expect(newest[0]).toContain('Alguien leyó la auditoría');
  expect(newest[1]).toContain('Alguien sacó un turno');
  await look(page, 'admin-audit');
  await changesOfAlerts(page, number);
  await clearsAll(page);
  await chainOfBank(page, world);
  await page.getByLabel('Dónde').selectOption('1');
  await page.getByText(`Turno ${number}`).first().waitFor();
  // With nobody found there is nothing to export, and never the whole chain instead.
  await page.getByLabel('RUT o documento de una persona').fill(rutOf(8_765_433));
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.getByText('No hay hechos que calcen.').waitFor();
  expect(await page.getByRole('link', { name: 'Exportar a Excel' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Exportar con su prueba' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Limpiar' }).click();
  await page.getByText(`Turno ${number}`).first().waitFor();
  await page.getByLabel('Número de turno').fill(number);
  await page.getByLabel('Tipo de hecho').selectOption('TicketIssued');
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.audit-table tbody tr').length === 1);
  const who = page.getByLabel('Quién lo hizo');
  const offered = page
    .locator('datalist option')
    .evaluateAll((all: HTMLOptionElement[]) => all.map(({ value }) => value));
  expect(await offered).toContain('Matías (advisor-2)');
  await who.fill('Matías (advisor-2)');
  expect(await who.inputValue()).toBe('advisor-2');
  await who.fill('');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Exportar con su prueba' }).click(),
  ]);
  expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({
    branch: '1',
    complete: true,
    events: [{ event: { fact: { number } }, hash: expect.any(String) }],
  });
  await page.getByRole('button', { name: 'Limpiar' }).click();
  await page.getByLabel('RUT o documento de una persona').fill(rutOf(8_765_432));
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.getByText(`Turno ${number}`).first().waitFor();
  await page.getByRole('button', { name: 'Comprobar la cadena' }).click();
  await page.getByText(/^Íntegra: /).waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await look(page, 'admin-audit-phone');
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await wide()).toBe(0);
  await page.goto(`${world.url}/api`);
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
  expect(await wide()).toBe(0);
}
