import { Page } from 'playwright-core';
import { openWorld, world } from './open-world';
import { spilled } from './page-checks';
import { shot, sizes } from './world';

/**
 * Names as long as the bank may give, without a blank to break at: they are broken or end in an
 * ellipsis, and overlap nothing.
 */

jest.setTimeout(240_000);
openWorld();

const one = '/api/branches/1';
const LONG = 'ÑandúAtenciónDeClientesYCréditosHipotecariosDeLaPatagonia';
const COUNTER = LONG.slice(0, 40);

/** The report of hours for a week without closing: hours and figures as wide as they get. */
async function busyHours(page: Page) {
  await page.route('**/reports/hours.json*', async (route) => {
    const response = await route.fetch();
    const { columns, rows } = (await response.json()) as { columns: string[]; rows: unknown[][] };
    const widest: Record<string, number> = {
      ...{ days: 1, issued: 188, called: 88, called_by_due: 0 },
      ...{ abandoned: 100, mean_wait_minutes: 128 },
    };
    const all = Array.from({ length: 7 * 24 }, (_, at) =>
      columns.map((column, of) => {
        if (column === 'weekday') return 1 + Math.floor(at / 24);
        return column === 'hour' ? at % 24 : (widest[column] ?? rows[0][of]);
      }),
    );
    await route.fulfill({ response, json: { columns, rows: all } });
  });
}

async function named() {
  const put = (path: string, body: object) => world.asStaff('admin-1', 'PUT', path, body);
  await put(one, { name: LONG });
  await put(`${one}/counters/1`, { label: COUNTER });
  await put(`${one}/queues/caja`, {
    ...{ prefix: 'CAJ', names: { es: LONG, en: LONG }, hints: { es: LONG, en: LONG } },
    ...{ priority: 1, targetMinutes: 20, averageMinutes: 5, open: true },
    outcomes: { required: true, codes: [{ id: 'solved', names: { es: LONG, en: LONG } }] },
  });
  await put('/api/staff/advisor-1', {
    ...{ username: 'advisor-1', firstName: LONG, role: 'advisor', branches: ['1'] },
    queues: { 1: ['caja'] },
  });
}

async function whole(page: Page, name: string) {
  await shot(page, `long-names-${name}`, true);
  expect({ name, spilled: await spilled(page) }).toEqual({ name, spilled: [] });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect({ name, over }).toEqual({ name, over: 0 });
}

test('a long word is broken, on every page that shows a name', async () => {
  await named();
  const [first, second] = [await world.issue('caja'), await world.issue('caja')];
  const press = (path: string, body: object) =>
    world.asStaff<{ ticket: { id: string } }>('advisor-1', 'POST', one + path, body);
  await world.asStaff('advisor-1', 'PUT', `${one}/advisors/me`, {
    ...{ state: 'available', counter: '1' },
  });
  const { ticket } = await press('/counters/1/call-next', {});
  await press(`/tickets/${ticket.id}/start`, {});
  await press(`/tickets/${ticket.id}/finish`, { next: false, outcome: 'solved' });
  await press('/counters/1/call-next', {});

  const desk = await world.staff('host-1');
  await desk.locator('.reception-calls', { hasText: COUNTER }).waitFor();
  await whole(desk, 'reception');
  const phone = await world.open(second.page, { size: sizes.phone });
  await phone.locator('.turn-counter', { hasText: COUNTER }).waitFor();
  await whole(phone, 'turn');
  const rated = await world.open(first.page, { size: sizes.phone });
  await rated.getByText('¿Cómo le atendimos?').waitFor();
  await whole(rated, 'served');
  const desktop = await world.staff('advisor-1');
  await desktop.locator('.desk-counter', { hasText: COUNTER }).waitFor();
  await desktop.locator('.turn-line .number').waitFor();
  await whole(desktop, 'console');

  const reports = await world.staff('supervisor-1');
  await reports.locator('.queue-row', { hasText: LONG }).waitFor();
  await whole(reports, 'floor');
  await busyHours(reports);
  await reports.getByRole('link', { name: 'Informes' }).click();
  for (const [section, shown] of [
    ['Llegadas y esperas', '.heat tbody td'],
    ['Sucursales', '.compared tbody tr'],
    ['Ejecutivos', '.advisor-times tbody tr'],
    ['Abandono', '.bars tbody tr'],
    ['Resultados', '.bars tbody tr'],
  ]) {
    await reports.locator('.report-sections').getByText(section, { exact: true }).click();
    await reports.waitForFunction((name) => document.title.startsWith(name), section);
    const words = shown === '.heat tbody td' ? '188' : LONG.slice(0, 12);
    await reports.locator(shown, { hasText: words }).first().waitFor();
    if (section === 'Abandono') await reports.locator('.heat tbody tr').nth(23).waitFor();
    for (const [name, size] of [
      ['narrow', { width: 320, height: 640 }],
      ['phone', sizes.phone],
      ['advisor', sizes.advisor],
    ] as const) {
      await reports.setViewportSize(size);
      await whole(reports, `${section}-${name}`);
    }
  }
  const admin = await world.staff('admin-1');
  for (const tab of ['branches', 'queues', 'counters', 'staff', 'devices']) {
    await admin.goto(`${world.url}/admin#${tab}`);
    await admin.locator('.admin-table tbody tr').first().waitFor();
    await whole(admin, `admin-${tab}`);
  }
  // a short word stays whole, however wide its neighbours are
  await admin.goto(`${world.url}/admin#staff`);
  const role = admin.locator('.admin-table td bdi', { hasText: /^Administración$/ });
  await role.waitFor();
  const lines = await role.evaluate((each) => each.getClientRects().length);
  expect(lines).toBe(1);
});

test('on the phone a counter is as large as its longest word allows', async () => {
  for (const [label, letters] of [
    ['7', 160],
    ['12', 160],
    ['Caja 3', 90],
    ['Ejecutivo 12', 40],
    ['Sala de reuniones', 40],
  ] as const) {
    await world.asStaff('admin-1', 'PUT', `${one}/counters/2`, { label });
    const { page } = await world.issue('empresas');
    await world.asStaff('advisor-2', 'PUT', `${one}/advisors/me`, {
      ...{ state: 'available', counter: '2' },
    });
    const { ticket } = await world.asStaff<{ ticket: { id: string } }>(
      ...(['advisor-2', 'POST', `${one}/counters/2/call-next`, {}] as const),
    );
    const phone = await world.open(page, { size: sizes.phone });
    const counter = phone.locator('.turn-counter', { hasText: label });
    await counter.waitFor();
    const size = await counter.evaluate((each) => parseFloat(getComputedStyle(each).fontSize));
    expect({ label, large: size >= letters }).toEqual({ label, large: true });
    await whole(phone, `counter-${label}`);
    const words = await counter.evaluate((each) => {
      const inside = document.createRange();
      inside.selectNodeContents(each);
      return new Set([...inside.getClientRects()].map(({ top }) => Math.round(top))).size;
    });
    expect({ label, lines: words <= label.split(' ').length }).toEqual({ label, lines: true });
    await world.asStaff('advisor-2', 'POST', `${one}/tickets/${ticket.id}/start`, {});
    await world.asStaff('advisor-2', 'POST', `${one}/tickets/${ticket.id}/finish`, { next: false });
  }
});
