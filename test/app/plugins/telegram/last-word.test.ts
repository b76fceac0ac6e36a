import { until } from '../../../support/wait';
import { saidOn } from './bot-api';
import { bot, call, link, mine, openStory, says, shows, staff, stage } from './story-stage';

/** A chat's last message is true; anything outdated is above it. */

openStory({ positionsMs: 3_600_000 });

const endsWith = (phone: number, text: RegExp) =>
  shows(phone, (now) => text.test(saidOn(now).at(-1) ?? ''));

/** As the customer's own page sends it. */
const customers = () => stage.host('telegram').operations;
const end = (id: string) =>
  stage.operations.cancel(
    { branch: '1', actor: { kind: 'customer', id } },
    { ticket: id, because: 'customer' },
  );

test('a slip is undone: the chat ends with the service that goes on', async () => {
  const { id } = await stage.issue('caja');
  const phone = await bot.start(await link(id));
  await says(phone, /🎫/);
  await call();
  await endsWith(phone, /es su turno/);
  await stage.operations.start(staff('advisor-1'), mine(id));
  await stage.operations.transfer(staff('advisor-1'), { ...mine(id), queue: 'empresas' });
  await endsWith(phone, /pasó a Empresas/);
  await stage.operations.undo(staff('advisor-1'), mine(id));
  await endsWith(phone, /le están atendiendo/);
  await stage.operations.finish(staff('advisor-1'), { ...mine(id), next: false });
  await endsWith(phone, /¿Cómo le atendimos/);
  await stage.operations.undo(staff('advisor-1'), mine(id));
  await endsWith(phone, /le están atendiendo/);
  await stage.operations.hold(staff('advisor-1'), { ...mine(id), reason: 'documents' });
  const held = await endsWith(phone, /quedó pendiente/);
  // Only a message above the thanks still says so: nothing was sent after the last one.
  expect(saidOn(held).filter((said) => /le están atendiendo/.test(said))).toHaveLength(1);
  expect(held.messages.at(-1)!.rang).toBe(false);
  await end(id);
});

test('more time while called, requested on the page, and its end are the last word', async () => {
  const { id } = await stage.issue('caja');
  const phone = await bot.start(await link(id));
  await says(phone, /🎫/);
  await call();
  await endsWith(phone, /es su turno/);
  const customer = { kind: 'customer', id } as const;
  await customers().defer('1', id, 5, customer, 'page:defer');
  await endsWith(phone, /Su turno espera hasta/);
  await customers().arrive('1', id, customer, 'page:here');
  const back = await endsWith(phone, /Usted es quien sigue/);
  expect(saidOn(back).filter((said) => /espera hasta/.test(said))).toHaveLength(0);
  await end(id);
});

test("more time by the last message's button is confirmed there, once", async () => {
  const { id } = await stage.issue('caja');
  const phone = await bot.start(await link(id));
  await says(phone, /🎫/);
  await call();
  await endsWith(phone, /es su turno/);
  const before = saidOn(await bot.phone(phone)).length;
  await bot.press(phone, 'Necesito más tiempo');
  await endsWith(phone, /¿Cuántos minutos más/);
  await bot.press(phone, /^5 min/);
  await endsWith(phone, /Su turno espera hasta/);
  const outcomes = async () =>
    (await stage.operations.readAudit('1', 0, 100_000)).events.filter(
      ({ fact }) => fact.type === 'DeliveryEnded' && fact.ticket === id,
    );
  await until(
    async () =>
      (await outcomes()).some(
        ({ fact }) => 'about' in fact && /Returned|Deferred/.test(fact.about),
      ),
    'the message about it',
  );
  expect(saidOn(await bot.phone(phone))).toHaveLength(before);
  await end(id);
});
