import { Page } from 'playwright-core';
import { withoutAdvisors } from './supervisor/no-advisors';
import { look, shot, sizes, World } from './world';

/** Longer walks through a supervisor's pages, for `staff-states.test.ts`. */

/** Every picture of the day so far; each figure leads to as many rows as it counts. */
export async function pictures(page: Page) {
  const cell = page.locator('.heat').first().locator('td button').first();
  await cell.waitFor();
  await cell.press('Enter');
  await page.locator('.picture-rows tbody tr').first().waitFor();
  const hours = await page.locator('.heat tbody th').allInnerTexts();
  expect(hours.filter((each) => !/^\d+:00$/.test(each))).toEqual([]);
  const rows = await page.locator('.picture-rows tbody tr').count();
  expect(rows).toBe(Number(await cell.textContent()));
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(
    /^Turnos emitidos: Todas las filas, \S+, \d+:00$/,
  );
  await look(page, 'supervisor-pictures-hours');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.reports').innerText()).toMatch(/^Sucursal .+ · Llegadas y esperas\n/);
  await page.emulateMedia({ media: null });
  await inSystemColours(page, '.heat-cell');
  for (const [name, shown] of [
    ['Semana a semana', '.columns rect'],
    ['Sucursales', '.compared tbody tr'],
    ['Ejecutivos', '.advisor-times tbody tr'],
    ['Abandono', '.heats'],
    ['Resultados', '.bars tbody tr'],
    ['Opinión', '.picture'],
  ]) {
    await page.locator('.report-sections').getByText(name, { exact: true }).click();
    await page.locator(shown).first().waitFor();
    await look(page, `supervisor-pictures-${name}`);
    if (name !== 'Ejecutivos') continue;
    await sharesMakeAll(page);
    await inSystemColours(page, '.stack-part.serving');
  }
  await mails(page);
}

/** With the system's forced colours the pictures are still visible, and so is the open section. */
async function inSystemColours(page: Page, drawn: string) {
  await page.emulateMedia({ forcedColors: 'active' });
  await shot(page, `supervisor-forced-${drawn.replace(/\W/g, '')}`);
  const seen = await page.evaluate((selector) => {
    const part = document.querySelector(selector)!;
    const current = document.querySelector('.report-sections [aria-current]')!;
    return {
      drawn:
        getComputedStyle(part).backgroundColor !== getComputedStyle(document.body).backgroundColor,
      current: getComputedStyle(current).outlineStyle,
    };
  }, drawn);
  expect(seen).toEqual({ drawn: true, current: 'solid' });
  await page.emulateMedia({ forcedColors: 'none' });
}

/** An advisor's shares add up to all of their time. */
async function sharesMakeAll(page: Page) {
  const rows = await page.locator('.advisor-times tbody tr').allInnerTexts();
  const sums = rows.map((row) =>
    [...row.matchAll(/(\d+)\s?%/g)].reduce((sum, [, share]) => sum + Number(share), 0),
  );
  expect(sums).toEqual(rows.map(() => 100));
}

/** A report by mail is requested, listed and ended. */
async function mails(page: Page) {
  await page.locator('.report-sections').getByText('Por correo', { exact: true }).click();
  const address = page.getByLabel('Correo', { exact: true });
  await address.fill('paula@banco');
  await page.getByRole('button', { name: 'Pedir', exact: true }).click();
  await page.getByText('Escriba un correo completo').waitFor();
  await address.fill('paula.supervisora@banco.example');
  await page.getByRole('button', { name: 'Pedir', exact: true }).click();
  await page.locator('.mails .report-list li').first().waitFor();
  await look(page, 'supervisor-mails');
  await page.getByRole('button', { name: /^Terminar el informe a paula/ }).click();
  await page.getByText('Terminado: la dirección se borró.').waitFor();
}

/** A branch's tile leads to that branch's floor, and the reader comes back. */
export async function tileLeads(page: Page) {
  await page.locator('.branch-tile', { hasText: 'Sucursal Ñuñoa (demo)' }).click();
  await page.locator('.queue-row').first().waitFor();
  const branch = page.locator('.top-branch select');
  expect(await branch.inputValue()).toBe('2');
  await branch.selectOption('1');
}

