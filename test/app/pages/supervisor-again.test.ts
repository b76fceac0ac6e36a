import { Page } from 'playwright-core';
import { openWorld, world } from './open-world';
import { look, sizes } from './world';

openWorld();

const floor = async (name = 'supervisor-1') => {
  const page = await world.staff(name, { size: sizes.supervisor });
  await page.locator('.queue-row').first().waitFor();
  return page;
};
const section = (page: Page, name: string) =>
  page.locator('.report-sections').getByText(name, { exact: true }).click();
const goTo = (page: Page, tab: string) => page.evaluate((to) => (location.hash = to), tab);

/** Fails once, as a server that is being replaced does; then a press reads it. */
async function readsAgain(page: Page, url: string, open: () => Promise<unknown>, shown: string) {
  const busy = { code: 'busy', title: 'Busy', status: 503 };
  await page.route(url, (route) => route.fulfill({ status: 503, json: busy }));
  await open();
  const again = page.getByRole('button', { name: 'Intentar otra vez' });
  await again.waitFor();
  expect(await page.locator(shown).count()).toBe(0);
  await page.unroute(url);
  await again.press('Enter');
  await page.locator(shown).first().waitFor();
  await again.waitFor({ state: 'detached' });
}

test('what a supervisor could not read is read again at a press, where it was asked', async () => {
  const page = await floor();
  const history = page.locator('details.history');
  await readsAgain(
    page,
    '**/alerts?open=false',
    () => history.locator('summary').click(),
    '.history li, .history p.quiet',
  );
  await readsAgain(page, '**/directory', () => goTo(page, 'plan'), 'main.plan input');
  await readsAgain(
    page,
    '**/reports/accuracy.json*',
    () => goTo(page, 'accuracy'),
    'main.reports p.quiet',
  );
  await readsAgain(page, '**/directory', () => goTo(page, 'reports'), '.report-sections');
  for (const [name, url, shown] of [
    ['Semana a semana', '**/reports/weeks.json*', '.picture'],
    ['Sucursales', '**/reports/branches.json*', '.compared'],
    ['Por correo', '**/api/report-mails', '.mails'],
  ]) {
    await readsAgain(page, url, () => section(page, name), shown);
  }
  await section(page, 'Tablas y archivos');
  const see = page.getByRole('button', { name: 'Ver', exact: true }).first();
  await readsAgain(
    page,
    '**/reports/tickets.json*',
    () => see.click(),
    '.report-list ~ p.quiet, .report-list ~ * table',
  );
});

test('what was read of one branch is not shown of another after a failure', async () => {
  const page = await floor();
  await page.route('**/branches/1/directory', (route) => route.abort());
  await goTo(page, 'reports');
  await page.getByRole('button', { name: 'Intentar otra vez' }).waitFor();
  await page.locator('.top-branch select').selectOption('2');
  await page.locator('.report-sections').waitFor();
});

test('rows go with the days that they are of', async () => {
  await world.issue('caja');
  const page = await floor();
  await goTo(page, 'reports');
  await page.locator('.heat td button').first().click();
  const rows = page.locator('.picture-rows');
  await rows.locator('tbody tr').first().waitFor();
  const read = page.waitForResponse(/reports\/hours\.json/);
  await page.getByRole('button', { name: 'Esta semana' }).click();
  await read;
  await page.locator('.heat').first().waitFor();
  expect(await rows.count()).toBe(0);
  await section(page, 'Tablas y archivos');
  await page.getByRole('button', { name: 'Ver', exact: true }).first().click();
  await page.locator('main.reports tbody tr').first().waitFor();
  const [from, to] = [page.getByLabel('Desde'), page.getByLabel('Hasta')];
  await from.fill('2025-01-01');
  await to.fill('2025-01-02');
  await page.getByText('Sin datos en esos días.').waitFor();
  expect(await page.locator('main.reports tbody tr').count()).toBe(0);
});

const duty = (state: object) =>
  world.asStaff('advisor-1', 'PUT', '/api/branches/1/advisors/me', state);

test('two supervisors change queues of one advisor: both changes stay', async () => {
  await duty({ state: 'available', counter: '1' });
  const pages = [await floor(), await floor()];
  for (const page of pages) await page.locator('#advisor-advisor-1').click();
  const box = (page: Page, queue: string) => page.getByRole('checkbox', { name: queue });
  const save = (page: Page) => page.getByRole('button', { name: 'Guardar', exact: true });
  const [one, two] = pages;
  await box(one, 'Empresas').uncheck();
  await box(two, 'Gerencia').uncheck();
  await save(one).click();
  await two.waitForFunction(
    () => document.querySelectorAll('dialog input[type=checkbox]:checked').length === 2,
  );
  await save(two).click();
  for (const page of pages) {
    await page.waitForFunction(
      () => document.querySelectorAll('dialog input[type=checkbox]:checked').length === 2,
    );
    await save(page).waitFor({ state: 'detached' });
    expect(await box(page, 'Empresas').isChecked()).toBe(false);
    expect(await box(page, 'Gerencia').isChecked()).toBe(false);
  }
});

test('an advisor who was asked to come back was asked: both supervisors read so', async () => {
  await duty({ state: 'paused', counter: '1', reason: 'break' });
  await world.issue('caja');
  const pages = [await floor(), await floor()];
  const ask = (page: Page) =>
    page.locator('.alert-card', { hasText: 'Caja' }).getByRole('button', { name: /que vuelva$/ });
  for (const page of pages) await ask(page).first().waitFor();
  await ask(pages[0]).first().click();
  for (const page of pages) {
    await page
      .getByText(/^Se le pidió volver a las/)
      .first()
      .waitFor();
  }
  await look(pages[1], 'supervisor-asked-back');
});

test('an alert of an earlier day has its date, and its ticket the number', async () => {
  const { id, number } = await world.issue('gerencia');
  await world.asStaff('supervisor-1', 'POST', `/api/branches/1/tickets/${id}/cancel`, {});
  const days = 3 * 86_400_000;
  const at = Date.now() - days;
  await world.sql(
    `insert into alerts (branch_id, id, body, closed_at)
     select '1', each ->> 'id', each, $2::bigint + 60000 from (select $1::jsonb as each) a`,
    [
      JSON.stringify({
        ...{ id: `ticket-open:${id}:${at}`, kind: 'ticket-open', subject: id, openedAt: at },
        ...{ value: 300, threshold: 240 },
      }),
      at,
    ],
  );
  const page = await floor();
  await page.locator('details.history summary').click();
  const row = page.locator('.history li', { hasText: 'está abierto hace' });
  await row.waitFor();
  expect(await row.innerText()).toMatch(
    new RegExp(`^\\d\\d-\\d\\d-\\d{4}, \\d\\d:\\d\\d\\s+${number} está abierto hace 5\\sh`),
  );
  expect(await row.innerText()).toMatch(/Se cerró el \d\d-\d\d-\d{4}, \d\d:\d\d\./);
  await look(page, 'supervisor-history-dates');
});
