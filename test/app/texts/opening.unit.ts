import { en } from '../../../src/app/texts/en';
import { esCL } from '../../../src/app/texts/es-CL';
import { speaker } from '../../../src/app/texts/format';
import { comeAgainAt, openingOf } from '../../../src/app/texts/opening';

const ZONE = 'America/Santiago';
/** 21:30 in Santiago on Thursday, which is Friday in UTC. */
const evening = Date.UTC(2026, 10, 27, 0, 30);
const HOUR = 3_600_000;

test("another day is named, by the branch's zone", () => {
  expect(openingOf('es-CL', evening + 2 * HOUR, evening, ZONE)).toEqual({ time: '23:30' });
  expect(openingOf('es-CL', evening + 3 * HOUR, evening, ZONE)).toEqual({
    time: '00:30',
    day: 'viernes 27 de noviembre',
  });
});

test('a customer who may come again today is told so, in both languages', () => {
  const said = (at: number) =>
    [speaker('es-CL', esCL, 'es-CL'), speaker('en', esCL, 'es-CL', en)].map((words) =>
      comeAgainAt(words, at, evening, ZONE),
    );
  expect(said(evening + HOUR)).toEqual([
    'Le esperamos hoy desde las 22:30.',
    'We open today at 22:30.',
  ]);
  expect(said(evening + 12 * HOUR)).toEqual([
    'Le esperamos el viernes 27 de noviembre desde las 09:30.',
    'We open on Friday 27 November from 09:30.',
  ]);
});
