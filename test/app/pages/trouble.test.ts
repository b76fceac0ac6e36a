import { Page } from 'playwright-core';
import type { ListedTicket } from '../../../src/app/wire/tickets';
import { brokenWords } from './broken-words';
import { openWorld, world } from './open-world';
import { face, letterSizes } from './page-checks';
import { shot, sizes } from './world';

jest.setTimeout(300_000);
openWorld();

const one = '/api/branches/1';
type TicketSummary = Pick<ListedTicket, 'state' | 'advisor' | 'number'>;
const ticketsOf = (state: string) =>
  world.asStaff<readonly TicketSummary[]>('advisor-1', 'GET', `${one}/tickets?state=${state}`);

test('an advisor works through a server restart: no press is lost or done twice', async () => {
  for (let i = 0; i < 4; i += 1) await world.issue('caja');
  const page = await world.staff('advisor-1');
  const display = await world.display();
  await page.locator('.main-button').click();
  await face(page, 'next');
  await page.keyboard.press('n');
  await page.locator('.turn-line .number').waitFor();
  const first = await page.locator('.turn-line .number').innerText();

  await world.stopApp();
  await page.getByText('Sin conexión. Puede seguir').waitFor();
  await face(page, 'start');
  await page.keyboard.press('i'); // kept
  await face(page, 'finish-next');
  await page.getByText('Guardamos 1 acción').waitFor();
  await page.keyboard.press('n'); // finish and call: kept too
  await page.getByText('Guardamos 2 acciones').waitFor();
  await page.keyboard.press('n');
  await page.locator('.main-button[data-face="sending"]').waitFor();
  await shot(page, 'advisor-offline');
  // the page is gone with the server, but not what was pressed
  await page.reload({ waitUntil: 'commit' }).catch(() => undefined);
  await display.getByText('Pantalla sin conexión desde las').waitFor();
  await shot(display, 'display-restart');

  await world.startAgain();
  await page.goto(`${world.url}/advisor`);
  await page.getByText('Guardamos').waitFor({ state: 'detached' });
  await page.locator('.turn-line .number').filter({ hasNotText: first.trim() }).waitFor();
  const served = (await ticketsOf('served')).filter((ticket) => ticket.advisor === 'advisor-1');
  const called = (await ticketsOf('called')).filter((ticket) => ticket.advisor === 'advisor-1');
  expect([served.length, called.length, (await ticketsOf('waiting')).length]).toEqual([1, 1, 2]);
  await display.getByText('Pantalla sin conexión desde las').waitFor({ state: 'detached' });
  await display
    .locator('.hero .number, .hero-row .number')
    .filter({ hasText: called[0].number })
    .first()
    .waitFor();
});

test('a revoked device says so, shows nothing stale, and takes a new code', async () => {
  const kiosk = await world.kiosk('2');
  const display = await world.display('2');
  await kiosk.locator('.pad').waitFor();
  await display.locator('.board').waitFor();
  for (const [id, kind] of [
    ['kiosk-2', 'kiosk'],
    ['display-2', 'display'],
  ]) {
    await world.asStaff('admin-1', 'PUT', `/api/devices/${id}`, {
      kind,
      branch: '2',
      label: id,
      revoked: true,
      newCode: false,
    });
  }
  await kiosk.getByText('Tótem no habilitado').waitFor({ timeout: 90_000 });
  await display.getByText('Pantalla no habilitada').waitFor({ timeout: 90_000 });
  expect(await kiosk.locator('.pad').count()).toBe(0);
  await shot(display, 'display-revoked');
  // the advice is legible from the farthest seat: no smaller than any letter of a display
  const [letters] = await letterSizes(display, '.enrol .empty > span');
  expect(parseFloat(letters)).toBeGreaterThanOrEqual(84);
});

