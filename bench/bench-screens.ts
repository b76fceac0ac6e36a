import { apiOf } from '../test/support/api';
import { call, enrol } from '../test/support/caller';
import { runProgram } from '../test/support/child';
import { elapse } from '../test/support/wait';
import { memoryOf, mostFiles } from './cpu';
import { Bench } from './main';
import { percentile } from './measure';
import { RawScreens } from './raw-screens';
import { openStage } from './stage';
import { withProgram } from './with-us';

/** How many screens to open, if the machine lets one process open that many. */
const WANTED = 30_000;
/** Files that an app needs for anything else. */
const OTHER_FILES = 1_000;
/** The most sockets that an instance takes from one display. */
const PER_DISPLAY = 1_000;
const CALLS = 20;
const branch = '1';

interface Times {
  readonly p50: number;
  readonly p99: number;
  readonly last: number;
}

/** Presses `CALLS` times, and returns how long each screen waited for what it shows. */
async function pressed(screens: RawScreens, press: () => Promise<unknown>): Promise<Times> {
  const times: number[] = [];
  const lasts: number[] = [];
  for (let n = 0; n < CALLS; n += 1) {
    await elapse(300);
    const began = performance.now();
    const shown = new Set<number>();
    const all = new Promise<void>((resolve, reject) => {
      // its frame would never come
      screens.onGone = (screen) => reject(new Error(`screen ${screen} lost its connection`));
      screens.onFrame = (screen) => {
        if (shown.has(screen)) return;
        shown.add(screen);
        times.push(performance.now() - began);
        if (shown.size === screens.count) resolve();
      };
    });
    await Promise.all([press(), all]);
    lasts.push(performance.now() - began);
    screens.onFrame = () => undefined;
  }
  return {
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    last: percentile(lasts, 0.5),
  };
}

/** From a press to the frame on every screen of one instance, beside `ws` alone. */
export const bench: Bench = {
  about:
    'screens: from a press to the frame on as many open displays of one branch as one app ' +
    `process may open here (at most ${WANTED}), beside a server of nothing but ws that sends ` +
    'the same bytes to as many; generator and server share this machine',
  async run(say, _files, short) {
    const count = short ? WANTED / 10 : Math.min(WANTED, mostFiles() - OTHER_FILES);
    if (!(count > 0)) {
      throw new Error(
        `a process may open ${mostFiles()} files here, and ${OTHER_FILES} are needed for ` +
          'anything but screens: raise the limit (ulimit -Hn) and run it again',
      );
    }
    const own = await ours(count, say);
    const plain = await alone(count, own.bytes);
    const line = (name: string, { p50, p99, last }: Times) =>
      say(
        `${name.padEnd(12)} p50 ${p50.toFixed(0).padStart(5)} ms   p99 ` +
          `${p99.toFixed(0).padStart(5)} ms   last screen ${last.toFixed(0).padStart(5)} ms`,
      );
    line('this app', own.times);
    line('ws alone', plain);
    const ratio = plain.p99 / own.times.p99;
    say(`ratio of p99s, ws / app  ${ratio.toFixed(2)}`);
    return { bench: 'screens', count, ours: own, alone: plain, ratio };
  },
};

/** The app: a kiosk issues, and every display shows one more customer waiting. */
async function ours(count: number, say: (line: string) => void) {
  const displays = Math.ceil(count / PER_DISPLAY);
  const stage = await openStage({ advisors: 1, displays, settings: { pauseAbsent: false } });
  const screens = new RawScreens();
  try {
    const app = await stage.app();
    const api = apiOf(app.url);
    const tokens: string[] = [];
    for (let n = 1; n <= displays; n += 1) {
      tokens.push(await enrol(app.url, `display-${branch}${n > 1 ? `-${n}` : ''}`));
      await elapse(n % 10 === 0 ? 10_000 : 0); // enrolments of one address are limited
    }
    let bytes = 0;
    screens.onFrame = (_screen, length) => {
      bytes = length;
    };
    const atRest = memoryOf(app.child.pid!);
    const url = `${app.url}/live?branch=${branch}&view=display`;
    const began = performance.now();
    await screens.openAll(0, count, (screen) => ({ url, token: tokens[screen % displays] }));
    const seconds = (performance.now() - began) / 1000;
    const kib = ((memoryOf(app.child.pid!) - atRest) * 1024) / count;
    say(
      `${count} displays of one branch opened in ${seconds.toFixed(1)} s; ` +
        `${kib.toFixed(1)} KiB of the app's memory each; ${bytes} bytes a frame`,
    );
    const kiosk = await enrol(app.url, 'kiosk-1');
    const times = await pressed(screens, async () =>
      api.call('POST /api/branches/:branch/tickets', {
        params: { branch },
        token: kiosk,
        body: { queue: 'caja' },
      }),
    );
    return { times, bytes, kib };
  } finally {
    screens.close();
    await stage.end();
  }
}

/** The minimum to compare with: a server that only sends this many bytes to every socket. */
async function alone(count: number, bytes: number): Promise<Times> {
  const screens = new RawScreens();
  return withProgram(runProgram('bench/programs/broadcast.ts'), 'SIGINT', async (server) => {
    try {
      const [, port] = await server.line(/LISTENING (\d+)/);
      const url = `http://127.0.0.1:${port}/`;
      await screens.openAll(0, count, () => ({ url }));
      const raw = 'x'.repeat(bytes);
      return await pressed(screens, async () => call(url, 'POST', '', { raw }));
    } finally {
      screens.close();
    }
  });
}
