import { Page } from 'playwright-core';
import { codeNow, wrongCode } from '../../support/authenticator';
import { idleLines, strayHeadings } from './page-checks';
import { look, sizes, World } from './world';

/** A second factor as staff and administration see it. */

async function enter(page: Page, username = 'advisor-5', user = 'Usuario') {
  await page.getByLabel(user).fill(username);
  await page.locator('#password').fill('demo');
  await page.keyboard.press('Enter');
}

/** Turned on in one's own account, asked for, and reset by an administrator. */
export async function enrolledAndReset(world: World): Promise<void> {
  const page = await world.open('/sign-in', { size: { width: 390, height: 844 } });
  await enter(page);
  await page.getByRole('link', { name: /^Mi cuenta/ }).click();
  await page.getByRole('button', { name: 'Activar' }).click();
  const secret = (await page.locator('.second-secret').innerText()).replace(/ /g, '');
  await look(page, 'second-factor-enrol', { whole: true });
  await page.getByLabel('Código de 6 dígitos').fill(wrongCode(secret));
  await page.keyboard.press('Enter');
  await page.getByText('Ese código no sirve').waitFor();
  await page.getByLabel('Código de 6 dígitos').fill(codeNow(secret));
  await page.keyboard.press('Enter');
  await page.locator('.recovery-codes code').first().waitFor();
  const recovery = await page.locator('.recovery-codes code').allInnerTexts();
  expect(recovery).toHaveLength(10);
  await look(page, 'second-factor-codes', { whole: true });
  await page.getByRole('button', { name: 'Los guardé' }).click();
  await page.getByText('Le quedan 10 códigos').waitFor();
  await look(page, 'second-factor-on', { whole: true });
  expect(await strayHeadings(page, '.sign-in-card-part')).toEqual([]);
  expect(await idleLines(page)).toEqual([]);

  const next = await world.open('/sign-in');
  await enter(next);
  await next.getByText('Escriba el código que muestra ahora').waitFor();
  await look(next, 'second-step');
  await next.keyboard.press('Enter');
  await next.getByText('Escriba el código.', { exact: true }).waitFor();
  await next.getByLabel('Código de 6 dígitos').fill(codeNow(secret, 1));
  await next.keyboard.press('Enter');
  await next.getByRole('link', { name: /^Mi cuenta/ }).waitFor();
  await next.goto(`${world.url}/sign-in`);
  await enter(next);
  await next.getByRole('button', { name: 'No tengo mi teléfono' }).click();
  await next.getByLabel('Código de recuperación').fill(recovery[3].toUpperCase());
  await next.keyboard.press('Enter');
  await next.getByRole('link', { name: /^Mi cuenta/ }).waitFor();

  const admin = await world.staff('admin-1', { size: { width: 1366, height: 900 } });
  await admin.locator('.admin-tabs').getByRole('link', { name: 'Personas' }).click();
  const row = admin.locator('tr', { hasText: 'advisor-5' });
  await row.getByRole('button', { name: 'Editar' }).click();
  await admin.getByText('Tiene segundo factor desde').waitFor();
  await admin.getByRole('button', { name: 'Restablecer segundo factor' }).click();
  await look(admin, 'admin-second-factor-reset');
  await admin.getByRole('button', { name: 'Sí, restablecer' }).click();
  await admin.getByText('No tiene segundo factor.').waitFor();
  const after = await world.open('/sign-in');
  await enter(after);
  await after.getByRole('link', { name: /^Mi cuenta/ }).click();
  await after.getByText('Un administrador lo restableció').waitFor();
  await look(after, 'second-factor-reset', { whole: true });
}

