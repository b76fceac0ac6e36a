import { addDays, isoWeekday, localDate } from '../../../src/app/domain/model/local-time';
import { rutOf } from '../../support/rut';
import { until } from '../../support/wait';
import { someQueues } from './display/some-queues-story';
import { emptyLine } from './empty-line';
import { longerOnPhone } from './more-time';
import { openWorld, world } from './open-world';
import { idleLines, silentUntilTouched, uncut } from './page-checks';
import { closingComesFirst } from './ticket/closing-story';
import { unseenWords } from './ticket/unseen-story';
import { look, shot, sizes, typeRut } from './world';

jest.setTimeout(240_000);
openWorld();

const branch2 = '/api/branches/2';
const advisor4 = (method: string, path: string, body?: object) =>
  world.asStaff<{ ticket: { id: string } }>('advisor-4', method, branch2 + path, body);

describe('kiosk', () => {
  test('not enrolled, then enrolled by its code on the keys of the screen', async () => {
    const kiosk = await world.open('/kiosk', { size: sizes.kiosk, touch: true });
    await kiosk.getByText('Tótem no habilitado').waitFor();
    expect(await kiosk.locator('input').count()).toBe(0);
    await look(kiosk, 'kiosk-off', { fixed: true });
    expect(await kiosk.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await kiosk.getByRole('button', { name: 'Soy del personal' }).click();
    await kiosk.locator('#code:focus').waitFor();
    await kiosk.getByRole('button', { name: 'Volver' }).click();
    await kiosk.getByRole('button', { name: 'Soy del personal' }).click();
    await look(kiosk, 'kiosk-enrol', { fixed: true });
    expect(await idleLines(kiosk)).toEqual([]);
    for (const key of 'KIOSK-9') {
      await kiosk.locator('.letter-keys .key', { hasText: new RegExp(`^${key}$`) }).click();
    }
    await kiosk.getByRole('button', { name: 'Conectar' }).click();
    await kiosk.locator('#code-wrong', { hasText: 'Ese código no sirve' }).waitFor();
    await kiosk.locator('#code:focus[aria-invalid=true]').waitFor();
    await kiosk.locator('.wide-key').click();
    await kiosk.locator('.letter-keys .key', { hasText: /^2$/ }).click();
    await kiosk.getByRole('button', { name: 'Conectar' }).click();
    await kiosk.locator('.pad').waitFor();
  });

  test('a wrong RUT shows only on request; other ways; an active ticket', async () => {
    for (let i = 0; i < 4; i += 1) await world.issue('caja', { branch: '2' });
    const kiosk = await world.kiosk('2');
    await kiosk.locator('.pad').waitFor();
    await look(kiosk, 'kiosk-start', { fixed: true });
    await typeRut(kiosk, '123456784');
    expect(await kiosk.getByText('Revise el RUT').count()).toBe(0);
    await kiosk.getByRole('button', { name: 'Continuar' }).click();
    await kiosk.getByText('Revise el RUT, por favor').waitFor();
    expect(await kiosk.locator('.rut-field').innerText()).toContain('12.345.678-4');
    await look(kiosk, 'kiosk-wrong', { fixed: true });
    await kiosk.getByRole('button', { name: 'No tengo RUT' }).click();
    await look(kiosk, 'kiosk-other-id', { fixed: true });
    await kiosk.getByRole('button', { name: 'Volver' }).click();
    await kiosk.getByRole('button', { name: 'Borrar' }).click();
    await typeRut(kiosk, '5');
    await kiosk.locator('.rut-tick').waitFor();
    await kiosk.getByRole('button', { name: 'Continuar' }).click();
    await kiosk.locator('.service').first().waitFor();
    await look(kiosk, 'kiosk-services', { fixed: true });
    await kiosk.locator('.service').first().click();
    await kiosk.getByText('¿Quiénes tienen derecho?').click();
    await look(kiosk, 'kiosk-preferential', { fixed: true });
    await kiosk.getByRole('button', { name: 'Sí, por favor' }).click();
    await kiosk.locator('.result .number').waitFor();
    await look(kiosk, 'kiosk-result', { fixed: true });
    await kiosk.getByRole('button', { name: 'Listo' }).click();
    await typeRut(kiosk, '123456785');
    await kiosk.getByRole('button', { name: 'Continuar' }).click();
    await kiosk.locator('.service').nth(1).click();
    await kiosk.getByRole('button', { name: 'No, gracias' }).click();
    await kiosk.getByText('Usted ya tiene un turno').waitFor();
    expect(await kiosk.locator('svg.qr').count()).toBe(0);
    await look(kiosk, 'kiosk-active', { fixed: true });
  });

  test.each([
    ['wide', sizes.kioskWide],
    ['tablet', sizes.tablet],
  ] as const)('on a %s screen nothing is cut off', async (name, size) => {
    const kiosk = await world.kiosk('1', { size });
    await kiosk.locator('.pad').waitFor();
    await shot(kiosk, `kiosk-${name}-start`);
    await uncut(kiosk);
    await typeRut(kiosk, rutOf(name === 'wide' ? 7_000_001 : 7_000_002));
    await kiosk.getByRole('button', { name: 'Continuar' }).click();
    await kiosk.locator('.service').first().waitFor();
    await shot(kiosk, `kiosk-${name}-services`);
    await uncut(kiosk);
    await kiosk.locator('.service').first().click();
    await kiosk.getByRole('button', { name: 'No, gracias' }).click();
    await kiosk.locator('.result .number').waitFor();
    await shot(kiosk, `kiosk-${name}-result`);
    await uncut(kiosk);
  });

  test('offline: it says so at once, keeps what was typed, and recovers by itself', async () => {
    const kiosk = await world.kiosk('1');
    await kiosk.locator('.pad').waitFor();
    await typeRut(kiosk, '1234');
    await kiosk.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => /\/en-[^/]+\.js$/.test(name)),
    );
    await kiosk.context().setOffline(true);
    await kiosk.getByText('Perdimos la conexión').waitFor();
    expect(await kiosk.locator('.rut-field').innerText()).toContain('1.234');
    await look(kiosk, 'kiosk-offline', { fixed: true });
    // what nobody has chosen before the network went is here all the same
    await kiosk.getByRole('button', { name: 'English' }).click();
    await kiosk.getByText('We have lost the connection').waitFor();
    await kiosk.getByRole('button', { name: 'Español' }).click();
    await kiosk.context().setOffline(false);
    await kiosk.getByText('Perdimos la conexión').waitFor({ state: 'detached' });
    expect(await kiosk.locator('.rut-field').innerText()).toContain('1.234');
  });

  test('closed: when it opens; larger text and lower buttons stay whole', async () => {
    const kiosk = await world.kiosk('2');
    await kiosk.locator('.pad').waitFor();
    await kiosk.getByRole('button', { name: 'Letra más grande' }).click();
    await kiosk.getByRole('button', { name: 'Acercar botones' }).click();
    await shot(kiosk, 'kiosk-large-low');
    await uncut(kiosk);
    const { version } = await world.asStaff<{ version: number }>(
      'admin-1',
      'GET',
      `${branch2}/settings`,
    );
    // Not by "tomorrow": midnight may be near.
    const opens = isoWeekday(addDays(localDate('America/Santiago', Date.now()), 2));
    const overrides = {
      hours: { [opens]: [{ from: '09:00', to: '14:00' }] },
      timeZone: 'America/Santiago',
    };
    await world.asStaff('admin-1', 'PUT', `${branch2}/settings`, overrides, {
      'If-Match': `"${version}"`,
    });
    const closed = await world.kiosk('2');
    await closed.getByText('Ahora estamos cerrados. Le esperamos el').waitFor();
    await look(closed, 'kiosk-closed', { fixed: true });
    await world.asStaff(
      'admin-1',
      'PUT',
      `${branch2}/settings`,
      { hours: 'always', timeZone: 'America/Santiago' },
      { 'If-Match': `"${version + 1}"` },
    );
  });

  test('idle: it asks; a touch continues; without an answer it starts over', async () => {
    const kiosk = await world.kiosk('1');
    await kiosk.locator('.pad').waitFor();
    await kiosk.clock.install();
    await typeRut(kiosk, '1234');
    await kiosk.clock.runFor(61_000);
    await kiosk.getByText('¿Sigue ahí?').waitFor();
    await shot(kiosk, 'kiosk-idle');
    await kiosk.getByRole('button', { name: 'Sigo aquí' }).click();
    expect(await kiosk.locator('.rut-field').innerText()).toContain('1.234');
    await kiosk.clock.runFor(61_000);
    await kiosk.getByText('¿Sigue ahí?').waitFor();
    await kiosk.clock.runFor(21_000);
    await kiosk.locator('.rut-empty').waitFor();
  });
});

