import { Page } from 'playwright-core';
import { until } from '../../support/wait';
import { openWorld, world } from './open-world';
import { loaded, spilled } from './page-checks';
import { look, sizes } from './world';

/**
 * A bank on its first day: nobody and nothing is there but the deployment's code. Every page says
 * what is lacking and who can help, and whoever can is able to, in both languages.
 */

jest.setTimeout(240_000);
const CODE = 'the-code-of-the-deployment';
const PASSWORD = 'una clave bastante larga';
openWorld(() => ({ ADMIN_CODE: CODE }));
beforeAll(async () => {
  await world.sql('truncate branches, staff, devices cascade', []);
});

async function first(page: Page) {
  await page.getByRole('button', { name: 'Primer administrador' }).click();
  await page.getByRole('heading', { name: 'Primer administrador' }).waitFor();
}

async function signedIn(username: string, english = false) {
  const page = await world.open('/sign-in', { english });
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  return page;
}

const put = (path: string, body: object) => world.asStaff('first', 'PUT', path, body);
const person = (id: string, role: string, branches: readonly string[] | 'all', queues = {}) =>
  put(`/api/staff/${id}`, {
    ...{ username: id, firstName: 'Ada', role, branches, queues, active: true },
    password: PASSWORD,
  });

/** Fills the form in, in either language. */
async function fillIn(page: Page, { code = CODE, name = 'Ana', password = PASSWORD }) {
  await page.locator('#code').fill(code);
  await page.locator('#first-username').fill('first');
  await page.locator('#first-name').fill(name);
  await page.locator('#new').fill(password);
}

