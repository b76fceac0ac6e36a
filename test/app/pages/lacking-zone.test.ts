import { openWorld, world } from './open-world';
import { sizes } from './world';

/**
 * A browser whose `Intl` lacks the branch's zone, as those before 2025b lack America/Coyhaique:
 * every page still shows the branch's time, from what the server says about its clock.
 */

jest.setTimeout(240_000);
const ZONE = 'America/Coyhaique';
openWorld();
beforeAll(async () => {
  const { version } = await world.asStaff<{ version: number }>(
    'admin-1',
    'GET',
    '/api/branches/2/settings',
  );
  await world.asStaff(
    'admin-1',
    'PUT',
    '/api/branches/2/settings',
    { hours: 'always', timeZone: ZONE },
    { 'If-Match': `"${version}"` },
  );
});

/** Removes the zone, as in an older browser. */
function lackZone() {
  const Real = Intl.DateTimeFormat;
  const lacking = function (locales?: string, options?: Intl.DateTimeFormatOptions) {
    if (options?.timeZone === 'America/Coyhaique') {
      throw new RangeError(`Invalid time zone specified: ${options.timeZone}`);
    }
    return new Real(locales, options);
  };
  Object.assign(lacking, {
    prototype: Real.prototype,
    supportedLocalesOf: Real.supportedLocalesOf,
  });
  Intl.DateTimeFormat = lacking as unknown as typeof Intl.DateTimeFormat;
}
const elsewhere = { first: lackZone } as const;

/** The time there now and a minute ago: the page may have been drawn before the minute changed. */
const clockThere = () =>
  [0, 60_000].map((ago) =>
    new Intl.DateTimeFormat('es-CL', {
      timeZone: ZONE,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(Date.now() - ago),
  );

test("the zone is really missing, and it is not the browser's own", async () => {
  const page = await world.open('/sign-in', elsewhere);
  await expect(
    page.evaluate((timeZone) => new Intl.DateTimeFormat('en', { timeZone }).format(0), ZONE),
  ).rejects.toThrow(/Invalid time zone/);
});

test('kiosk and display show its clock', async () => {
  const kiosk = await world.kiosk('2', elsewhere);
  await kiosk.locator('.pad').waitFor();
  expect(clockThere()).toContain(await kiosk.locator('time').first().innerText());
  const display = await world.display('2', elsewhere);
  await display.locator('.board').waitFor();
  const shown = display.locator('header time');
  await shown.waitFor();
  expect(clockThere()).toContain(await shown.innerText());
});

test("the customer's page, the console, the floor and the reports work", async () => {
  const { page: link } = await world.issue('caja', { branch: '2' });
  const mine = await world.open(link, { size: sizes.phone, ...elsewhere });
  await mine.getByText('C01').first().waitFor();
  const console_ = await world.staff('advisor-4', elsewhere);
  await console_.getByText('módulo').first().waitFor();
  const admin = await world.staff('admin-1', elsewhere);
  await admin.evaluate(() => localStorage.setItem('ticketero.branch', '2'));
  await admin.goto(`${world.url}/supervisor`);
  await admin.getByText('Atenciones').or(admin.getByText('Hoy')).first().waitFor();
});