describe('display', () => {
  test('nothing called, a call, a burst, sound off, connection lost', async () => {
    const display = await world.display('2', { first: silentUntilTouched });
    await display.getByText('Sin llamados por ahora').waitFor();
    await display.getByText('Sonido desactivado').waitFor();
    await look(display, 'display-empty', { fixed: true });
    await emptyLine(world, '2');
    for (const [advisor, counter] of [
      ['advisor-4', '4'],
      ['advisor-5', '5'],
    ]) {
      await world.asStaff(advisor, 'PUT', `${branch2}/advisors/me`, {
        state: 'available',
        counter,
      });
      await world.issue('gerencia', { branch: '2' });
      await world.asStaff(advisor, 'POST', `${branch2}/counters/${counter}/call-next`, {});
    }
    await display.locator('.hero .number, .hero-row .number').first().waitFor();
    await look(display, 'display-call', { fixed: true });
    await display.mouse.click(10, 10);
    await display.getByText('Sonido desactivado').waitFor({ state: 'detached' });
    const clips: string[] = [];
    display.on('response', (response) => {
      if (/\.opus$/.test(response.url())) clips.push(`${response.status()}`);
    });
    const called = (
      await world.asStaff<{ id: string; number: string; advisor: string }[]>(
        'advisor-4',
        'GET',
        `${branch2}/tickets?state=called`,
      )
    ).find((each) => each.advisor === 'advisor-4')!;
    // the call flashes and is spoken again, in recorded words
    await advisor4('POST', `/tickets/${called.id}/recall`, {});
    await display.locator('.hero.spoken, .hero-row.spoken').waitFor();
    await until(() => clips.length >= 10, 'ten clips to play');
    expect(new Set(clips)).toEqual(new Set(['200']));
    await display.locator('.last li').first().locator('.number').first().waitFor();
    await look(display, 'display-last', { fixed: true });
    await advisor4('POST', `/tickets/${called.id}/start`, {});
    await advisor4('POST', `/tickets/${called.id}/finish`, {});
    // a browser started now knows earlier calls
    const other = await world.display('2');
    await other.locator('.last li .number', { hasText: called.number }).first().waitFor();
    await other.close();
    await someQueues(world, called.number, 'gerencia');
    await display.context().setOffline(true);
    await display.getByText('Pantalla sin conexión desde las').waitFor();
    await look(display, 'display-stale', { fixed: true });
    await display.context().setOffline(false);
    await display.getByText('Pantalla sin conexión desde las').waitFor({ state: 'detached' });
  });
});

