import { rutOf } from '../../../support/rut';
import { saidOn } from './bot-api';
import {
  bot,
  call,
  feedbackOn,
  link,
  mine,
  openStory,
  says,
  served,
  shows,
  staff,
  stage,
} from './story-stage';

/** Ratings, and the remarks that customers add to them. */

openStory();

test('a rating asks for words once, and takes them as typed, cleaned and cut to fit', async () => {
  const { id, phone } = await served('es', '<b>Ana</i> & "\'</b><script>');
  await bot.press(phone, '4 ⭐');
  const asked = (
    await says(
      phone,
      /Si quiere contarnos más, escríbalo aquí en un mensaje de hasta 1\.000 caracteres/,
    )
  ).messages.at(-1)!;
  await bot.write(phone, 'x'.repeat(1_001));
  await says(phone, /Su comentario tiene 1\.001 caracteres y caben 1\.000/);
  await bot.write(phone, '/ayuda');
  await says(phone, /Puede escribirme/);
  expect(await feedbackOn(id)).toEqual([{ score: 4 }]);
  const words = 'Muy amable, pero ¿cuánto se demoran?\u0000 <b>Gracias</b> 😀';
  await bot.write(phone, words);
  await says(phone, /su comentario ya está en la sucursal/);
  const [, second] = await feedbackOn(id);
  expect(second).toEqual({ score: 4, remark: expect.any(String) });
  const { cipher } = (
    await stage.database.pools.read.query('select cipher from remarks where id = $1', [
      second.remark,
    ])
  ).rows[0];
  expect(stage.vault.decrypt(cipher, `remark\0${second.remark}`)).toBe(words.replace('\u0000', ''));
  // only once: what follows is conversation again, and a late press changes nothing
  await bot.write(phone, 'hola');
  await shows(
    phone,
    (now) => saidOn(now).filter((said) => /Puede escribirme/.test(said)).length === 2,
  );
  await bot.post(`chats/${phone}/press`, {
    message: asked.message_id,
    data: `rate:4:${asked.reply_markup!.inline_keyboard[0][0].callback_data.split(':')[1]}`,
  });
  await says(phone, /atención terminada/);
  expect(await feedbackOn(id)).toHaveLength(2);
  // An hour later the question has expired: a late press asks again, and a new remark meets the
  // existing one.
  await stage.database.pools.read.query(
    "update plugin_store set expires_at = 1 where key like 'remark:%'",
  );
  await bot.post(`chats/${phone}/press`, {
    message: asked.message_id,
    data: `rate:4:${asked.reply_markup!.inline_keyboard[0][0].callback_data.split(':')[1]}`,
  });
  await says(phone, /Si quiere contarnos más/);
  await bot.write(phone, 'Otra cosa todavía');
  await says(phone, /Ya teníamos su opinión/);
  expect(await feedbackOn(id)).toHaveLength(2);
});

test('in English, a customer may decline to add words', async () => {
  const { id, phone } = await served('en');
  await bot.press(phone, '2 ⭐');
  await says(phone, /If you would like to say more/);
  await bot.press(phone, 'No, thanks');
  await says(phone, /done\. Thank you for your visit/);
  await bot.write(phone, 'this is no remark');
  await says(phone, /I did not understand that/);
  expect(await feedbackOn(id)).toEqual([{ score: 2 }]);
});

test('a customer with another ticket can ask about it; longer text is the remark', async () => {
  const { id, phone } = await served('es');
  const other = await stage.issue();
  await bot.write(phone, `/start ${new URL(await link(other.id)).searchParams.get('start')}`);
  await says(phone, /Usted es quien sigue/);
  await bot.press(phone, '3 ⭐');
  await says(phone, /Si quiere contarnos más/);
  await bot.write(phone, '¿cuánto falta?');
  await shows(
    phone,
    (now) => saidOn(now).filter((said) => new RegExp(`🎫 ${other.number}`).test(said)).length >= 2,
  );
  expect(await feedbackOn(id)).toEqual([{ score: 3 }]);
  await bot.write(phone, 'Cuánto tiempo esperé hoy: una hora entera en la fila.');
  await says(phone, /su comentario ya está/);
  expect(await feedbackOn(id)).toHaveLength(2);
  await stage.operations.cancel(
    { branch: '1', actor: { kind: 'customer', id: other.id } },
    { ticket: other.id, because: 'customer' },
  );
});

/** A person stored with their RUT, with a phone linked to their ticket. */
async function known(number: number) {
  const nationalId = rutOf(number);
  const { id } = (
    await stage.operations.issueTicket(
      { branch: '1', actor: { kind: 'staff', id: 'admin-1' } },
      { queue: 'caja', lane: 'general', language: 'es', nationalId },
    )
  ).answer;
  const phone = await bot.start(await link(id), 'es');
  await says(phone, /🎫/);
  const oppose = (to: 'messages' | 'feedback') =>
    stage.operations.opposePerson(
      { kind: 'staff', id: 'admin-1' },
      { person: { nationalId }, to: [to] },
    );
  return { id, phone, oppose };
}
async function serve(id: string) {
  await call();
  await stage.operations.start(staff('advisor-1'), mine(id));
  await stage.operations.finish(staff('advisor-1'), { ...mine(id), next: false });
}

test('a person who opposes questions hears of the visit, without a feedback request', async () => {
  const { id, phone, oppose } = await known(9_500_001);
  expect(await oppose('feedback')).toEqual({ opposed: true, ended: 0 });
  await serve(id);
  const { messages } = await says(phone, /atención terminada/);
  expect(JSON.stringify(messages)).not.toMatch(/Cómo le atendimos|rate:/);
});

test('a person who opposes messages hears nothing more; other chats do', async () => {
  const { id, phone, oppose } = await known(9_500_002);
  const said = (await bot.phone(phone)).messages.length;
  expect(await oppose('messages')).toEqual({ opposed: true, ended: 1 });
  await serve(id);
  // A later customer gets every message: by then anything pending would have been sent.
  await served('es');
  expect((await bot.phone(phone)).messages).toHaveLength(said);
});