/** A branch without any set-up yet says so, on its floor too. */
export async function emptyBranch(world: World) {
  const put = (path: string, body: object) =>
    world.asStaff('admin-1', 'PUT', `/api/branches/nueva${path}`, body);
  await put('', { name: 'Sucursal Nueva' });
  const page = await world.staff('supervisor-1', { size: sizes.supervisor });
  await page.locator('.top-branch select').selectOption('nueva');
  const lacking = page.locator('.alert-list');
  for (const part of [page.locator('.queues'), lacking]) {
    await part.getByText('Esta sucursal aún no tiene filas.').waitFor();
  }
  for (const part of [page.locator('.counters'), lacking]) {
    await part.getByText('Esta sucursal aún no tiene módulos.').waitFor();
  }
  await look(page, 'supervisor-empty-branch');
  await put('/counters/1', { label: 'Caja 1' });
  await page.getByText('Caja 1', { exact: true }).waitFor();
  await lacking.getByText('no tiene módulos').waitFor({ state: 'detached' });
  await withoutAdvisors(page, world, put);
}

/** A report by mail opens its own branch once; afterwards the reader chooses. */
export async function linkOfMail(world: World) {
  const page = await world.staff('supervisor-1', { size: sizes.supervisor });
  const branch = page.locator('.top-branch select');
  await branch.waitFor();
  expect(await branch.inputValue()).toBe('1');
  await page.goto(`${world.url}/supervisor?branch=2#reports`);
  await page.locator('.report-days').waitFor();
  expect(await branch.inputValue()).toBe('2');
  expect(page.url()).toBe(`${world.url}/supervisor#reports`);
  // a cleared date comes back, because the figures below depend on it
  const from = page.locator('.report-days input[type=date]').first();
  const day = await from.inputValue();
  await from.fill('');
  await from.blur();
  expect(await from.inputValue()).toBe(day);
  await branch.selectOption('1');
  await page.reload();
  await page.locator('.report-days').waitFor();
  expect(await branch.inputValue()).toBe('1');
}

/** Few branches use all the room: their letters are large, and nothing is cut off. */
export async function fewAreLarge(page: Page) {
  for (const [width, height, letters] of [
    [320, 640, 20],
    [1366, 768, 26],
    [3840, 2160, 74],
  ]) {
    await page.setViewportSize({ width, height });
    const names = await tilesOf(page);
    expect(names.filter(({ cut, out }) => cut || out)).toEqual([]);
    expect(Math.min(...names.map((each) => each.letters))).toBeGreaterThanOrEqual(letters);
  }
  // a select's arrow grows with its font
  const arrows = await page.locator('select').evaluateAll((all) =>
    all.map((each) => {
      const { backgroundSize, fontSize, appearance } = getComputedStyle(each);
      const share = parseFloat(backgroundSize) / parseFloat(fontSize);
      return [appearance, share >= 0.3];
    }),
  );
  expect(arrows).toEqual(arrows.map(() => ['none', true]));
  expect(arrows.length).toBeGreaterThan(2);
  await look(page, 'supervisor-few-3840');
  await page.setViewportSize(sizes.supervisor);
}

/** Each tab also names itself in the browser's tab; each table can be saved for Excel. */
export async function titlesAndFiles(world: World) {
  const branch = '/api/branches/2';
  const press = (method: string, path: string, body: object) =>
    world.asStaff<{ ticket: { id: string } }>('advisor-5', method, branch + path, body);
  await press('PUT', '/advisors/me', { state: 'available', counter: '2' });
  await world.issue('caja', { branch: '2' });
  const { ticket } = await press('POST', '/counters/2/call-next', {});
  await press('POST', `/tickets/${ticket.id}/start`, {});
  await press('POST', `/tickets/${ticket.id}/finish`, { next: false });
  await press('PUT', '/advisors/me', { state: 'offline' });
  const page = await world.staff('supervisor-1', { size: sizes.advisor });
  await page.locator('.top-branch select').selectOption('2');
  const titles: string[] = [];
  for (const link of await page.locator('.tabs a').all()) {
    await link.click();
    await page.locator('main:not(.desk-wait)').waitFor();
    const name = (await link.textContent())!;
    await page.locator('h1', { hasText: name }).waitFor({ state: 'attached' });
    await page.waitForFunction((words) => document.title.includes(words), name);
    titles.push(await page.title());
  }
  expect(new Set(titles).size).toBe(6);
  await page.locator('.report-sections').getByText('Opinión', { exact: true }).click();
  await page.waitForFunction(() => document.title === 'Opinión – Informes');
  for (const [tab, box] of [
    ['Turnos', '.plan-export'],
    ['Cuánto acertamos', '.picture-files'],
  ]) {
    await page.locator('.tabs a', { hasText: tab }).click();
    const files = page.locator(`${box} a`);
    await files.nth(1).waitFor();
    expect(
      await files.evaluateAll((all) => all.map((each) => each.getAttribute('download')!.slice(-4))),
    ).toEqual(['xlsx', '.csv']);
    const [first, second] = await Promise.all([0, 1].map((at) => files.nth(at).boundingBox()));
    expect(second!.y).toBe(first!.y);
  }
}

