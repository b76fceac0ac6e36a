import { Page } from 'playwright-core';
import { Face } from '../../../src/app/domain/model/face';
import { failoverPage } from '../../../src/app/page-assets/failover-page';
import { logoOf, png } from '../../support/png';
import { until } from '../../support/wait';
import { HalfAnswers } from './half-answers';
import { kept } from './kept-page';
import { openWorld, world } from './open-world';
import { uncut } from './page-checks';
import { axe, look, shot, sizes } from './world';

openWorld();
beforeAll(async () => {
  await wear('bank', bank);
  await wear('2', branch2);
});

const bank = {
  name: 'Banco Austral',
  brand: '#8a1538',
  accent: '#9fe3c8',
  logo: logoOf(png(120, 40)),
  es: 'Bienvenida, bienvenido',
  en: 'Welcome',
};
const branch2 = { brand: '#0b5a4a', typeface: 'serif', logo: '' };

async function wear(scope: string, face: object) {
  const path = `/api/branches/${scope}/settings`;
  const read = await world.asStaff<{ version: number; overrides: { face?: object } }>(
    'admin-1',
    'GET',
    path,
  );
  const body = { ...read.overrides, face: { ...read.overrides.face, ...face } };
  await world.asStaff('admin-1', 'PUT', path, body, { 'If-Match': `"${read.version}"` });
}

/** The face as computed by the browser; `--deep` is the same in both themes. */
async function worn(page: Page) {
  // it may be loading: a page that was offline a moment ago asks for it again
  await page.waitForFunction(() => {
    const logo = document.querySelector<HTMLImageElement>('.bank-logo');
    return logo === null || logo.naturalWidth > 0;
  });
  return page.evaluate(() => {
    const root = getComputedStyle(document.documentElement);
    return {
      brand: root.getPropertyValue('--deep').trim(),
      logo: document.querySelector('.bank-logo') !== null,
      serif: getComputedStyle(document.body).fontFamily.includes('Noto Serif'),
    };
  });
}
const wears = (page: Page, brand: string) =>
  page.waitForFunction(
    (wanted) =>
      getComputedStyle(document.documentElement).getPropertyValue('--deep').trim() === wanted,
    brand,
  );

const AUSTRAL = { brand: '#8a1538', logo: true };

test('start, 404 and sign-in wear the bank, in both themes', async () => {
  for (const path of ['/', '/no-such-page', '/sign-in']) {
    const page = await world.open(path);
    await page.locator('.bank-logo').first().waitFor();
    expect([path, await worn(page)]).toMatchObject([path, AUSTRAL]);
    expect(await page.locator('.bank-logo').getAttribute('alt')).toBe('Banco Austral');
    expect(await page.locator('body').innerText()).not.toContain('Ticketero\n');
    await look(page, `face-${path === '/' ? 'start' : path.slice(1)}`);
    world.complaints.length = 0; // the page that is not there
  }
});

test("while nothing answers: both languages at a glance, in the bank's face", async () => {
  const { settings } = await world.asStaff<{ settings: { face: Face } }>(
    'admin-1',
    'GET',
    '/api/branches/bank/settings',
  );
  const page = await world.open('/');
  await page.goto('about:blank'); // the app's policy is not the edge's
  // it asks again by itself, which would end the look at it
  const asks = /<meta http-equiv="refresh" content="10">/;
  expect(failoverPage(settings.face)).toMatch(asks);
  await page.setContent(failoverPage(settings.face).replace(asks, ''));
  for (const size of [sizes.advisor, sizes.phone, { width: 320, height: 568 }]) {
    await page.setViewportSize(size);
    await uncut(page);
    for (const words of ['Volvemos en un momento', 'We will be right back']) {
      const box = await page.getByRole('heading', { name: words }).boundingBox();
      expect(box!.y + box!.height).toBeLessThan(size.height);
    }
    await look(page, `failover-${size.width}`);
  }
  expect(await page.locator('.bank-logo').getAttribute('alt')).toBe('Banco Austral');
});

