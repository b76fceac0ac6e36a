import { Page } from 'playwright-core';
import { until } from '../../support/wait';
import { openWorld, world } from './open-world';
import { face } from './page-checks';
import { shot } from './world';

/** Two people act on one thing; and what a page says once it is out of date. */

jest.setTimeout(240_000);
openWorld();

/** Their requests to one path are answered only when both have been sent. */
async function together(
  pages: readonly Page[],
  path: string,
  press: (page: Page) => Promise<void>,
) {
  let go: () => void;
  const open = new Promise<void>((resolve) => {
    go = resolve;
  });
  let sent = 0;
  for (const page of pages) {
    await page.route(path, async (route) => {
      sent += 1;
      if (sent === pages.length) go();
      await open;
      await route.continue();
    });
  }
  await Promise.all(pages.map(press));
  await until(() => sent >= pages.length, 'both requests');
  for (const page of pages) await page.unroute(path);
}

/** The notices each of them reads, once there are this many. */
const told = async (pages: readonly Page[], box: string, many: number) => {
  const words = () =>
    Promise.all(pages.map((page) => page.locator(`${box} .notice`).allInnerTexts()));
  await until(async () => (await words()).flat().length >= many, 'what they read');
  return words();
};

test('two supervisors finish one service: one succeeds, the other reads why not', async () => {
  const advisor = await world.staff('advisor-1');
  await advisor.locator('.main-button').click();
  await advisor.locator('.turn-idle').waitFor();
  const { number } = await world.issue('caja');
  await face(advisor, 'next');
  await advisor.keyboard.press('n');
  await face(advisor, 'start');
  await advisor.keyboard.press('i');
  await face(advisor, 'finish-next');
  const pages = [await world.staff('supervisor-1'), await world.staff('supervisor-1')];
  for (const page of pages) {
    await page.locator('button.cell', { hasText: '1' }).first().click();
    await page.getByRole('button', { name: 'Finalizar', exact: true }).waitFor();
  }
  await together(pages, '**/finish', (page) =>
    page.getByRole('button', { name: 'Finalizar', exact: true }).click(),
  );
  const words = await told(pages, 'dialog', 1);
  expect(words.flat()).toEqual([`El turno ${number} cambió mientras tanto (ahora: atendido).`]);
  await shot(pages[words.findIndex((each) => each.length > 0)], 'two-supervisors');
});

test('two supervisors return one call: one succeeds, the other reads where it is', async () => {
  const { id, number } = await world.issue('caja');
  const call = '/api/branches/1/counters/1/call-next';
  await world.asStaff('advisor-1', 'POST', call, {});
  const pages = [await world.staff('supervisor-1'), await world.staff('supervisor-1')];
  const giveBack = (page: Page) => page.getByRole('button', { name: 'Devolver a la fila' });
  for (const page of pages) {
    await page.locator('button.cell', { hasText: '1' }).first().click();
    await giveBack(page).waitFor();
  }
  await together(pages, '**/return', (page) => giveBack(page).click());
  const words = await told(pages, 'dialog', 1);
  expect(words.flat()).toEqual([`El turno ${number} cambió mientras tanto (ahora: esperando).`]);
  await shot(pages[words.findIndex((each) => each.length > 0)], 'two-supervisors-return');
  await world.asStaff('host-1', 'POST', `/api/branches/1/tickets/${id}/cancel`, {});
});

test('two hosts cancel one ticket: each reads what has become of it', async () => {
  const { number } = await world.issue('caja');
  const pages = [await world.staff('host-1'), await world.staff('host-1')];
  const cancel = (page: Page) => page.getByRole('button', { name: 'Sí, cancelar' });
  for (const page of pages) {
    await page.locator('#sought').fill(number);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Cancelar turno' }).click();
    await cancel(page).waitFor();
  }
  await together(pages, '**/cancel', (page) => cancel(page).click());
  const words = await told(pages, '.reception-ticket', 2);
  expect(words.flat().sort()).toEqual([
    `El turno ${number} cambió mientras tanto (ahora: cancelado).`,
    `Turno ${number} cancelado.`,
  ]);
  for (const page of pages) {
    await page.locator('.reception-ticket[data-state="cancelled"]').waitFor();
    expect(await cancel(page).count()).toBe(0);
  }
  await shot(pages[words.findIndex(([each]) => each.startsWith('El'))], 'two-at-the-desk');
});

