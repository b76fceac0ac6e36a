import { createServer, IncomingHttpHeaders } from 'node:http';
import { AddressInfo } from 'node:net';
import { LocalBotApi } from '../../app/plugins/telegram/bot-api';
import { until } from '../../support/wait';

/** The local Bot API as a process, called as in Telegram's documentation. */

let bot: LocalBotApi;
let chat: number;
beforeAll(async () => {
  bot = await LocalBotApi.start();
  chat = (await bot.post<{ id: number }>('chats', { name: 'Ana', language: 'es', start: '' })).id;
});
afterAll(() => bot.stop());

interface Sent {
  readonly message_id: number;
  readonly text: string;
}
interface Update {
  readonly update_id: number;
  readonly message?: { readonly text: string };
  readonly callback_query?: { readonly id: string; readonly data: string };
}
const refused = async (method: string, body: object, token?: string) => {
  const { error_code, description } = await bot.api(method, body, token);
  return `${error_code} ${description}`;
};
const drain = async () => {
  const updates = (await bot.api<Update[]>('getUpdates', {})).result;
  if (updates.length) await bot.api('getUpdates', { offset: updates.at(-1)!.update_id + 1 });
};

test('who the bot is, and which token it needs', async () => {
  expect((await bot.api<{ username: string; is_bot: boolean }>('getMe')).result).toMatchObject({
    username: 'ticketero_local_bot',
    is_bot: true,
  });
  expect((await bot.api('GETME')).ok).toBe(true);
  expect(await refused('getMe', {}, '1234567:another')).toBe('401 Unauthorized');
  expect(await refused('getMe', {}, 'nonsense')).toBe('404 Not Found');
  expect(await refused('sendTelepathy', {})).toBe('404 Not Found');
});

test("messages are sent, edited and deleted, and refused in Telegram's own words", async () => {
  const sent = await bot.api<Sent>('sendMessage', {
    chat_id: chat,
    text: '<b>uno</b>',
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [[{ text: 'ya', callback_data: 'x' }]] },
  });
  expect(sent.result).toMatchObject({
    text: 'uno',
    entities: [{ type: 'bold', offset: 0, length: 3 }],
    reply_markup: { inline_keyboard: [[{ text: 'ya', callback_data: 'x' }]] },
  });
  const { message_id } = sent.result;
  expect(
    (await bot.api<Sent>('editMessageText', { chat_id: chat, message_id, text: 'dos' })).result,
  ).toMatchObject({ message_id, text: 'dos' });
  expect(await refused('editMessageText', { chat_id: chat, message_id, text: 'dos' })).toMatch(
    /^400 Bad Request: message is not modified: specified new message content/,
  );
  expect(await refused('editMessageText', { chat_id: chat, message_id: 99_999, text: 'x' })).toBe(
    '400 Bad Request: message to edit not found',
  );
  expect((await bot.api('deleteMessage', { chat_id: chat, message_id })).result).toBe(true);
  expect(await refused('sendMessage', { chat_id: 5, text: 'x' })).toBe(
    '400 Bad Request: chat not found',
  );
  expect(await refused('sendMessage', { chat_id: chat, text: '' })).toBe(
    '400 Bad Request: message text is empty',
  );
  expect(await refused('sendMessage', { chat_id: chat, text: 'x'.repeat(4_097) })).toBe(
    '400 Bad Request: message is too long',
  );
  expect(
    await refused('sendMessage', {
      chat_id: chat,
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x'.repeat(65) }]] },
    }),
  ).toBe('400 Bad Request: BUTTON_DATA_INVALID');
  expect(
    await refused('sendMessage', {
      chat_id: chat,
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'x', url: 'http://localhost/' }]] },
    }),
  ).toMatch(/^400 Bad Request: inline keyboard button URL/);
});

