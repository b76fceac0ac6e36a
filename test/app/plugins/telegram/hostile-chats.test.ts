import { until } from '../../../support/wait';

import { saidOn } from './bot-api';
import { bot, link, openStory, says, shows, stage } from './story-stage';

/** What impostors send, and what no bot would expect. */

openStory();

test('forged, used and dead start tokens get a kind sentence and nothing else', async () => {
  const { id } = await stage.issue();
  const url = await link(id);
  const owner = await bot.start(url);
  await says(owner, /Espera estimada|Usted es quien sigue/);
  const thief = await bot.start(url);
  const forger = await bot.start('https://t.me/x?start=AAAAAAAAAAAAAAAAAAAAAA');
  const fuzzer = await bot.start(
    `https://t.me/x?start=${encodeURIComponent('../../etc \u0000 <b>')}`,
  );
  await stage.operations.cancel(
    { branch: '1', actor: { kind: 'customer', id } },
    { ticket: id, because: 'customer' },
  );
  const late = await bot.start(await link(id));
  const other = await stage.issue();
  const old = await link(other.id);
  // a day later the token is gone
  await stage.database.pools.read.query(
    "update plugin_store set expires_at = 1 where key like 'start:%' and value ->> 'ticket' = $1",
    [other.id],
  );
  const expired = await bot.start(old);
  for (const phone of [thief, forger, fuzzer, late, expired]) {
    expect(saidOn(await says(phone, /Ese enlace ya no sirve/))).toHaveLength(1);
  }
  expect(await stage.host('telegram').contacts.byTicket(id)).toHaveLength(1);
  expect(await stage.host('telegram').contacts.byTicket(other.id)).toHaveLength(0);
  await stage.operations.cancel(
    { branch: '1', actor: { kind: 'customer', id: other.id } },
    { ticket: other.id, because: 'customer' },
  );
});

test("a press on someone else's ticket, an old one, or nonsense changes nothing", async () => {
  const theirs = await stage.issue();
  const victim = await bot.start(await link(theirs.id));
  await says(victim, /Espera estimada|Usted es quien sigue/);
  const contact = (await stage.host('telegram').contacts.byTicket(theirs.id))[0].id;
  const { id } = await stage.issue();
  const attacker = await bot.start(await link(id));
  await says(attacker, /Espera estimada|persona/);
  const { message_id } = (await bot.phone(attacker)).messages.at(-1)!;
  for (const data of [
    `yes:${contact}`,
    `defer:10:2:${contact}`,
    `unlink:${contact}`,
    'yes:',
    'x',
    `rate:5:${contact}`,
    `quiet:${contact}`,
    '\u0000',
    'lang:\u0000',
    'x'.repeat(64),
  ]) {
    await bot.post(`chats/${attacker}/press`, { message: message_id, data });
    await shows(attacker, ({ toast }) => toast === 'Ese botón no corresponde a un turno suyo.');
  }
  expect(await stage.operations.myTicket('1', theirs.id)).toMatchObject({
    state: 'waiting',
    defersLeft: 2,
  });
  for (const ticket of [theirs.id, id]) {
    await stage.operations.cancel(
      { branch: '1', actor: { kind: 'customer', id: ticket } },
      { ticket, because: 'customer' },
    );
  }
});

test('a chat linked by a reading key is told everything and changes nothing', async () => {
  const { id } = await stage.issue();
  const chat = await bot.start(await link(id, false));
  const card = await says(chat, /Espera estimada|Usted es quien sigue|aún no/);
  const { message_id, reply_markup } = card.messages.at(-1)!;
  expect(reply_markup?.inline_keyboard ?? []).toEqual([]);
  const [contact] = await stage.host('telegram').contacts.byTicket(id);
  expect(JSON.stringify(card.messages)).toContain(stage.host('telegram').operations.readingKey(id));
  expect(JSON.stringify(card.messages)).not.toContain(
    stage.host('telegram').operations.ticketKey(id),
  );
  for (const verb of ['more', 'defer:10:2', 'cancel', 'yes', 'rate:5']) {
    await bot.post(`chats/${chat}/press`, { message: message_id, data: `${verb}:${contact.id}` });
    await shows(chat, ({ toast }) => /lo entregó el personal/.test(toast ?? ''));
  }
  for (const words of ['/cancelar', '/aplazar 10']) await bot.write(chat, words);
  await shows(
    chat,
    (phone) => saidOn(phone).filter((said) => /lo entregó el personal/.test(said)).length === 2,
  );
  expect(await stage.operations.myTicket('1', id)).toMatchObject({
    state: 'waiting',
    defersLeft: 2,
  });
  // The customer also scans their own paper: from then on the chat is theirs.
  await bot.write(chat, `/start ${new URL(await link(id)).searchParams.get('start')}`);
  await shows(chat, ({ messages }) => !!messages.at(-1)?.reply_markup?.inline_keyboard.length);
  await stage.operations.cancel(
    { branch: '1', actor: { kind: 'customer', id } },
    { ticket: id, because: 'customer' },
  );
});

test('odd messages and malformed updates get a kind sentence or none', async () => {
  const phone = await bot.start('https://t.me/x?start=');
  await says(phone, /Hola\. Por aquí le aviso/);
  await bot.write(phone, 'x'.repeat(4096));
  await says(phone, /No entendí su mensaje/);
  await bot.write(phone, '/borrar_todo');
  await shows(phone, (now) => saidOn(now).filter((said) => /No entendí/.test(said)).length === 2);
  await bot.post(`chats/${phone}/sticker`);
  await says(phone, /Solo entiendo mensajes de texto/);
  await bot.post(`chats/${phone}/voice`);
  await shows(
    phone,
    (now) =>
      saidOn(now).filter((said) => /Solo entiendo mensajes de texto/.test(said)).length === 2,
  );
  await bot.write(phone, '\u0000\u0000 <b>&</i>');
  await shows(phone, (now) => saidOn(now).filter((said) => /No entendí/.test(said)).length === 3);
  for (const update of [
    {},
    { message: null },
    { message: { chat: {} } },
    { callback_query: { id: '1', from: null } },
    { message: { message_id: 1, chat: { id: phone, type: 'private' }, text: 7 } },
    { nonsense: [] },
  ]) {
    await bot.post('update', update);
  }
  await bot.write(phone, '/ayuda');
  await says(phone, /Puede escribirme/);
});

test('a customer who blocks the bot is unlinked', async () => {
  const { id } = await stage.issue();
  const phone = await bot.start(await link(id));
  await says(phone, /Espera estimada|Usted es quien sigue/);
  await bot.post(`chats/${phone}/block`, { blocked: true });
  await until(
    async () => (await stage.host('telegram').contacts.byTicket(id)).length === 0,
    'unlinked',
  );
  await stage.operations.cancel(
    { branch: '1', actor: { kind: 'customer', id } },
    { ticket: id, because: 'customer' },
  );
});
