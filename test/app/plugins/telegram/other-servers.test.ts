import { LooseServer } from './loose-server';
import { checkTelegram } from '../../../../src/app/plugins/telegram/check';
import { createTelegram } from '../../../../src/app/plugins/telegram/telegram';
import { newKeys } from '../../../../src/app/vault/keys';
import { createDatabase, TestDatabase } from '../../../support/database';
import { openStage, Stage } from '../../relay/stage';
import { until } from '../../relay/until';

/**
 * The bot at a Bot API that is not ours: what it relies on is what the documentation promises, and
 * not much of that.
 */

let database: TestDatabase;
let stage: Stage;
const server = new LooseServer();
const telegram = () =>
  createTelegram({
    token: '4242:another-servers-token',
    apiRoot: server.url,
    positionsMs: 500,
    callMs: 2_000,
  });
let plugin: ReturnType<typeof telegram>;

const staff = { branch: '1', actor: { kind: 'staff' as const, id: 'advisor-1' } };
const mine = (ticket: string) => ({ ticket, staff: 'advisor-1', supervises: false });
const says = async (chat: number, text: RegExp, times = 1) => {
  await until(() => server.saidTo(chat, text).length >= times, `${text} to ${chat}`, 15_000).catch(
    (error: Error) => {
      const said = server.said.filter((one) => one.chat === chat).map((one) => one.text);
      throw new Error(`${error.message}: ${JSON.stringify(said)}`);
    },
  );
  return server.saidTo(chat, text).at(-1)!;
};
const linked = async (ticket: string) =>
  (await stage.host('telegram').contacts.byTicket(ticket)).length;

async function start(chat: number, ticket: string): Promise<void> {
  let url: string | undefined;
  await until(
    async () => (url = await plugin.link!('1', ticket, true)) !== undefined,
    "the bot's name",
  );
  server.text(chat, `/start ${new URL(url!).searchParams.get('start')}`);
  await says(chat, /🎫/);
}
const cancel = (id: string) =>
  stage.operations.cancel(
    { branch: '1', actor: { kind: 'customer', id } },
    { ticket: id, because: 'customer' },
  );

beforeAll(async () => {
  await server.start();
  database = await createDatabase();
  plugin = telegram();
  stage = await openStage(database.url, newKeys(), [plugin], {
    publicUrl: 'https://turnos.example',
  });
  await stage.seed();
}, 90_000);

afterAll(async () => {
  await stage?.close();
  await server.stop();
  await database?.drop();
}, 60_000);

test(
  'the whole story: linked, asked, deferred by a button whose message is gone, called, ' +
    'served, rated with words',
  async () => {
    // the largest ids that the documentation promises have 52 bits
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
    expect((await says(chat, /En pausa/)).method).toBe('editMessageText');
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
  },
  60_000,
);

test(
  'a server that never holds a question open is not stormed, and one that ends it for ' +
    'another is asked again',
  async () => {
    const before = server.asked.length;
    await new Promise((resolve) => {
      setTimeout(resolve, 2_000);
    });
    const polls = server.asked.slice(before).filter((method) => method === 'getUpdates').length;
    expect(polls).toBeGreaterThan(0);
    expect(polls).toBeLessThanOrEqual(11);
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
    expect(
      server.asked.filter((method) => method === 'deleteWebhook').length,
    ).toBeGreaterThanOrEqual(2);
  },
  60_000,
);

test('a restarted server numbers updates afresh: an old number can be a new update', async () => {
  server.text(12, '/ayuda');
  await says(12, /Puede escribirme/);
  const port = Number(new URL(server.url).port);
  await server.stop();
  server.reset();
  await server.start(port);
  for (let i = 0; i < 3; i++) server.text(13, 'hola');
  await says(13, /Puede escribirme/, 3);
}, 60_000);

test.each([
  ['Forbidden: bot was blocked by the user', 403, 200],
  ['Forbidden: user is deactivated', 403, 403],
  ['Bad Request: chat not found', 400, 400],
  ['Bad Request: PEER_ID_INVALID', 400, 400],
  ["Forbidden: bot can't initiate conversation with a user", 403, 403],
])(
  '"%s" unlinks',
  async (description, error_code, status) => {
    const { id } = await stage.issue();
    const chat = 100 + description.length;
    await start(chat, id);
    server.instead.push({
      method: 'sendMessage',
      chat,
      status,
      body: { ok: false, error_code, description },
    });
    await stage.operations.callNext(staff, { advisor: 'advisor-1', counter: '1' });
    await until(async () => (await linked(id)) === 0, 'unlinked');
    await stage.operations.noShow(staff, mine(id));
  },
  60_000,
);

test.each([
  [
    'Bad Request: message is not modified: specified new message content and reply markup ' +
      'are exactly the same',
    0,
  ],
  ['Bad Request: message to edit not found', 1],
  ["Bad Request: message can't be edited", 1],
  ['Bad Request: MESSAGE_ID_INVALID', 1],
  ['Bad Request: there is no text in the message to edit', 1],
])(
  'an edit refused with "%s" becomes %i new messages, and nothing fails',
  async (description, more) => {
    const { id } = await stage.issue();
    const chat = 300 + description.length;
    await start(chat, id);
    const before = server.saidTo(chat, /./).length;
    server.instead.push({
      method: 'editMessageText',
      chat,
      status: 400,
      body: { ok: false, error_code: 400, description },
    });
    await stage.operations.defer(
      { branch: '1', actor: { kind: 'customer', id } },
      { ticket: id, minutes: 5 },
    );
    const state = async () =>
      (
        await stage.database.pools.read.query(
          "select state, reason from deliveries where ticket_id = $1 and type = 'TicketDeferred'",
          [id],
        )
      ).rows[0];
    await until(async () => (await state())?.state === 'sent', 'the edit to be over');
    expect(server.saidTo(chat, /./).length - before).toBe(more);
    await cancel(id);
  },
  60_000,
);

