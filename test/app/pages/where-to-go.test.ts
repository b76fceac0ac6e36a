import { openWorld, world } from './open-world';
import { look, sizes, typeRut } from './world';

/** Sentences that send somebody somewhere name a place where they can be helped now. */

jest.setTimeout(240_000);
openWorld();

const branch = '/api/branches/1';
const onDuty = (who: string, state: string, counter?: string) =>
  world.asStaff(who, 'PUT', `${branch}/advisors/me`, { state, counter });
const press = (who: string, ticket: string, verb: string, body?: object) =>
  world.asStaff(who, 'POST', `${branch}/tickets/${ticket}/${verb}`, body);
const callNext = (counter: string) =>
  world.asStaff(`advisor-${counter}`, 'POST', `${branch}/counters/${counter}/call-next`, {});
const sign = (of: string, line?: 'serve' | 'cancel') =>
  line
    ? world.asStaff('supervisor-1', 'PUT', `${branch}${of}/sign`, {
        says: 'closed',
        reason: 'systems',
        line,
      })
    : world.asStaff('supervisor-1', 'DELETE', `${branch}${of}/sign`);

test('on hold: back to their advisor, or to a colleague once that one has left', async () => {
  const nationalId = '12.345.678-5';
  const { id, number, page } = await world.issue('caja', { nationalId });
  await onDuty('advisor-1', 'available', '1');
  await callNext('1');
  await press('advisor-1', id, 'start');
  await press('advisor-1', id, 'hold', { reason: 'documents' });

  const phone = await world.open(page, { size: sizes.phone });
  await phone.getByText('vuelva al módulo 1.').waitFor();
  const kiosk = await world.kiosk('1');
  await kiosk.locator('.pad').waitFor();
  await typeRut(kiosk, '123456785');
  await kiosk.getByRole('button', { name: 'Continuar' }).click();
  await kiosk.locator('.service').first().click();
  await kiosk.getByRole('button', { name: 'No, gracias' }).click();
  await kiosk.getByText('Su atención quedó pendiente').waitFor();
  expect(await kiosk.getByText('Le llamaremos').count()).toBe(0);
  await look(kiosk, 'kiosk-active-held', { fixed: true });

  // The advisor goes home, and nobody else serves: the page names the desk.
  await onDuty('advisor-1', 'offline');
  await phone.getByText('avise en el mesón').waitFor();
  await look(phone, 'ticket-held-desk');

  // A colleague comes, who sees the customer on hold.
  await onDuty('advisor-2', 'available', '2');
  await phone.getByText('vuelva al módulo 2.').waitFor();
  const desk = await world.staff('host-1');
  await desk.locator('#sought').fill(number);
  await desk.keyboard.press('Enter');
  await desk.locator('.reception-ticket', { hasText: 'Módulo 2' }).waitFor();
  await press('advisor-2', id, 'resume');
  await press('advisor-2', id, 'finish');
});

test('where no numbers are given, nobody is sent to the desk for one', async () => {
  const desk = await world.staff('host-1');
  const kiosk = await world.kiosk('1');
  await kiosk.locator('.pad').waitFor();
  const lost = async (words: RegExp, name: string) => {
    await kiosk.context().setOffline(true);
    const notice = kiosk.locator('.kiosk-header .notice');
    await notice.getByText(words).waitFor();
    if (name) await look(kiosk, name, { fixed: true });
    await kiosk.context().setOffline(false);
    await notice.waitFor({ state: 'detached' });
  };
  await lost(/en el mesón también le dan número\./, '');
  await sign('', 'serve');
  await kiosk.locator('.kiosk-closed').waitFor();
  await lost(/^Perdimos la conexión\.$/, 'kiosk-offline-closed');
  await desk.getByText('La sucursal está cerrada.').waitFor();
  await desk.getByLabel('Caja').check();
  expect(await desk.getByRole('button', { name: 'Emitir' }).isDisabled()).toBe(true);
  await look(desk, 'reception-gives-none');
  await sign('');
  await desk.getByText('La sucursal está cerrada.').waitFor({ state: 'detached' });
  expect(await desk.getByRole('button', { name: 'Emitir' }).isEnabled()).toBe(true);
});

test('a missed call: to the desk, while it can give the place back', async () => {
  const { id, page } = await world.issue('caja');
  await onDuty('advisor-2', 'available', '2');
  await callNext('2');
  await press('advisor-2', id, 'no-show');
  const phone = await world.open(page, { size: sizes.phone });
  const toDesk = phone.getByText(/pida en el mesón que reactiven el turno/);
  const said = async (words: string, desk: boolean) => {
    await phone.reload();
    await phone.getByText(words).first().waitFor();
    await toDesk.waitFor({ state: desk ? 'visible' : 'detached' });
  };
  const missed = 'Le llamamos y no alcanzamos a atenderle.';
  await toDesk.waitFor();
  // the line is sent home: nobody can return to it
  await sign('/queues/caja', 'cancel');
  await said(missed, false);
  await phone.getByText('Su fila ya cerró por hoy.').waitFor();
  await expect(press('host-1', id, 'reopen')).rejects.toThrow('queue_closed');
  await look(phone, 'ticket-missed-queue-closed');
  await sign('/queues/caja');
  await said(missed, true);
  await sign('', 'cancel');
  await said('La sucursal está cerrada ahora.', false);
  await look(phone, 'ticket-missed-closed');
  await sign('');
  await said(missed, true);
  await press('host-1', id, 'reopen');
  await phone.getByText(missed).waitFor({ state: 'detached' });
});