test('each refusal of the form says what to do, at its field', async () => {
  const phone = { width: 320, height: 640 };
  const page = await world.open('/sign-in', { size: phone });
  await first(page);
  await look(page, 'first-admin', { whole: true });
  const refused = async (words: string | RegExp, field: string) => {
    await page.locator('.sign-in-card button.primary').click();
    await page.locator(`#${field}-wrong`).getByText(words).waitFor();
    await page.waitForFunction((id) => document.activeElement?.id === id, field);
    // the reason is below its field, and belongs to it for whoever cannot see that
    const at = page.locator(`.field:has(> #${field}-wrong) #${field}[aria-invalid]`);
    expect(await at.getAttribute('aria-describedby')).toContain(`${field}-wrong`);
  };
  const faults = () => page.locator('.field > .wrong').allInnerTexts();
  await refused('Complete este campo.', 'code');
  const EMPTY = 'Complete este campo.';
  expect(await faults()).toEqual([EMPTY, EMPTY, EMPTY, 'Escriba al menos 12 caracteres.']);
  await look(page, 'first-admin-missing', { whole: true });
  await page.getByRole('button', { name: 'English' }).click();
  await page.locator('#code-wrong').getByText('Fill in this field.').waitFor();
  await page.getByRole('button', { name: 'Español' }).click();
  await page.locator('#code').fill('another-code-of-nobody');
  await refused(EMPTY, 'first-username');
  await page.locator('#first-username').fill('first');
  await refused(EMPTY, 'first-name');
  await page.locator('#first-name').fill('Ana');
  await refused('Escriba al menos 12 caracteres.', 'new');
  await page.locator('#new').fill(PASSWORD);
  await refused('El código no es el de la instalación.', 'code');
  await look(page, 'first-admin-refused', { whole: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('That isn’t the installation code.').waitFor();
  await fillIn(page, { password: 'password123456' });
  await refused('That password is among the first anybody would try.', 'new');
  await page.locator('#new').fill(PASSWORD);
  await page.locator('#first-username').fill('\u200b');
  await refused('Choose another username', 'first-username');
  const tooMany = { code: 'too_many_requests', detail: '' };
  await page.route(
    '**/api/sessions/first-admin',
    (route) => route.fulfill({ status: 429, json: tooMany, headers: { 'Retry-After': '212' } }),
    { times: 1 },
  );
  await page.getByRole('button', { name: 'Create and sign in' }).click();
  await page.getByText('Too many attempts. Wait 4 minutes.').waitFor();
  expect(await faults()).toEqual([]);
  await page.getByRole('button', { name: 'Español' }).click();
  await page.getByText('Demasiados intentos. Espere 4 minutos.').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  // the choice is kept once its words are there
  await page.getByText('Too many attempts. Wait 4 minutes.').waitFor();
  // a reload stays with the form; the browser's way back leads to signing in
  await page.reload();
  await page.getByRole('heading', { name: 'First administrator' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByRole('button', { name: 'First administrator' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

/** Two who press at the same moment: one comes in, the other reads that somebody has. */
async function bothAtOnce(): Promise<Page> {
  const [page, rival] = await Promise.all([false, true].map((english) => firstForm(english)));
  await Promise.all([fillIn(page, { name: 'Ana' }), fillIn(rival, { name: 'Bea' })]);
  await Promise.all([page, rival].map((each) => each.locator('button.primary').click()));
  const isIn = (each: Page) => new URL(each.url()).pathname === '/admin';
  await until(async () => isIn(page) || isIn(rival), 'one of both is in', 120_000);
  const [winner, loser] = isIn(page) ? [page, rival] : [rival, page];
  await loser.getByText(/^(El banco ya tiene|The bank already has) /).waitFor();
  await loser.locator('#username').waitFor();
  expect(await loser.locator('#code').count()).toBe(0);
  await look(loser, 'first-admin-over', { whole: true });
  if (winner === rival) await winner.locator('.top-language').selectOption('es');
  return winner;
}

async function firstForm(english: boolean) {
  const page = await world.open('/sign-in', { english });
  await page.getByRole('button', { name: /^(Primer administrador|First administrator)$/ }).click();
  return page;
}

test('the first administrator comes in by the code, and adds the first branch', async () => {
  const page = await bothAtOnce();
  world.has('first', PASSWORD);

  await page.getByText('El banco aún no tiene sucursales.').waitFor();
  await look(page, 'empty-bank-branches');
  for (const tab of ['Personas', 'Avisos a sistemas', 'Datos de clientes']) {
    await page.locator('.admin-tabs').getByRole('link', { name: tab }).click();
    await page.locator('.admin-main h2', { hasText: tab }).waitFor();
    await loaded(page);
    expect(await page.getByText('no es para su rol').count()).toBe(0);
    await look(page, `empty-bank-${tab}`);
  }
  await page.locator('.admin-tabs').getByRole('link', { name: 'Sucursales' }).click();
  await page.getByRole('button', { name: 'Agregar', exact: true }).click();
  await page.getByLabel('Código').fill('uno');
  await page.getByLabel('Nombre de la sucursal').fill('Sucursal Uno');
  // before it is there, everybody else says so
  await nobodyIsSentInCircles();
  await adminIsShownTheWay();
  await page.locator('.editor').getByRole('button', { name: 'Guardar' }).click();
  await page.getByRole('heading', { name: 'Qué sigue para Sucursal Uno' }).waitFor();
  await page.locator('.admin-tabs').getByText('Filas').waitFor();
  await look(page, 'empty-bank-next');
  // who is in by now is not offered to others
  const other = await world.open('/sign-in');
  await other.waitForFunction(() => localStorage.getItem('ticketero.ways') !== null);
  expect(await other.getByRole('button', { name: 'Primer administrador' }).count()).toBe(0);
});

/** An administrator is not told to ask administration. */
async function adminIsShownTheWay() {
  const page = await signedIn('first');
  await page.waitForURL('**/admin');
  await page.goto(`${world.url}/supervisor`);
  await page.getByText('Todavía no tiene ninguna sucursal.').waitFor();
  expect(await page.getByText('La administración del banco').count()).toBe(0);
  await look(page, 'empty-bank-supervisor-admin');
  await page.getByRole('link', { name: 'Agregar o asignar una en Administración' }).click();
  await page.getByText('El banco aún no tiene sucursales.').waitFor();
  await page.context().close();
}

/** Each role while there is no branch: what is lacking, and who can help. */
async function nobodyIsSentInCircles() {
  for (const [role, branches] of [
    ['advisor', []],
    ['host', []],
    ['supervisor', 'all'],
  ] as const) {
    await person(role, role, branches);
    for (const english of [false, true]) {
      const page = await signedIn(role, english);
      const [lacks, who] = english
        ? ['You have no branch yet.', 'The bank’s administration adds branches']
        : ['Todavía no tiene ninguna sucursal.', 'La administración del banco crea las sucursales'];
      await page.getByText(lacks).waitFor();
      await page.getByText(who).waitFor();
      await look(page, `empty-bank-${role}-${english ? 'en' : 'es'}`);
      expect(await spilled(page)).toEqual([]);
      await page.getByRole('button', { name: english ? 'Sign out' : 'Salir' }).click();
      await page.locator('#username').waitFor();
    }
  }
  await person('auditor', 'auditor', 'all');
  const auditor = await signedIn('auditor');
  await auditor.getByText('Administración').first().waitFor();
  await auditor.locator('.admin-table tbody tr').first().waitFor();
  await look(auditor, 'empty-bank-audit');
}

test('a branch without queues and counters says so on the floor and at the desk', async () => {
  await person('host', 'host', ['uno']);
  for (const english of [false, true]) {
    const [queues, counters, who, calm] = english
      ? ['This branch has no queues yet.', 'This branch has no counters yet.', 'adds what', 'quiet']
      : [
          'sucursal aún no tiene filas.',
          'sucursal aún no tiene módulos.',
          'agrega lo',
          'tranquilo',
        ];
    const desk = await signedIn('host', english);
    await desk.locator('.reception-radios').getByText(queues).getByText(who).waitFor();
    const floor = await signedIn('supervisor', english);
    const alerts = floor.locator('.alert-list');
    for (const words of [queues, counters, who]) await alerts.getByText(words).waitFor();
    expect(await floor.getByText(calm).count()).toBe(0);
    for (const page of [desk, floor]) {
      await look(page, `empty-branch-${page === desk ? 'desk' : 'floor'}-${english ? 'en' : 'es'}`);
      expect(await spilled(page)).toEqual([]);
    }
    for (const tab of ['plan', 'overview', 'devices', 'accuracy', 'reports']) {
      await floor.goto(`${world.url}/supervisor#${tab}`);
      await floor.locator(`.tabs a[aria-current][href="#${tab}"]`).waitFor();
      await loaded(floor);
      await look(floor, `empty-branch-${tab}-${english ? 'en' : 'es'}`);
    }
    await desk.context().close();
    await floor.context().close();
  }
  const admin = await signedIn('first');
  await admin.waitForURL('**/admin');
  await admin.goto(`${world.url}/supervisor`);
  const link = admin
    .locator('.alert-list')
    .getByRole('link', { name: 'Agregar en Administración' });
  await link.click();
  await admin.waitForURL('**/admin#queues');
  await admin.locator('.admin-main h2', { hasText: 'Filas' }).waitFor();
  for (const tab of ['counters', 'devices', 'settings']) {
    await admin.goto(`${world.url}/admin#${tab}`);
    await admin.locator('.admin-main h2').first().waitFor();
    await loaded(admin);
    await look(admin, `empty-branch-admin-${tab}`);
  }
});

test('a branch without counters says so to its advisor, and goes on by itself', async () => {
  await put('/api/branches/uno/queues/caja', {
    ...{ prefix: 'C', names: { es: 'Caja', en: 'Teller' }, hints: { es: 'Pagos', en: 'Payments' } },
    ...{ priority: 1, targetMinutes: 20, averageMinutes: 5, open: true },
  });
  await person('advisor', 'advisor', ['uno'], { uno: ['caja'] });
  const page = await signedIn('advisor');
  await page.getByText('Esta sucursal aún no tiene módulos.').waitFor();
  await look(page, 'empty-branch-advisor');
  expect(await page.getByRole('button', { name: 'Empezar a atender' }).count()).toBe(0);
  await put('/api/branches/uno/counters/1', { label: '1' });
  await page.getByRole('button', { name: 'Empezar a atender' }).waitFor();
});

test('devices of an empty branch: closed or without queues, they say so', async () => {
  for (const kind of ['kiosk', 'display'] as const) {
    const made = await world.asStaff<{ code: string }>('first', 'PUT', `/api/devices/${kind}`, {
      ...{ kind, branch: 'uno', label: kind, newCode: true },
    });
    const page = await world.open(`/${kind}#enrol=${made.code}`, { size: sizes[kind] });
    await page.locator('.kiosk, .board').waitFor();
    await page.getByText('Sucursal Uno').first().waitFor();
    await look(page, `empty-branch-${kind}`, { fixed: true });
  }
});
