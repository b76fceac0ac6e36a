import { Page } from 'playwright-core';
import { addDays, isoWeekday, localDate } from '../../../src/app/domain/model/local-time';
import { rutOf } from '../../support/rut';
import { until } from '../../support/wait';
import { openWorld, world } from './open-world';
import { listen, uncut } from './page-checks';
import { heard, takeTicket, toServices } from './take-ticket';
import { shot, sizes, typeRut } from './world';

/** What happens around a visit at the kiosk while it lasts. */

jest.setTimeout(240_000);
openWorld();

const branch2 = '/api/branches/2';
const press = (kiosk: Page, name: string) => kiosk.getByRole('button', { name }).click();

const ZONE = 'America/Santiago';
/** Not by "tomorrow": midnight may be near. */
const inTwoDays = () => isoWeekday(addDays(localDate(ZONE, Date.now()), 2));
async function hours(given: object | string): Promise<void> {
  const path = `${branch2}/settings`;
  const { version } = await world.asStaff<{ version: number }>('admin-1', 'GET', path);
  const body = { timeZone: ZONE, hours: given };
  await world.asStaff('admin-1', 'PUT', path, body, { 'If-Match': `"${version}"` });
}

/** Takes a number of one queue, without a RUT. */
async function take(kiosk: Page, queue: string): Promise<string> {
  await toServices(kiosk);
  await kiosk.locator('.service', { hasText: queue }).click();
  await press(kiosk, 'No, gracias');
  await kiosk.locator('.result .number').waitFor();
  await heard(kiosk);
  return (await kiosk.locator('.result .number').innerText()).trim();
}

test('a number that is called while it is read says so, and is not given back here', async () => {
  const kiosk = await world.kiosk('2');
  await take(kiosk, 'Gerencia');
  const undo = kiosk.getByRole('button', { name: 'No era esto' });
  await undo.waitFor();
  const advisor = (method: string, path: string, body: object) =>
    world.asStaff<{ ticket: { id: string } }>('advisor-4', method, branch2 + path, body);
  await advisor('PUT', '/advisors/me', { state: 'available', counter: '4' });
  const { ticket } = await advisor('POST', '/counters/4/call-next', {});
  await kiosk.getByText('¡Es su turno! Pase al módulo 4.').waitFor();
  expect(await kiosk.getByText(/antes que usted|Espera estimada/).count()).toBe(0);
  expect(await undo.count()).toBe(0);
  await shot(kiosk, 'kiosk-result-called');
  await advisor('POST', `/tickets/${ticket.id}/start`, {});
  await kiosk.getByText('¡Es su turno!').waitFor({ state: 'detached' });
  expect(await undo.count()).toBe(0);
  await advisor('POST', `/tickets/${ticket.id}/finish`, { next: false });
  await advisor('PUT', '/advisors/me', { state: 'offline', counter: '4' });
});

test('given back on the phone at the same moment: the kiosk asks again', async () => {
  const kiosk = await world.kiosk('2');
  const number = await take(kiosk, 'Gerencia');
  const [{ id }] = await world.asStaff<{ id: string }[]>(
    'admin-1',
    'GET',
    `${branch2}/tickets?number=${number}`,
  );
  await world.asStaff('supervisor-1', 'POST', `${branch2}/tickets/${id}/cancel`, {});
  await press(kiosk, 'No era esto');
  await kiosk.locator('.service').first().waitFor();
  expect(await kiosk.locator('.notice').count()).toBe(0);
  // and once more: the second number can be given back as well
  await heard(kiosk);
  await kiosk.locator('.service', { hasText: 'Empresas' }).click();
  await press(kiosk, 'No, gracias');
  await press(kiosk, 'No era esto');
  await kiosk.locator('.service').first().waitFor();
});

test('who goes back while a number is asked for, and chooses again, has one number', async () => {
  const kiosk = await world.kiosk('2');
  await toServices(kiosk);
  let sent = 0;
  let go!: () => void;
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await kiosk.route('**/api/branches/2/tickets', async (route) => {
    sent += 1;
    await held;
    await route.continue();
  });
  const choose = async (nth: number) => {
    await kiosk.locator('.service').nth(nth).click();
    await press(kiosk, 'No, gracias');
    await kiosk.getByText('Sacando su número').waitFor();
    await heard(kiosk);
  };
  await choose(0);
  await press(kiosk, 'Volver');
  await heard(kiosk);
  await choose(1);
  go();
  await kiosk.locator('.result .number').waitFor();
  await heard(kiosk);
  expect(await kiosk.locator('.result .number').innerText()).toMatch(/^C/);
  expect(sent).toBe(1);
});

test('a document of digits alone is explained at its field; a RUT takes its place', async () => {
  const kiosk = await world.kiosk('2');
  await kiosk.locator('.pad').waitFor();
  await press(kiosk, 'No tengo RUT');
  await heard(kiosk);
  await kiosk.keyboard.type('12345678');
  await kiosk.keyboard.press('Enter');
  await kiosk.getByText('anteponga las letras de su país').waitFor();
  await shot(kiosk, 'kiosk-other-id-wrong');
  await press(kiosk, 'Volver');
  await heard(kiosk);
  const rut = rutOf(9_400_001);
  await typeRut(kiosk, rut);
  await press(kiosk, 'Continuar');
  await heard(kiosk);
  const asked = kiosk.waitForRequest('**/api/branches/2/tickets');
  await kiosk.locator('.service').first().click();
  await press(kiosk, 'No, gracias');
  expect((await asked).postDataJSON()).toMatchObject({ nationalId: rut.replace('-', '') });
});

