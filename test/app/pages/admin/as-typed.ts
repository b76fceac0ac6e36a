import { Page } from 'playwright-core';
import { look, World } from '../world';
import { desktop, focusedOn, tab } from './stories';

interface Rules {
  readonly version: number;
  readonly overrides: {
    readonly dates?: Readonly<Record<string, { readonly spans: readonly object[] }>>;
    readonly closures?: readonly { readonly from: string }[];
    readonly defers?: { readonly minutes: readonly number[] };
  };
}

const PATH = '/api/branches/2/settings';
const rules = (world: World) => world.asStaff<Rules>('admin-1', 'GET', PATH);

const group = (page: Page, field: string) => page.locator(`[data-field="${field}"]`);
const dates = (page: Page) => group(page, 'dates').locator('input[type=date]');
const shown = (page: Page) =>
  dates(page).evaluateAll((all) => (all as HTMLInputElement[]).map(({ value }) => value));
const save = (page: Page) =>
  page.locator('.settings-save').getByRole('button', { name: 'Guardar' }).click();

/** Times wider than their field, in whichever format the browser writes them. */
const cutTimes = (page: Page) =>
  page.locator('input[type=time]:visible').evaluateAll((all) =>
    all
      .filter((each) => {
        const needed = each.cloneNode() as HTMLInputElement;
        needed.style.width = 'max-content';
        each.after(needed);
        const { width } = needed.getBoundingClientRect();
        needed.remove();
        return each.getBoundingClientRect().width < width - 1;
      })
      .map((each) => each.outerHTML),
  );

/** The year is typed into a date, digit by digit, and the focus stays. */
async function typeYear(page: Page, year: string) {
  const date = dates(page).first();
  const before = await date.inputValue();
  await date.focus();
  for (const key of ['ArrowRight', 'ArrowRight', ...year]) await page.keyboard.press(key);
  expect(await shown(page)).toContain(year + before.slice(4));
  expect(await date.evaluate((each) => document.activeElement === each)).toBe(true);
}

