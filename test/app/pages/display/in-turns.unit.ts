import { inTurns, roomFor, unrepeated } from '../../../../src/app/pages/display/in-turns';
import fc from '../../../support/draws';

test('a short sentence is shown whole', () => {
  expect(inTurns('Hoy cerramos a las 14:00. Gracias.', 60)).toEqual([
    'Hoy cerramos a las 14:00. Gracias.',
  ]);
  expect(inTurns('', 60)).toEqual([]);
  expect(inTurns('  ', 60)).toEqual([]);
});

test('a long text breaks between sentences, a long sentence into parts of one length', () => {
  const first = 'El lunes 8 de diciembre no atendemos por ser feriado legal.';
  const next = 'Los cajeros automáticos funcionan como siempre.';
  expect(inTurns(`${first} ${next}`, 60)).toEqual([first, next]);
  // no word is left alone, and none joins the next sentence
  expect(inTurns(`${first} ${next}`, 40)).toEqual([
    'El lunes 8 de diciembre no…',
    '…atendemos por ser feriado legal.',
    next,
  ]);
  // what is hardly longer stays whole
  expect(inTurns(`${first} ${next}`, 50)).toEqual([first, next]);
  const long = inTurns(Array.from({ length: 60 }, () => 'palabra').join(' '), 120);
  expect(long.map((turn) => turn.split(' ').length)).toEqual([12, 12, 12, 12, 12]);
});

test('every word is shown once, in order, and no turn is too long to read', () => {
  const word = fc.stringMatching(/^[a-zñ.?!]{1,30}$/);
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 80 }),
      fc.integer({ min: 40, max: 120 }),
      (words, most) => {
        const turns = inTurns(words.join(' '), most);
        expect(turns.map((turn) => turn.replace(/^…|…$/g, '')).join(' ')).toBe(words.join(' '));
        for (const turn of turns) expect(turn.length).toBeLessThanOrEqual(most * 1.25);
      },
    ),
  );
});

test('a panel shows as many letters as are legible on it, on two lines if it is long', () => {
  expect(roomFor({ width: 1920, height: 1080 }, 84)).toBe(43);
  expect(roomFor({ width: 1080, height: 1920 }, 84)).toBe(47);
  expect(roomFor({ width: 1920, height: 1080 }, 20)).toBe(120);
  expect(roomFor({ width: 768, height: 1024 }, 60)).toBe(24);
  expect(roomFor({ width: 768, height: 1366 }, 60)).toBe(47);
});

test('a text written in one language only is not repeated as if it were in another', () => {
  const es = ['Hoy cerramos a las 14:00.', 'Caja: 3 personas esperan'];
  const en = ['Hoy cerramos a las 14:00.', 'Teller: 3 people are waiting'];
  const said = [
    ...es.map((text) => ({ tag: 'es-CL', text })),
    ...en.map((text) => ({ tag: 'en', text })),
  ];
  expect(unrepeated(said)).toEqual([said[0], said[1], said[3]]);
});
