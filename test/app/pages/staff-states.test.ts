import { look, sizes, World } from './world';

jest.setTimeout(240_000);
let world: World;
beforeAll(async () => { world = await World.open(); });
afterAll(async () => { await world?.close(); });
afterEach(() => { expect(world.complaints.splice(0)).toEqual([]); });

describe('staff', () => {
  test('sign-in: wrong, right, and back to where one came from', async () => {
    const page = await world.open('/advisor');
    await page.getByRole('button', { name: 'Entrar' }).waitFor();
    await page.getByLabel('Usuario').fill('advisor-3');
    await page.locator('#password').fill('wrong');
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByText('Usuario o clave no coinciden').waitFor();
    await look(page, 'sign-in');
    await page.locator('#password').fill('demo');
    await page.keyboard.press('Enter');
    await page.getByText('¿En qué módulo atiende hoy?').waitFor();
    await look(page, 'advisor-counter');
  });

  test('advisor: nobody, waiting, called, serving, transfer, pause; by keyboard alone', async () => {
    const page = await world.staff('advisor-1');
    await page.locator('.main-button').focus();
    await page.keyboard.press('Enter');
    await page.locator('.turn-idle').waitFor();
    for (const queue of ['caja', 'caja', 'personal-banker', 'empresas', 'gerencia', 'caja', 'caja', 'caja']) await world.issue(queue, queue === 'empresas' ? { lane: 'preferential' } : {});
    await page.getByText(/y \d+ más/).waitFor();
    await look(page, 'advisor-waiting');
    await page.keyboard.press('n');
    await page.locator('.turn-line').waitFor();
    await page.getByText('Por qué este turno').waitFor();
    await look(page, 'advisor-called');
    await page.keyboard.press('r');
    await page.getByText('Vuelto a llamar 1 vez').waitFor();
    await page.keyboard.press('i');
    await page.locator('.main-button[data-face="finish-next"]').waitFor();
    await look(page, 'advisor-serving');
    await page.keyboard.press('t');
    await page.getByText('¿A qué fila deriva').waitFor();
    await look(page, 'advisor-transfer');
    await page.keyboard.press('Escape');
    await page.keyboard.press('f');
    await page.locator('.turn-idle').waitFor();
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Colación' }).waitFor();
    await look(page, 'advisor-pause');
    await page.getByRole('button', { name: 'Colación' }).click();
    await page.getByText('En pausa desde las').waitFor();
    await look(page, 'advisor-paused');
  });

  test('a double click calls one customer and starts nothing', async () => {
    for (let i = 0; i < 3; i += 1) await world.issue('caja');
    const page = await world.staff('advisor-2');
    await page.locator('.counter-option', { hasText: '2' }).click();
    await page.locator('.main-button').click();
    await page.locator('.turn-idle').waitFor();
    await page.locator('.main-button').dblclick();
    await page.locator('.turn-line .number').waitFor();
    await page.waitForFunction(() => document.querySelector('.main-button')?.getAttribute('data-face') === 'start');
    const called = await world.asStaff<{ advisor: string }[]>('advisor-2', 'GET', '/api/branches/1/tickets?state=called');
    expect(called.filter((ticket) => ticket.advisor === 'advisor-2')).toHaveLength(1);
    expect(await world.asStaff<{ advisor: string }[]>('advisor-2', 'GET', '/api/branches/1/tickets?state=serving').then((all) => all.filter((ticket) => ticket.advisor === 'advisor-2'))).toHaveLength(0);
  });

  test('supervisor: busy floor, queue, counter, phone, overview, reports', async () => {
    for (let i = 0; i < 18; i += 1) await world.issue(i % 3 ? 'caja' : 'personal-banker');
    const page = await world.staff('supervisor-1', { size: sizes.supervisor });
    await page.locator('.queue-row').first().waitFor();
    await page.locator('.alert-card').first().waitFor({ timeout: 60_000 });
    await page.locator('.chart').first().waitFor();
    await look(page, 'supervisor-busy');
    await page.locator('.queue-head').first().click();
    await look(page, 'supervisor-queue');
    await page.keyboard.press('Escape');
    await page.locator('button.cell').first().click();
    await look(page, 'supervisor-counter');
    await page.keyboard.press('Escape');
    await page.setViewportSize(sizes.phone);
    await look(page, 'supervisor-phone', { whole: true });
    await page.setViewportSize(sizes.supervisor);
    await page.getByRole('link', { name: 'Todas las sucursales' }).click();
    await page.getByText('Sucursal Ñuñoa (demo)').last().waitFor();
    await look(page, 'supervisor-overview');
    await page.getByRole('link', { name: 'Informes' }).click();
    await page.getByRole('button', { name: 'Ver' }).first().click();
    await page.locator('.report-table').waitFor();
    await look(page, 'supervisor-reports');
  });

  test('administration: every list, every form', async () => {
    const page = await world.staff('admin-1', { size: { width: 1366, height: 900 } });
    for (const [tab, name] of [['branches', 'Sucursales'], ['queues', 'Filas'], ['counters', 'Módulos'], ['staff', 'Personas'], ['devices', 'Equipos']]) {
      await page.locator('.admin-tabs').getByRole('link', { name }).click();
      await page.locator('.admin-table').waitFor();
      await look(page, `admin-${tab}`);
      await page.getByRole('button', { name: 'Editar' }).first().click();
      await page.locator('.editor').waitFor();
      await look(page, `admin-${tab}-form`);
      await page.keyboard.press('Escape');
    }
    await page.locator('.admin-tabs').getByRole('link', { name: 'Reglas' }).click();
    await page.locator('.settings-group').first().waitFor();
    await look(page, 'admin-settings', { whole: true });
  });
});
