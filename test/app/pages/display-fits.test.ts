import { Page } from 'playwright-core';
import { FRAME_VERSION } from '../../../src/app/live/frames';
import { DisplayFrame, PongFrame } from '../../../src/app/wire/frames';
import { silentUntilTouched } from './page-checks';
import { shot, World } from './world';

jest.setTimeout(600_000);
let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(async () => {
  await world?.close();
});

const PREFIXES = ['C', 'PB', 'ABC'];
const DIGITS = ['05', '48', '487', '1003'];
const COUNTERS = ['1', '12', 'Caja 3', 'Ejecutivo 12', 'Sala de reuniones'];
const PANELS = [
  [1280, 720],
  [1366, 768],
  [1920, 1080],
  [3840, 2160],
  [1024, 768],
] as const;

interface Call {
  readonly number: string;
  readonly counter: string;
}

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

/** A display whose socket says what the test wants it to show. */
async function displayOf(width: number, height: number, sound: boolean) {
  const context = await world.browser.newContext({ viewport: { width, height }, locale: 'es-CL' });
  if (!sound) await context.addInitScript(silentUntilTouched);
  const page = await context.newPage();
  page.on('pageerror', (error) => world.complaints.push(error.message));
  await page.clock.install();
  let send: (text: string) => void = () => undefined;
  let seq = 0;
  const frame = (calls: readonly Call[], past: readonly Call[], nowMs: number) => {
    seq += 1;
    const called = ({ number, counter }: Call, at: number) => ({
      ticket: crypto.randomUUID(),
      number,
      counter,
      at: new Date(at).toISOString(),
    });
    const shown: DisplayFrame = {
      v: FRAME_VERSION,
      epoch: 'e',
      prev: 0,
      seq,
      kind: 'state',
      branch: '1',
      atMs: nowMs,
      nowMs,
      data: {
        calling: calls.map((each, n) => ({
          ...called(each, nowMs - n),
          queue: 'caja',
          recalls: 0,
        })),
        last: past.map((each, n) => called(each, nowMs - 60_000 - n)),
        queues: [
          {
            id: 'personal-banker',
            waiting: 487,
            estimate: { minutes: 40, low: 35, high: 80 },
            said: { as: 'between', low: 35, high: 80 },
          },
        ],
      },
    };
    return JSON.stringify(shown);
  };
  const pong = (): PongFrame => ({ v: FRAME_VERSION, kind: 'pong', nowMs: Date.now() });
  await page.routeWebSocket(/\/live/, (socket) => {
    send = (text) => socket.send(text);
    send(frame([], [], Date.now()));
    socket.onMessage(() => socket.send(JSON.stringify(pong())));
  });
  await page.goto(`${world.url}/display#enrol=display-1`);
  await page.locator('.board').waitFor();
  if (sound) await page.mouse.click(5, 5);
  await page.evaluate(() => document.fonts.ready);
  return {
    page,
    async show(calls: readonly Call[], past: readonly Call[]) {
      // the calls before have been shown for as long as they must be
      await page.clock.runFor(30_000);
      send(frame(calls, past, await page.evaluate(() => Date.now())));
      await page.locator('.heroes .counter').first().waitFor();
      await page.waitForFunction(
        ([number, count]) =>
          document.querySelectorAll('.heroes .called').length === count &&
          [...document.querySelectorAll('.heroes .called')].some(
            (each) => each.textContent === number,
          ),
        [calls[0].number, calls.length] as const,
      );
    },
  };
}

/** What reaches out of its box, by its text; and rows that are not of one size. */
const outside = (page: Page) =>
  page.evaluate(() => {
    const rect = (node: Element) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return range.getBoundingClientRect();
    };
    const within = (inner: DOMRect, outer: DOMRect) =>
      inner.left >= outer.left - 0.5 &&
      inner.right <= outer.right + 0.5 &&
      inner.top >= outer.top - 0.5 &&
      inner.bottom <= outer.bottom + 0.5;
    const boxes: readonly (readonly [string, string])[] = [
      ['.heroes', '.number, .hero-label, .hero-word, .nothing p'],
      ['.last', '.number, .last-head'],
      ['.bar', '.fit-inner > *'],
      ['.strip', '.strip-words, .sound-off span'],
    ];
    const found: string[] = [];
    const screen = new DOMRect(0, 0, innerWidth, innerHeight);
    for (const [box, parts] of boxes) {
      for (const outer of document.querySelectorAll(box)) {
        for (const part of outer.querySelectorAll(parts)) {
          if (!part.textContent?.trim()) continue;
          const inner = rect(part);
          if (!within(inner, outer.getBoundingClientRect()) || !within(inner, screen)) {
            found.push(`${box} ${part.textContent}`);
          }
        }
      }
    }
    // number and counter of a row do not touch
    for (const row of document.querySelectorAll('.hero-row, .last li, .hero-counter')) {
      const [first, second] = [row.firstElementChild, row.lastElementChild];
      if (!first || !second || first === second) continue;
      if (rect(first).right > rect(second).left) found.push(`overlap ${row.textContent}`);
    }
    const sizes = new Set(
      [...document.querySelectorAll('.hero-row .number')].map(
        (each) => getComputedStyle(each).fontSize,
      ),
    );
    if (sizes.size > 1) found.push(`sizes ${[...sizes].join()}`);
    return found;
  });

test.each(
  PANELS.flatMap(([long, short]) => [
    [long, short],
    [short, long],
  ]),
)('on %i × %i every number and every counter is whole', async (width, height) => {
  for (const sound of [true, false]) {
    const { page, show } = await displayOf(width, height, sound);
    expect({ sound, empty: await outside(page) }).toEqual({ sound, empty: [] });
    const name = `display-${width}x${height}-${sound ? 'on' : 'off'}`;
    for (const size of [1, 2, 3]) {
      const all = groups(size);
      const some = process.env.EVERY_CALL
        ? all
        : all.filter((_, n) => n % 9 === (sound ? 4 : 2) || n === all.length - 1);
      for (const [at, calls] of some.entries()) {
        const past = groups(5)[at % 12];
        await show(calls, past);
        if (at === 0 || at === some.length - 1) await shot(page, `${name}-${size}-${at}`);
        expect({ calls, outside: await outside(page) }).toEqual({ calls, outside: [] });
      }
    }
    await page.context().close();
  }
});
