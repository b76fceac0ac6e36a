import { untilAgain } from '../../../src/app/texts/again';
import { en } from '../../../src/app/texts/en';
import { esCL } from '../../../src/app/texts/es-CL';
import { speaker } from '../../../src/app/texts/format';

const spanish = speaker('es-CL', esCL, 'es-CL');
const english = speaker('en', esCL, 'es-CL', en);

test.each([
  [undefined, 'unos segundos', 'a few seconds'],
  [1, 'unos segundos', 'a few seconds'],
  [10, 'unos segundos', 'a few seconds'],
  [11, '20 segundos', '20 seconds'],
  [59, '60 segundos', '60 seconds'],
  [60, '1 minuto', '1 minute'],
  [61, '2 minutos', '2 minutes'],
  [3600, '60 minutos', '60 minutes'],
  [7200, '2 horas', '2 hours'],
  [80_000, '23 horas', '23 hours'],
])('%s s to wait, in words', (after, inSpanish, inEnglish) => {
  expect(untilAgain(after, spanish.say)).toBe(inSpanish);
  expect(untilAgain(after, english.say)).toBe(inEnglish);
});

test('every sentence that asks to try again for a reason that passes says when', () => {
  for (const texts of [esCL, en]) {
    for (const key of ['too_many_requests', 'busy', 'unavailable', 'crowded'] as const) {
      expect({ key, text: texts[`problem.${key}`] }).toMatchObject({
        text: expect.stringContaining('{wait}'),
      });
    }
  }
});