test('two hosts move one ticket: the second move is a change of its own', async () => {
  const { number } = await world.issue('caja');
  const pages = [await world.staff('host-1'), await world.staff('host-1')];
  const move = (page: Page) =>
    page.locator('dialog').getByRole('button', { name: 'Cambiar', exact: true });
  for (const [at, page] of pages.entries()) {
    await page.locator('#sought').fill(number);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Cambiar', exact: true }).click();
    await page.locator('#move-queue').selectOption(['empresas', 'gerencia'][at]);
    await page.getByLabel('La persona lo pide').check();
  }
  await together(pages, '**/move', (page) => move(page).click());
  const words = await told(pages, '.reception-ticket', 2);
  expect(words.flat()).toEqual([`Turno ${number} cambiado.`, `Turno ${number} cambiado.`]);
});

test('a refusal is shown until the advisor has moved on', async () => {
  const page = await world.staff('advisor-2');
  await page.locator('.counter-option', { hasText: '2' }).click();
  await page.locator('.main-button').click();
  await page.locator('.turn-idle').waitFor();
  await world.issue('caja');
  await face(page, 'next');
  await page.keyboard.press('n');
  await face(page, 'start');
  await page.keyboard.press('i');
  await face(page, 'finish-next');
  const served = () =>
    world.asStaff<readonly { readonly id: string; readonly number: string }[]>(
      'advisor-2',
      'GET',
      '/api/branches/1/tickets?state=serving',
    );
  await until(async () => (await served()).length === 1, 'the start to be decided');
  const [{ id, number }] = await served();
  let go: () => void;
  const finished = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route('**/finish', async (route) => {
    await finished;
    await route.continue();
  });
  const sent = page.waitForRequest('**/finish');
  await page.keyboard.press('f');
  await sent;
  // A supervisor's press arrives first.
  const finish = `/api/branches/1/tickets/${id}/finish`;
  await world.asStaff('supervisor-1', 'POST', finish, { next: false });
  go!();
  const refused = page.getByText(`el turno ${number} cambió mientras tanto (ahora: atendido)`);
  await refused.waitFor();
  await page.locator('.turn-idle').waitFor();
  expect(await refused.isVisible()).toBe(true);
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Colación' }).click();
  await page.getByText('En pausa desde las').waitFor();
  await refused.waitFor({ state: 'detached' });
});

test('a page without a socket shows nothing more once its session has ended', async () => {
  const page = await world.staff('auditor-1');
  await page.locator('.audit-row, table tbody tr').first().waitFor();
  await world.asStaff('admin-1', 'DELETE', '/api/staff/auditor-1/sessions');
  await page.waitForURL(/sign-in\?then=.*ended=1/);
  await page.getByText('Su sesión terminó').waitFor();
  const admin = await world.staff('admin-1');
  await admin.getByRole('link', { name: 'Personas', exact: true }).click();
  await admin.getByText('Matías').first().waitFor();
  // By time alone, with the server out of reach: what it showed still disappears.
  await admin.route('**/api/sessions/left', (route) => route.fulfill({ json: { leftMs: 0 } }));
  await admin.waitForURL(/sign-in\?then=/);
});

test('a counter is offered once it is known who sits where, or when it is chosen', async () => {
  // The first two are taken, one of them through a pause.
  for (const [who, counter, state] of [
    ['advisor-1', '1', { state: 'available' }],
    ['advisor-2', '2', { state: 'paused', reason: 'break' }],
  ] as const) {
    await (await world.staff(who)).locator('.main-button').waitFor(); // an open console keeps it
    const mine = '/api/branches/1/advisors/me';
    await world.asStaff(who, 'PUT', mine, { state: 'available', counter });
    await world.asStaff(who, 'PUT', mine, { ...state, counter });
  }
  const page = await world.open('/sign-in');
  let answer: () => void;
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/seats', async (route) => {
    await asked;
    await route.continue();
  });
  await page.getByLabel('Usuario').fill('advisor-3');
  await page.locator('#password').fill('demo');
  await page.keyboard.press('Enter');
  const begin = page.locator('.main-button');
  await begin.waitFor();
  expect(await begin.isDisabled()).toBe(true);
  await page.locator('.counter-option', { hasText: '3' }).click();
  expect(await begin.isEnabled()).toBe(true);
  await page.reload();
  await begin.waitFor();
  expect(await begin.isDisabled()).toBe(true);
  answer!();
  await begin.click();
  await page.locator('.turn-idle').waitFor();
  await page.getByText('Módulo 3', { exact: true }).waitFor();
});