test('updates wait until they are confirmed; a press is answered once', async () => {
  await drain();
  const sent = await bot.api<Sent>('sendMessage', {
    chat_id: chat,
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'ya', callback_data: 'dato' }]] },
  });
  const waiting = bot.api<Update[]>('getUpdates', { timeout: 20 });
  await bot.post(`chats/${chat}/press`, { message: sent.result.message_id, data: 'dato' });
  const [update] = (await waiting).result;
  expect(update.callback_query!.data).toBe('dato');
  expect((await bot.api<Update[]>('getUpdates')).result[0].update_id).toBe(update.update_id);
  expect(
    (
      await bot.api('answerCallbackQuery', {
        callback_query_id: update.callback_query!.id,
        text: 'hecho',
      })
    ).result,
  ).toBe(true);
  expect((await bot.phone(chat)).toast).toBe('hecho');
  expect(
    await refused('answerCallbackQuery', { callback_query_id: update.callback_query!.id }),
  ).toMatch(/^400 Bad Request: query is too old/);
  expect((await bot.api<Update[]>('getUpdates', { offset: update.update_id + 1 })).result).toEqual(
    [],
  );
});

test('two pollers at once: the first learns of the other', async () => {
  const first = refused('getUpdates', { timeout: 20 });
  await until(async () => (await bot.api('getWebhookInfo')).ok, 'an answer');
  await bot.api('getUpdates', { timeout: 0 });
  expect(await first).toBe(
    '409 Conflict: terminated by other getUpdates request; make sure that only one bot ' +
      'instance is running',
  );
});

test('a webhook gets each update until it accepts it; polling is refused', async () => {
  await drain();
  const got: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request
      .on('data', (chunk: Buffer) => {
        body += chunk.toString();
      })
      .on('end', () => {
        got.push({ headers: request.headers, body });
        response.writeHead(got.length === 1 ? 503 : 200).end();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
  expect(await refused('setWebhook', { url, secret_token: 'no spaces' })).toBe(
    '400 Bad Request: secret token contains unallowed characters',
  );
  expect(await refused('setWebhook', { url: 'ftp://x' })).toBe(
    '400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
  );
  expect((await bot.api('setWebhook', { url, secret_token: 'a_secret-1' })).result).toBe(true);
  expect(await refused('getUpdates', {})).toMatch(
    /^409 Conflict: can't use getUpdates method while webhook is active/,
  );
  await bot.write(chat, 'hola');
  await until(() => got.length === 2, 'a second call');
  expect(got.map(({ headers }) => headers['x-telegram-bot-api-secret-token'])).toEqual([
    'a_secret-1',
    'a_secret-1',
  ]);
  expect(got.map(({ body }) => (JSON.parse(body) as Update).message!.text)).toEqual([
    'hola',
    'hola',
  ]);
  await until(
    async () =>
      (await bot.api<{ pending_update_count: number }>('getWebhookInfo')).result
        .pending_update_count === 0,
    'nothing pending',
  );
  await bot.api('deleteWebhook');
  server.close();
  server.closeAllConnections();
});

test('switches: 429 with its seconds, blocking, limits, outage', async () => {
  await bot.switches({ tooMany: 7 });
  expect(await bot.api('sendMessage', { chat_id: chat, text: 'x' })).toEqual({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 7',
    parameters: { retry_after: 7 },
  });
  await bot.switches({ tooMany: 0 });
  const another = (await bot.post<{ id: number }>('chats', { name: 'Beto', start: '' })).id;
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => bot.api('sendMessage', { chat_id: another, text: `${i}` })),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({
    error_code: 429,
    parameters: { retry_after: 1 },
  });
  await bot.post(`chats/${another}/block`, { blocked: true });
  expect(await refused('sendMessage', { chat_id: another, text: 'x' })).toBe(
    '403 Forbidden: bot was blocked by the user',
  );
  const silent = (await bot.post<{ id: number }>('chats', { name: 'Callado' })).id;
  expect(await refused('sendMessage', { chat_id: silent, text: 'x' })).toMatch(
    /^403 Forbidden: bot can't initiate conversation/,
  );
  await bot.switches({ outage: 'error' });
  expect(await refused('getMe', {})).toBe('502 Bad Gateway');
  await bot.switches({ outage: 'refuse' });
  await expect(bot.api('getMe')).rejects.toThrow('fetch failed');
  await bot.switches({ outage: 'none' });
  expect((await bot.api('getMe')).ok).toBe(true);
});
