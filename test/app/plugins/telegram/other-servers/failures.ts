import { quietFor, until } from '../../../../support/wait';

import { issuedRow, mine, says, server, staff, stage, start } from './stage';

/** A server that fails, hangs or is down. */

test('a message that fails alone uses up an attempt: the next one is in 30 s', async () => {
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
});

test('an outage with a single linked customer costs no attempts; the turn follows it', async () => {
  const { id } = await stage.issue();
  await start(900, id);
  const port = Number(new URL(server.url).port);
  await server.stop();
  await stage.operations.callNext(staff, { advisor: 'advisor-1', counter: '1' });
  await until(() => stage.relay.troubles()['telegram'] !== undefined, 'an open circuit');
  await quietFor(3_000); // probes go out meanwhile, and none of them may count as an attempt
  expect(await issuedRow(id, 'TicketCalled')).toMatchObject({ state: 'open', attempts: 0 });
  await server.start(port);
  await says(900, /es su turno/);
  await until(
    async () => (await issuedRow(id, 'TicketCalled')).state === 'sent',
    'the record of it',
  );
  expect(stage.relay.troubles()).toEqual({});
  await stage.operations.noShow(staff, mine(id));
});

test('a server that hangs is probed; the message is not sent again and again', async () => {
  const { id } = await stage.issue();
  await start(1000, id);
  const before = server.asked.length;
  const tried = () =>
    server.asked.slice(before).filter((one) => one === 'sendMessage to 1000').length;
  server.hangs = true;
  await stage.operations.callNext(staff, { advisor: 'advisor-1', counter: '1' });
  await until(() => stage.relay.troubles()['telegram'] !== undefined, 'an open circuit');
  await until(
    () => server.asked.slice(before).filter((method) => method === 'getMe').length >= 2,
    'probes',
  );
  expect(tried()).toBe(1);
  server.hangs = false;
  await says(1000, /es su turno/);
  expect(tried()).toBe(2);
  await stage.operations.noShow(staff, mine(id));
});

test('an update that keeps failing gets an apology, and the next one is handled', async () => {
  for (let i = 0; i < 5; i++) {
    server.instead.push({
      method: 'sendMessage',
      chat: 1100,
      status: 500,
      body: 'Internal Server Error',
    });
  }
  server.text(1100, '/ayuda');
  server.text(1100, 'hola');
  await until(() => server.saidTo(1100, /./).length === 2, 'two answers', 40_000);
  expect(server.saidTo(1100, /./).map(({ text }) => text)).toEqual([
    expect.stringContaining('No pudimos hacerlo ahora'),
    expect.stringContaining('Puede escribirme'),
  ]);
});
