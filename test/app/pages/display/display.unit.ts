import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Announced, Announcer } from '../../../../src/app/pages/display/announcer';
import {
  callsOf,
  pastOf,
  rowsBeside,
  ShownCall,
  shownOn,
  spokenNumber,
} from '../../../../src/app/pages/display/calls';
import { bestLines, linesOf } from '../../../../src/app/pages/display/lines';
import { panelFrom } from '../../../../src/app/pages/display/panel';
import { fontPx, scaleOf } from '../../../../src/app/pages/display/scale';
import { numberClips, spokenOf } from '../../../../src/app/pages/display/spoken';
import { DisplayView } from '../../../../src/app/wire/views';

const iso = (ms: number) => new Date(ms).toISOString();
const call = (number: string, at: number, recalls = 0): ShownCall => ({
  key: `${number}@${at}`,
  ticket: number,
  number,
  counter: '3',
  at,
  recalls,
});

/** A voice that records what it says, and goes on only when allowed to. */
function recorder() {
  const said: string[] = [];
  const turns: (() => void)[] = [];
  const screen: { now: Announced } = { now: { heroes: [], spoken: undefined } };
  const step = (what: string) =>
    new Promise<void>((resolve) => {
      said.push(what);
      turns.push(resolve);
    });
  const announcer = new Announcer(
    { chime: () => step('chime'), say: ({ number }, language) => step(`${number} ${language}`) },
    () => Promise.resolve(),
    (now) => {
      screen.now = now;
    },
  );
  const flow = async (most: number) => {
    for (let i = 0; i < most && turns.length > 0; i += 1) {
      turns.shift()!();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { said, announcer, flow, screen };
}

test('two quick calls are both spoken, in order, never at once, and match the screen', async () => {
  const { said, announcer, flow, screen } = recorder();
  announcer.offer([call('C01', 1000)], 1000);
  announcer.offer([call('C02', 1500), call('C01', 1000)], 1500);
  expect(said).toEqual(['chime']);
  expect(screen.now.heroes.map((each) => each.number)).toEqual(['C01']);
  await flow(3);
  expect(screen.now.spoken?.number).toBe('C02');
  expect(screen.now.heroes.map((each) => each.number)).toEqual(['C02']);
  await flow(10);
  expect(said).toEqual(['chime', 'C01 es', 'C01 en', 'chime', 'C02 es', 'C02 en']);
  expect(screen.now.heroes).toEqual([]);
});

test('in a burst English is dropped first, and no number is lost', async () => {
  const { said, announcer, flow, screen } = recorder();
  const calls = ['C01', 'C02', 'C03', 'C04', 'C05', 'C06', 'C07'].map((number, index) =>
    call(number, 1000 + index),
  );
  announcer.offer([...calls].reverse(), 2000);
  expect(screen.now.heroes).toHaveLength(3);
  await flow(60);
  for (const { number } of calls) {
    expect(said.filter((what) => what === `${number} es`)).toHaveLength(1);
  }
  expect(said).not.toContain('C01 en');
  expect(said).toContain('C07 en');
});

test('a recall is spoken again; a repeated view or an old call is only shown', async () => {
  const { said, announcer, flow } = recorder();
  announcer.offer([call('C01', 1000)], 1000);
  await flow(5);
  announcer.offer([call('C01', 1000)], 3000);
  expect(said.filter((what) => what === 'C01 es')).toHaveLength(1);
  announcer.offer([call('C01', 61_000, 1)], 61_000);
  await flow(5);
  expect(said.filter((what) => what === 'C01 es')).toHaveLength(2);
  announcer.offer([call('C09', 100_000)], 200_000);
  expect(said.filter((what) => what.startsWith('C09'))).toEqual([]);
});

test('a sound that fails silences only itself', async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  const said: string[] = [];
  const announcer = new Announcer(
    {
      chime: () => Promise.reject(new Error('refused')),
      say: async ({ number }, language) => {
        if (number === 'C01') throw new Error('broken');
        said.push(`${number} ${language}`);
      },
    },
    () => Promise.resolve(),
    () => undefined,
  );
  announcer.offer([call('C02', 1001), call('C01', 1000)], 1001);
  await new Promise((resolve) => setImmediate(resolve));
  expect(said).toEqual(['C02 es', 'C02 en']);
});

test('a month of calls leaves nothing behind', async () => {
  const { announcer, flow } = recorder();
  for (let i = 0; i < 5_000; i += 1) {
    announcer.offer([call(`C${i}`, i * 1000)], i * 1000);
    await flow(5);
  }
  expect(announcer.waiting).toBe(0);
  expect((announcer as unknown as { seen: Set<string> }).seen.size).toBeLessThanOrEqual(2);
});

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
});

test('letters are as large as the viewing distance asks (UX-2)', () => {
  const large = { diagonalInches: 55, metres: 8 };
  expect(fontPx(16, large, 1920) * 0.668).toBeCloseTo(59, 0);
  expect(fontPx(22, large, 1920) * 0.668).toBeCloseTo(81, 0);
  expect(fontPx(22, { diagonalInches: 43, metres: 8 }, 1920) * 0.668).toBeCloseTo(103, 0);
  const small = scaleOf({ diagonalInches: 32, metres: 10 }, 1920, 1080);
  expect(parseFloat(small['--read'])).toBeLessThanOrEqual(1080 * 0.12);
});

test('a panel on its side has letters of the same height, while they fit its width', () => {
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

test("an installer's choices stay, and what is not understood changes nothing", () => {
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
  expect(asked('second=&queues=&voice=yes', chosen)).toMatchObject({
    second: undefined,
    queues: [],
    speaks: true,
  });
});

test('a panel of some queues shows and speaks the calls of these only', () => {
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
  expect(spokenOf({ number: 'C100', counter: 'Caja 3' })).toEqual({
    clips: ['numero', 'c', '100'],
    words: 'Caja 3',
  });
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
    for (const name of ['numero', 'modulo', ...'abcdefghijklmnopqrstuvwxyz']) {
      expect([name, there.has(name)]).toEqual([name, true]);
    }
  }
});

test('letters and digits are spoken apart, without leading zeros', () => {
  expect(spokenNumber('C05')).toBe('C, 5');
  expect(spokenNumber('PB101')).toBe('P, B, 101');
});