test('429 that says its seconds only in words is obeyed', async () => {
  const { id } = await stage.issue();
  await start(500, id);
  server.instead.push({
    method: 'sendMessage',
    chat: 500,
    status: 429,
    body: { ok: false, error_code: 429, description: 'Too Many Requests: retry after 3' },
  });
  const at = Date.now();
  await stage.operations.callNext(staff, { advisor: 'advisor-1', counter: '1' });
  await says(500, /es su turno/);
  expect(Date.now() - at).toBeGreaterThanOrEqual(3_000);
  expect(server.saidTo(500, /es su turno/)).toHaveLength(1);
  await stage.operations.noShow(staff, mine(id));
}, 60_000);

test('groups, channels, edits, members and unknown updates are ignored silently', async () => {
  const before = server.said.length;
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
  expect(server.said.slice(before).map(({ chat }) => chat)).toEqual([600]);
}, 60_000);

test(
  'a customer who deletes the account, or blocks the bot, is unlinked by the update that ' +
    'says so',
  async () => {
    const { id } = await stage.issue();
    await start(700, id);
    server.update({
      my_chat_member: {
        date: 1,
        chat: { id: 700, type: 'private' },
        from: { id: 700, is_bot: false, first_name: 'x' },
        new_chat_member: { status: 'kicked', until_date: null },
      },
    });
    await until(async () => (await linked(id)) === 0, 'unlinked');
    await cancel(id);
  },
  60_000,
);

const issuedRow = async (ticket: string, type: string) =>
  (
    await stage.database.pools.read.query(
      'select state, attempts, due_at as due, lease from deliveries where ticket_id = $1 ' +
        'and type = $2',
      [ticket, type],
    )
  ).rows[0];

test(
  "a message that fails while Telegram answers everybody else is that message's matter: it " +
    'gets its next attempt in 30 s',
  async () => {
    const { id } = await stage.issue();
    await start(800, id);
    server.instead.push({
      method: 'sendMessage',
      chat: 800,
      status: 500,
      body: 'Internal Server Error',
    });
    await stage.operations.callNext(staff, { advisor: 'advisor-1', counter: '1' });
    await until(
      async () => (await issuedRow(id, 'TicketCalled'))?.attempts === 1,
      'an attempt that counts',
    );
    const { state, due } = await issuedRow(id, 'TicketCalled');
    expect(state).toBe('open');
    expect(due - Date.now()).toBeGreaterThan(25_000);
    expect(due - Date.now()).toBeLessThanOrEqual(30_000);
    expect(stage.relay.troubles()).toEqual({});
    await stage.operations.noShow(staff, mine(id));
  },
  60_000,
);

test(
  'an outage is one even when a single customer is linked: nothing counts, and the turn is ' +
    'told seconds after it is over',
  async () => {
    const { id } = await stage.issue();
    await start(900, id);
    const port = Number(new URL(server.url).port);
    await server.stop();
    await stage.operations.callNext(staff, { advisor: 'advisor-1', counter: '1' });
    await until(() => stage.relay.troubles()['telegram'] !== undefined, 'an open circuit');
    await new Promise((resolve) => {
      setTimeout(resolve, 3_000);
    });
    expect(await issuedRow(id, 'TicketCalled')).toMatchObject({ state: 'open', attempts: 0 });
    await server.start(port);
    await says(900, /es su turno/);
    await until(
      async () => (await issuedRow(id, 'TicketCalled')).state === 'sent',
      'the record of it',
    );
    expect(stage.relay.troubles()).toEqual({});
    await stage.operations.noShow(staff, mine(id));
  },
  60_000,
);

test(
  'while a server takes messages and answers nobody, it is asked whether it is there: the ' +
    'message is not sent again and again',
  async () => {
    const { id } = await stage.issue();
    await start(1000, id);
    const before = server.asked.length;
    const tried = () =>
      server.asked.slice(before).filter((one) => one === 'sendMessage to 1000').length;
    server.hangs = true;
    await stage.operations.callNext(staff, { advisor: 'advisor-1', counter: '1' });
    await until(() => stage.relay.troubles()['telegram'] !== undefined, 'an open circuit');
    await until(
      () => server.asked.slice(before).filter((method) => method === 'getMe').length >= 3,
      'probes',
    );
    expect(tried()).toBe(1);
    server.hangs = false;
    await says(1000, /es su turno/);
    expect(tried()).toBe(2);
    await stage.operations.noShow(staff, mine(id));
  },
  60_000,
);

test(
  'an update that fails however often it is tried gets a word of regret, and the next of its ' +
    'chat is handled',
  async () => {
    for (let i = 0; i < 5; i++)
      server.instead.push({
        method: 'sendMessage',
        chat: 1100,
        status: 500,
        body: 'Internal Server Error',
      });
    server.text(1100, '/ayuda');
    server.text(1100, 'hola');
    await until(() => server.saidTo(1100, /./).length === 2, 'two answers', 40_000);
    expect(server.saidTo(1100, /./).map(({ text }) => text)).toEqual([
      expect.stringContaining('No pudimos hacerlo ahora'),
      expect.stringContaining('Puede escribirme'),
    ]);
  },
  60_000,
);

test('the check says what a server does not know, instead of failing', async () => {
  expect(
    await checkTelegram(
      { token: '4242:another-servers-token', apiRoot: server.url },
      'https://turnos.example',
    ),
  ).toEqual([
    { ok: true, text: expect.stringContaining('@other_bot') },
    { ok: false, text: expect.stringContaining('may not know the question') },
  ]);
});
