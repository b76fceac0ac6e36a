import { Page } from 'playwright-core';
import { rutOf } from '../../support/rut';
import { openWorld, world } from './open-world';
import { idleLines, lopsided, spilt } from './page-checks';
import { look, sizes } from './world';

jest.setTimeout(240_000);
openWorld();

test('the desk: a day without the kiosk, by keyboard', async () => {
  const page = await world.staff('host-1');
  await page.getByRole('heading', { name: 'Buscar un turno' }).waitFor();
  await look(page, 'reception-empty');
  expect(await lopsided(page, '.reception-card')).toEqual([]);
  expect(await idleLines(page)).toEqual([]);
  await page.getByText('Solicitud sobre datos personales').click();
  await page.getByLabel('RUT, documento o celular').fill('12.345.678-5');
  await page.getByLabel('Qué pide').selectOption('erasure');
  await page.getByRole('button', { name: 'Anotar la solicitud' }).click();
  await page.getByText(/^Anotada\. El banco responde/).waitFor();
  await look(page, 'reception-right', { whole: true });
  await page.getByText('Solicitud sobre datos personales').click();

  const rut = rutOf(12_345_678);
  await page.getByLabel('RUT o documento').fill(rut);
  await page.getByLabel('Caja').check();
  await page.keyboard.press('Enter');
  await page.getByText('Turno C01 emitido.').waitFor();
  await page.locator('.reception-number', { hasText: 'C01' }).waitFor();
  await look(page, 'reception-issued');

  // The same person again: the desk sees the ticket they have.
  await page.getByLabel('RUT o documento').fill(rut);
  await page.getByLabel('Empresas').check();
  await page.keyboard.press('Enter');
  await page.getByText('Esa persona ya tiene un turno activo.').waitFor();

  await page.getByLabel('Número, RUT o código QR').fill('c1');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Cambiar' }).click();
  await page.getByLabel('Mostró su credencial').check();
  await page.getByRole('dialog').getByLabel('Atención').selectOption('preferential');
  await look(page, 'reception-move');
  await page.getByRole('dialog').getByRole('button', { name: 'Cambiar' }).click();
  await page.getByText('Turno C01 cambiado.').waitFor();
  await page.getByText('preferente').first().waitFor();

  await page.getByRole('button', { name: 'Imprimir' }).click();
  await page.getByText('Esta sucursal no tiene impresora').waitFor();
  const code = await page.locator('svg.qr').getAttribute('aria-label');
  expect(code).toBe('Código QR del turno C01');
  await look(page, 'reception-code');
  await page.getByRole('button', { name: 'Cerrar' }).click();

  await page.getByRole('button', { name: 'Cancelar turno' }).click();
  await page.getByRole('button', { name: 'Sí, cancelar' }).click();
  await page.getByText('Turno C01 cancelado.').waitFor();
  await page.getByLabel('Número, RUT o código QR').fill(rutOf(9_876_543));
  await page.keyboard.press('Enter');
  await page.getByText('No hay ningún turno de hoy').waitFor();
});

test('a scanned code finds its ticket, and calls are seen without asking', async () => {
  const page = await world.staff('host-1');
  const { key } = await world.asStaff<{ key: string }>(
    'host-1',
    'POST',
    '/api/branches/1/tickets',
    { queue: 'gerencia' },
  );
  await page.getByLabel('Número, RUT o código QR').fill(`${world.url}/t#${key}`);
  await page.keyboard.press('Enter');
  await page.locator('.reception-number', { hasText: 'G01' }).waitFor();
  await world.asStaff('advisor-1', 'PUT', '/api/branches/1/advisors/me', {
    state: 'available',
    counter: '3',
  });
  await world.asStaff('advisor-1', 'POST', '/api/branches/1/counters/3/call-next');
  await page.locator('.reception-calls', { hasText: 'módulo 3' }).waitFor();
  await page.locator('.reception-ticket[data-state="called"]').waitFor();
  await look(page, 'reception-called');
});

