import { rutOf } from '../../support/rut';
import { openWorld, world } from './open-world';
import { beginnings, face, figuresApart, outOfLine } from './page-checks';
import {
  enrolledAndReset,
  linkOver,
  passkeyAdded,
  passkeyRequired,
  provedAgain,
  requiredOf,
} from './second-factor-stories';
import { passwordChanged } from './shared/password-story';
import {
  emptyBranch,
  fewAreLarge,
  linkOfMail,
  pictures,
  sixtyBranches,
  tileLeads,
  titlesAndFiles,
} from './supervisor-looks';
import { fileAtSecondTry } from './supervisor/file-story';
import { planStory } from './supervisor/plan-story';
import { look, sizes } from './world';

jest.setTimeout(240_000);
openWorld();

describe('staff', () => {
  test('sign-in: wrong, right, and back to the page before', async () => {
    const page = await world.open('/advisor');
    await page.getByRole('button', { name: 'Entrar', exact: true }).waitFor();
    await page.getByLabel('Usuario').fill('advisor-3');
    await page.locator('#password').fill('wrong');
    await page.getByRole('button', { name: 'Entrar', exact: true }).click();
    await page.getByText('El usuario o la clave no coinciden').waitFor();
    await look(page, 'sign-in');
    await page.locator('#password').fill('demo');
    await page.keyboard.press('Enter');
    await page.getByText('¿En qué módulo atiende hoy?').waitFor();
    await look(page, 'advisor-counter');
  });

  test('a sign-out in one window leaves nothing in another, nor one step back', async () => {
    const rut = rutOf(9_345_678);
    await world.issue('caja', { nationalId: rut });
    const admin = await world.staff('admin-1');
    const other = await admin.context().newPage();
    await other.goto(`${world.url}/admin#persons`);
    await other.getByLabel('RUT, documento o celular').fill(rut);
    await other.getByRole('button', { name: 'Ver lo que se guarda' }).click();
    await other.locator('.person-kept').waitFor();
    await admin.getByRole('button', { name: 'Salir' }).click();
    for (const page of [admin, other]) {
      await page.getByLabel('Usuario').waitFor();
      // they ended it themselves
      expect(await page.getByText('Su sesión terminó').count()).toBe(0);
    }
    expect(await other.locator('.person-kept').count()).toBe(0);
    await admin.goBack();
    await admin.waitForURL('**/sign-in?then=*');

    const desk = await world.staff('host-1');
    const second = await desk.context().newPage();
    await second.goto(desk.url());
    await second.getByText('Emitir un turno').waitFor();
    await desk.goto(`${world.url}/sign-in`);
    await desk.getByLabel('Usuario').fill('supervisor-1');
    await desk.locator('#password').fill('demo');
    await desk.getByRole('button', { name: 'Entrar', exact: true }).click();
    await desk.locator('.top-name', { hasText: 'Paula' }).waitFor();
    // nothing there is pressed in the previous person's name
    const theirs = second.locator('.top-name', { hasText: 'Paula' });
    await theirs.or(second.getByLabel('Usuario')).first().waitFor();
    await desk.getByRole('button', { name: 'Salir' }).click();
    await second.getByLabel('Usuario').waitFor();
    expect(await second.getByText('en muchas ventanas').count()).toBe(0);
  });

  test('my account: a password changed by its owner, another session ended', () =>
    passwordChanged(world));
  test('my account: a second factor turned on, asked for, lost and reset', () =>
    enrolledAndReset(world));
  test('my account: a passkey added, used in each way, and removed', () => passkeyAdded(world));
  test('an operator’s link that is over says so, and leads back', () => linkOver(world));
  test('a second factor is required: a passkey will do, and is removed', () =>
    passkeyRequired(world));
  test('a second factor is required: enrolled while signing in, and not before', () =>
    requiredOf(world));

  test('long after signing in, an irreversible action asks who is there, and goes on', () =>
    provedAgain(world));

  test('a taken counter says by whom, and cannot be chosen', async () => {
    await world.asStaff('advisor-4', 'PUT', '/api/branches/2/advisors/me', {
      state: 'available',
      counter: '2',
    });
    const page = await world.staff('advisor-5');
    const taken = page.locator('.counter-option', { hasText: 'Rodrigo' });
    await taken.waitFor();
    expect(await taken.locator('input').isDisabled()).toBe(true);
    await look(page, 'advisor-counter-taken');
    await world.asStaff('advisor-4', 'PUT', '/api/branches/2/advisors/me', { state: 'offline' });
    await taken.waitFor({ state: 'detached' });
  });

  test('advisor: nobody, waiting, called, serving, transfer, pause; keyboard only', async () => {
    const page = await world.staff('advisor-1');
    // Disabled elements take no focus, and the counters are disabled until it is known who sits
    // where.
    await page.locator('.main-button:enabled').focus();
    await page.keyboard.press('Enter');
    await page.locator('.turn-idle').waitFor();
    for (const queue of [
      'caja',
      'caja',
      'personal-banker',
      'empresas',
      'gerencia',
      'caja',
      'caja',
      'caja',
    ]) {
      await world.issue(queue, queue === 'empresas' ? { lane: 'preferential' } : {});
    }
    await page.getByText(/y \d+ más/).waitFor();
    await look(page, 'advisor-waiting');
    await page.keyboard.press('n');
    await page.locator('.turn-line').waitFor();
    await page.getByText('Por qué este turno').waitFor();
    await look(page, 'advisor-called');
    await page.keyboard.press('r');
    await page.getByText('Vuelto a llamar 1 vez').waitFor();
    await face(page, 'start');
    await page.keyboard.press('i');
    await face(page, 'finish-next');
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
    await page.waitForFunction(
      () => document.querySelector('.main-button')?.getAttribute('data-face') === 'start',
    );
    const called = await world.asStaff<{ advisor: string }[]>(
      'advisor-2',
      'GET',
      '/api/branches/1/tickets?state=called',
    );
    expect(called.filter((ticket) => ticket.advisor === 'advisor-2')).toHaveLength(1);
    expect(
      await world
        .asStaff<{ advisor: string }[]>('advisor-2', 'GET', '/api/branches/1/tickets?state=serving')
        .then((all) => all.filter((ticket) => ticket.advisor === 'advisor-2')),
    ).toHaveLength(0);
  });

  test('a taken counter: the page says so, and offers the next free one', async () => {
    const page = await world.open('/sign-in');
    // The list of who sits where cannot be read: only the refusal tells.
    await page.route('**/seats', (route) => route.abort());
    await page.getByLabel('Usuario').fill('advisor-3');
    await page.locator('#password').fill('demo');
    await page.keyboard.press('Enter');
    await page.locator('.counter-option', { hasText: '2' }).click();
    await page.locator('.main-button').click();
    await page
      .getByText(
        'No se hizo «Empezar a atender»: otra persona atiende en ese módulo; elija uno libre.',
      )
      .waitFor();
    await page.locator('.counter-option', { hasText: '2' }).getByText('Ocupado').waitFor();
    await look(page, 'advisor-counter-refused');
    expect(
      await page.locator('.counter-option', { hasText: '2' }).locator('input').isDisabled(),
    ).toBe(true);
    // Advisor-1 keeps the first counter through their own pause.
    await page.locator('.main-button').click();
    await page.locator('.counter-option', { hasText: '1' }).locator('input:disabled').waitFor();
    await page.locator('.main-button').click();
    await page.locator('.turn-idle').waitFor();
    await page.getByText('Módulo 3', { exact: true }).waitFor();
  });

  test('supervisor: busy floor, queue, counter, phone, overview, reports', async () => {
    for (let i = 0; i < 18; i += 1) await world.issue(i % 3 ? 'caja' : 'personal-banker');
    const page = await world.staff('supervisor-1', { size: sizes.supervisor });
    await page.locator('.queue-row').first().waitFor();
    await page.locator('.alert-card').first().waitFor();
    await page.locator('.chart').first().waitFor();
    await look(page, 'supervisor-busy');
    for (const width of [1230, 1366, 1920]) {
      await page.setViewportSize({ width, height: 1080 });
      expect([width, await outOfLine(page), await figuresApart(page)]).toEqual([width, [], []]);
      expect([width, await beginnings(page)]).toEqual([width, [expect.any(Number)]]);
    }
    await page.locator('.queue-head').first().click();
    await look(page, 'supervisor-queue');
    await page.keyboard.press('Escape');
    await page.locator('button.cell').first().click();
    await look(page, 'supervisor-counter');
    await page.keyboard.press('Escape');
    await page.setViewportSize(sizes.phone);
    await look(page, 'supervisor-phone', { whole: true });
    expect(await figuresApart(page)).toEqual([]);
    await page.setViewportSize(sizes.supervisor);
    await page.getByRole('link', { name: 'Todas las sucursales' }).click();
    await page.locator('.branch-tile', { hasText: 'Sucursal Ñuñoa (demo)' }).waitFor();
    await look(page, 'supervisor-overview');
    await fewAreLarge(page);
    await tileLeads(page);
    await page.getByRole('link', { name: 'Informes' }).click();
    await pictures(page);
    await page.getByRole('button', { name: 'Tablas y archivos' }).click();
    await page.getByRole('button', { name: 'Ver' }).first().click();
    await page.locator('.report-table').waitFor();
    // This test's browser is not in Chile, and still shows the branch's time.
    const hours = [0, 1].map((ago) =>
      new Intl.DateTimeFormat('en-GB', {
        hour: '2-digit',
        hourCycle: 'h23',
        timeZone: 'America/Santiago',
      }).format(Date.now() - ago * 3_600_000),
    );
    expect(await page.locator('.report-table tbody tr').first().textContent()).toMatch(
      new RegExp(`, (${hours.join('|')}):\\d\\d`),
    );
    await look(page, 'supervisor-reports');
  });

  test('each tab has its own title, each table its files', () => titlesAndFiles(world));
  test('a file that cannot be made: the reason, and another try', () => fileAtSecondTry(world));
  test('a report by mail leads to its branch', () => linkOfMail(world));
  test('a branch without any set-up yet says so', () => emptyBranch(world));
  test('no page of a supervisor scrolls sideways or loses a name', async () => {
    const page = await world.staff('supervisor-1', { size: sizes.supervisor });
    for (const hash of ['floor', 'overview', 'accuracy', 'reports']) {
      await page.evaluate((to) => (location.hash = to), hash);
      await page.locator('main:not(.desk-wait)').waitFor();
      for (const width of [320, 1366, 3840]) {
        await page.setViewportSize({ width, height: Math.round(width * 0.5625) });
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect([hash, width, Math.max(0, over)]).toEqual([hash, width, 0]);
        for (const name of await page.locator('.queue-name, .branch-name').all()) {
          expect((await name.boundingBox())!.width).toBeGreaterThan(60);
        }
      }
    }
  });
});

describe('staffing', () => {
  planStory(() => world);
});

// Last, because sixty branches would be in the way of the others.
test('sixty branches at a glance: on a desk, on a wall, on a phone; by region', () =>
  sixtyBranches(world));
