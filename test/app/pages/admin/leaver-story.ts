import { look, World } from '../world';
import { desktop, tab } from './stories';

/** Somebody leaves and comes back like a newcomer, with a password from an administrator. */
export async function comesBack(world: World) {
  await world.asStaff('admin-1', 'PUT', '/api/staff/vuelve', {
    ...{ username: 'vuelve', firstName: 'Vera', role: 'host', branches: ['1'] },
    password: 'primera clave larga',
  });
  const page = await world.staff('admin-1', desktop);
  await tab(page, 'Personas');
  const edit = async () => {
    await page
      .locator('tr', { hasText: 'vuelve' })
      .getByRole('button', { name: /Editar/ })
      .click();
  };
  const save = () => page.locator('.editor').getByRole('button', { name: 'Guardar' }).click();
  const password = page.getByLabel('Clave nueva');
  await edit();
  await page.getByText('se borran su clave y su segundo factor').waitFor();
  await page.getByLabel('Activa').uncheck();
  expect(await password.count()).toBe(0);
  await look(page, 'admin-staff-closed');
  await save();
  await page.getByText('Guardado: Vera.').waitFor();
  await edit();
  await page.getByLabel('Activa').check();
  await page.getByText('La clave de antes se borró').waitFor();
  // Without a new password nobody comes back.
  await save();
  await page.locator('.editor [aria-invalid=true]').waitFor();
  await look(page, 'admin-staff-opened');
  await password.fill('segunda clave larga');
  await save();
  await page.locator('.editor').waitFor({ state: 'detached' });
  const signIn = async (given: string) => {
    const desk = await world.open('/sign-in');
    await desk.getByLabel('Usuario').fill('vuelve');
    await desk.locator('#password').fill(given);
    await desk.keyboard.press('Enter');
    return desk;
  };
  await (
    await signIn('primera clave larga')
  )
    .getByText('El usuario o la clave no coinciden')
    .waitFor();
  await (await signIn('segunda clave larga')).getByRole('link', { name: /^Mi cuenta/ }).waitFor();
  // a remnant of an older release: an open account that nobody can sign in to
  await world.sql('update staff set password_hash = null where username = $1', ['vuelve']);
  await page.reload();
  await page.getByRole('cell', { name: 'Sí, sin clave', exact: true }).waitFor();
  await look(page, 'admin-staff-no-password', { whole: true });
}