/** A bank of sixty branches, one of which has a region. */
async function sixty(world: World) {
  const rules = await world.asStaff<{ overrides: object; version: number }>(
    'admin-1',
    'GET',
    '/api/branches/1/settings',
  );
  const region = { ...rules.overrides, region: 'Metropolitana' };
  await world.asStaff('admin-1', 'PUT', '/api/branches/1/settings', region, {
    'If-Match': `"${rules.version}"`,
  });
  // another story may have opened one
  const there = await world.asStaff<readonly object[]>('admin-1', 'GET', '/api/branches');
  for (let n = there.length + 1; n <= 60; n += 1) {
    const name = `Sucursal Los Álamos ${n}`;
    await world.asStaff('admin-1', 'PUT', `/api/branches/b-${n}`, { name });
  }
}

/** All branches are on the screen, whole, in letters of at least this many pixels. */
async function fits(page: Page, height: number, letters: number) {
  const tiles = await tilesOf(page);
  expect(tiles).toHaveLength(60);
  expect(Math.max(...tiles.map(({ bottom }) => bottom))).toBeLessThanOrEqual(height);
  expect(Math.min(...tiles.map((tile) => tile.letters))).toBeGreaterThanOrEqual(letters);
  expect(tiles.filter(({ cut, out }) => cut || out)).toEqual([]);
}

/**
 * For every branch: where its tile ends, how large its letters are, whether anything is cut off.
 */
const tilesOf = (page: Page) =>
  page.locator('.branch-tile').evaluateAll((all) =>
    all.map((tile) => {
      const box = tile.getBoundingClientRect();
      const name = tile.querySelector('.branch-name')!;
      const parts = [...tile.querySelectorAll('.branch-name, .branch-figures > *')];
      return {
        bottom: box.bottom,
        letters: parseFloat(getComputedStyle(name).fontSize),
        cut: name.scrollWidth > name.clientWidth,
        out: parts.some((part) => {
          const of = part.getBoundingClientRect();
          return of.right > box.right + 0.5 || of.bottom > box.bottom + 0.5;
        }),
      };
    }),
  );

export async function sixtyBranches(world: World) {
  await sixty(world);
  const page = await world.staff('supervisor-1', { size: sizes.advisor });
  // The widest figures of a bad day.
  await page.route('**/api/overview', async (route) => {
    const response = await route.fetch();
    const busy = { waiting: 128, calls: 100, meanWaitMs: 47 * 60_000, inTarget: 83, alerts: 10 };
    const json = ((await response.json()) as object[]).map((row, at) => ({
      ...row,
      ...busy,
      late: at % 2 ? 112 : 0,
    }));
    await route.fulfill({ response, json });
  });
  await page.getByRole('link', { name: 'Todas las sucursales' }).click();
  await page.locator('.branch-tile').nth(59).waitFor();
  for (const [width, height, letters] of [
    [1366, 768, 14],
    [3840, 2160, 40],
  ]) {
    await page.setViewportSize({ width, height });
    await fits(page, height, letters);
    await look(page, `supervisor-sixty-${width}`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await look(page, 'supervisor-sixty-320');
  await page.setViewportSize(sizes.advisor);
  await page.locator('select', { hasText: 'Por región' }).selectOption('grouped');
  expect(await page.locator('.branch-region h2').allTextContents()).toEqual([
    'Metropolitana',
    'Sin región',
  ]);
  await look(page, 'supervisor-regions');
  await page.locator('select', { hasText: 'Por región' }).selectOption('=Metropolitana');
  expect(await page.locator('.branch-tile').count()).toBe(1);
  await page.getByRole('link', { name: 'Informes' }).click();
  await page.locator('.report-sections').getByText('Sucursales', { exact: true }).click();
  await page.locator('select', { hasText: 'Por región' }).selectOption('grouped');
  await page.locator('.compared-region').nth(1).waitFor();
  await look(page, 'supervisor-compared-regions');
}
