import { Page } from 'playwright-core';
import { HalfAnswers } from './half-answers';
import { kept } from './kept-page';
import { openWorld, world } from './open-world';
import { sizes } from './world';

openWorld();

/** Another tab of the same phone. */
async function anotherTab(phone: Page, page: string): Promise<Page> {
  const tab = await phone.context().newPage();
  await tab.goto(world.url + page);
  return tab;
}
const longer = async (tab: Page, minutes: string) => {
  await tab.getByRole('button', { name: 'Necesito más tiempo' }).click();
  await tab.getByRole('button', { name: minutes, exact: true }).click();
};
const notSent = (tab: Page) => tab.getByText('aún no llega a la sucursal');
/** The commands that the phone sends from now on, by their last word. */
const sentBy = (phone: Page): string[] => {
  const sent: string[] = [];
  phone.context().on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url().split('/').pop()!);
  });
  return sent;
};

test('two tabs of one phone: a press belongs to both, and only the last one is sent', async () => {
  const { page, number } = await world.issue('caja', { branch: '2' });
  const one = await world.open(page, { size: sizes.phone });
  await one.getByText(number).first().waitFor();
  const other = await anotherTab(one, page);
  await other.getByText(number).first().waitFor();
  await one.context().setOffline(true);
  const sent = sentBy(one);
  await longer(one, '10 minutos');
  await notSent(other).waitFor();
  // taken back in the other tab: the first one does not send it either
  await other.getByRole('button', { name: 'No enviar' }).click();
  await notSent(one).waitFor({ state: 'detached' });
  await one.getByRole('button', { name: 'Cancelar mi turno' }).click();
  await one.getByRole('button', { name: 'Sí, cancelar' }).click();
  await notSent(other).waitFor();
  await longer(other, '5 minutos');
  await one.getByText('5 minutos más').waitFor();
  expect(new Set(sent.splice(0))).toEqual(new Set(['defer', 'cancel'])); // in vain
  await one.context().setOffline(false);
  for (const tab of [one, other]) {
    await tab.getByText('Su turno espera hasta').waitFor();
    await notSent(tab).waitFor({ state: 'detached' });
  }
  expect(sent).not.toContain('cancel');
  await longer(one, '5 minutos');
  await other.getByText('Ya usó sus aplazamientos.').waitFor();
});

test('what was pressed before a night without a network is not sent after it', async () => {
  const { page, id } = await world.issue('gerencia', { branch: '2' });
  const phone = await world.open(page, { size: sizes.phone });
  await phone.locator('.slip-number').waitFor();
  await kept(phone);
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: 'Cancelar mi turno' }).click();
  await phone.getByRole('button', { name: 'Sí, cancelar' }).click();
  await notSent(phone).waitFor();
  await phone.close(); // the browser is closed, and opened the next day
  const branch = '/api/branches/2';
  const press = (path: string) => world.asStaff('advisor-4', 'POST', branch + path, {});
  const here = { state: 'available', counter: '1' };
  await world.asStaff('advisor-4', 'PUT', `${branch}/advisors/me`, here);
  await press('/counters/1/call-next');
  await press(`/tickets/${id}/start`);
  const next = await anotherTab(phone, page);
  const sent = sentBy(next);
  await next.context().setOffline(false);
  await next.getByText('Le están atendiendo').waitFor();
  await notSent(next).waitFor({ state: 'detached' });
  expect(sent).not.toContain('cancel');
});

test('a dead link does not make the phone forget the ticket that it follows', async () => {
  const { page, number } = await world.issue('caja', { branch: '2' });
  const phone = await world.open(page, { size: sizes.phone });
  await phone.getByText(number).first().waitFor();
  const old = await anotherTab(phone, '/t#1AAAAAAAAAAAAAAAAAAAAAA');
  await old.getByText('Este enlace no corresponde').waitFor();
  // the page that was put on the home screen has no key in its address
  const installed = await anotherTab(phone, '/t');
  await installed.getByText(number).first().waitFor();
  // nor does a visit of last week that is looked at once more
  const before = await world.issue('empresas', { branch: '2' });
  await world.asStaff('supervisor-1', 'POST', `/api/branches/2/tickets/${before.id}/cancel`, {});
  await old.goto('about:blank');
  await old.goto(world.url + before.page);
  await old.getByText('Este turno fue cancelado.').waitFor();
  await installed.reload();
  await installed.getByText(number).first().waitFor();
});

test('an update that comes half does not take the place of a page that opens offline', async () => {
  const { page, number } = await world.issue('caja', { branch: '2' });
  const network = new HalfAnswers(world.url);
  try {
    const phone = await world.open((await network.open()) + page, { size: sizes.phone });
    await phone.getByText(number).first().waitFor();
    await kept(phone);
    const script = /\/assets\/ticket-[\w-]+\.js/;
    let seen = 0;
    network.page = {
      at: '/t',
      as: (text) => {
        seen += 1;
        return text.replace(script, '/assets/ticket-of-tomorrow.js');
      },
    };
    const missed = phone.waitForResponse('**/ticket-of-tomorrow.js');
    await phone.reload();
    await missed;
    expect(seen).toBe(1);
    await phone.context().setOffline(true);
    await phone.reload();
    await phone.getByText(number).first().waitFor();
  } finally {
    network.close();
  }
});