test("the desk's link shows the ticket on a phone, and offers no change", async () => {
  const { key, ticket } = await world.asStaff<{ key: string; ticket: { id: string } }>(
    'host-1',
    'POST',
    '/api/branches/1/tickets',
    { queue: 'empresas' },
  );
  const phone = await world.open(`/t#${key}`, { size: sizes.phone });
  await phone.getByText('Para cambiar o cancelar este turno').waitFor();
  for (const name of ['Necesito más tiempo', 'Cancelar mi turno']) {
    expect(await phone.getByRole('button', { name }).count()).toBe(0);
  }
  await look(phone, 'ticket-reads', { whole: true });
  // a moved customer reads about it, while waiting on
  await phone.locator('.slip-number', { hasText: 'Empresas' }).waitFor();
  const move = `/api/branches/1/tickets/${ticket.id}/move`;
  await world.asStaff('host-1', 'POST', move, { queue: 'gerencia', reason: 'wrong-queue' });
  await phone.locator('.slip-number', { hasText: 'Gerencia' }).waitFor();
});

test('on a small screen, in English, dark: nothing is cut off sideways', async () => {
  const page = await world.staff('host-1', {
    size: { width: 320, height: 640 },
    dark: true,
    english: true,
  });
  await page.getByRole('heading', { name: 'Find a ticket' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('a call for help at a kiosk is shown until somebody goes there', async () => {
  const kiosk = await world.kiosk();
  const desk = await world.staff('host-1');
  const floor = await world.staff('supervisor-1', { size: sizes.supervisor });
  await kiosk.getByRole('button', { name: 'Pedir ayuda' }).click();
  await kiosk.getByRole('heading', { name: 'Ya viene alguien' }).waitFor();
  await look(kiosk, 'kiosk-help');
  await desk.getByText(/Piden ayuda en Tótem/).waitFor();
  await floor.getByText(/Piden ayuda en Tótem/).waitFor();
  await look(desk, 'reception-help');
  await look(floor, 'floor-help');
  await desk.getByRole('button', { name: 'Voy yo' }).click();
  await kiosk.getByText('Una persona de la sucursal viene hacia aquí.').waitFor();
  await floor.getByText(/Piden ayuda en Tótem/).waitFor({ state: 'detached' });
  await kiosk.getByRole('button', { name: 'Cerrar' }).click();

  // Offline nobody can be alerted: the person is told where to go, only while it is so.
  await kiosk.context().setOffline(true);
  await kiosk.getByRole('button', { name: 'Pedir ayuda' }).click();
  await kiosk.getByText(/Acérquese al mesón/).waitFor();
  await look(kiosk, 'kiosk-help-away');
  await kiosk.context().setOffline(false);
  await kiosk.getByRole('heading', { name: 'Ya viene alguien' }).waitFor();
  await floor.getByRole('button', { name: 'Voy yo' }).click();
  await desk.getByText(/Piden ayuda en/).waitFor({ state: 'detached' });
});

/** Devices below one another, whole, with the buttons of each side by side. */
async function onPhone(floor: Page) {
  await floor.setViewportSize(sizes.phone);
  await look(floor, 'floor-devices-phone', { whole: true });
  expect(await spilt(floor)).toEqual([]);
  const cards = await floor.locator('.device-card').evaluateAll((all) =>
    all.map((card) => {
      const { left, right, height } = card.getBoundingClientRect();
      const tops = [...card.querySelectorAll('button')].map((n) => n.getBoundingClientRect().top);
      return { left, right, height, lines: new Set(tops).size };
    }),
  );
  expect(cards.length).toBeGreaterThan(1);
  for (const { left, right, height, lines } of cards) {
    expect({ left, right, lines, low: height < 260 }).toEqual({
      left: cards[0].left,
      right: sizes.phone.width - cards[0].left,
      lines: 1,
      low: true,
    });
  }
  await floor.setViewportSize(sizes.supervisor);
}

test('devices are visible from the floor, and reload or wipe only after a question', async () => {
  const kiosk = await world.kiosk();
  await kiosk.getByRole('heading', { name: /Marque su RUT/ }).waitFor();
  await world.display();
  const floor = await world.staff('supervisor-1', { size: sizes.supervisor });
  await floor.getByRole('link', { name: 'Equipos' }).click();
  const card = floor.locator('.device-card', { hasText: 'Tótem de la entrada' });
  await card.getByText(/Conectado, última señal/).waitFor();
  await floor
    .locator('.device-card', { hasText: 'Pantalla' })
    .getByText(/Conectado/)
    .waitFor();
  await look(floor, 'floor-devices');
  await onPhone(floor);
  await card.getByRole('button', { name: 'Limpieza' }).click();
  await floor.getByText(/no responde durante 60 segundos/).waitFor();
  await look(floor, 'floor-devices-asked');
  await floor.getByRole('button', { name: 'Sí, limpiar' }).click();
  await kiosk.getByRole('heading', { name: 'Limpiando la pantalla' }).waitFor();
  await look(kiosk, 'kiosk-cleaning');
  // Its clock is set back meanwhile: it is still deaf for a minute.
  const left = kiosk.locator('.kiosk-cleaning .figures');
  const before = await left.innerText();
  await kiosk.evaluate(() => {
    const right = Date.now;
    Date.now = () => right() - 7_200_000;
  });
  await kiosk.waitForFunction(
    (was) => document.querySelector('.kiosk-cleaning .figures')?.textContent !== was,
    before,
  );
  expect(Number(await left.innerText())).toBeLessThan(Number(before));
  // Deaf: it does not even accept a key.
  await kiosk.keyboard.press('1');
  expect(await kiosk.locator('.kiosk-cleaning').count()).toBe(1);

  const desk = await world.staff('host-1');
  await desk.getByText('Equipos').click();
  await desk
    .getByText(/Conectado/)
    .first()
    .waitFor();
  expect(await desk.getByRole('button', { name: 'Desconectar' }).count()).toBe(0);
  await look(desk, 'reception-devices');
});

test('messages follow when the reader changes the language', async () => {
  const desk = await world.staff('host-1');
  await desk.locator('#sought').fill('Z999');
  await desk.keyboard.press('Enter');
  await desk.getByText('No hay ningún turno de hoy con esos datos').waitFor();
  await desk.locator('.top-language').selectOption('en');
  await desk.getByText('No ticket from today at this branch matches').waitFor();
  expect(await desk.getByText('No hay ningún turno').count()).toBe(0);
});

test("the desk's keys are shown, and can be turned off", async () => {
  const page = await world.staff('host-1', { english: true, dark: true });
  await page.locator('kbd', { hasText: 'B' }).waitFor();
  await page.locator('main h2').first().click();
  await page.keyboard.press('n');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('issue-id');
  await page.keyboard.press('b');
  expect(await page.locator('#issue-id').inputValue()).toBe('b'); // there it is just text
  await page.locator('#issue-id').fill('');
  await page.getByRole('button', { name: 'Keys', exact: true }).click();
  await page.getByLabel('Use keys').uncheck();
  await look(page, 'reception-keys');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Keys are off' }).focus();
  await page.keyboard.press('n');
  expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('issue-id');
  expect(await page.locator('kbd').count()).toBe(0);
  // the setting is personal: the same on another computer
  const elsewhere = await world.staff('host-1', { english: true });
  await elsewhere.getByRole('button', { name: 'Keys are off' }).waitFor();
});

test('a mistyped RUT is said at its field, which has the focus', async () => {
  const page = await world.staff('host-1');
  await page.locator('#issue-id').fill('12345678-0');
  await page.getByLabel('Gerencia').check();
  await page.getByRole('button', { name: 'Emitir', exact: true }).click();
  await page.locator('.field > #issue-id-wrong').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('issue-id');
  expect(await page.locator('#issue-id').getAttribute('aria-describedby')).toBe('issue-id-wrong');
});

test('a lost answer makes no second ticket, nor one that cannot be shown', async () => {
  const page = await world.staff('host-1');
  const tickets = async () =>
    (
      await world.asStaff<readonly object[]>(
        'supervisor-1',
        'GET',
        '/api/branches/1/tickets?queue=gerencia',
      )
    ).length;
  const before = await tickets();
  const ask = async () => {
    await page.getByLabel('Gerencia').check();
    await page.getByRole('button', { name: 'Emitir', exact: true }).click();
  };
  const isIssue = ({ pathname }: URL) => pathname === '/api/branches/1/tickets';
  await page.route(isIssue, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await ask();
  await page.locator('.notice.attention', { hasText: 'conexión' }).waitFor();
  await page.unroute(isIssue);
  // The ticket is issued, but nothing can be read just now.
  await page.route(/\/tickets\/G\d+$/, (route) => route.abort());
  await ask();
  await page.getByText(/Turno G\d+ emitido\./).waitFor();
  expect(await tickets()).toBe(before + 1);
});

test('the button for light and dark says what it does, whoever changes the colours', async () => {
  const page = await world.staff('host-1', { english: true });
  const offers = (colours: string) =>
    page.getByRole('button', { name: `Use ${colours} colours` }).waitFor();
  await offers('dark');
  await page.emulateMedia({ colorScheme: 'dark' });
  await offers('light');
  await page.getByRole('button', { name: 'Use light colours' }).click();
  await offers('dark');
});