describe('customer', () => {
  test('waiting, more time, cancelled, missed, a dead link, connection lost', async () => {
    for (let i = 0; i < 5; i += 1) await world.issue('empresas', { branch: '2' });
    const { page } = await world.issue('empresas', { branch: '2' });
    const phone = await world.open(page, { size: sizes.phone });
    await phone.getByText('Hay 5 personas antes que usted.').waitFor();
    await look(phone, 'ticket-waiting', { whole: true });
    await phone.getByText('Sus datos personales').click();
    await phone.getByLabel('¿Qué quiere pedir?').selectOption('erasure');
    await look(phone, 'ticket-rights', { whole: true });
    await unseenWords(phone);
    await phone.getByRole('button', { name: 'Enviar la solicitud' }).click();
    await phone.getByText(/^Solicitud enviada/).waitFor();
    await look(phone, 'ticket-rights-sent', { whole: true });
    await longerOnPhone(phone, world);
    await phone.getByText('Sus datos personales').click();
    await phone.getByRole('button', { name: 'Necesito más tiempo' }).click();
    await look(phone, 'ticket-more-time');
    await phone.getByRole('button', { name: '10 minutos' }).click();
    await phone.getByText('Su turno espera hasta las').waitFor();
    await look(phone, 'ticket-deferred', { whole: true });
    await phone.context().setOffline(true);
    await phone.getByText('Sin conexión. Lo que ve es de').waitFor();
    await look(phone, 'ticket-stale', { whole: true });
    await phone.context().setOffline(false);
    await phone.getByText('Sin conexión. Lo que ve es de').waitFor({ state: 'detached' });
    await phone.getByRole('button', { name: 'Cancelar mi turno' }).click();
    await look(phone, 'ticket-cancel');
    await phone.getByRole('button', { name: 'Sí, cancelar' }).click();
    await phone.getByText('Este turno fue cancelado.').waitFor();
    await look(phone, 'ticket-cancelled');
    // branch 1 has directions, branch 2 has none
    const elsewhere = await world.open((await world.issue('caja')).page, { size: sizes.phone });
    await elsewhere.getByRole('button', { name: 'Cómo llegar' }).click();
    expect(
      await elsewhere.getByRole('link', { name: 'Abrir un mapa' }).getAttribute('href'),
    ).toMatch(/^https:/);
    await look(elsewhere, 'ticket-directions');
    expect(await phone.getByRole('button', { name: 'Cómo llegar' }).count()).toBe(0);
    const nothing = await world.open('/t#1AAAAAAAAAAAAAAAAAAAAAA', { size: sizes.phone });
    await nothing.getByText('Este enlace no corresponde').waitFor();
    await look(nothing, 'ticket-unknown');
  });

  test('closing comes before the turn: announced in time', () => closingComesFirst(world));

  test('called but absent: how to come back', async () => {
    const { id, page } = await world.issue('gerencia', { branch: '2' });
    const phone = await world.open(page, { size: sizes.phone });
    await phone.locator('.slip-number').waitFor();
    await world
      .asStaff('advisor-4', 'PUT', `${branch2}/advisors/me`, { state: 'available', counter: '4' })
      .catch(() => undefined); // refused while busy: then there is a ticket in hand
    const mine = (
      await world.asStaff<{ id: string; advisor: string }[]>(
        'advisor-4',
        'GET',
        `${branch2}/tickets?state=called`,
      )
    ).find((each) => each.advisor === 'advisor-4');
    if (mine) await advisor4('POST', `/tickets/${mine.id}/no-show`, {});
    for (
      let called = await advisor4('POST', '/counters/4/call-next', {});
      called.ticket.id !== id;
      called = await advisor4('POST', '/counters/4/call-next', {})
    ) {
      await advisor4('POST', `/tickets/${called.ticket.id}/no-show`, {});
    }
    await phone.getByText('¡Es su turno!').waitFor();
    await look(phone, 'ticket-turn', { whole: true });
    await advisor4('POST', `/tickets/${id}/no-show`, {});
    await phone.getByText('Le llamamos y no alcanzamos a atenderle.').waitFor();
    await look(phone, 'ticket-missed');
  });
});