test('two branches on one origin: each its own, and changes arrive without a reload', async () => {
  const kiosk = await world.kiosk('1');
  await kiosk.getByText('Bienvenida, bienvenido').waitFor();
  await kiosk.locator('.bank-logo').waitFor();
  expect(await worn(kiosk)).toMatchObject(AUSTRAL);
  await look(kiosk, 'face-kiosk', { fixed: true });
  const phone = await kiosk.context().newPage();
  await phone.goto(world.url + (await world.issue('caja', { branch: '2' })).page);
  await wears(phone, '#0b5a4a');
  await phone.getByText('Banco Austral').waitFor();
  // offline it is still this bank's face
  await kept(phone);
  await phone.context().setOffline(true);
  await phone.reload();
  await wears(phone, '#0b5a4a');
  await phone.getByText('Banco Austral').waitFor();
  await phone.context().setOffline(false);
  // the same browser, the other branch
  expect(await worn(kiosk)).toMatchObject(AUSTRAL);
  const display = await world.display('2');
  await wears(display, '#0b5a4a');
  expect((await worn(display)).serif).toBe(true);
  // the first answer does not arrive: it is asked again
  let asked = 0;
  await display.route('**/api/face/2.css*', (route) =>
    asked++ ? route.continue() : route.abort(),
  );
  await wear('2', { brand: '#5b3fa8', typeface: 'own' });
  await wears(display, '#5b3fa8');
  expect(asked).toBe(2);
  expect((await worn(display)).serif).toBe(false);
  await shot(display, 'face-display');
  // an answer that hangs is given up, and requested again too
  await display.unroute('**/api/face/2.css*');
  await display.clock.install();
  const hangs = new Promise<void>((asks) => {
    let first = true;
    void display.route('**/api/face/2.css*', (route) => {
      if (!first) return route.continue();
      first = false;
      asks();
    });
  });
  await wear('2', { brand: '#0b5a4a', typeface: 'own' });
  await hangs;
  await display.clock.fastForward(20_000);
  await wears(display, '#0b5a4a');
  // one sheet at a time: what only the last one had is gone
  expect(await display.locator('link[data-face]').count()).toBe(1);
});

test('a face cached by a phone is requested again until a new one arrives', async () => {
  const network = new HalfAnswers(world.url);
  try {
    const { page } = await world.issue('caja', { branch: '2' });
    const phone = await world.open((await network.open()) + page, { size: sizes.phone });
    await wears(phone, '#0b5a4a');
    await kept(phone);
    await phone.reload(); // through the worker, which keeps the branch's own
    await wears(phone, '#0b5a4a');
    network.stalls = /^\/api\/face\/2\.css/;
    await wear('2', { brand: '#5b3fa8' });
    const before = network.stalled;
    await phone.reload();
    await until(() => network.stalled > before + 1, 'it is asked for once more');
    await wears(phone, '#0b5a4a');
    network.stalls = /^$/;
    await wears(phone, '#5b3fa8');
    expect(await phone.locator('link[data-face]').count()).toBe(1);
  } finally {
    network.close();
    await wear('2', { brand: '#0b5a4a' });
  }
});

test('the phone, the console, the floor and the display wear it, and stay readable', async () => {
  const { page } = await world.issue('caja');
  const phone = await world.open(page, { size: sizes.phone });
  await phone.locator('.bank-logo').waitFor();
  await phone.getByText('Su turno').first().waitFor();
  await look(phone, 'face-phone');
  for (const [who, name] of [
    ['advisor-1', 'console'],
    ['supervisor-1', 'floor'],
    ['host-1', 'reception'],
  ] as const) {
    const staff = await world.staff(who);
    await staff.locator('.staff-top .bank-logo').waitFor();
    await wears(staff, '#8a1538');
    await look(staff, `face-${name}`);
  }
  const display = await world.display('1');
  await display.locator('.bar .bank-logo').waitFor();
  await look(display, 'face-display-one');
});

test('administration: a pale colour offers the nearest, a logo is drawn', async () => {
  const admin = await world.staff('admin-1');
  await admin.getByRole('link', { name: 'Reglas' }).click();
  const field = admin.locator('[data-field="face.brand"]');
  await field.locator('.input').fill('#ffd100');
  const nearest = field.getByRole('button', { name: /^Usar #/ });
  await nearest.waitFor();
  // on a phone the words stand above the button, not beside it a letter a line
  await admin.setViewportSize({ width: 320, height: 640 });
  const said = await field.locator('.notice .grow').boundingBox();
  expect(said!.width).toBeGreaterThan(120);
  await admin.setViewportSize(sizes.advisor);
  // the server refuses it too, beside the field, with the same advice
  await admin.getByRole('button', { name: 'Guardar' }).click();
  const wrong = field.getByRole('status');
  await admin.getByText('No se guardó').waitFor();
  const offered = (await nearest.innerText()).trim().slice(-7);
  expect(await wrong.innerText()).toContain(offered);
  await nearest.click();
  await admin.locator('[data-field="face.logo"] input').setInputFiles({
    name: 'logo.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" onload="alert(1)">' +
        '<script>alert(2)</script><rect width="90" height="30" fill="#234"/></svg>',
    ),
  });
  const drawn = admin.locator('.face-logo-now');
  await admin.waitForFunction(() =>
    document.querySelector<HTMLImageElement>('.face-logo-now')?.src.startsWith('data:image/png'),
  );
  await drawn.waitFor();
  await admin.locator('.settings-group', { has: admin.locator('.preview') }).screenshot({
    path: 'test-output/pages/face-admin.png',
  });
  await admin.getByRole('button', { name: 'Oscuro', exact: true }).click();
  await admin.locator('.preview').screenshot({ path: 'test-output/pages/face-preview-dark.png' });
  expect(await axe(admin)).toEqual([]);
  await admin.getByRole('button', { name: 'Guardar' }).click();
  await admin.getByText('Guardado').first().waitFor();
  await wears(await world.kiosk('1'), offered);
});
