import { LocalBotApi, PhoneState, saidOn, TOKEN } from './bot-api';
import { createTelegram } from '../../../../src/app/plugins/telegram/telegram';
import { newKeys } from '../../../../src/app/vault/keys';
import { createDatabase, TestDatabase } from '../../../support/database';
import { openStage, Stage } from '../../relay/stage';
import { until } from '../../relay/until';

/** The story of tickets as phones show it: the plugin in an instance, the local Bot API as a process, the real database between. */

let database: TestDatabase;
let bot: LocalBotApi;
let stage: Stage;
let link: (ticket: string) => Promise<string>;

const staff = (id: string) => ({ branch: '1', actor: { kind: 'staff' as const, id } });
const mine = (ticket: string, advisor = '1') => ({ ticket, staff: `advisor-${advisor}`, supervises: false });
const call = async (advisor = '1') => (await stage.operations.callNext(staff(`advisor-${advisor}`), { advisor: `advisor-${advisor}`, counter: advisor })).answer;

/** Waits until the phone shows what it should; the message of a failure is what it showed. */
async function shows(id: number, wanted: (phone: PhoneState) => boolean): Promise<PhoneState> {
  let last: PhoneState | undefined;
  await until(async () => wanted(last = await bot.phone(id)), 'the phone', 15_000).catch(() => {
    throw new Error(`the phone shows ${JSON.stringify(last && { toast: last.toast, said: last.messages.map((message) => message.text) }, null, 1)}`);
  });
  return last!;
}
const says = (id: number, text: RegExp) => shows(id, (phone) => saidOn(phone).some((said) => text.test(said)));

beforeAll(async () => {
  bot = await LocalBotApi.start();
  database = await createDatabase();
  const telegram = createTelegram({ token: TOKEN, apiRoot: bot.url, positionsMs: 500 });
  stage = await openStage(database.url, newKeys(), [telegram], { publicUrl: 'https://turnos.example' });
  await stage.seed();
  link = async (ticket) => {
    let url: string | undefined;
    await until(async () => (url = await telegram.link!('1', ticket, true)) !== undefined, 'the bot\'s name');
    return url!;
  };
}, 90_000);

afterAll(async () => {
  await stage?.close();
  await bot?.stop();
  await database?.drop();
}, 60_000);

