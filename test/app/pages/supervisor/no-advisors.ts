import { Page } from 'playwright-core';
import { look, sizes, World } from '../world';

/** All is there but somebody to serve: the floor says so, until an advisor comes. */
export async function withoutAdvisors(
  page: Page,
  world: World,
  put: (path: string, body: object) => Promise<unknown>,
) {
  await put('/queues/caja', {
    ...{ prefix: 'C', names: { es: 'Caja', en: 'Teller' }, hints: { es: '', en: '' } },
    ...{ priority: 1, targetMinutes: 20, averageMinutes: 5, open: true },
  });
  const lacking = page.locator('.alert-list');
  await lacking.getByText('no tiene filas').waitFor({ state: 'detached' });
  await lacking.getByText('Esta sucursal aún no tiene ejecutivos.').waitFor();
  await lacking.getByText('La administración del banco agrega lo que falta').waitFor();
  await look(page, 'supervisor-no-advisors');
  const admin = await world.staff('admin-1', { size: sizes.supervisor });
  await admin.goto(`${world.url}/supervisor?branch=nueva`);
  await admin.getByRole('link', { name: 'Agregar en Administración' }).click();
  await admin.getByRole('heading', { name: 'Personas' }).waitFor();
  await world.asStaff('admin-1', 'PUT', '/api/staff/nadia', {
    ...{ username: 'nadia', firstName: 'Nadia', role: 'advisor', branches: ['nueva'] },
    ...{ active: true, password: 'una clave larga' },
  });
  await lacking.getByText('Todo tranquilo').waitFor();
  // the other branch had its advisors all along
  await page.locator('.top-branch select').selectOption('1');
  await page.locator('.queue-row').first().waitFor();
  expect(await lacking.getByText('no tiene ejecutivos').count()).toBe(0);
}