describe('hostile content', () => {
  const long = `${'Señora ñandú 🦤 مرحبا بالعالم '.repeat(7)}`.slice(0, 199).trim();

  test('names of 200 characters, emoji and Arabic leave every page whole', async () => {
    await world.asStaff('admin-1', 'PUT', '/api/branches/1', { name: long });
    await world.asStaff('admin-1', 'PUT', `${one}/queues/caja`, {
      prefix: 'CAJ',
      names: { es: long, en: long },
      hints: { es: long, en: long },
      priority: 1,
      targetMinutes: 20,
      averageMinutes: 5,
      open: true,
    });
    await world.asStaff('admin-1', 'PUT', `${one}/counters/1`, {
      label: 'Mesón de atención 🦤 مرحبا de la entrada',
    });
    await world.asStaff('admin-1', 'PUT', '/api/staff/advisor-1', {
      username: 'advisor-1',
      firstName: long,
      role: 'advisor',
      branches: ['1'],
      queues: { 1: ['caja', 'personal-banker', 'empresas', 'gerencia'] },
    });
    await world
      .asStaff('advisor-1', 'PUT', `${one}/advisors/me`, {
        state: 'available',
        counter: '1',
        reason: long,
      })
      .catch(() => undefined);
    const { page } = await world.issue('caja');
    const kiosk = await world.kiosk();
    await kiosk.locator('.pad').waitFor();
    await fits(kiosk, 'hostile-kiosk-start');
    await kiosk.getByRole('button', { name: 'Sacar número sin RUT' }).click();
    await kiosk.locator('.service').first().waitFor();
    await fits(kiosk, 'hostile-kiosk-services');
    const phone = await world.open(page, { size: sizes.phone });
    await phone.locator('.slip-number .number').waitFor();
    await wide(phone, 'hostile-ticket');
    const display = await world.display();
    await display.locator('.board').waitFor();
    await fits(display, 'hostile-display');
    const advisor = await world.staff('advisor-1');
    await advisor.locator('.panel').first().waitFor();
    await wide(advisor, 'hostile-advisor');
    const supervisor = await world.staff('supervisor-1', { size: sizes.supervisor });
    await supervisor.locator('.queue-row').first().waitFor();
    await wide(supervisor, 'hostile-supervisor');
    const admin = await world.staff('admin-1');
    for (const tab of ['branches', 'queues', 'staff']) {
      await admin.goto(`${world.url}/admin#${tab}`);
      await admin.locator('.admin-table').waitFor();
      await wide(admin, `hostile-admin-${tab}`);
    }
  });

  test('500 waiting: four-character numbers, three-digit places, no layout shift', async () => {
    for (let at = 0; at < 500; at += 25) {
      await Promise.all(Array.from({ length: 25 }, () => world.issue('gerencia')));
    }
    const { page } = await world.issue('gerencia');
    const supervisor = await world.staff('supervisor-1', { size: sizes.supervisor });
    await supervisor.locator('.queue-row .main dd', { hasText: '501' }).waitFor();
    await wide(supervisor, 'five-hundred-supervisor');
    await supervisor.locator('.queue-head', { hasText: 'Gerencia' }).click();
    await supervisor.locator('.turns').waitFor();
    await wide(supervisor, 'five-hundred-queue');
    const phone = await world.open(page, { size: sizes.phone });
    await phone.getByText('Hay 500 personas antes que usted.').waitFor();
    await wide(phone, 'five-hundred-ticket');
    const kiosk = await world.kiosk();
    await kiosk.locator('.pad').waitFor();
    await kiosk.getByRole('button', { name: 'Sacar número sin RUT' }).click();
    await kiosk.getByText('Hay mucha espera').waitFor();
    await fits(kiosk, 'five-hundred-kiosk');
    const display = await world.display();
    await display.locator('.board').waitFor();
    await fits(display, 'five-hundred-display');
    // 1366 wide at 150 %: the figures of a queue leave its name whole
    const advisor = await world.staff('advisor-1', { size: { width: 911, height: 512 } });
    await advisor.locator('.my-queues', { hasText: '501 en fila' }).waitFor();
    const widths = await advisor.evaluate(() =>
      [...document.querySelectorAll('.my-queues bdi')].map((name) => name.clientWidth),
    );
    expect(Math.min(...widths)).toBeGreaterThan(90);
  });
});

