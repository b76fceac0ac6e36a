import { Client } from 'pg';
import { webhookPath, webhookToken } from '../../../../src/app/plugins/telegram/settings';
import { until } from '../../../support/wait';
import { PhoneMessage, saidOn } from './bot-api';
import { TwoInstances } from './two-instances';

/** Telegram repeats an update until it gets a 200, to whichever instance answers. */

const SECRET = 'a-webhook-secret-of-32-characters';
const CALLERS = 20;
let bank: TwoInstances;

beforeAll(async () => {
  bank = await TwoInstances.start({ webhookSecret: SECRET });
});
afterAll(async () => {
  await bank?.stop();
});

const deliver = async (update: object, instance: number): Promise<number> => {
  const response = await fetch(
    `http://127.0.0.1:${bank.instances[instance].port}/${webhookPath(SECRET)}`,
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': webhookToken(SECRET),
      },
      body: JSON.stringify(update),
    },
  );
  return response.status;
};

/**
 * Every caller sends every update, each starting with a different one; returns the first answers.
 */
const everybody = async (
  updates: readonly object[],
  send: (update: object, caller: number) => Promise<number>,
): Promise<readonly number[]> =>
  (
    await Promise.all(
      Array.from({ length: CALLERS }, (_, caller) =>
        Promise.all(updates.map((__, at) => send(updates[(at + caller) % updates.length], caller))),
      ),
    )
  ).flat();

const until200 = async (update: object, caller: number): Promise<number> => {
  let status = 0;
  await until(async () => {
    status = await deliver(update, caller % 2);
    expect([200, 503]).toContain(status);
    return status === 200;
  }, 'an update that is done');
  return status;
};

/**
 * Only facts about the ticket: when a delivery's outcome is recorded depends on the machine's load.
 */
async function factsOf(ticket: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: bank.database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ type: string }>(
      "select type from events where ticket_id = $1 and type <> 'DeliveryEnded' order by seq",
      [ticket],
    );
    return rows.map(({ type }) => type);
  } finally {
    await client.end();
  }
}

const written = (chat: number, update_id: number, text: string) => ({
  update_id,
  message: {
    message_id: update_id,
    date: 0,
    from: { id: chat, is_bot: false, first_name: 'x' },
    chat: { id: chat, type: 'private', first_name: 'x' },
    text,
  },
});
const pressed = (chat: number, update_id: number, under: PhoneMessage, data: string) => ({
  update_id,
  callback_query: {
    id: `press-${update_id}`,
    from: { id: chat, is_bot: false, first_name: 'x' },
    chat_instance: '1',
    message: { message_id: under.message_id, date: 1, chat: { id: chat, type: 'private' } },
    data,
  },
});

test('updates repeated by twenty callers at both instances, soon and late, act once', async () => {
  const { id, link } = await bank.issue();
  const chat = await bank.bot.start(link);
  const said = async (text: RegExp) =>
    saidOn(await bank.bot.phone(chat)).filter((each) => text.test(each)).length;
  await until(async () => (await said(/🎫/)) > 0, 'a confirmation');
  await bank.bot.press(chat, 'Necesito más tiempo');
  await until(async () => (await said(/¿Cuántos minutos más/)) > 0, 'a question');
  const asked = (await bank.bot.phone(chat)).messages.at(-1)!;
  const { callback_data } = asked.reply_markup!.inline_keyboard[0][0];
  const updates = [
    written(chat, 9001, '/ayuda'),
    pressed(chat, 9002, asked, callback_data),
    // a second press on the same button is no second deferral
    pressed(chat, 9003, asked, callback_data),
    written(chat, 9004, 'qué tal'),
  ];
  await everybody(updates, until200);
  const once = async () => {
    expect(await said(/Puede escribirme/)).toBe(1);
    expect(await said(/No entendí/)).toBe(1);
    expect((await factsOf(id)).filter((type) => type === 'TicketDeferred')).toHaveLength(1);
  };
  await once();
  const late = await everybody(updates, (update, caller) => deliver(update, (caller + 1) % 2));
  expect(new Set(late)).toEqual(new Set([200]));
  expect((await bank.bot.phone(chat)).messages.at(-1)?.from.is_bot).toBe(true);
  await once();
  const cancelling = [
    pressed(chat, 9005, asked, callback_data.replace(/^defer:\d+:\d+/, 'yes')),
    pressed(chat, 9006, asked, callback_data),
  ];
  await everybody(cancelling.slice(0, 1), until200);
  const facts = await factsOf(id);
  expect(facts.filter((type) => type === 'TicketCancelled')).toHaveLength(1);
  // a deferral after the ticket has ended, and everything from before once more
  await everybody([...updates, ...cancelling], until200);
  expect(await factsOf(id)).toEqual(facts);
  await once();
});
