import { rutOf } from '../../support/rut';
import { leavesAsked, whatStandsIsSaved } from './admin/as-typed';
import { auditorReads } from './admin/audit-story';
import { busyDialogs } from './admin/busy-story';
import { typedStays } from './admin/held-story';
import { keptFiles } from './admin/kept-files';
import { comesBack } from './admin/leaver-story';
import { meanwhile } from './admin/meanwhile-story';
import { waysToRules } from './admin/rules-looks';
import { bankGrows, desktop, focusedOn, kioskShows, rulesChange, tab } from './admin/stories';
import { putOff } from './more-time';
import { openWorld, world } from './open-world';
import { cutDates } from './page-checks';
import { look, sizes } from './world';

jest.setTimeout(240_000);
openWorld();

describe('administration', () => {
  test('administration: every list, every form', async () => {
    const page = await world.staff('admin-1', { size: { width: 1366, height: 900 } });
    for (const [id, name, of] of [
      ['branches', 'Sucursales', /^Sucursal: ./],
      ['queues', 'Filas', /^Fila: Caja$/],
      ['counters', 'Módulos', /^Módulo: ./],
      ['staff', 'Personas', /^Persona: ./],
      ['devices', 'Equipos', /^Equipo: ./],
    ] as const) {
      await page.locator('.admin-tabs').getByRole('link', { name }).click();
      await page.locator('.admin-main h2', { hasText: name }).waitFor();
      await page.locator('.admin-table').waitFor();
      await look(page, `admin-${id}`);
      await page.getByRole('button', { name: 'Editar' }).first().click();
      await page.locator('.editor').waitFor();
      await look(page, `admin-${id}-form`);
      const title = await page.locator('dialog h2').innerText();
      expect({ id, title }).toEqual({ id, title: expect.stringMatching(of) });
      await page.keyboard.press('Escape');
    }
    await page.locator('.admin-tabs').getByRole('link', { name: 'Reglas' }).click();
    await page.locator('.settings-group').first().waitFor();
    await look(page, 'admin-settings', { whole: true });
    const scopes = page.locator('.settings select').first().locator('option');
    expect(await scopes.allInnerTexts()).toEqual(['Sucursal Centro (demo)', 'Todo el banco']);
    await waysToRules(page);
  });

  test('typed text stays after Escape, and after a sign-out elsewhere', () => typedStays(world));

  test('every branch closed in one command, announced everywhere, and opened again', async () => {
    const mine = await world.issue('caja');
    const phone = await world.open(mine.page, { size: sizes.phone });
    await phone.getByText(mine.number).first().waitFor();
    const [kiosk, display] = [await world.kiosk(), await world.display()];
    await kiosk.getByText('Hola. Marque su RUT').waitFor();
    const page = await world.staff('admin-1', { size: { width: 1366, height: 900 } });
    await page.locator('.admin-tabs').getByRole('link', { name: 'Sucursales' }).click();
    await page.getByRole('button', { name: 'Cerrar todas las sucursales' }).click();
    const dialog = page.locator('dialog');
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Santiago' }).format();
    const from = dialog.getByLabel('Desde el');
    const spoken = today.split('-').reverse().join('-');
    expect((await from.inputValue()) > today).toBe(true);
    await from.fill('');
    await dialog.getByRole('button', { name: 'Cerrar todas', exact: true }).click();
    await focusedOn(page, 'Falta este dato.');
    expect(await from.inputValue()).toBe('');
    await from.fill(today);
    await dialog.getByLabel('Hasta el').fill(today);
    await dialog.getByLabel('Motivo en español').fill('Corte de luz en la ciudad');
    await dialog.getByLabel('Motivo en inglés').fill('Power cut in the city');
    await dialog.getByRole('button', { name: 'Cerrar todas', exact: true }).click();
    await dialog.getByText('Listo: todas cierran').waitFor();
    await dialog.getByText(`Desde el ${spoken} hasta el ${spoken}: Corte de luz`).waitFor();
    await look(page, 'admin-close-all');
    expect(await cutDates(page)).toEqual([]);
    await kiosk.getByText('Le esperamos').waitFor();
    await kiosk.getByText('Corte de luz en la ciudad').waitFor();
    await look(kiosk, 'kiosk-closed-today', { fixed: true });
    await display.getByText('Ahora estamos cerrados').first().waitFor();
    await phone.getByText('La sucursal cerró y no alcanzamos a atenderle').waitFor();
    await phone.getByText('Corte de luz en la ciudad').waitFor();
    await phone.getByText(/^Le esperamos el/).waitFor();
    await look(phone, 'ticket-closed-today');
    await dialog.getByRole('button', { name: 'Deshacer' }).click();
    await dialog.getByText('Cierres de todas las sucursales').waitFor({ state: 'detached' });
    await kiosk.getByText('Hola. Marque su RUT').waitFor();
  });

  test('notified systems: added, the secret shown once and replaced, turned off', async () => {
    const page = await world.staff('admin-1', { size: { width: 1366, height: 900 } });
    await page.locator('.admin-tabs').getByRole('link', { name: 'Avisos a sistemas' }).click();
    await page.getByText('Aún no hay nada aquí.').waitFor();
    await look(page, 'admin-webhooks-empty');
    await page.getByRole('button', { name: 'Agregar', exact: true }).click();
    await page.getByLabel('Dirección').fill('https://crm.example.com/turnos');
    await page.getByRole('checkbox', { name: /TicketMissed/ }).check();
    await look(page, 'admin-webhooks-form');
    await page.locator('.editor').getByRole('button', { name: 'Guardar' }).click();
    const secret = page.locator('.webhook-secret');
    await secret.getByText(/^whsec_[A-Za-z0-9+/]{43}=$/).waitFor();
    const first = await secret.innerText();
    await look(page, 'admin-webhooks');
    const saved = () =>
      world.asStaff<{ url: string; types: string[]; active: boolean }[]>(
        'admin-1',
        'GET',
        '/api/webhooks',
      );
    expect(await saved()).toMatchObject([
      {
        url: 'https://crm.example.com/turnos',
        types: ['TicketIssued', 'TicketCalled', 'ServiceFinished', 'TicketMissed'],
        branch: null,
        active: true,
      },
    ]);
    await page.getByRole('button', { name: 'Clave nueva' }).click();
    await page.getByRole('button', { name: 'No, dejarlo así' }).click();
    expect(await secret.innerText()).toBe(first);
    await page.getByRole('button', { name: 'Clave nueva' }).click();
    await page.getByRole('button', { name: 'Sí, hacer una clave' }).click();
    await secret.getByText(first).waitFor({ state: 'detached' });
    expect(await secret.innerText()).toMatch(/^whsec_/);
    await page.getByRole('button', { name: 'Apagar' }).click();
    await page.getByRole('button', { name: 'Sí, apagar' }).click();
    await page.getByRole('button', { name: 'Encender' }).waitFor();
    expect(await secret.count()).toBe(0);
    expect(await saved()).toMatchObject([{ active: false }]);
    await page.reload(); // never again
    await page.getByRole('button', { name: 'Encender' }).waitFor();
    expect(await page.getByText('whsec_').count()).toBe(0);
  });

  test('a person is exported, and erased only if confirmed and without a ticket', async () => {
    const { id, number } = await world.issue('caja', {
      branch: '2',
      nationalId: rutOf(7_654_321),
    });
    const page = await world.staff('admin-1', { size: { width: 1366, height: 900 } });
    await world.asStaff('host-1', 'POST', '/api/branches/1/requests', {
      person: { nationalId: rutOf(7_654_321) },
      right: 'rectification',
      words: 'Mi celular es otro',
      reach: 'ana@example.com',
    });
    await page.locator('.admin-tabs').getByRole('link', { name: 'Datos de clientes' }).click();
    await putOff(page, world);
    await page.getByRole('button', { name: 'Corregir…' }).click();
    await page.getByLabel('Celular correcto').fill('+56 9 7654 3210');
    await look(page, 'admin-persons-correct');
    await page.getByRole('button', { name: 'Corregir', exact: true }).click();
    await page.getByText('Datos corregidos.').waitFor();
    await look(page, 'admin-persons-request');
    // Two taps on a row that disappears must not answer the one that takes its place.
    await page.getByRole('button', { name: 'Marcar como hecha' }).dblclick();
    await page.getByRole('dialog').getByText('Responder a: ana@example.com').waitFor();
    await look(page, 'admin-persons-done');
    await page.getByRole('button', { name: 'Sí, está hecha' }).click();
    await page.getByText('No hay solicitudes pendientes.').waitFor();
    await page.getByText(/con el plazo vencido/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Dejar de atenderla' }).click();
    await page.getByLabel('RUT, documento o celular').fill('7.654.321-6');
    await page.getByRole('button', { name: 'Ver lo que se guarda' }).click();
    await page.locator('.person-kept').getByText('7.654.321-6').waitFor();
    await look(page, 'admin-persons');
    await keptFiles(page, number);
    const erase = async () => {
      await page.getByRole('button', { name: 'Borrar sus datos…' }).click();
      await page.getByRole('button', { name: 'Sí, borrar' }).click();
    };
    await page.getByRole('button', { name: 'Borrar sus datos…' }).click();
    await look(page, 'admin-persons-erase');
    await page.getByRole('button', { name: 'No, conservarlos' }).click();
    await erase();
    await page.getByText(`Tiene abierto el turno ${number} en la sucursal 2.`).waitFor();
    await world.asStaff('supervisor-1', 'POST', `/api/branches/2/tickets/${id}/cancel`, {});
    await erase();
    await page.getByText('Borrado. Queda 1 turno sin dueño.').waitFor();
    await page.getByRole('button', { name: 'Ver lo que se guarda' }).click();
    await page.getByText('No se guarda nada de esta persona.').waitFor();
  });

  test('an error is beside its field, gets the focus, and follows the language', async () => {
    const page = await world.staff('admin-1', desktop);
    await tab(page, 'Filas');
    await page.getByRole('button', { name: 'Editar Caja' }).click();
    await page.getByLabel('Prioridad').fill('12');
    const save = page.locator('.editor').getByRole('button', { name: 'Guardar' });
    await save.click();
    await page.getByText('Escriba un número de 1 (última) a 9 (primera).').waitFor();
    await focusedOn(page, 'Escriba un número de 1 (última) a 9 (primera).');
    expect(await page.locator('.editor').innerText()).not.toMatch(/from 1|se espera/);
    await look(page, 'admin-error');
    // What the page can see is wrong is not sent; the words are ours, not the browser's.
    await page.getByLabel('Prioridad').fill('2');
    await page.getByLabel('Nombre en español').fill('');
    await save.click();
    await page.getByText('Falta este dato.').waitFor();
    await focusedOn(page, 'Falta este dato.');
    await page.getByLabel('Nombre en español').fill('Caja');
    await page.getByLabel('Letra del número').fill('G');
    await save.click();
    await page.getByText('Otra fila de la sucursal ya usa estas letras').waitFor();
    await focusedOn(page, 'Elija otras');
    await page.getByLabel('Letra del número').fill('C');
    await save.click();
    await page.getByText('Guardado: Caja.').waitFor();
    await page.getByRole('button', { name: 'Editar Caja' }).click();
    await page.getByLabel('Letra del número').fill('Ñ');
    await save.click();
    await focusedOn(page, 'Use de una a tres letras mayúsculas, sin acentos ni Ñ.');
    await leavesAsked(page);
    // An existing code is not overwritten by a row meant to be new.
    await page.getByRole('button', { name: 'Agregar', exact: true }).click();
    await page.getByLabel('Código').fill('caja');
    await page.getByLabel('Letra del número').fill('ZZ');
    await page.getByLabel('Nombre en español').fill('Otra');
    await page.getByLabel('Nombre en inglés').fill('Other');
    await save.click();
    await page.getByText('Ya hay uno con este código.').waitFor();
    await page.waitForFunction(
      () => (document.activeElement as Partial<HTMLInputElement> | null)?.value === 'caja',
    );
  });

  test('what a field shows is what is saved, or it is refused there', () =>
    whatStandsIsSaved(world));

  test('a zone with another day is refused at its field while somebody waits', async () => {
    const { id } = await world.issue('caja');
    const page = await world.staff('admin-1', desktop);
    await tab(page, 'Reglas');
    const day = (zone: string) => new Intl.DateTimeFormat('en', { timeZone: zone }).format();
    const elsewhere = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Pacific/Auckland'];
    const zone = elsewhere.find((each) => day(each) !== day('America/Santiago'))!;
    await page.getByLabel('Zona horaria').selectOption(zone);
    await page.getByRole('button', { name: 'Guardar', exact: true }).click();
    await page.getByText('Cambiaría el día de inmediato en Sucursal Centro (demo)').waitFor();
    await focusedOn(page, 'Cambiaría el día de inmediato');
    await look(page, 'admin-zone-refused');
    await world.asStaff('supervisor-1', 'POST', `/api/branches/1/tickets/${id}/cancel`, {});
  });

  test('two people edit one row: nothing is lost, both are shown', async () => {
    const page = await world.staff('admin-1', desktop);
    await tab(page, 'Módulos');
    await page
      .locator('tr', { hasText: '3' })
      .getByRole('button', { name: /Editar/ })
      .click();
    await page.getByLabel('Nombre del módulo').fill('Caja 3');
    await world.asStaff('admin-1', 'PUT', '/api/branches/1/counters/3', { label: 'Mesa 3' });
    await page.locator('.editor').getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Otra persona cambió esto mientras usted editaba').waitFor();
    expect(await page.getByLabel('Nombre del módulo').inputValue()).toBe('Caja 3');
    expect(await page.locator('.conflict td').allInnerTexts()).toEqual(['Caja 3', 'Mesa 3']);
    await look(page, 'admin-conflict');
    await page.getByRole('button', { name: 'Guardar lo mío' }).click();
    await page.getByText('Guardado: Caja 3.').waitFor();
    expect(await world.asStaff('admin-1', 'GET', '/api/branches/1/counters')).toContainEqual({
      id: '3',
      label: 'Caja 3',
    });
    await world.asStaff('admin-1', 'PUT', '/api/branches/1/counters/3', { label: '3' });
  });

  test('two people change the rules: mine stay on screen, with theirs beside them', () =>
    rulesChange(world));

  test('revoking asks first, and says that it is done', async () => {
    const page = await world.staff('admin-1', desktop);
    await tab(page, 'Equipos');
    const row = page.locator('tbody tr', { hasText: 'kiosk-2' });
    await row.getByRole('button', { name: 'Quitar permiso' }).click();
    await page.getByText('¿Quitar el permiso a').waitFor();
    await look(page, 'admin-revoke');
    await page.getByRole('button', { name: 'No, dejarlo así' }).click();
    expect(await row.getByRole('button', { name: 'Quitar permiso' }).count()).toBe(1);
    await row.getByRole('button', { name: 'Quitar permiso' }).click();
    await page.getByRole('button', { name: 'Sí, quitar el permiso' }).click();
    await page.getByText(/^Permiso quitado a .*kiosk-2/).waitFor();
    await row.getByRole('button', { name: 'Quitar permiso' }).waitFor({ state: 'detached' });
  });

  test('somebody leaves, and comes back with a new password', () => comesBack(world));
  test('a new branch copies what it needs from another, and people come from a file', () =>
    bankGrows(world));
  test('an import and a copy are done once, whatever happens meanwhile', () => busyDialogs(world));
  test('two at one row, and answers that are lost', () => meanwhile(world));
  test('the auditor reads events in words, and searches, exports and proves them', () =>
    auditorReads(world));
  test('a queue gets a picture, a group and its place at the kiosk', () => kioskShows(world));
});
