import { defaultSettings } from '../../../../src/app/domain/model/settings';
import { TicketView } from '../../../../src/app/domain/views/views';
import { cancelButtons, minuteButtons } from '../../../../src/app/plugins/telegram/buttons';
import {
  approaching,
  called,
  cancelled,
  card,
  finished,
  mayCome,
  MessageContext,
  missed,
  moved,
  pastClosing,
} from '../../../../src/app/plugins/telegram/render';
import { wordsOf } from '../../../../src/app/plugins/telegram/words';
import { parseHtml } from '../../../../src/local/bot-api/entities';

const evil = '<b>&"\'</b><script>';
const contact = '3f0c7f3e-3c0a-4f0e-9b9e-0c6d7b1f2a33';
const view: TicketView = {
  id: 'x',
  number: 'C01',
  queue: 'caja',
  lane: 'general',
  state: 'waiting',
  language: 'es',
  issuedAt: 0,
  due: 0,
  position: 4,
  estimate: { minutes: 12, low: 8, high: 21 },
  said: { as: 'between', low: 8, high: 25 },
  near: false,
  rated: false,
  defersLeft: 2,
  deferMinutes: [5, 10, 15],
  recalls: 0,
  openCounters: 1,
};
const about = (more: Partial<TicketView> = {}, language: 'es' | 'en' = 'es'): MessageContext => ({
  words: wordsOf(language),
  view: { ...view, ...more },
  contact,
  acts: true,
  open: true,
  now: Date.UTC(2026, 10, 26, 15),
  page: 'https://turnos.example/t#1abc',
  directory: {
    branch: { id: '1', name: evil, timeZone: 'America/Santiago' },
    staff: {},
    config: {
      settings: defaultSettings,
      counters: { 3: { id: '3', label: `3 ${evil}` } },
      queues: {
        caja: {
          id: 'caja',
          prefix: 'C',
          names: { es: `Caja ${evil}`, en: 'Teller' },
          hints: { es: '', en: '' },
          priority: 1,
          targetMinutes: 20,
          averageMinutes: 5,
          open: true,
        },
      },
    },
  },
});

const everything = (language: 'es' | 'en') => [
  card(about({}, language)),
  card(about({ near: true }, language)),
  card(about({ deferredUntil: 1_700_000_000_000, position: undefined }, language)),
  ...(['called', 'serving', 'served', 'no-show', 'cancelled'] as const).map((state) =>
    card(about({ state, counter: '3', number: evil }, language)),
  ),
  called(about({}, language), '3', evil),
  called(about({}, language), '3', undefined, true),
  approaching(about({ position: 2 }, language)),
  moved(about({}, language), 'tg.transferred', 'caja'),
  moved(about({}, language), 'tg.returned'),
  moved(about({}, language), 'tg.reopened'),
];

test.each(['es', 'en'] as const)(
  'everything in %s is HTML that Telegram accepts, names intact, no placeholder left',
  (language) => {
    for (const { text } of everything(language)) {
      const parsed = parseHtml(text);
      expect(parsed.text).not.toMatch(/\{\w+\}/);
      expect(parsed.text.length).toBeLessThan(1_000);
      expect(parsed.entities.filter(({ type }) => !['bold', 'text_link'].includes(type))).toEqual(
        [],
      );
    }
    expect(parseHtml(everything(language)[0].text).text).toContain(evil);
  },
);

test('people ahead, not positions; a range, not a promise', () => {
  expect(card(about({ position: 1 })).text).toContain('Usted es quien sigue');
  expect(card(about({ position: 2 })).text).toContain('Hay 1 persona antes que usted');
  expect(card(about({ position: 4 })).text).toContain('Hay 3 personas antes que usted');
  expect(card(about({}, 'en')).text).toContain('3 people are ahead');
  expect(card(about()).text).toContain('Espera estimada: entre 8 y 25 minutos.');
});

test("times are in the branch's zone", () => {
  expect(
    card(about({ deferredUntil: Date.UTC(2025, 0, 2, 15, 4), position: undefined })).text,
  ).toContain('12:04');
});

test("buttons fit Telegram's limits, and appear only while they can do something", () => {
  const keyboards = [
    card(about()).keyboard,
    minuteButtons(about()),
    cancelButtons(about()),
    finished(about({ state: 'served' })).keyboard,
  ];
  for (const { callback_data, text } of keyboards.flat(2)) {
    expect(Buffer.byteLength(callback_data)).toBeLessThanOrEqual(64);
    expect(text.length).toBeGreaterThan(0);
  }
  expect(card(about({ defersLeft: 0 })).keyboard).toHaveLength(1);
  const willMiss = card(about({ closing: 'will-miss' })).keyboard.flat();
  expect(willMiss.map(({ text }) => text)).toEqual(['Cancelar turno']);
  expect(card(about({ state: 'served' })).keyboard).toEqual([]);
  expect(card(about({ state: 'called', counter: '3' })).keyboard).toHaveLength(1);
});

