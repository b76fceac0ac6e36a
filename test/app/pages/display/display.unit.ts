import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  callsOf,
  pastOf,
  rowsBeside,
  shownOn,
  spokenNumber,
  untilOld,
} from '../../../../src/app/pages/display/calls';
import { bestLines, linesOf } from '../../../../src/app/pages/display/lines';
import { panelFrom } from '../../../../src/app/pages/display/panel';
import { fontPx, scaleOf } from '../../../../src/app/pages/display/scale';
import { NAMES, numberClips, spokenOf } from '../../../../src/app/pages/display/spoken';
import { DisplayView } from '../../../../src/app/wire/views';

const iso = (ms: number) => new Date(ms).toISOString();
test('the rows below list every ticket once, newest first', () => {
  const view: DisplayView = {
    calling: [
      { ticket: 'b', number: 'C02', counter: '2', queue: 'caja', at: iso(20), recalls: 0 },
      { ticket: 'a', number: 'C01', counter: '1', queue: 'caja', at: iso(10), recalls: 0 },
    ],
    last: [
      { ticket: 'y', number: 'E01', counter: '5', at: iso(15) },
      { ticket: 'z', number: 'P09', counter: '4', at: iso(5) },
    ],
    queues: [],
  };
  const past = pastOf(view, 30);
  expect(past.map((each) => each.number)).toEqual(['C02', 'E01', 'C01', 'P09']);
  expect(rowsBeside(past, callsOf(view).slice(0, 1), 5).map((row) => row.number)).toEqual([
    'E01',
    'C01',
    'P09',
  ]);
  expect(rowsBeside(past, [], 2)).toHaveLength(2);
});

test('a call does not stay on screen for hours', () => {
  const view: DisplayView = {
    calling: [],
    last: [{ ticket: 'z', number: 'P09', counter: '4', at: iso(5) }],
    queues: [],
  };
  expect(pastOf(view, 3_600_000)).toHaveLength(1);
  expect(pastOf(view, 3 * 3_600_000)).toEqual([]);
  // and it is known when it goes
  expect(untilOld(view, 3_600_000)).toBe(3_600_000 + 5);
  expect(untilOld(view, 3 * 3_600_000)).toBeUndefined();
});

test('letters are as large as the viewing distance requires (UX-2)', () => {
  const large = { diagonalInches: 55, metres: 8 };
  expect(fontPx(16, large, 1920) * 0.668).toBeCloseTo(59, 0);
  expect(fontPx(22, large, 1920) * 0.668).toBeCloseTo(81, 0);
  expect(fontPx(22, { diagonalInches: 43, metres: 8 }, 1920) * 0.668).toBeCloseTo(103, 0);
  const small = scaleOf({ diagonalInches: 32, metres: 10 }, 1920, 1080);
  expect(parseFloat(small['--read'])).toBeLessThanOrEqual(1080 * 0.12);
});

test('an upright panel has letters of the same height, as long as they fit its width', () => {
  const seat = { diagonalInches: 55, metres: 5 };
  expect(scaleOf(seat, 1080, 1920)).toEqual(scaleOf(seat, 1920, 1080));
  const square = scaleOf(seat, 1280, 1024);
  expect(parseFloat(square['--floor'])).toBeCloseTo(fontPx(16, seat, 1428.6), 0);
});

test('a label breaks between words, only if that makes its call larger', () => {
  expect(linesOf('Sala de reuniones', 2)).toEqual(['Sala de', 'reuniones']);
  expect(linesOf('Sala de reuniones', 1)).toEqual(['Sala de reuniones']);
  expect(linesOf('Ejecutivo 12', 3)).toEqual(['Ejecutivo', '12']);
  expect(linesOf('Módulo', 2)).toEqual(['Módulo']);
  const rows = ['Caja 3', 'Sala de reuniones', '12'];
  expect(bestLines(rows, { beside: 4, above: 0, aspect: 1.6 })).toEqual([
    ['Caja 3'],
    ['Sala de', 'reuniones'],
    ['12'],
  ]);
  expect(bestLines(rows, { beside: 4, above: 0, aspect: 9 })).toEqual(rows.map((row) => [row]));
});

