import { inTurns, unrepeated } from '../../../../src/app/pages/display/in-turns';
import fc from '../../../support/draws';

test('a short sentence is shown whole', () => {
  expect(inTurns('Hoy cerramos a las 14:00. Gracias.')).toEqual([
    'Hoy cerramos a las 14:00. Gracias.',
  ]);
  expect(inTurns('')).toEqual([]);
});

test('a long text breaks between sentences, a long sentence between words', () => {
  const first = 'El lunes 8 de diciembre no atendemos por ser feriado legal en todo el país.';
  const next = 'Los cajeros automáticos y la aplicación funcionan como siempre.';
  expect(inTurns(`${first} ${next}`)).toEqual([first, next]);
  const long = inTurns(Array.from({ length: 60 }, () => 'palabra').join(' '));
  expect(long.length).toBe(4);
});

test('every word is shown once, in order, and no turn is too long to read', () => {
  const word = fc.stringMatching(/^[a-zñ.?!…]{1,30}$/);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 80 }), (words) => {
      const turns = inTurns(words.join(' '));
      expect(turns.join(' ')).toBe(words.join(' '));
      for (const turn of turns) expect(turn.length).toBeLessThanOrEqual(120);
    }),
  );
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