test('closing before the turn: on the card, in a message once certain, and when to return', () => {
  // 14:00 in Santiago, and 9:00 on the Friday
  const at = Date.UTC(2026, 10, 26, 17);
  const closing = { closing: { at, of: 'branch' }, opensAt: Date.UTC(2026, 10, 27, 12) } as const;
  const may = { ...about({ closing: 'may-miss' }), ...closing };
  const will = { ...about({ closing: 'will-miss' }), ...closing };
  expect(card(may).text).toContain(
    'Cerramos a las 14:00: puede que no alcancemos a atenderle hoy.',
  );
  expect(card(will).text).toContain('Cerramos a las 14:00: no alcanzaremos a atenderle hoy.');
  expect(pastClosing(will)!.text).toBe(
    '⚠️ <b>C01</b>: cerramos a las 14:00 y no alcanzaremos a atenderle hoy. Lo lamentamos.\n' +
      'Le esperamos el viernes 27 de noviembre desde las 09:00.',
  );
  expect(cancelled({ ...about({ state: 'cancelled' }), ...closing }, 'closing').text).toMatch(
    /Le esperamos el viernes 27 de noviembre desde las 09:00\.$/,
  );
  // a branch that opens again the same day
  const today = { ...closing, opensAt: Date.UTC(2026, 10, 26, 19) };
  expect(cancelled({ ...about({ state: 'cancelled' }), ...today }, 'closing').text).toMatch(
    /Le esperamos hoy desde las 16:00\.$/,
  );
  // no longer true, or called meanwhile: there is nothing left to say
  expect(pastClosing({ ...about(), ...closing })).toBeUndefined();
  expect(pastClosing({ ...about({ closing: 'will-miss', state: 'called' }), ...closing })).toBe(
    undefined,
  );
});

test('a customer whose turn is after closing is not asked to come or stay near', () => {
  const closing = { closing: { at: Date.UTC(2026, 10, 26, 17), of: 'branch' } } as const;
  const asks = /quédese|vuelva|le escribiremos aquí/i;
  for (const near of [true, false]) {
    const text = (words?: 'may-miss' | 'will-miss') =>
      card({ ...about({ near, ...(words ? { closing: words } : {}) }), ...closing }).text;
    expect(text()).toMatch(asks);
    expect(text('may-miss')).toMatch(asks);
    expect(text('will-miss')).not.toMatch(asks);
  }
  const closes = [undefined, 'may-miss', 'will-miss'] as const;
  expect(closes.map((each) => mayCome({ position: 1, closing: each }))).toEqual([
    true,
    true,
    false,
  ]);
  expect(mayCome({})).toBe(false);
});

test('an unknown wait does not refer to a screen that the reader may be far from', () => {
  for (const language of ['es', 'en'] as const) {
    const { text } = card(about({ said: { as: 'unknown' } }, language));
    expect(text).toMatch(/aún no sabemos cuánto va a esperar|don’t know yet how long/i);
    expect(text).not.toMatch(/pantalla|screen/);
  }
});

test("a single queue's closing is not described as the branch's", () => {
  const closing = { closing: { at: Date.UTC(2026, 10, 26, 17), of: 'queue' } } as const;
  const of = (words: 'may-miss' | 'will-miss', language: 'es' | 'en' = 'es') => ({
    ...about({ closing: words }, language),
    ...closing,
  });
  for (const { text } of [
    card(of('may-miss')),
    card(of('will-miss')),
    pastClosing(of('will-miss'))!,
  ]) {
    expect(text).toMatch(/su fila cierra a las 14:00/i);
  }
  for (const { text } of [card(of('may-miss', 'en')), pastClosing(of('will-miss', 'en'))!]) {
    expect(text).toMatch(/your queue closes at 14:00/i);
  }
});

test('a no-show is sent to the desk while the branch is open, else told when it opens', () => {
  const gone = about({ state: 'no-show' });
  expect(missed(gone).text).toContain('avise en el mesón');
  const dayOver = about({ state: 'no-show', dayOver: true });
  expect(missed(dayOver).text).toMatch(/Ese turno es de otro día\.$/);
  const shut = { ...gone, open: false, opensAt: Date.UTC(2026, 10, 27, 12) };
  expect(missed(shut).text).toBe(
    '<b>C01</b>: le llamamos y no alcanzamos a atenderle. La sucursal ya cerró.\n' +
      'Le esperamos el viernes 27 de noviembre desde las 09:00.',
  );
});

