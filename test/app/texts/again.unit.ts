import { untilAgain } from '../../../src/app/texts/again';
import { en } from '../../../src/app/texts/en';
import { esCL } from '../../../src/app/texts/es-CL';
import { speaker } from '../../../src/app/texts/format';
import { allEnglish, allSpanish } from './all-texts';

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
  const passing = ['too_many_requests', 'busy', 'unavailable', 'crowded'].map(
    (code) => `problem.${code}`,
  );
  for (const texts of [allSpanish, allEnglish]) {
    for (const key of [...passing, 'staff.problem.provider_away', 'sign-in.locked']) {
      expect({ key, text: texts[key] }).toMatchObject({ text: expect.stringContaining('{wait}') });
    }
  }
});

test('no refusal names a time that nobody has measured', () => {
  const named = [...Object.entries(allSpanish), ...Object.entries(allEnglish)]
    .filter(([key]) => /problem\.|locked|refused/.test(key))
    .filter(([, text]) => /\b(en|in) (un|una|a|one) (minuto|minute|hora|hour)/i.test(String(text)));
  expect(named).toEqual([]);
});