/** Waits until these words are spoken; drops everything spoken up to them. */
async function hears(kiosk: Page, words: string): Promise<readonly string[]> {
  const soFar = () => kiosk.evaluate(() => (window as unknown as { said: string[] }).said);
  await until(async () => (await soFar()).join(' ').includes(words), `«${words}» to be said`);
  return kiosk.evaluate(() => (window as unknown as { said: string[] }).said.splice(0));
}

test('who cannot see hears refusals, help, switches and the closing of the branch', async () => {
  const kiosk = await world.kiosk('2', { first: listen, size: sizes.kiosk });
  await kiosk.locator('.pad').waitFor();
  await press(kiosk, 'Leer en voz alta');
  await hears(kiosk, 'Marque su RUT para sacar su número');
  await heard(kiosk);
  await kiosk.keyboard.type('123456784');
  // though the switch for speech was touched before, it is not what Enter presses
  await kiosk.keyboard.press('Enter');
  await hears(kiosk, 'el dígito verificador no coincide');
  await kiosk.keyboard.press('Backspace');
  await hears(kiosk, 'borrado');
  await kiosk.getByRole('button', { name: 'Más contraste' }).focus();
  await hears(kiosk, 'Más contraste');
  await kiosk.keyboard.press('Enter');
  expect(await hears(kiosk, 'Contraste normal')).toEqual(['Contraste normal']);
  await heard(kiosk);
  await press(kiosk, 'Pedir ayuda');
  await hears(kiosk, 'Ya viene alguien');
  await heard(kiosk);
  await press(kiosk, 'Cerrar');
  await hears(kiosk, 'Marque su RUT');
  await heard(kiosk);
  await press(kiosk, 'No tengo RUT');
  await hears(kiosk, 'Marque su pasaporte');
  await heard(kiosk);
  await kiosk.keyboard.type('P');
  await hears(kiosk, 'P');
  await press(kiosk, 'No decir mis números');
  await hears(kiosk, 'Decir mis números');
  await kiosk.keyboard.type('7');
  expect((await hears(kiosk, 'número')).join()).not.toContain('7');
});

test('a branch that closes under a person is heard and has the focus', async () => {
  const kiosk = await world.kiosk('2', { first: listen });
  await kiosk.locator('.pad').waitFor();
  await press(kiosk, 'Leer en voz alta');
  await heard(kiosk);
  await toServices(kiosk);
  await kiosk.locator('.service').first().click();
  await hears(kiosk, 'atención preferente');
  await hours({ [inTwoDays()]: [{ from: '09:00', to: '14:00' }] });
  await kiosk.getByText('Ahora estamos cerrados.').waitFor();
  await hears(kiosk, 'Ahora estamos cerrados.');
  const focused = () => kiosk.evaluate(() => document.activeElement?.tagName);
  expect(await focused()).toBe('H1');
  await hours('always');
  await kiosk.locator('.answer').first().waitFor();
  await hears(kiosk, 'atención preferente');
  expect(await focused()).toBe('H1');
});

test('who has the last number of the day is not offered to give it back', async () => {
  const kiosk = await world.kiosk('2');
  await kiosk.locator('.pad').waitFor();
  await takeTicket(kiosk);
  const undo = kiosk.getByRole('button', { name: 'No era esto' });
  await undo.waitFor();
  await hours({ [inTwoDays()]: [{ from: '09:00', to: '14:00' }] });
  await undo.waitFor({ state: 'detached' });
  await kiosk.locator('.result .number').waitFor();
});

/** Whether the tools of a wide kiosk stand on the words above them. */
const covered = (kiosk: Page) =>
  kiosk.evaluate(() => {
    const words = document.querySelector('.step-words > :last-child')!.getBoundingClientRect();
    const tools = document.querySelector('.kiosk-tools')!.getBoundingClientRect();
    return innerWidth > innerHeight && words.bottom > tools.top;
  });

test('in large letters a refusal, or no network, leaves everything on the screen', async () => {
  const kiosk = await world.kiosk('1');
  await kiosk.locator('.pad').waitFor();
  await press(kiosk, 'Letra más grande');
  const whole = async (name: string) => {
    for (const [width, height] of [
      [1080, 1920],
      [800, 1280],
      [1920, 1080],
      [1024, 768],
      [1024, 600],
    ]) {
      await kiosk.setViewportSize({ width, height });
      await heard(kiosk);
      await shot(kiosk, `kiosk-room-${name}-${width}-${height}`);
      const at = { name, width, height };
      expect({ at, covered: await covered(kiosk) }).toEqual({ at, covered: false });
      await uncut(kiosk);
    }
  };
  await whole('start');
  await kiosk.keyboard.type('123456784');
  await kiosk.keyboard.press('Enter');
  await kiosk.getByText('el dígito verificador no coincide').waitFor();
  await whole('wrong');
  await press(kiosk, 'No tengo RUT');
  await heard(kiosk);
  await kiosk.keyboard.type('12345678');
  await kiosk.keyboard.press('Enter');
  await kiosk.getByText('anteponga las letras de su país').waitFor();
  await whole('document');
  await press(kiosk, 'Volver');
  await kiosk.context().setOffline(true);
  await kiosk.getByText('Perdimos la conexión').waitFor();
  await whole('offline');
});
