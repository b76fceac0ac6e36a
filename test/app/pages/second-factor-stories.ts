import { Page } from 'playwright-core';
import { codeNow, wrongCode } from '../../support/authenticator';
import { look, sizes, World } from './world';

/** A second factor as staff and administration see it. */

async function enter(page: Page, username = 'advisor-5', user = 'Usuario') {
  await page.getByLabel(user).fill(username);
  await page.locator('#password').fill('demo');
  await page.keyboard.press('Enter');
}

/** Turned on at one's own account, asked for, and reset by an administrator. */
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
  await page.getByLabel('Código de 6 dígitos').fill(codeNow(secret, -1));
  await page.keyboard.press('Enter');
  await page.locator('.recovery-codes code').first().waitFor();
  const recovery = await page.locator('.recovery-codes code').allInnerTexts();
  expect(recovery).toHaveLength(10);
  await look(page, 'second-factor-codes', { whole: true });
  await page.getByRole('button', { name: 'Los guardé' }).click();
  await page.getByText('Le quedan 10 códigos').waitFor();
  await look(page, 'second-factor-on', { whole: true });

  const next = await world.open('/sign-in');
  await enter(next);
  await next.getByText('Escriba el código que muestra ahora').waitFor();
  await look(next, 'second-step');
  await next.keyboard.press('Enter');
  await next.getByText('Escriba el código.', { exact: true }).waitFor();
  await next.getByLabel('Código de 6 dígitos').fill(codeNow(secret));
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

/** Required by the bank: whoever has none enrols on the way in. */
export async function requiredOf(world: World): Promise<void> {
  const admin = await world.staff('admin-1', { size: { width: 1366, height: 900 } });
  await admin.locator('.admin-tabs').getByRole('link', { name: 'Reglas' }).click();
  await admin.locator('.settings select').first().selectOption('bank');
  await admin.getByLabel('Auditores').check();
  await admin.getByText('Guardado.', { exact: true }).waitFor();
  await admin.getByText('Segundo factor obligatorio').scrollIntoViewIfNeeded();
  await look(admin, 'admin-second-factor-rules');
  // The demo's link is no way around it.
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
  await page.getByRole('button', { name: 'I’ve kept them' }).click();
  await page.locator('.admin-main').waitFor();
  await admin.getByLabel('Auditores').uncheck();
  await admin.getByText('Guardado.', { exact: true }).waitFor();
}

/** Long after signing in, what cannot be undone asks who is there, and goes on with the answer. */
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
