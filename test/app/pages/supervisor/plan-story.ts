import { Page } from 'playwright-core';
import { addDays, localDate } from '../../../../src/app/domain/model/local-time';
import type { Directory } from '../../../../src/app/wire/settings';
import type { KeptPlan, Simulation } from '../../../../src/app/wire/simulations';
import { look, shot, sizes, World } from '../world';
import { learnedFrom } from './learned-days';
import { planByKeys } from './plan-by-keys';
import { planHeld } from './plan-held';

const BRANCH = '3';
const ZONE = 'America/Santiago';
const HOURS = [{ from: '09:00', to: '14:00' }];
const PASSWORD = 'seis tazones de greda';
const SERVES = { ana: ['caja', 'empresas'], luis: ['caja'], rosa: ['caja'] };

/** The next day with this number that is not today. */
function nextDay(number: string, from: string): string {
  let day = addDays(from, 1);
  while (!day.endsWith(`-${number}`)) day = addDays(day, 1);
  return day;
}

const tab = (page: Page) => page.locator('.tabs a[href="#plan"]').click();

async function onBranch(page: Page): Promise<void> {
  await page.locator('.top-branch select').selectOption(BRANCH);
  await tab(page);
}

const today = localDate(ZONE, Date.now());
const the31st = nextDay('31', today);
const path = `/api/branches/${BRANCH}`;

/** A supervisor plans a day; to be called once by the file whose world it uses. */
export function planStory(world: () => World): void {
  beforeAll(() => openBranch(world()));
  answers(world);
  changes(world);
  others(world);
  planByKeys(world);
  planHeld(world);
}

async function openBranch(world: World): Promise<void> {
  const put = (to: string, body: object, headers = {}) =>
    world.asStaff('admin-1', 'PUT', to, body, headers);
  await put(path, { name: 'Sucursal Maipú' });
  const week = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((each) => [each, HOURS]));
  await put(`${path}/settings`, { hours: week }, { 'if-match': '"0"' });
  for (const [queue, prefix, es] of [
    ['caja', 'C', 'Caja'],
    ['empresas', 'E', 'Empresas'],
  ]) {
    await put(`${path}/queues/${queue}`, {
      prefix,
      names: { es, en: es },
      targetMinutes: 10,
      averageMinutes: 5,
    });
  }
  for (const [at, id] of Object.keys(SERVES).entries()) {
    await put(`/api/staff/${id}`, {
      username: id,
      firstName: id[0].toUpperCase() + id.slice(1),
      role: 'advisor',
      branches: [BRANCH],
      queues: { [BRANCH]: SERVES[id as keyof typeof SERVES] },
      password: PASSWORD,
    });
    await put(`${path}/counters/${at + 1}`, { label: `${at + 1}` });
    world.has(id, PASSWORD);
    await world.asStaff(id, 'PUT', `${path}/advisors/me`, {
      state: 'available',
      counter: `${at + 1}`,
    });
  }
}

function answers(world: () => World) {
  test('before there are enough days: their number, and no figures', async () => {
    const page = await world().staff('supervisor-1');
    await onBranch(page);
    await page.getByText('en que basarse: hacen falta 5').waitFor();
    expect(await page.locator('.plan-chart').count()).toBe(0);
    await look(page, 'plan-nothing');
  });

  test('how many counters at noon on the 31st? A sentence says it within a minute', async () => {
    const { config } = await world().asStaff<Directory>('supervisor-1', 'GET', `${path}/directory`);
    const { body, plan } = learnedFrom(config as never, addDays(today, -1), 20, SERVES);
    await world().sql(
      'insert into learned (branch_id, day, seq, body, plan) values ($1, $2, 0, $3, $4)',
      [BRANCH, addDays(today, -1), JSON.stringify(body), JSON.stringify(plan)],
    );
    const page = await world().staff('supervisor-1', { size: sizes.advisor });
    const began = Date.now();
    await onBranch(page);
    await page.getByLabel('Día', { exact: true }).fill(the31st);
    await page.getByLabel('Hora').selectOption('12:00');
    const sentence = page.locator('.plan-sentence', {
      hasText: /31 .* a las 12:00 hacen falta \d/,
    });
    await sentence.waitFor();
    expect(Date.now() - began).toBeLessThan(60_000);
    const said = Number(/hacen falta (\d+)/.exec(await sentence.innerText())![1]);
    const { plans, fromMinute } = await world().asStaff<Simulation>(
      'supervisor-1',
      'POST',
      `${path}/simulations`,
      { day: the31st, search: true },
    );
    expect(said).toBe(plans[0].advisors[(12 * 60 - fromMinute) / 30]);
    expect(said).toBeGreaterThan(3);
    await page.getByText('dijimos').waitFor();
    await look(page, 'plan', { whole: true });
  });
}

