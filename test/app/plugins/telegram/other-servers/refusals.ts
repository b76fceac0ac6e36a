import { until } from '../../../../support/wait';

import { cancel, linked, mine, says, server, staff, stage, start } from './stage';

/** What a server refuses, and in what words. */

test.each([
  ['Forbidden: bot was blocked by the user', 403, 200],
  ['Forbidden: user is deactivated', 403, 403],
  ['Bad Request: chat not found', 400, 400],
  ['Bad Request: PEER_ID_INVALID', 400, 400],
  ["Forbidden: bot can't initiate conversation with a user", 403, 403],
])('"%s" unlinks', async (description, error_code, status) => {
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
});

test.each([
  "Bad Request: can't parse entities near Ana Rojas in 7712345678",
  'Bad Request: MESSAGE_OF_7712345678_TO_ANA_ROJAS_REFUSED',
  'Bad Request: chat not found: 7712345678, Ana Rojas',
])('a refusal that quotes somebody ("%s") leaves nothing about them', async (description) => {
  const { id } = await stage.issue();
  const chat = 800 + description.length;
  await start(chat, id);
  server.instead.push({
    method: 'sendMessage',
    chat,
    status: 400,
    body: { ok: false, error_code: 400, description },
  });
  await stage.operations.callNext(staff, { advisor: 'advisor-1', counter: '1' });
  const kept = async () => {
    const { rows } = await stage.database.pools.read.query(
      `select 'delivery' as place, state || ': ' || coalesce(reason, '') as text from deliveries
        where ticket_id = $1 and type = 'TicketCalled' and state <> 'open'
        union all select 'event', body from events where ticket_id = $1`,
      [id],
    );
    return rows as readonly { readonly place: string; readonly text: string }[];
  };
  await until(async () => (await kept()).some(({ place }) => place === 'delivery'), 'an outcome');
  if (/not found/.test(description)) await until(async () => !(await linked(id)), 'unlinked');
  const all = await kept();
  expect(all.find(({ place }) => place === 'delivery')?.text).toMatch(
    /^failed: Telegram answered 400/,
  );
  expect(all.filter(({ text }) => /7712345678|Ana|ROJAS/.test(text))).toEqual([]);
  await stage.operations.noShow(staff, mine(id));
});

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
);

test('a 429 that gives its seconds only in words is obeyed', async () => {
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
});

test('a customer who blocks the bot or deletes the account is unlinked by the update', async () => {
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
});
