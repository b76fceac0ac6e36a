import { until } from '../../../../support/wait';
import { cancel, mine, says, server, staff, stage, start } from './stage';

/** What a customer and the bot say to each other. */

/** Waits for more polls; when one comes, the answer to the previous one has been processed. */
async function morePolls(count: number): Promise<void> {
  const polls = () => server.asked.filter((method) => method === 'getUpdates').length;
  const enough = polls() + count;
  await until(() => polls() >= enough, `${count} more polls`);
}

test('the whole story, with a button whose message is gone and a rating in words', async () => {
  // ids have up to 52 bits, the documentation says
  const chat = 2 ** 52 - 1;
  const { id, number } = await stage.issue();
  await start(chat, id);
  server.text(chat, 'cuánto falta');
  const { data } = await says(chat, /🎫/, 2);
  server.press(
    chat,
    data.find((one) => one.startsWith('more'))!,
  );
  const asked = await says(chat, /¿Cuántos minutos/);
  expect(asked.method).toBe('sendMessage');
  server.press(chat, asked.data[0], asked.message);
  expect((await says(chat, /Su turno espera hasta/)).method).toBe('editMessageText');
  expect((await stage.operations.myTicket('1', id)).defersLeft).toBe(1);
  await cancel(id);

  const next = await stage.issue();
  expect(next.number).not.toBe(number);
  await start(chat, next.id);
  await stage.operations.callNext(staff, { advisor: 'advisor-1', counter: '1' });
  await says(chat, /es su turno/);
  await stage.operations.start(staff, mine(next.id));
  await stage.operations.finish(staff, { ...mine(next.id), next: false });
  const thanks = await says(chat, /¿Cómo le atendimos/);
  server.press(chat, thanks.data[3], thanks.message);
  await says(chat, /Si quiere contarnos más/);
  server.text(chat, 'muy\u0000 amable');
  await says(chat, /su comentario ya está/);
  expect(server.answered.length).toBeGreaterThan(0);
});

test('a server that never holds a poll open is not flooded with polls', async () => {
  await morePolls(2);
  const began = performance.now();
  await morePolls(5);
  expect(performance.now() - began).toBeGreaterThanOrEqual(4 * 180);
  server.instead.push(
    {
      method: 'getUpdates',
      status: 409,
      body: {
        ok: false,
        error_code: 409,
        description:
          'Conflict: terminated by other getUpdates request; make sure that only one bot ' +
          'instance is running',
      },
    },
    {
      method: 'getUpdates',
      status: 409,
      body: {
        ok: false,
        error_code: 409,
        description: "Conflict: can't use getUpdates method while webhook is active",
      },
    },
    { method: 'getUpdates', status: 200, body: { ok: true, result: null } },
    { method: 'getUpdates', status: 502, body: '<html>Bad Gateway</html>' },
  );
  server.text(11, '/ayuda');
  await says(11, /Puede escribirme/);
  expect(server.asked.filter((method) => method === 'deleteWebhook').length).toBeGreaterThanOrEqual(
    2,
  );
});

test('a restarted server renumbers updates: an old number can be a new update', async () => {
  server.text(12, '/ayuda');
  await says(12, /Puede escribirme/);
  // the last poll confirms nothing: a confirmed update would be lost
  await morePolls(3);
  const port = Number(new URL(server.url).port);
  await server.stop();
  server.reset();
  await server.start(port);
  for (let i = 0; i < 3; i++) server.text(13, 'hola');
  await says(13, /Puede escribirme/, 3);
});

test('groups, channels, edits, members and unknown updates are ignored silently', async () => {
  const before = server.sent.length;
  const group = {
    chat: { id: -1001234567890, type: 'supergroup', title: 'x' },
    from: { id: 7, is_bot: false, first_name: 'x' },
  };
  server.update({ message: { message_id: 1, date: 1, ...group, text: '/turno@other_bot' } });
  server.update({
    edited_message: { message_id: 1, date: 1, chat: { id: 9, type: 'private' }, text: '/cancelar' },
  });
  server.update({
    channel_post: { message_id: 1, date: 1, chat: { id: -100, type: 'channel' }, text: 'x' },
  });
  server.update({
    my_chat_member: {
      date: 1,
      ...group,
      old_chat_member: { status: 'left' },
      new_chat_member: { status: 'member' },
    },
  });
  server.update({ message_reaction: { chat: { id: 9, type: 'private' } } });
  server.update({
    callback_query: {
      id: 'x',
      from: { id: 7, is_bot: false, first_name: 'x' },
      message: { message_id: 1, date: 1, chat: group.chat },
      data: 'cancel:x',
    },
  });
  server.text(600, '/ayuda');
  await says(600, /Puede escribirme/);
  expect(server.sent.slice(before).map(({ chat }) => chat)).toEqual([600]);
});
