import { Page } from 'playwright-core';
import { atLength } from '../../support/at-length';
import { until } from '../../support/wait';
import { turned } from './display/panels';
import { BRANCH, kinds, LONG_COUNTER, LONG_QUEUE, wearFace, wrong } from './face-fits';
import { openWorld, world } from './open-world';
import './display/large';
import { close, outside } from './page-checks';
import { Call, displayOf } from './shown-display';
import { shot, sizes } from './world';

jest.setTimeout(600_000);
openWorld();

const PREFIXES = ['C', 'PB', 'ABC'];
const DIGITS = ['05', '48', '487', '1003'];
const COUNTERS = ['1', '12', 'Caja 3', 'Ejecutivo 12', 'Sala de reuniones'];

/** Every prefix, number and counter, in groups of `size`. */
const groups = (size: number): readonly (readonly Call[])[] => {
  const all = PREFIXES.flatMap((prefix) =>
    DIGITS.flatMap((digits) =>
      COUNTERS.map((counter) => ({ number: `${prefix}${digits}`, counter })),
    ),
  );
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    Array.from({ length: size }, (__, n) => all[(at * size + n * 7) % all.length]),
  );
};

test.each(turned)('on %i × %i every number and every counter is whole', async (width, height) => {
  for (const sound of [true, false]) {
    const { page, show } = await displayOf(world, width, height, sound);
    expect({ sound, empty: await outside(page) }).toEqual({ sound, empty: [] });
    const name = `display-${width}x${height}-${sound ? 'on' : 'off'}`;
    for (const size of [1, 2, 3]) {
      const all = groups(size);
      const some = all.filter((_, n) => n % 9 === (sound ? 4 : 2) || n === all.length - 1);
      for (const [at, calls] of atLength(some, all).entries()) {
        const past = groups(5)[at % 12];
        await show(calls, past);
        if (calls === all.at(-1)) await shot(page, `${name}-${size}`);
        expect({ calls, outside: await outside(page) }).toEqual({ calls, outside: [] });
      }
    }
    await page.context().close();
  }
});

test('the first calls of a day have the whole panel', async () => {
  const first = [
    { number: 'C01', counter: 'Caja 3' },
    { number: 'C02', counter: '3' },
    { number: 'PB03', counter: '12' },
  ];
  const { page, show } = await displayOf(world, 1920, 1080, true);
  for (const size of [1, 2, 3]) {
    await show(first.slice(0, size), []);
    for (const [width, height] of turned) {
      await page.setViewportSize({ width, height });
      await page.waitForFunction(() => {
        const [board, heroes] = ['.board', '.heroes'].map((part) =>
          document.querySelector(part)!.getBoundingClientRect(),
        );
        return heroes.width > board.width - 1 && heroes.height > board.height - 1;
      });
      // sizes follow the panel's in a moment
      for (let n = 0; n < 20 && (await outside(page)).length > 0; n += 1) {
        await page.waitForTimeout(100);
      }
      expect({ size, width, height, outside: await outside(page) }).toMatchObject({ outside: [] });
      if (width > height * 1.5) {
        // lines follow the panel's shape in a moment, too
        const lines = () => page.locator('.heroes .counter-line').count();
        await until(async () => (await lines()) === size, `${size} lines on ${width}`);
      }
      if (width === 1920 || height === 1920 || process.env.LOOKS) {
        await shot(page, `display-first-${size}-${width}x${height}`);
      }
    }
  }
  await show(first, [{ number: 'C09', counter: '1' }]);
  await page.locator('.last').getByText('C09').waitFor();
  expect(await outside(page)).toEqual([]);
  await page.context().close();
});

/** How much of the middle of a character is ink, 0 to 1, in the face of the figures. */
const inkAmid = (display: Page, character: string) =>
  display.evaluate((letter) => {
    const { fontFamily, fontWeight } = getComputedStyle(document.querySelector('.heroes .number')!);
    const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 400 });
    const pen = canvas.getContext('2d')!;
    pen.font = `${fontWeight} 300px ${fontFamily}`;
    const { actualBoundingBoxRight: right, actualBoundingBoxLeft: left } = pen.measureText(letter);
    const { actualBoundingBoxAscent: up } = pen.measureText(letter);
    pen.fillText(letter, 50, 350);
    const [x, y, size] = [50 + (right - left) / 2, 350 - up / 2, up / 6];
    const { data } = pen.getImageData(x - size / 2, y - size / 2, size, size);
    const inked = data.filter((value, at) => at % 4 === 3 && value > 127).length;
    return inked / (data.length / 4);
  }, character);

test('a zero is plain: with a slash, seen blurred, it is an eight', async () => {
  const { page, show } = await displayOf(world, 1280, 720, true);
  await show([{ number: 'C08', counter: '10' }], []);
  expect(await inkAmid(page, '0')).toBe(0);
  expect(await inkAmid(page, '8')).toBeGreaterThan(0.5);
  await page.context().close();
});