async function datesOfBranch(page: Page, world: World) {
  const add = group(page, 'dates').getByRole('button', { name: 'Agregar fecha', exact: true });
  await add.click();
  await add.click();
  await typeYear(page, '2031');
  const [first, second] = await shown(page);
  await dates(page).first().fill(second);
  await save(page);
  await focusedOn(page, 'Esta fecha ya está en la lista. Elija otra');
  await look(page, 'admin-date-taken');
  await dates(page).first().fill('');
  await save(page);
  await focusedOn(page, 'Falta este dato.');
  expect(await shown(page)).toEqual(['', second]);
  // A row refused because of another one becomes valid when the other is removed.
  await dates(page).first().fill(second);
  await group(page, 'dates').getByRole('button', { name: 'Quitar fecha' }).last().click();
  await page.waitForFunction(() => !document.querySelector('[data-field^="dates."] input:invalid'));
  const span = group(page, 'dates').getByRole('button', { name: /^Agregar tramo/ });
  await span.click();
  await span.click();
  await save(page);
  const hours = group(page, 'dates').locator('.hours-day');
  await hours.getByText('Falta este dato.').waitFor();
  await page.waitForFunction(() => document.activeElement?.matches('[type=time]:invalid'));
  await look(page, 'admin-span-missing');
  expect(await cutTimes(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await look(page, 'admin-span-narrow');
  await page.setViewportSize(desktop.size);
  await hours.locator('input').nth(2).fill('13:30');
  await hours.locator('input').nth(3).fill('18:00');
  await save(page);
  await hours
    .getByText('Hay tramos que se cruzan: el primero debe terminar a las 13:30 o antes.')
    .waitFor();
  await look(page, 'admin-span-overlaps');
  await hours.locator('input').nth(2).fill('15:00');
  await hours.locator('input').nth(3).fill('18:00');
  await save(page);
  await page.getByText('Guardado.').waitFor();
  expect((await rules(world)).overrides.dates).toEqual({
    [second]: {
      spans: [
        { from: '09:00', to: '14:00' },
        { from: '15:00', to: '18:00' },
      ],
    },
  });
  return first;
}

/** No field shows one thing while another is saved: a missing value is asked for until given. */
export async function whatStandsIsSaved(world: World) {
  const before = await rules(world);
  const page = await world.staff('admin-1', desktop);
  await page.locator('.top-branch select').selectOption('2');
  await tab(page, 'Reglas');
  const moved = await datesOfBranch(page, world);
  await group(page, 'closures').getByRole('button').first().click();
  const from = group(page, 'closures').getByLabel('Desde el');
  await from.fill('');
  await save(page);
  await focusedOn(page, 'Falta este dato.');
  expect(await from.inputValue()).toBe('');
  await from.fill(moved);
  const minutes = group(page, 'defers.minutes').locator('input');
  await minutes.focus();
  await page.keyboard.press('e');
  await minutes.press('Enter');
  await page.getByText('Escriba un número.').waitFor();
  await minutes.fill('17'); // typed, and left without pressing the button beside it
  await save(page);
  await page.getByText('Guardado.').waitFor();
  await page.waitForFunction(() => document.activeElement?.matches('.settings-save button'));
  const { version, overrides } = await rules(world);
  expect(overrides.closures).toEqual([{ from: moved }]);
  expect(overrides.defers!.minutes).toContain(17);
  const times = page.getByLabel('Segundos de silencio');
  await times.fill('');
  await save(page);
  await focusedOn(page, 'Falta este dato.');
  expect(await times.inputValue()).toBe('');
  await times.fill('50');
  await rulesAreLeftAsked(page);
  await world.asStaff('admin-1', 'PUT', PATH, before.overrides, { 'If-Match': `"${version}"` });
}

/** Unsaved rules stay until somebody agrees to discard them, wherever they press. */
async function rulesAreLeftAsked(page: Page) {
  const times = page.getByLabel('Segundos de silencio');
  const scope = page.getByLabel('De quién son');
  const branch = page.locator('.top-branch select');
  const question = page.locator('.leaving');
  const ways: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['scope', () => scope.selectOption('bank')],
    ['tab', () => page.locator('.admin-tabs').getByRole('link', { name: 'Filas' }).click()],
    ['branch', () => branch.selectOption('1')],
  ];
  for (const [name, go] of ways) {
    await go();
    await question.waitFor();
    await look(page, `admin-rules-leaving-${name}`);
    await question.getByRole('button', { name: 'Seguir editando' }).click();
    await question.waitFor({ state: 'detached' });
    expect([await times.inputValue(), await scope.inputValue()]).toEqual(['50', '2']);
    expect([await branch.inputValue(), new URL(page.url()).hash]).toEqual(['2', '#settings']);
  }
  const dialog = page.waitForEvent('dialog');
  void page.reload().catch(() => undefined);
  const asked = await dialog;
  expect(asked.type()).toBe('beforeunload');
  await asked.dismiss();
  expect(await times.inputValue()).toBe('50');
  await ways[1][1]();
  await question.getByRole('button', { name: 'Descartar los cambios' }).click();
  await page.locator('.admin-main h2', { hasText: 'Filas' }).waitFor();
  expect(new URL(page.url()).hash).toBe('#queues');
  await tab(page, 'Reglas'); // nothing is asked where nothing was typed
}

/** Neither an extra key press nor selecting text by dragging loses what was typed into a form. */
export async function leavesAsked(page: Page) {
  const prefix = page.getByLabel('Letra del número');
  const { x, y } = (await prefix.boundingBox())!;
  await page.mouse.move(x + 20, y + 10);
  await page.mouse.down();
  await page.mouse.move(2, y + 10);
  await page.mouse.up();
  expect(await prefix.inputValue()).toBe('Ñ');
  await prefix.focus();
  await page.keyboard.press('Escape');
  await page.getByText('Hay cambios sin guardar.').waitFor();
  await look(page, 'admin-leaving');
  await page.getByRole('button', { name: 'Seguir editando' }).click();
  expect(await prefix.inputValue()).toBe('Ñ');
  expect(await prefix.evaluate((each) => document.activeElement === each)).toBe(true);
  await page.mouse.click(2, 2);
  await page.getByRole('button', { name: 'Descartar los cambios' }).click();
  await page.locator('.editor').waitFor({ state: 'detached' });
}