function changes(world: () => World) {
  const plansOf = () => world().asStaff<KeptPlan[]>('supervisor-1', 'GET', `${path}/plans`);
  test('steps are moved by keys and dragging, saved, exported, and seen by another', async () => {
    const page = await world().staff('supervisor-1', { size: sizes.supervisor });
    await onBranch(page);
    await page.getByLabel('Día', { exact: true }).fill(the31st);
    const noon = page.getByRole('slider', { name: 'Ejecutivos de 12:00 a 12:30' });
    await noon.focus();
    const before = Number(await noon.getAttribute('aria-valuenow'));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await noon.getAttribute('aria-valuenow')).toBe(String(before + 2));
    await page.keyboard.press('ArrowRight');
    const next = page.getByRole('slider', { name: 'Ejecutivos de 12:30 a 13:00' });
    expect(await next.evaluate((each) => each === document.activeElement)).toBe(true);
    const box = (await next.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.9);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.4, { steps: 4 });
    await page.mouse.up();
    const dragged = Number(await next.getAttribute('aria-valuenow'));
    expect(dragged).toBeGreaterThan(before);
    await page.getByText('Hay cambios sin guardar').waitFor();
    // The effect follows: the step also says it in words, for readers who do not see the bars.
    await page.locator('[aria-busy="false"] .plan-chart').waitFor();
    await page.waitForFunction(
      (label) =>
        /dentro de la meta/.test(
          document.querySelector(`[aria-label="${label}"]`)!.getAttribute('aria-valuetext')!,
        ),
      'Ejecutivos de 12:00 a 12:30',
    );
    await shot(page, 'plan-edited-light', true);
    await page.getByRole('button', { name: 'Guardar plan' }).click();
    await page.getByText('Plan guardado.', { exact: true }).waitFor();
    const [kept] = await plansOf();
    expect(kept).toMatchObject({ day: the31st, version: 1 });
    expect(kept.plan!.advisors[6]).toBe(before + 2);
    expect(kept.plan!.advisors[7]).toBe(dragged);

    const csv = await exported(page);
    expect(csv).toContain(`${the31st};12:30;${dragged};`);

    const other = await world().staff('supervisor-1', { english: true });
    await onBranch(other);
    await other.getByLabel('Day', { exact: true }).fill(the31st);
    await other.getByText('This is the saved plan.').waitFor();
    expect(
      await other
        .getByRole('slider', { name: 'Advisors from 12:00 to 12:30' })
        .getAttribute('aria-valuenow'),
    ).toBe(String(before + 2));
    await other.getByRole('slider', { name: 'Advisors from 09:00 to 09:30' }).focus();
    await other.keyboard.press('End');
    await other.getByRole('button', { name: 'Save the plan' }).click();
    await other.getByText('Plan saved.').waitFor();
    // A supervisor with the older plan open is told, and sees the newer one.
    await noon.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: 'Guardar plan' }).click();
    await page.getByText('Alguien guardó otro plan').waitFor();
    await bothShown(page, before);
    expect((await plansOf())[0].version).toBe(2);
  });
}

/** The drawn plan is still there, beside the saved one; either may be chosen. */
async function bothShown(page: Page, before: number): Promise<void> {
  const noon = page.getByRole('slider', { name: 'Ejecutivos de 12:00 a 12:30' });
  const drawn = page.getByText(`12:00: usted ${before + 1}, guardado ${before + 2}`);
  await drawn.waitFor();
  expect(await noon.getAttribute('aria-valuenow')).toBe(String(before + 1));
  await look(page, 'plan-conflict', { whole: true });
  await page.getByRole('button', { name: 'Usar el guardado' }).click();
  await drawn.waitFor({ state: 'detached' });
  expect(await noon.getAttribute('aria-valuenow')).toBe(String(before + 2));
}

function others(world: () => World) {
  test('the cheapest change is tried, the level of the day is a slider; on a phone', async () => {
    const page = await world().staff('supervisor-1', { size: { width: 320, height: 700 } });
    await onBranch(page);
    await page
      .getByText('Lo más barato', { exact: false })
      .or(page.getByText('El cambio más barato'))
      .waitFor();
    await page.getByLabel(/^Cuánta gente/).fill('150');
    await page.getByText('50% más').waitFor();
    await page.getByRole('button', { name: 'Probar' }).first().click();
    await page.getByText('Hay cambios sin guardar').waitFor();
    await page.locator('[aria-busy="false"] .plan-chart').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await look(page, 'plan-phone', { whole: true });
    // the hidden part of the day is announced, and one press away
    const chart = page.locator('.plan-chart');
    await chart.getByText('Se ve de 09:00 a 13:30; el día va de 09:00 a 14:00.').waitFor();
    expect(await chart.getByRole('button', { name: 'Ver lo anterior' }).isDisabled()).toBe(true);
    await chart.getByRole('button', { name: 'Ver lo que sigue' }).click();
    await chart.getByText(/^Se ve de .* a 14:00; /).waitFor();
    await page.setViewportSize({ width: 1920, height: 1080 });
    await chart.getByText('Se ve de').waitFor({ state: 'detached' });
  });

  test('the rest of today begins with the floor as it stands', async () => {
    const page = await world().staff('supervisor-1');
    await onBranch(page);
    await page.getByRole('button', { name: 'El resto de hoy' }).click();
    await page.getByText('Desde la sala como está').waitFor();
    await page.locator('.plan-sentence').waitFor();
    await page
      .locator('.plan-sentence', { hasText: /hacen? falta \d|ni \d+ ejecutivos|cerrada/ })
      .waitFor();
    await look(page, 'plan-rest', { whole: true });
  });
}

/** The plan as its link returns it. Asks again while others are reading reports. */
const exported = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const link = [...document.querySelectorAll('a')].find((each) => /\.csv$/.test(each.download));
    for (;;) {
      const answer = await fetch(link!.href);
      if (answer.status !== 503) return answer.text();
      await new Promise((again) => setTimeout(again, 1_000));
    }
  });