/** Required by the bank: people without one enrol while signing in. */
export async function requiredOf(world: World): Promise<void> {
  const admin = await world.staff('admin-1', { size: { width: 1366, height: 900 } });
  await admin.locator('.admin-tabs').getByRole('link', { name: 'Reglas' }).click();
  await admin.locator('.settings select').first().selectOption('bank');
  await admin.getByLabel('Auditores').check();
  await admin.getByText('Guardado.', { exact: true }).waitFor();
  await admin.getByText('Segundo factor obligatorio').scrollIntoViewIfNeeded();
  await look(admin, 'admin-second-factor-rules');
  // The demo's link does not bypass it.
  const page = await world.staff('auditor-1', { size: sizes.phone, english: true });
  await enter(page, 'auditor-1', 'Username');
  await page.getByText('The bank requires a second factor for your role').waitFor();
  const secret = (await page.locator('.second-secret').innerText()).replace(/ /g, '');
  await look(page, 'second-step-enrol', { whole: true });
  await page.goto(`${world.url}/admin`);
  await enter(page, 'auditor-1', 'Username');
  const other = page.locator('.second-secret');
  await other.waitFor();
  expect((await other.innerText()).replace(/ /g, '')).not.toBe(secret);
  await page.getByLabel('6-digit code').fill(codeNow((await other.innerText()).replace(/ /g, '')));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'I’ve saved them' }).click();
  await page.locator('.admin-main').waitFor();
  await admin.getByLabel('Auditores').uncheck();
  await admin.getByText('Guardado.', { exact: true }).waitFor();
}

/**
 * Long after signing in, an irreversible action asks who is there, and continues with the answer.
 */
export async function provedAgain(world: World): Promise<void> {
  const page = await world.staff('admin-1', { size: { width: 1366, height: 900 } });
  await page.locator('.admin-tabs').getByRole('link', { name: 'Datos de clientes' }).click();
  await world.sessionsAreOlder(15);
  await page.locator('.person-form input').fill('12345678-5');
  const press = () => page.locator('.person-form .button.primary').click();
  await press();
  const dialog = page.getByRole('dialog', { name: 'Confirme que es usted' });
  await dialog.waitFor();
  await look(page, 'prove-again');
  expect(await idleLines(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancelar' }).click();
  await page.getByText('No se hizo: faltó confirmar que es usted.').waitFor();
  await press();
  await dialog.locator('input').fill('otra');
  await page.keyboard.press('Enter');
  await dialog.getByText('La clave actual no es esa').waitFor();
  await dialog.locator('input').fill('demo');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('No se guarda nada de esta persona.').waitFor();
}

/** Chromium's virtual authenticator, like one in a phone or a laptop. */
async function authenticator(page: Page, more = {}) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...more,
    },
  });
  return { devtools, authenticatorId };
}

/**
 * Added in one's own account; used after a password, instead of one, and as proof; then removed.
 */
