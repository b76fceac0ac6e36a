import { until } from '../../../support/wait';

import { saidOn } from './bot-api';
import {
  bot,
  call,
  feedbackOn,
  link,
  mine,
  openStory,
  says,
  shows,
  staff,
  stage,
} from './story-stage';

/** The story of a ticket on phones, with what customers press and type. */

/** Messages of a chat that writes a lot: answering them takes as many seconds. */
const TALK = 20;

openStory();

test('issued, linked, position edited, called, recalled, served, rated', async () => {
  const first = await stage.issue();
  const { id, number } = await stage.issue();
  const url = await link(id);
  expect(url).toMatch(/^https:\/\/t\.me\/ticketero_local_bot\?start=[\w-]{22}$/);
  const phone = await bot.start(url);
  const confirmed = await says(phone, /Hay 1 persona antes que usted/);
  expect(saidOn(confirmed)).toHaveLength(1);
  expect(saidOn(confirmed)[0]).toContain(number);
  expect(saidOn(confirmed)[0]).toContain('Sucursal <Centro> & Cía');
  expect(confirmed.messages[1].rang).toBe(false);
  expect(confirmed.messages[1].entities).toContainEqual(
    expect.objectContaining({
      type: 'text_link',
      url: expect.stringMatching(/^https:\/\/turnos\.example\/t#.{20,}$/),
    }),
  );

  await call();
  expect(saidOn(await says(phone, /Usted es quien sigue/))).toHaveLength(1);
  await stage.operations.start(staff('advisor-1'), mine(first.id));
  await stage.operations.finish(staff('advisor-1'), { ...mine(first.id), next: false });

  await stage.operations.callNext(staff('advisor-2'), { advisor: 'advisor-2', counter: '2' });
  const called = await says(phone, /es su turno\nMódulo 2\nLe atiende José <b>\./);
  expect(called.messages.at(-1)!.rang).toBe(true);
  await stage.operations.recall(staff('advisor-2'), mine(id, '2'));
  expect((await says(phone, /le llamamos otra vez/)).messages.at(-1)!.rang).toBe(true);
  await stage.operations.start(staff('advisor-2'), mine(id, '2'));
  await stage.operations.finish(staff('advisor-2'), { ...mine(id, '2'), next: false });
  expect((await says(phone, /¿Cómo le atendimos/)).messages.at(-1)!.rang).toBe(false);
  await bot.press(phone, '5 ⭐');
  await shows(phone, ({ toast }) => toast === '¡Gracias por su opinión!');
  expect(await feedbackOn(id)).toEqual([{ score: 5 }]);
});

test('a customer called before the first message is out is told once', async () => {
  const { id } = await stage.issue();
  const phone = await bot.start(await link(id));
  await says(phone, /Usted es quien sigue/);
  await call();
  await says(phone, /es su turno/);
  // as if it had been in flight all along: Telegram may take seconds to answer
  const pool = stage.database.pools.read;
  const first = "ticket_id = $1 and type = 'TicketIssued'";
  await pool.query(`update deliveries set state = 'open', ended_at = null where ${first}`, [id]);
  const ended = async () =>
    (await pool.query(`select from deliveries where ${first} and state <> 'open'`, [id]))
      .rowCount === 1;
  await until(ended, 'the first message to end again');
  expect(saidOn(await bot.phone(phone)).filter((text) => /es su turno/.test(text))).toHaveLength(1);
  await stage.operations.start(staff('advisor-1'), mine(id));
  await stage.operations.finish(staff('advisor-1'), { ...mine(id), next: false });
});

test('a customer back from hold reads that they are being served, below the call', async () => {
  const { id } = await stage.issue();
  const phone = await bot.start(await link(id));
  await says(phone, /Usted es quien sigue/);
  const saysLast = (text: RegExp) => shows(phone, (state) => text.test(saidOn(state).at(-1) ?? ''));
  await call();
  await saysLast(/es su turno/);
  await stage.operations.start(staff('advisor-1'), mine(id));
  await stage.operations.hold(staff('advisor-1'), { ...mine(id), reason: 'documents' });
  await saysLast(/quedó pendiente/);
  await stage.operations.resume(staff('advisor-1'), mine(id));
  await saysLast(/le están atendiendo/);
  await stage.operations.finish(staff('advisor-1'), { ...mine(id), next: false });
});

test('a press while the branch is locked is answered at once, and done later', async () => {
  const { id } = await stage.issue();
  const phone = await bot.start(await link(id));
  await says(phone, /Usted es quien sigue/);
  await bot.press(phone, 'Necesito más tiempo');
  await says(phone, /¿Cuántos minutos más/);
  const holder = await stage.database.pools.read.connect();
  try {
    await holder.query('begin');
    await holder.query("select 1 from branch_heads where branch_id = '1' for no key update");
    const at = Date.now();
    await bot.press(phone, /^5 min/);
    await until(
      async () =>
        (await bot.calls()).some((made) => made.method === 'answerCallbackQuery' && made.at >= at),
      'an answer',
    );
    expect((await bot.phone(phone)).toast).toBe('Un momento, por favor.');
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  await says(phone, /Su turno espera hasta/);
  await stage.operations.cancel(
    { branch: '1', actor: { kind: 'customer', id } },
    { ticket: id, because: 'customer' },
  );
});

test("a chat that writes a lot delays nobody else's press", async () => {
  const talker = await bot.start('https://t.me/x?start=');
  const { id } = await stage.issue();
  const phone = await bot.start(await link(id));
  await says(phone, /Usted es quien sigue/);
  // each answer to the busy chat waits for its second
  for (let i = 0; i < TALK; i++) await bot.write(talker, '/ayuda');
  await until(async () => saidOn(await bot.phone(talker)).length >= 2, 'the first answers');
  const at = Date.now();
  await bot.press(phone, 'Cancelar turno');
  await until(
    async () =>
      (await bot.calls()).some((made) => made.method === 'answerCallbackQuery' && made.at >= at),
    'an answer',
  );
  expect(saidOn(await bot.phone(talker)).length).toBeLessThan(TALK);
  await says(phone, /¿Cancelamos/);
  await bot.press(phone, /^Sí, cancelar/);
  await says(phone, /quedó cancelado/);
});

test('a command repeated because its instance died is done once', async () => {
  const { id } = await stage.issue();
  const phone = await bot.start(await link(id));
  await says(phone, /Usted es quien sigue/);
  await bot.write(phone, '/aplazar 5');
  await says(phone, /le damos 5 minutos más/);
  // as if it had died between the command and recording that it was done
  const text = (await bot.phone(phone)).messages.find((message) => message.text === '/aplazar 5')!;
  const { key } = (
    await stage.database.pools.read.query(
      `
        select key
          from plugin_store
         where plugin = 'telegram' and key like 'update:%'
         order by key desc limit 1`,
    )
  ).rows[0];
  await stage.database.pools.read.query('delete from plugin_store where key = $1', [key]);
  const update_id = Number(key.split(':')[2]);
  await bot.post('update', { update_id, message: text });
  await shows(
    phone,
    (now) => saidOn(now).filter((said) => /le damos 5 minutos más/.test(said)).length === 2,
  );
  expect((await stage.operations.myTicket('1', id)).defersLeft).toBe(1);
  await stage.operations.cancel(
    { branch: '1', actor: { kind: 'customer', id } },
    { ticket: id, because: 'customer' },
  );
});

test('more time by button: asks how long, edits the card, counts once', async () => {
  const { id } = await stage.issue();
  const phone = await bot.start(await link(id));
  await says(phone, /Usted es quien sigue/);
  await bot.press(phone, 'Necesito más tiempo');
  const asked = await says(phone, /¿Cuántos minutos más/);
  const button = asked.messages.at(-1)!.reply_markup!.inline_keyboard[0][0];
  await Promise.all(
    [1, 2, 3].map(() =>
      bot.post(`chats/${phone}/press`, {
        message: asked.messages.at(-1)!.message_id,
        data: button.callback_data,
      }),
    ),
  );
  await says(phone, /Su turno espera hasta las \d\d:\d\d/);
  const { defersLeft } = await stage.operations.myTicket('1', id);
  expect(defersLeft).toBe(1);
  await bot.press(phone, 'Cancelar turno');
  await says(phone, /¿Cancelamos/);
  await bot.press(phone, /^Sí, cancelar/);
  await says(phone, /está cancelado|quedó cancelado/);
  expect((await stage.operations.myTicket('1', id)).state).toBe('cancelled');
});

test('words instead of commands, in English for an English ticket', async () => {
  const { id } = await stage.issue('empresas', 'en');
  const phone = await bot.start(await link(id), 'en');
  await says(phone, /You are next/);
  await bot.write(phone, 'how long??');
  await shows(phone, (now) => saidOn(now).filter((said) => /You are next/.test(said)).length === 2);
  await bot.write(phone, '/idioma');
  await says(phone, /Which language/);
  await bot.press(phone, 'Español');
  await shows(phone, ({ toast }) => toast === 'Desde ahora le escribo en español.');
  await bot.write(phone, 'cuánto falta');
  await says(phone, /Usted es quien sigue/);
  await bot.write(phone, '/cancelar');
  await says(phone, /¿Cancelamos/);
  await bot.press(phone, 'No, seguir esperando');
  await bot.write(phone, '/desvincular');
  await says(phone, /¿De cuál turno/);
  await bot.press(phone, /^No avisarme más/);
  await until(
    async () => (await stage.host('telegram').contacts.byTicket(id)).length === 0,
    'unlinked',
  );
  expect((await stage.operations.myTicket('1', id)).state).toBe('waiting');
  await stage.operations.cancel(
    { branch: '1', actor: { kind: 'customer', id } },
    { ticket: id, because: 'customer' },
  );
});
