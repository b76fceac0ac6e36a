import { FRAME_VERSION } from '../../../src/app/live/frames';
import { DisplayFrame, PongFrame } from '../../../src/app/wire/frames';
import { silentUntilTouched } from './page-checks';
import { World } from './world';

export interface Call {
  readonly number: string;
  readonly counter: string;
}

const LATELY = 60_000;

/** A display whose socket says what the test wants it to show. */
export async function displayOf(
  world: World,
  width: number,
  height: number,
  sound: boolean,
  panel = '',
) {
  const context = await world.browser.newContext({ viewport: { width, height }, locale: 'es-CL' });
  if (!sound) await context.addInitScript(silentUntilTouched);
  const page = await context.newPage();
  page.on('pageerror', (error) => world.complaints.push(error.message));
  await page.clock.install();
  let send: (text: string) => void = () => undefined;
  let seq = 0;
  const frame = (calls: readonly Call[], past: readonly Call[], nowMs: number, age: number) => {
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
        last: past.map((each, n) => called(each, nowMs - age - n)),
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
  let passed = 0;
  const pong = (): PongFrame => ({
    v: FRAME_VERSION,
    kind: 'pong',
    nowMs: Date.now() + passed,
  });
  await page.routeWebSocket(/\/live/, (socket) => {
    send = (text) => socket.send(text);
    send(frame([], [], Date.now() + passed, LATELY));
    socket.onMessage(() => socket.send(JSON.stringify(pong())));
  });
  await page.goto(`${world.url}/display#enrol=display-1${panel}`);
  await page.locator('.board').waitFor();
  if (sound) await page.mouse.click(5, 5);
  await page.evaluate(() => document.fonts.ready);
  return {
    page,
    /** Time passes without a frame; the server goes on answering. */
    async pass(seconds: number) {
      // the real server's answers carry its own time, and would set this page's back
      await page.route(/\/api\//, (route) => route.abort());
      for (let at = 0; at < seconds; at += 5) {
        passed += 5_000;
        await page.clock.runFor(5_000);
      }
    },
    /** `age`: how long ago the latest of the past calls was, ms. */
    async show(calls: readonly Call[], past: readonly Call[], age = LATELY) {
      // earlier calls have been shown for their minimum time
      await page.clock.runFor(30_000);
      send(frame(calls, past, await page.evaluate(() => Date.now()), age));
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