test('after the time to come back, the desk is named only if it is open and can help', () => {
  const until = Date.UTC(2026, 10, 26, 17);
  const gone = about({ state: 'no-show', position: undefined, comesBackUntil: until });
  const { directory } = gone;
  const open = (to: string) => {
    const settings = { ...defaultSettings, hours: { 4: [{ from: '09:00', to }] } };
    return { ...gone, directory: { ...directory, config: { ...directory.config, settings } } };
  };
  const after = /Después, avise en el mesón/;
  expect(missed(open('14:01')).text).toMatch(after);
  // the branch closes then, or the queue does
  expect(missed(open('14:00')).text).not.toMatch(after);
  const closing = { at: until, of: 'queue' } as const;
  expect(missed({ ...open('18:00'), closing }).text).not.toMatch(after);
  expect(missed(open('14:00')).text).toContain('antes de las 14:00');
  const over = { ...about({ state: 'no-show' }), closing: { ...closing, at: 0 } };
  expect(missed(over).text).toMatch(/Su fila ya cerró\.$/);
});

test('why a ticket is cancelled is one sentence, in a message and on the card', () => {
  const said = {
    customer: 'como pidió',
    staff: 'fue cancelado en la sucursal',
    closing: 'La sucursal cerró',
    'queue-closing': 'Cerramos la fila',
  } as const;
  for (const because of ['customer', 'staff', 'closing', 'queue-closing'] as const) {
    const ended = about({ state: 'cancelled', cancelledBecause: because });
    expect(card(ended).text).toContain(said[because]);
    expect(card(ended).text).toBe(cancelled(ended, because).text);
  }
  expect(card(about({ state: 'cancelled' })).text).toBe('<b>C01</b> está cancelado.');
  const staff = about({ state: 'cancelled', cancelledBecause: 'staff' });
  expect(card(staff).text).toContain('consulte en el mesón');
  expect(card({ ...staff, open: false }).text).not.toContain('mesón');
});

test('a bank with a face greets on the card and signs its calls; one without does not', () => {
  const plain = about();
  const { directory } = plain;
  const face = { ...defaultSettings.face, name: `Banco ${evil}`, es: 'Bienvenida', en: '' };
  const settings = { ...defaultSettings, face };
  const worn = { ...plain, directory: { ...directory, config: { ...directory.config, settings } } };
  const place = `Banco ${evil}, ${evil}`;
  for (const { text } of [card(worn), called(worn, '3', undefined), approaching(worn)]) {
    expect(parseHtml(text).text).toContain(place);
  }
  expect(parseHtml(card(worn).text).text).toContain(`${place}\nBienvenida\n`);
  expect(parseHtml(card({ ...worn, words: wordsOf('en') }).text).text).toContain('Bienvenida');
  expect(parseHtml(called(plain, '3', undefined).text).text).not.toContain(evil + evil);
  expect(called(plain, '3', undefined).text.split('\n')).toHaveLength(2);
});

test('a customer out of the line may come back, and reads until when', () => {
  const here = (rendered: { keyboard: readonly (readonly { callback_data: string }[])[] }) =>
    rendered.keyboard.flat().filter(({ callback_data: data }) => data.startsWith('here:'));
  const until = Date.UTC(2026, 2, 10, 13, 45);
  const away = about({ deferredUntil: until, position: undefined });
  expect(card(away).text).toContain('Si vuelve antes, presione «Ya llegué».');
  expect(here(card(away))).toMatchObject([
    { text: 'Ya llegué', callback_data: `here:${until}:${contact}` },
  ]);
  const gone = about({ state: 'no-show', position: undefined, comesBackUntil: until });
  expect(missed(gone).text).toContain('presione «Ya llegué» antes de las 10:45');
  expect(here(missed(gone))).toHaveLength(1);
  // in line, past that time, or with a key handed out by staff: the desk
  expect(here(card(about()))).toEqual([]);
  for (const desk of [about({ state: 'no-show' }), { ...gone, acts: false }]) {
    expect(missed(desk).text).toContain('avise en el mesón');
    expect(missed(desk).keyboard).toEqual([]);
  }
  // Telegram takes 64 bytes
  expect(here(card(away))[0].callback_data.length).toBeLessThanOrEqual(64);
});
