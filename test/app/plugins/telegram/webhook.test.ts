import { checkTelegram } from '../../../../src/app/plugins/telegram/check';
import { webhookPath, webhookToken } from '../../../../src/app/plugins/telegram/settings';
import { until } from '../../../support/wait';

import { saidOn, TOKEN } from './bot-api';
import { TwoInstances } from './two-instances';

/**
 * Telegram calls us: two processes behind one bot, either of which may have registered its address.
 */

const SECRET = 'a-webhook-secret-of-32-characters';
let bank: TwoInstances;

beforeAll(async () => {
  bank = await TwoInstances.start({ webhookSecret: SECRET });
});
afterAll(async () => {
  await bank?.stop();
});

const called = async () => (await bank.bot.api<{ url: string }>('getWebhookInfo')).result.url;
const knock = (headers: Readonly<Record<string, string>>, body: string) =>
  fetch(`http://127.0.0.1:${bank.instances[0].port}/${webhookPath(SECRET)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  }).then(({ status }) => status);
const withToken = { 'x-telegram-bot-api-secret-token': webhookToken(SECRET) };
const says = (phone: number, text: RegExp) =>
  until(
    async () => saidOn(await bank.bot.phone(phone)).some((said) => text.test(said)),
    `a phone that says ${text}`,
  );

test('one instance tells Telegram where to call, and the story goes on from there', async () => {
  await until(async () => (await called()).endsWith(webhookPath(SECRET)), 'a webhook');
  const { link } = await bank.issue();
  const phone = await bank.bot.start(link);
  await says(phone, /🎫/);
  await bank.bot.write(phone, '/turno');
  await until(
    async () => saidOn(await bank.bot.phone(phone)).filter((said) => /🎫/.test(said)).length === 2,
    'an answer',
  );
});

test('a wrong secret or path learns nothing, and changes nothing', async () => {
  const update = JSON.stringify({
    update_id: 1,
    message: {
      message_id: 1,
      date: 0,
      from: { id: 1000001 },
      chat: { id: 1000001, type: 'private' },
      text: '/desvincular',
    },
  });
  const before = (await bank.bot.calls()).length;
  expect(await knock({}, update)).toBe(401);
  expect(await knock({ 'x-telegram-bot-api-secret-token': 'x'.repeat(40) }, update)).toBe(401);
  expect(await knock({ 'x-telegram-bot-api-secret-token': SECRET }, update)).toBe(401);
  for (const body of [
    '',
    '{',
    '[]',
    'null',
    '{"update_id":"1"}',
    '{"update_id":2,"message":{}}',
    '{"update_id":3,"message":{"chat":7}}',
  ]) {
    expect(await knock(withToken, body)).toBe(400);
  }
  expect(
    await knock(withToken, `{"update_id":4,"message":{"text":"${'x'.repeat(300_000)}"}}`),
  ).toBe(413);
  expect((await bank.bot.calls()).length).toBe(before);
});

test('an update delivered twice, to both instances, is answered once', async () => {
  const { link } = await bank.issue();
  const phone = await bank.bot.start(link);
  await says(phone, /🎫/);
  const update = JSON.stringify({
    update_id: 77,
    message: {
      message_id: 1,
      date: 0,
      from: { id: phone, is_bot: false, first_name: 'x' },
      chat: { id: phone, type: 'private', first_name: 'x' },
      text: '/ayuda',
    },
  });
  const statuses = await Promise.all(
    [0, 1, 0, 1].map((index) =>
      fetch(`http://127.0.0.1:${bank.instances[index].port}/${webhookPath(SECRET)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...withToken },
        body: update,
      }).then(({ status }) => status),
    ),
  );
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
  expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
  expect(await knock(withToken, update)).toBe(200);
  expect(
    saidOn(await bank.bot.phone(phone)).filter((said) => /Puede escribirme/.test(said)),
  ).toHaveLength(1);
});

test('a late report that the bot was blocked does not end a restarted chat', async () => {
  const { link } = await bank.issue();
  const phone = await bank.bot.start(link);
  await says(phone, /🎫/);
  const blocked = (update_id: number) =>
    knock(
      withToken,
      JSON.stringify({
        update_id,
        my_chat_member: {
          date: 1,
          from: { id: phone, is_bot: false, first_name: 'x' },
          chat: { id: phone, type: 'private', first_name: 'x' },
          new_chat_member: { status: 'kicked', until_date: 0 },
        },
      }),
    );
  const answersTo = async (text: string, answer: RegExp) => {
    const heard = async () =>
      saidOn(await bank.bot.phone(phone)).filter((said) => answer.test(said)).length;
    const before = await heard();
    await bank.bot.write(phone, text);
    await until(async () => (await heard()) > before, `an answer like ${answer}`);
  };
  expect(await blocked(0)).toBe(200);
  await answersTo('/turno', /🎫/);
  expect(await blocked(2 ** 40)).toBe(200);
  await answersTo('/turno', /No sigo ningún turno/);
});

test('the check says what is right, and how to fix what is wrong', async () => {
  const options = { token: TOKEN, apiRoot: bank.bot.url, webhookSecret: SECRET };
  const url = new URL(await called()).origin;
  const findings = await checkTelegram(options, url);
  expect(findings.filter(({ ok }) => ok).map(({ text }) => text.split(':')[0])).toEqual([
    'token',
    'secret',
    'door',
    'webhook',
  ]);
  expect(findings.filter(({ ok }) => !ok).map(({ text }) => text)).toEqual([
    expect.stringMatching(/^address: Telegram calls only HTTPS addresses/),
  ]);
  expect(
    (await checkTelegram({ ...options, token: '1234567:another-token-altogether' }, url)).map(
      ({ text }) => text,
    ),
  ).toEqual([expect.stringMatching(/BotFather/)]);
  const other = await checkTelegram(
    { ...options, webhookSecret: 'another-secret-of-32-characters-' },
    url,
  );
  expect(other.filter(({ ok }) => !ok).map(({ text }) => text.split(':')[0])).toEqual([
    'address',
    'secret',
    'door',
    'webhook',
  ]);
  expect((await checkTelegram({ token: TOKEN, apiRoot: bank.bot.url }, url)).at(-1)).toMatchObject({
    ok: false,
    text: expect.stringContaining('there should be none'),
  });
});

test('if the instance Telegram calls is killed, the other registers its own address', async () => {
  const now = Number(new URL(await called()).port);
  const holder = bank.instances.findIndex(({ port }) => port === now);
  expect(holder).toBeGreaterThanOrEqual(0);
  await bank.kill(holder);
  await until(
    async () => Number(new URL(await called()).port) === bank.instances[1 - holder].port,
    'another address',
    60_000,
  );
  const { link } = await bank.issue();
  await says(await bank.bot.start(link), /🎫/);
  await bank.revive(holder);
});