test('issued, linked, position edited, called, recalled, served, rated', async () => {
  const first = await stage.issue();
  const { id, number } = await stage.issue();
  const url = await link(id);
  expect(url).toMatch(/^https:\/\/t\.me\/ticketero_local_bot\?start=[\w-]{22}$/);
  const phone = await bot.start(url);
  const confirmed = await says(phone, /Hay 1 persona delante de usted/);
  expect(saidOn(confirmed)).toHaveLength(1);
  expect(saidOn(confirmed)[0]).toContain(number);
  expect(saidOn(confirmed)[0]).toContain('Sucursal <Centro> & Cía');
  expect(confirmed.messages[1].rang).toBe(false);
  expect(confirmed.messages[1].entities).toContainEqual(expect.objectContaining({ type: 'text_link', url: expect.stringMatching(/^https:\/\/turnos\.example\/t#.{20,}$/) }));

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
}, 60_000);

async function served(language: 'es' | 'en', name?: string): Promise<{ readonly id: string; readonly phone: number }> {
  const { id } = await stage.issue('caja', language);
  const phone = await bot.start(await link(id), language, name);
  await says(phone, /🎫/);
  await call();
  await says(phone, /es su turno|it is your turn/);
  await stage.operations.start(staff('advisor-1'), mine(id));
  await stage.operations.finish(staff('advisor-1'), { ...mine(id), next: false });
  await says(phone, /¿Cómo le atendimos|How did we do/);
  return { id, phone };
}
const feedbackOn = async (ticket: string) => (await stage.operations.readAudit('1', 0, 100_000)).events
  .flatMap(({ fact }) => (fact.type === 'FeedbackGiven' && fact.ticket === ticket ? [{ score: fact.score, ...(fact.remark ? { remark: fact.remark } : {}) }] : []));

test('a rating asks for words once; they are taken as typed, without what no database takes, within the length that fits', async () => {
  const { id, phone } = await served('es', '<b>Ana</i> & "\'</b><script>');
  await bot.press(phone, '4 ⭐');
  const asked = (await says(phone, /Si quiere contarnos más, escríbalo aquí en un mensaje de hasta 1\.000 caracteres/)).messages.at(-1)!;
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
  const { cipher } = (await stage.database.pools.read.query('select cipher from remarks where id = $1', [second.remark])).rows[0];
  expect(stage.vault.decrypt(cipher, 'remark')).toBe(words.replace('\u0000', ''));
  // once: what comes after is conversation again, and a late press changes nothing
  await bot.write(phone, 'hola');
  await shows(phone, (now) => saidOn(now).filter((said) => /Puede escribirme/.test(said)).length === 2);
  await bot.post(`chats/${phone}/press`, { message: asked.message_id, data: `rate:4:${asked.reply_markup!.inline_keyboard[0][0].callback_data.split(':')[1]}` });
  await says(phone, /atención terminada/);
  expect(await feedbackOn(id)).toHaveLength(2);
  // an hour later the asking is forgotten: a late press asks again, and other words find that words were given
  await stage.database.pools.read.query('update plugin_store set expires_at = 1 where key like \'remark:%\'');
  await bot.post(`chats/${phone}/press`, { message: asked.message_id, data: `rate:4:${asked.reply_markup!.inline_keyboard[0][0].callback_data.split(':')[1]}` });
  await says(phone, /Si quiere contarnos más/);
  await bot.write(phone, 'Otra cosa todavía');
  await says(phone, /Ya teníamos su opinión/);
  expect(await feedbackOn(id)).toHaveLength(2);
}, 60_000);

test('in English, words are not wanted by who says so', async () => {
  const { id, phone } = await served('en');
  await bot.press(phone, '2 ⭐');
  await says(phone, /If you like to say more/);
  await bot.press(phone, 'No, thanks');
  await says(phone, /done\. Thank you for your visit/);
  await bot.write(phone, 'this is no remark');
  await says(phone, /I did not understand that/);
  expect(await feedbackOn(id)).toEqual([{ score: 2 }]);
}, 60_000);

test('who still waits for another ticket may ask for it; what is longer is the remark', async () => {
  const { id, phone } = await served('es');
  const other = await stage.issue();
  await bot.write(phone, `/start ${new URL(await link(other.id)).searchParams.get('start')}`);
  await says(phone, /Usted es quien sigue/);
  await bot.press(phone, '3 ⭐');
  await says(phone, /Si quiere contarnos más/);
  await bot.write(phone, '¿cuánto falta?');
  await shows(phone, (now) => saidOn(now).filter((said) => new RegExp(`🎫 ${other.number}`).test(said)).length >= 2);
  expect(await feedbackOn(id)).toEqual([{ score: 3 }]);
  await bot.write(phone, 'Cuánto tiempo esperé hoy: una hora entera en la fila.');
  await says(phone, /su comentario ya está/);
  expect(await feedbackOn(id)).toHaveLength(2);
  await stage.operations.cancel({ branch: '1', actor: { kind: 'customer', id: other.id } }, { ticket: other.id, because: 'customer' });
}, 60_000);

test('a press while the branch is held is answered within a second, and done when it can be', async () => {
  const { id } = await stage.issue();
  const phone = await bot.start(await link(id));
  await says(phone, /Usted es quien sigue/);
  await bot.press(phone, 'Necesito más tiempo');
  await says(phone, /¿Cuántos minutos más/);
  const holder = await stage.database.pools.read.connect();
  try {
    await holder.query('begin');
    await holder.query('select 1 from branch_heads where branch_id = \'1\' for no key update');
    const at = Date.now();
    await bot.press(phone, /^5 min/);
    await until(async () => (await bot.calls()).some((made) => made.method === 'answerCallbackQuery' && made.at >= at), 'an answer', 5_000);
    const answered = (await bot.calls()).find((made) => made.method === 'answerCallbackQuery' && made.at >= at)!;
    expect(answered.at - at).toBeLessThan(1_000);
    expect((await bot.phone(phone)).toast).toBe('Un momento, por favor.');
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  await says(phone, /En pausa/);
  await stage.operations.cancel({ branch: '1', actor: { kind: 'customer', id } }, { ticket: id, because: 'customer' });
}, 60_000);

test('one chat that writes a lot holds up nobody else\'s press', async () => {
  const talker = await bot.start('https://t.me/x?start=');
  const { id } = await stage.issue();
  const phone = await bot.start(await link(id));
  await says(phone, /Usted es quien sigue/);
  // each answer to the talker waits its second
  for (let i = 0; i < 6; i++) await bot.write(talker, '/ayuda');
  await until(async () => saidOn(await bot.phone(talker)).length >= 2, 'the first answers');
  const at = Date.now();
  await bot.press(phone, 'Cancelar turno');
  await until(async () => (await bot.calls()).some((made) => made.method === 'answerCallbackQuery' && made.at >= at), 'an answer', 5_000);
  expect((await bot.calls()).find((made) => made.method === 'answerCallbackQuery' && made.at >= at)!.at - at).toBeLessThan(1_000);
  expect(saidOn(await bot.phone(talker)).length).toBeLessThan(6);
  await says(phone, /¿Cancelamos/);
  await bot.press(phone, /^Sí, cancelar/);
  await says(phone, /quedó cancelado/);
}, 60_000);

test('a command that comes twice because its instance died is one command', async () => {
  const { id } = await stage.issue();
  const phone = await bot.start(await link(id));
  await says(phone, /Usted es quien sigue/);
  await bot.write(phone, '/aplazar 5');
  await says(phone, /le damos 5 minutos más/);
  // as if it had died between the command and the note that it was done
  const text = (await bot.phone(phone)).messages.find((message) => message.text === '/aplazar 5')!;
  const { key } = (await stage.database.pools.read.query('select key from plugin_store where plugin = \'telegram\' and key like \'update:%\' order by key desc limit 1')).rows[0];
  await stage.database.pools.read.query('delete from plugin_store where key = $1', [key]);
  const update_id = Number(key.split(':')[2]);
  await bot.post('update', { update_id, message: text });
  await shows(phone, (now) => saidOn(now).filter((said) => /le damos 5 minutos más/.test(said)).length === 2);
  expect((await stage.operations.myTicket('1', id)).defersLeft).toBe(1);
  await stage.operations.cancel({ branch: '1', actor: { kind: 'customer', id } }, { ticket: id, because: 'customer' });
}, 60_000);

test('more time by button: asks how long, edits the card, and pressing twice is once', async () => {
  const { id } = await stage.issue();
  const phone = await bot.start(await link(id));
  await says(phone, /Usted es quien sigue/);
  await bot.press(phone, 'Necesito más tiempo');
  const asked = await says(phone, /¿Cuántos minutos más/);
  const button = asked.messages.at(-1)!.reply_markup!.inline_keyboard[0][0];
  await Promise.all([1, 2, 3].map(() => bot.post(`chats/${phone}/press`, { message: asked.messages.at(-1)!.message_id, data: button.callback_data })));
  await says(phone, /En pausa: volvemos a contarle desde las \d\d:\d\d/);
  const { defersLeft } = await stage.operations.myTicket('1', id);
  expect(defersLeft).toBe(1);
  await bot.press(phone, 'Cancelar turno');
  await says(phone, /¿Cancelamos/);
  await bot.press(phone, /^Sí, cancelar/);
  await says(phone, /está cancelado|quedó cancelado/);
  expect((await stage.operations.myTicket('1', id)).state).toBe('cancelled');
}, 60_000);

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
  await until(async () => (await stage.host('telegram').contacts.byTicket(id)).length === 0, 'unlinked');
  expect((await stage.operations.myTicket('1', id)).state).toBe('waiting');
  await stage.operations.cancel({ branch: '1', actor: { kind: 'customer', id } }, { ticket: id, because: 'customer' });
}, 60_000);

test('forged, used and dead start tokens get a kind sentence and nothing else', async () => {
  const { id } = await stage.issue();
  const url = await link(id);
  const owner = await bot.start(url);
  await says(owner, /Espera estimada|Usted es quien sigue/);
  const thief = await bot.start(url);
  const forger = await bot.start('https://t.me/x?start=AAAAAAAAAAAAAAAAAAAAAA');
  const fuzzer = await bot.start(`https://t.me/x?start=${encodeURIComponent('../../etc \u0000 <b>')}`);
  await stage.operations.cancel({ branch: '1', actor: { kind: 'customer', id } }, { ticket: id, because: 'customer' });
  const late = await bot.start(await link(id));
  const other = await stage.issue();
  const old = await link(other.id);
  // a day later the token is no more
  await stage.database.pools.read.query('update plugin_store set expires_at = 1 where key like \'start:%\' and value ->> \'ticket\' = $1', [other.id]);
  const expired = await bot.start(old);
  for (const phone of [thief, forger, fuzzer, late, expired]) expect(saidOn(await says(phone, /Ese enlace ya no sirve/))).toHaveLength(1);
  expect(await stage.host('telegram').contacts.byTicket(id)).toHaveLength(1);
  expect(await stage.host('telegram').contacts.byTicket(other.id)).toHaveLength(0);
  await stage.operations.cancel({ branch: '1', actor: { kind: 'customer', id: other.id } }, { ticket: other.id, because: 'customer' });
}, 60_000);

test('a press on somebody else\'s ticket, an old one, and one that is nonsense change nothing', async () => {
  const theirs = await stage.issue();
  const victim = await bot.start(await link(theirs.id));
  await says(victim, /Espera estimada|Usted es quien sigue/);
  const contact = (await stage.host('telegram').contacts.byTicket(theirs.id))[0].id;
  const { id } = await stage.issue();
  const attacker = await bot.start(await link(id));
  await says(attacker, /Espera estimada|persona/);
  const { message_id } = (await bot.phone(attacker)).messages.at(-1)!;
  for (const data of [`yes:${contact}`, `defer:10:2:${contact}`, `unlink:${contact}`, 'yes:', 'x', `rate:5:${contact}`, `quiet:${contact}`, '\u0000', 'lang:\u0000', 'x'.repeat(64)]) {
    await bot.post(`chats/${attacker}/press`, { message: message_id, data });
    await shows(attacker, ({ toast }) => toast === 'Ese botón no corresponde a un turno suyo.');
  }
  expect((await stage.operations.myTicket('1', theirs.id))).toMatchObject({ state: 'waiting', defersLeft: 2 });
  for (const ticket of [theirs.id, id]) await stage.operations.cancel({ branch: '1', actor: { kind: 'customer', id: ticket } }, { ticket, because: 'customer' });
}, 60_000);

test('long texts, stickers, voice, unknown commands and malformed updates get a kind sentence or none, and the bot goes on', async () => {
  const phone = await bot.start('https://t.me/x?start=');
  await says(phone, /Hola\. Aviso por aquí/);
  await bot.write(phone, 'x'.repeat(4096));
  await says(phone, /No entendí su mensaje/);
  await bot.write(phone, '/borrar_todo');
  await shows(phone, (now) => saidOn(now).filter((said) => /No entendí/.test(said)).length === 2);
  await bot.post(`chats/${phone}/sticker`);
  await says(phone, /Solo entiendo mensajes de texto/);
  await bot.post(`chats/${phone}/voice`);
  await shows(phone, (now) => saidOn(now).filter((said) => /Solo entiendo mensajes de texto/.test(said)).length === 2);
  await bot.write(phone, '\u0000\u0000 <b>&</i>');
  await shows(phone, (now) => saidOn(now).filter((said) => /No entendí/.test(said)).length === 3);
  for (const update of [{}, { message: null }, { message: { chat: {} } }, { callback_query: { id: '1', from: null } }, { message: { message_id: 1, chat: { id: phone, type: 'private' }, text: 7 } }, { nonsense: [] }]) {
    await bot.post('update', update);
  }
  await bot.write(phone, '/ayuda');
  await says(phone, /Puede escribirme/);
}, 60_000);

test('a customer who blocks the bot is unlinked', async () => {
  const { id } = await stage.issue();
  const phone = await bot.start(await link(id));
  await says(phone, /Espera estimada|Usted es quien sigue/);
  await bot.post(`chats/${phone}/block`, { blocked: true });
  await until(async () => (await stage.host('telegram').contacts.byTicket(id)).length === 0, 'unlinked');
  await stage.operations.cancel({ branch: '1', actor: { kind: 'customer', id } }, { ticket: id, because: 'customer' });
}, 60_000);