test("an installer's choices stay, and unknown ones change nothing", () => {
  const asked = (text: string, kept = {}) => panelFrom(new URLSearchParams(text), kept);
  expect(asked('')).toEqual({
    seat: { diagonalInches: 55, metres: 8 },
    language: 'es',
    second: undefined,
    queues: [],
    speaks: true,
  });
  const chosen = asked('inches=43&metres=6&second=en&queues=caja,empresas&voice=no');
  expect(chosen).toEqual({
    seat: { diagonalInches: 43, metres: 6 },
    language: 'es',
    second: 'en',
    queues: ['caja', 'empresas'],
    speaks: false,
  });
  expect(asked('inches=999&language=xx', chosen)).toEqual(chosen);
  // what is its own language now is no second one
  expect(asked('language=en', chosen)).toMatchObject({ language: 'en', second: undefined });
  expect(asked('second=es')).toMatchObject({ language: 'es', second: undefined });
  expect(asked('second=&queues=&voice=yes', chosen)).toMatchObject({
    second: undefined,
    queues: [],
    speaks: true,
  });
});

test('a panel for some queues shows and speaks only their calls', () => {
  const at = iso(1000);
  const past = (number: string) => ({ ticket: number, number, counter: '1', at });
  const view: DisplayView = {
    calling: [
      { ...past('C05'), queue: 'caja', recalls: 0 },
      { ...past('E01'), queue: 'empresas', recalls: 0 },
    ],
    last: [past('E02'), past('C04')],
    queues: [
      { id: 'caja', waiting: 1, said: { as: 'soon' } },
      { id: 'empresas', waiting: 2, said: { as: 'soon' } },
    ],
  };
  const queues = [
    { id: 'caja', prefix: 'C' },
    { id: 'empresas', prefix: 'E' },
  ];
  expect(shownOn(view, [], queues)).toBe(view);
  const shown = shownOn(view, ['caja'], queues);
  expect([...shown.calling, ...shown.last].map(({ number }) => number)).toEqual(['C05', 'C04']);
  expect(shown.queues.map(({ id }) => id)).toEqual(['caja']);
  // a transferred customer keeps the number: the call belongs to the queue that made it
  const handedOn = { ...past('C03'), queue: 'empresas' };
  const later: DisplayView = { ...view, last: [handedOn, { ...past('C04'), queue: 'caja' }] };
  const numbers = (only: string) => shownOn(later, [only], queues).last.map(({ number }) => number);
  expect([numbers('caja'), numbers('empresas')]).toEqual([['C04'], ['C03']]);
});

test('a call uses only recorded words that exist, in both languages', () => {
  expect(spokenOf({ number: 'C05', counter: '3' })).toEqual({
    clips: ['numero', 'c', '5', 'modulo', '3'],
  });
  expect(spokenOf({ number: 'PB101', counter: '12' }).clips).toEqual([
    'numero',
    'p',
    'b',
    '100-and',
    '1',
    'modulo',
    '12',
  ]);
  const counter = (name: string) => {
    const { clips, words, instead } = spokenOf({ number: 'C1', counter: name });
    return words === undefined ? clips.slice(3) : { words, instead };
  };
  expect(counter('Caja 9')).toEqual(['caja', '9']);
  expect(counter('CAJA N° 12')).toEqual(['caja', 'numero', '12']);
  expect(counter('Mesón 2')).toEqual(['meson', '2']);
  expect(counter('Módulo 3')).toEqual(['modulo', '3']);
  expect(counter('VIP')).toEqual(['v', 'i', 'p']);
  expect(counter('7B')).toEqual(['modulo', '7', 'b']);
  // the browser's own voice says what has no recording; without a voice, just the number
  expect(counter('Tasaciones 4')).toEqual({
    words: 'Tasaciones 4',
    instead: ['modulo', '4'],
  });
  expect(counter('Tasaciones')).toEqual({ words: 'Tasaciones', instead: [] });
  expect(spokenOf({ number: 'C5', counter: '3' }, true).clips).toEqual(['c', '5', 'modulo', '3']);
  expect(numberClips(487)).toEqual(['400', '87']);
  expect(numberClips(900)).toEqual(['900']);
  expect(numberClips(1204)).toEqual(['1', '2', '0', '4']);
  for (const language of ['es', 'en']) {
    const there = new Set(
      readdirSync(join(__dirname, '../../../../src/app/pages/display/voice', language)).map(
        (file) => file.replace('.opus', ''),
      ),
    );
    for (let n = 0; n < 1000; n += 1) {
      for (const name of numberClips(n)) expect([n, there.has(name)]).toEqual([n, true]);
    }
    for (const name of ['numero', ...NAMES, ...'abcdefghijklmnopqrstuvwxyz']) {
      expect([name, there.has(name)]).toEqual([name, true]);
    }
  }
});

test('letters and digits are spoken apart, without leading zeros', () => {
  expect(spokenNumber('C05')).toBe('C, 5');
  expect(spokenNumber('PB101')).toBe('P, B, 101');
});