test("a device whose clock is two hours off shows the server's time and its ages", async () => {
  await world.asStaff('advisor-3', 'PUT', `${one}/advisors/me`, {
    state: 'available',
    counter: '3',
  });
  await serveSome('empresas', 'advisor-3', '3', 5);
  const { page } = await world.issue('empresas');
  const phone = await world.open('/sign-in', { size: sizes.phone });
  await phone.clock.install({ time: Date.now() + 2 * 3_600_000 });
  await phone.goto(world.url + page);
  await phone.locator('.say-when').waitFor();
  const [, hours, minutes] =
    /(\d\d):(\d\d)/.exec(await phone.locator('.say-when').innerText()) ?? [];
  const said = Number(hours) * 60 + Number(minutes);
  const [here] = [
    new Intl.DateTimeFormat('en-GB', {
      timeZone: 'America/Santiago',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .format(Date.now())
      .split(':')
      .map(Number),
  ];
  // the range starts rounded down to five minutes
  const ahead = (said - (here[0] * 60 + here[1]) + 5 + 1440) % 1440;
  expect(ahead).toBeLessThan(100);
});

test('installed: it opens offline and without its link, with the last known state', async () => {
  const { page, number } = await world.issue('personal-banker');
  const phone = await world.open(page, { size: sizes.phone });
  await phone.locator('.slip-number .number').waitFor();
  await phone.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await phone.reload(); // its files are cached from now on
  await phone.locator('.slip-number .number').waitFor();
  await phone.context().setOffline(true);
  const installed = await phone.context().newPage();
  await installed.goto(`${world.url}/t`);
  await installed.locator('.slip-number .number', { hasText: number }).waitFor();
  await installed.getByText('Sin conexión. Lo que ve es de').waitFor();
  await shot(installed, 'ticket-installed-offline');
  await phone.context().setOffline(false);
  await installed.getByText('Sin conexión. Lo que ve es de').waitFor({ state: 'detached' });
});

test('at 200 % zoom and with double-size text nothing is lost', async () => {
  const half = { width: sizes.advisor.width / 2, height: sizes.advisor.height / 2 };
  for (const [user, ready] of [
    ['advisor-2', '.choose-counter'],
    ['supervisor-1', '.queue-row'],
    ['admin-1', '.admin-table'],
  ] as const) {
    const page = await world.staff(user, { size: half });
    await page.locator(ready).first().waitFor();
    await wide(page, `zoom-${user}`);
    if (user !== 'admin-1') continue;
    expect(await brokenWords(page, '.admin-table td')).toEqual([]);
    await page.locator('.admin-tabs').getByRole('link', { name: 'Personas' }).click();
    await page.getByText('supervisor-1', { exact: true }).waitFor();
    await wide(page, 'zoom-people');
    expect(await brokenWords(page, '.admin-table td')).toEqual([]);
  }
  const { page } = await world.issue('personal-banker');
  const phone = await world.open(page, { size: { width: 320, height: 640 } });
  await phone.locator('.slip-number .number').waitFor();
  await phone.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  await wide(phone, 'zoom-ticket');
  expect(await brokenWords(phone, '.ticket-page')).toEqual([]);
});

test('with reduced motion nothing moves', async () => {
  const display = await world.display('1', { still: true });
  await display.locator('.board').waitFor();
  const moving = await display.evaluate(
    () =>
      document
        .getAnimations()
        .filter(({ effect }) => (effect?.getComputedTiming().duration as number) > 1).length,
  );
  expect(moving).toBe(0);
});

/** Customers served one after another: a queue shows times from its fifth call on. */
async function serveSome(queue: string, advisor: string, counter: string, times: number) {
  await world.asStaff('supervisor-1', 'PUT', `${one}/advisors/${advisor}/queues`, {
    queues: [queue],
  });
  for (let n = 0; n < times; n += 1) {
    await world.issue(queue);
    const { ticket } = await world.asStaff<{ ticket: { id: string } }>(
      advisor,
      'POST',
      `${one}/counters/${counter}/call-next`,
    );
    for (const verb of ['start', 'finish']) {
      await world.asStaff(advisor, 'POST', `${one}/tickets/${ticket.id}/${verb}`, {});
    }
  }
}

/** No sideways scrolling, and no text wider than its box without an ellipsis. */
async function wide(page: Page, name: string) {
  await shot(page, name, true);
  expect({
    name,
    over: await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  }).toEqual({ name, over: 0 });
}

/** The whole page on one screen. */
async function fits(page: Page, name: string) {
  await wide(page, name);
  expect({
    name,
    over: await page.evaluate(() => document.documentElement.scrollHeight - innerHeight),
  }).toEqual({ name, over: 0 });
}