test('a heading over several calls names what all of their counters are', async () => {
  for (const [language, words] of [
    ['es', ['Módulo', 'Pase a', 'Módulo 3']],
    ['en', ['Counter', 'Please go to', 'Counter 3']],
  ] as const) {
    const { page, show } = await displayOf(world, 1280, 720, true, `&language=${language}`);
    const said = async (numbers: readonly string[], counters: readonly string[]) => {
      await show(
        numbers.map((number, at) => ({ number, counter: counters[at] })),
        [],
      );
      const heading = await page.locator('.hero-label.pair > span').last().innerText();
      const rows = await page.locator('.hero-row .hero-counter').allInnerTexts();
      return [heading, ...rows.map((each) => each.replace(/\s+/g, ' ').trim()).sort()];
    };
    const [counter, go, three] = words;
    expect(await said(['C05', 'C06'], ['3', '12-B'])).toEqual([counter, '12-B', '3']);
    expect(await said(['C07', 'C08'], ['Caja 3', 'Mesa 2'])).toEqual([go, 'Caja 3', 'Mesa 2']);
    expect(await said(['C09', 'C10'], ['Caja 1', '3'])).toEqual([go, 'Caja 1', three]);
    expect(await outside(page)).toEqual([]);
    await shot(page, `display-named-${language}`);
    await page.context().close();
  }
});

/** The clock's letters as a share of the smallest ones legible from the farthest seat. */
const clockShare = (display: Page) =>
  display.evaluate(
    () =>
      parseFloat(getComputedStyle(document.querySelector('.bar time')!).fontSize) /
      parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--floor')),
  );

describe("with the bank's own face and the longest names", () => {
  beforeAll(async () => {
    await world.asStaff('admin-1', 'PUT', '/api/branches/1', { name: BRANCH });
    const queues = await world.asStaff<{ id: string; sign?: object }[]>(
      'admin-1',
      'GET',
      '/api/branches/1/queues',
    );
    for (const { id, sign: _, ...queue } of queues) {
      const names = { es: `${LONG_QUEUE} ${id}`, en: `${LONG_QUEUE} ${id}` };
      await world.asStaff('admin-1', 'PUT', `/api/branches/1/queues/${id}`, { ...queue, names });
    }
  });

  test.each(kinds)('the display on ten panels: %s', async (kind) => {
    await wearFace(world, kind);
    const { page, show } = await displayOf(world, 1920, 1080, true, '&second=en');
    await page.locator(kind === 'name' ? '.bar .bank-name' : '.bar .bank-logo').waitFor();
    const call = { number: 'ABC1003', counter: LONG_COUNTER };
    const calls = kind === 'high' ? [call] : [call, { ...call, number: 'ABC1004' }, call];
    await show(calls, [call, call, call]);
    for (const [width, height] of turned) {
      await page.setViewportSize({ width, height });
      const all = async () => [
        ...(await outside(page)),
        ...(await close(page)),
        ...(await wrong(page)),
      ];
      // a loading picture, and sizes that follow the panel's, take a moment
      for (let n = 0; n < 20 && (await all()).length > 0; n += 1) await page.waitForTimeout(100);
      const usual = Math.max(width, height) === 1920;
      if (usual || process.env.LOOKS) await shot(page, `display-second-${kind}-${width}x${height}`);
      expect({ width, height, all: await all() }).toEqual({ width, height, all: [] });
      expect({ width, height, clock: await clockShare(page) }).toEqual({ width, height, clock: 1 });
    }
    await page.context().close();
  });

  test.each(['wide', 'name'] as const)(
    'kiosk, phone, start, sign-in and pages for staff: %s',
    async (kind) => {
      await wearFace(world, kind);
      const kiosk = await world.kiosk('1');
      await kiosk.locator('.pad').waitFor();
      const phone = await world.open((await world.issue('caja')).page, { size: sizes.phone });
      await phone.getByText('Su turno').first().waitFor();
      const open = async (path: string) => {
        const page = await world.open(path);
        await page.locator('main').waitFor();
        return page;
      };
      const admin = async (tab: string, part: string) => {
        const page = await world.staff('admin-1');
        await page.locator('.admin-tabs').waitFor();
        await page.goto(`${world.url}/admin#${tab}`);
        await page.locator(part).first().waitFor();
        return page;
      };
      const small = [
        [320, 640],
        [1366, 768],
      ] as const;
      const pages: Readonly<Record<string, readonly [Page, readonly (readonly number[])[]]>> = {
        kiosk: [kiosk, [[1080, 1920], [1920, 1080], [1366, 768], [1280, 800]]], // prettier-ignore
        phone: [phone, [[320, 640], [360, 740]]], // prettier-ignore
        start: [await open('/'), small],
        'sign-in': [await open('/sign-in'), small],
        console: [await world.staff('advisor-1'), small],
        floor: [await world.staff('supervisor-1'), small],
        reception: [await world.staff('host-1'), small],
        queues: [await admin('queues', 'tbody tr:nth-child(4)'), small],
        rules: [await admin('settings', '.settings-group'), small],
      };
      const all: string[] = [];
      for (const [name, [page, panels]] of Object.entries(pages)) {
        await page
          .locator(kind === 'name' ? '.bank-name' : '.bank-logo')
          .first()
          .waitFor();
        for (const [width, height] of panels) {
          await page.setViewportSize({ width, height });
          const found = () => wrong(page);
          for (let n = 0; n < 10 && (await found()).length > 0; n += 1) {
            await page.waitForTimeout(100);
          }
          if (process.env.LOOKS) await shot(page, `fits-${name}-${kind}-${width}`);
          all.push(...(await found()).map((each) => `${name} ${width}: ${each}`));
        }
      }
      expect(all).toEqual([]);
      for (const [page] of Object.values(pages)) await page.context().close();
    },
  );
});