export async function passkeyAdded(world: World): Promise<void> {
  const page = await world.open('/sign-in', { size: { width: 390, height: 844 } });
  const { devtools, authenticatorId } = await authenticator(page);
  await enter(page);
  await page.getByRole('link', { name: /^Mi cuenta/ }).click();
  await page.getByRole('button', { name: 'Agregar una llave de acceso' }).click();
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Continuar' }).click();
  await page.getByText('Escriba un nombre para reconocerla.').waitFor();
  await page.getByLabel('Nombre, para reconocerla').fill('Mi teléfono 📱');
  await page.keyboard.press('Enter');
  await page.locator('.recovery-codes code').first().waitFor();
  await page.getByRole('button', { name: 'Los guardé' }).click();
  await page.getByText('Aún no se ha usado.').waitFor();
  await page.getByText('con llaves de acceso, sin aplicación').waitFor();
  await look(page, 'passkey-on', { whole: true });
  await page.getByRole('button', { name: /^Cambiar nombre de .* Mi teléfono/ }).click();
  await page.getByLabel('Nombre, para reconocerla').fill('Mi celular');
  await look(page, 'passkey-rename', { whole: true });
  await page.keyboard.press('Enter');
  await page.getByText('Ahora se llama «Mi celular».').waitFor();
  await page.getByLabel('Nombre, para reconocerla').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Agregar una llave de acceso' }).click();
  await page.getByLabel('Nombre, para reconocerla').fill('MI CELULAR');
  await page.keyboard.press('Enter');
  await page.getByText('Otra de sus llaves de acceso se llama así.').waitFor();
  await page.getByRole('button', { name: 'Cancelar' }).click();
  // This authenticator already has one.
  await page.getByRole('button', { name: 'Agregar una llave de acceso' }).click();
  await page.getByLabel('Nombre, para reconocerla').fill('Otra');
  await page.keyboard.press('Enter');
  await page.getByText('Esa llave de acceso ya está agregada.').waitFor();

  await page.goto(`${world.url}/sign-in`);
  await enter(page);
  await page.getByText('Use su llave de acceso para entrar.').waitFor();
  await look(page, 'passkey-step');
  await page.getByRole('button', { name: 'Usar mi llave de acceso' }).click();
  await page.getByRole('link', { name: /^Mi cuenta/ }).waitFor();
  await page.goto(`${world.url}/sign-in`);
  await page.getByRole('button', { name: 'Entrar con llave de acceso' }).click();
  await page.getByRole('link', { name: /^Mi cuenta/ }).click();
  await page.getByText('Usada por última vez').waitFor();

  // Long after signing in, removing it asks who is there; the passkey answers.
  await world.sessionsAreOlder(15);
  await page.getByRole('button', { name: 'Quitar la llave de acceso Mi celular' }).click();
  await page.getByRole('button', { name: 'Sí, quitarla' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirme que es usted' });
  await dialog.getByRole('button', { name: 'Confirmar con llave de acceso' }).waitFor();
  await look(page, 'passkey-prove');
  await dialog.getByRole('button', { name: 'Confirmar con llave de acceso' }).click();
  await page.getByText('Se quitó. Bórrela también').waitFor();
  // A removed passkey lets nobody in, even if the authenticator still holds it.
  const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials).toHaveLength(1);
  expect(credentials[0].signCount).toBeGreaterThan(1);
  await page.goto(`${world.url}/sign-in`);
  await page.getByRole('button', { name: 'Entrar con llave de acceso' }).click();
  await page.getByText('Esa llave de acceso no sirve aquí.').waitFor();
}

/** Required by the bank: a passkey added while signing in, then removed by an administrator. */
export async function passkeyRequired(world: World): Promise<void> {
  const admin = await world.staff('admin-1', { size: { width: 1366, height: 900 } });
  await admin.locator('.admin-tabs').getByRole('link', { name: 'Reglas' }).click();
  await admin.locator('.settings select').first().selectOption('bank');
  await admin.getByLabel('Auditores').check();
  await admin.getByText('Guardado.', { exact: true }).waitFor();
  const page = await world.open('/sign-in', { size: sizes.phone, english: true, dark: true });
  await authenticator(page);
  await enter(page, 'auditor-1', 'Username');
  await page.getByRole('button', { name: 'Use a passkey instead' }).click();
  await page.getByLabel('A name to know it by').fill('Security key');
  await look(page, 'passkey-required', { whole: true });
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'I’ve saved them' }).click();
  await page.locator('.admin-main').waitFor();

  await admin.getByLabel('Auditores').uncheck();
  await admin.getByText('Guardado.', { exact: true }).waitFor();
  await admin.locator('.admin-tabs').getByRole('link', { name: 'Personas' }).click();
  const row = admin.locator('tr', { hasText: 'auditor-1' });
  await row.getByRole('button', { name: 'Editar' }).click();
  await admin.getByRole('button', { name: 'Quitar la llave de acceso Security key' }).click();
  await look(admin, 'admin-passkey-remove');
  await admin.getByRole('button', { name: 'Sí, quitarla' }).click();
  await admin.getByText('No tiene segundo factor.').waitFor();
}

/** An operator's link: a new password, and the page of an expired link. */
export async function linkOver(world: World): Promise<void> {
  const page = await world.open('/sign-in#admin-link=x', { size: sizes.phone });
  await page.getByText('Elija una clave nueva.').waitFor();
  expect(new URL(page.url()).hash).toBe('');
  await page.locator('#new').fill('corta');
  await page.keyboard.press('Enter');
  await page.getByText('Escriba al menos 12 caracteres.').waitFor();
  await page.locator('#new').fill('lluvia sobre el lago');
  await page.keyboard.press('Enter');
  await page.getByText('Este enlace ya se usó').waitFor();
  await look(page, 'admin-link');
  await page.getByRole('button', { name: 'Cancelar' }).click();
  await page.getByLabel('Usuario').waitFor();
}
