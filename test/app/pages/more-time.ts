import { Page } from 'playwright-core';
import { look, World } from './world';

/** The 30 more days that the bank may take for a request: in administration, and on the phone. */

/** The one open request is extended, falls due, is late, and is taken up; it stays late. */
export async function putOff(page: Page, world: World): Promise<void> {
  await page.getByText('Mi celular es otro').waitFor();
  await page.getByRole('button', { name: 'Prorrogar…' }).click();
  await page.getByLabel('Motivo').selectOption('elsewhere');
  await look(page, 'admin-persons-extend');
  await page.getByRole('button', { name: 'Prorrogar 30 días' }).click();
  await page.getByText('Prorrogada 30 días: Hay que pedir datos a otros').waitFor();
  if (await page.getByRole('button', { name: 'Prorrogar…' }).count()) {
    throw new Error('more time is offered twice');
  }
  const days = (count: number) =>
    world.sql("update person_requests set due_at = due_at + $1 where state = 'open'", [
      count * 86_400_000,
    ]);
  await days(-55);
  await page.reload();
  await page.getByText('1 solicitud de una persona vence dentro de siete días.').waitFor();
  await days(-10);
  await page.reload();
  await page.getByText('Hay 1 solicitud de una persona con el plazo vencido.').waitFor();
  await look(page, 'admin-persons-late');
  await page.getByRole('button', { name: 'Atender' }).click();
}

/** The requester reads on this page that it takes longer, and why. */
export async function longerOnPhone(phone: Page, world: World): Promise<void> {
  const [{ id }] = await world.asStaff<readonly { readonly id: string }[]>(
    'admin-1',
    'GET',
    '/api/customers/requests',
  );
  await world.asStaff('admin-1', 'POST', `/api/customers/requests/${id}/extend`, {
    reason: 'many',
  });
  await phone.reload();
  await phone.getByText('Sus datos personales').click();
  await phone.getByText(/El banco necesita más plazo, hasta el/).waitFor();
  await look(phone, 'ticket-rights-extended', { whole: true });
}
