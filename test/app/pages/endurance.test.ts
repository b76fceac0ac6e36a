import { FRAME_VERSION } from '../../../src/app/live/frames';
import { DisplayFrame, PongFrame } from '../../../src/app/wire/frames';
import { atLength } from '../../support/at-length';
import { openWorld, world } from './open-world';
import { sizes } from './world';

jest.setTimeout(600_000);
openWorld();

/** Six days of 400 calls, at length a month of them. */
const CALLS = 400 * atLength(6, 22);
/** Of them two days to warm up, for the engine's caches. */
const WARM = 800;
/** What a call may leave in memory, bytes: with more, it would be a leak. */
const LEFT_BY_CALL = 375;
const AT_ONCE = 4;

const began = Date.now();

/** The whole display after a number of calls, eight seconds apart. */
function frame(seq: number, numbers: readonly number[]): string {
  const nowMs = began + seq * 8_000;
  const call = (n: number, at: number) => ({
    ticket: `t${n}`,
    number: `C${String(n % 1000).padStart(2, '0')}`,
    counter: String(1 + (n % 5)),
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
      calling: numbers.map((n) => ({ ...call(n, nowMs), queue: 'caja', recalls: 0 })),
      last: Array.from({ length: 8 }, (_, back) => (numbers[0] ?? 0) - 1 - back)
        .filter((n) => n >= 0)
        .map((n, back) => call(n, nowMs - 8_000 * (1 + back))),
      queues: [
        {
          id: 'caja',
          waiting: seq % 40,
          estimate: { minutes: 9, low: 5, high: 15 },
          said: { as: 'between', low: 5, high: 15 },
        },
      ],
    },
  };
  return JSON.stringify(shown);
}

const pong = (): PongFrame => ({ v: FRAME_VERSION, kind: 'pong', nowMs: Date.now() });

test("days of calls do not grow a display's memory", async () => {
  const context = await world.browser.newContext({ viewport: sizes.display, locale: 'es-CL' });
  const display = await context.newPage();
  const cdp = await context.newCDPSession(display);
  await display.clock.install();
  let send: ((text: string) => void) | undefined;
  let latest = frame(1, []);
  await display.routeWebSocket(/\/live/, (socket) => {
    send = (text) => {
      latest = text;
      socket.send(text);
    };
    send(latest); // the page's clock runs faster than the test's, so it may reconnect
    socket.onMessage(() => socket.send(JSON.stringify(pong())));
  });
  await display.goto(`${world.url}/display#enrol=display-1`);
  await display.locator('.board').waitFor();

  // The count depends on what is shown at the moment, so the maximum is taken.
  let most = 0;
  /** Memory left once the collector is done: on a busy machine it works in parts. */
  const heap = async () => {
    let least = Infinity;
    for (let times = 0; times < 5; times += 1) {
      await cdp.send('HeapProfiler.collectGarbage');
      const { usedSize } = await cdp.send('Runtime.getHeapUsage');
      least = Math.min(least, usedSize);
      await display.clock.runFor(1000);
    }
    return { mb: least / 2 ** 20, nodes: most };
  };
  const push = async (from: number, to: number) => {
    for (let n = from; n < to; n += AT_ONCE) {
      send!(
        frame(
          10 + n,
          Array.from({ length: AT_ONCE }, (_, index) => n + index),
        ),
      );
      await display.clock.runFor(16_000);
      most = Math.max(most, await display.evaluate(() => document.querySelectorAll('*').length));
    }
  };
  await push(0, WARM);
  const before = await heap();
  most = 0;
  await push(WARM, CALLS);
  const after = await heap();
  console.info(
    `heap ${before.mb.toFixed(2)} → ${after.mb.toFixed(2)} MB, ${before.nodes} → ` +
      `${after.nodes} elements, over ${CALLS - WARM} calls`,
  );
  expect(((after.mb - before.mb) * 2 ** 20) / (CALLS - WARM)).toBeLessThan(LEFT_BY_CALL);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 10);
  expect(await display.locator('.last li .number').count()).toBeGreaterThan(0);
  await context.close();
});
