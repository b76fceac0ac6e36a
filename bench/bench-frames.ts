import { apiOf } from '../test/support/api';
import { enrol, signIn } from '../test/support/caller';
import { elapse } from '../test/support/wait';
import { apiOver, KeptConnection } from './kept-connection';
import { Bench } from './main';
import { percentile } from './measure';
import { RawScreens } from './raw-screens';
import { openStage } from './stage';

const SCREENS = 1_000;
const CALLS = 60;

/** The sequence number in a frame's head, the first bytes of it, without parsing the rest. */
const seqOf = (frame: Buffer): number =>
  Number(/"seq":(\d+)/.exec(frame.toString('latin1', 0, HEAD))?.[1]);
/** The longest head of a frame, in bytes. */
const HEAD = 256;

/**
 * Resolves when every screen has had a frame after `seq`; `each` is called for every one. Rejects
 * when a screen is lost: waiting for every screen would never end.
 */
function allPast(screens: RawScreens, seq: number, each: () => void): Promise<void> {
  const shown = new Set<number>();
  return new Promise((resolve, reject) => {
    screens.onGone = (screen) => reject(new Error(`screen ${screen} lost its connection`));
    screens.onFrame = (screen, _bytes, frame) => {
      if (shown.has(screen) || seqOf(frame) <= seq) return;
      shown.add(screen);
      each();
      if (shown.size === SCREENS) resolve();
    };
  });
}

const summary = (values: readonly number[]) => ({
  p50: percentile(values, 0.5),
  p99: percentile(values, 0.99),
});

const told = (name: string, { p50, p99 }: ReturnType<typeof summary>) =>
  `${name.padEnd(28)} p50 ${p50.toFixed(1).padStart(6)} ms   p99 ${p99.toFixed(1).padStart(6)} ms`;

/**
 * From the moment a call is sent over HTTP to the frame on each of a thousand open screens, beside
 * the HTTP answer itself.
 */
export const bench: Bench = {
  about:
    `frames: from pressing "next" to the frame on ${SCREENS} open displays, beside the ` +
    'answer to the press (one app process, one branch; the thousand sockets share this ' +
    'machine)',
  async run(say) {
    const stage = await openStage({ advisors: 1, settings: { pauseAbsent: false } });
    const screens = new RawScreens();
    try {
      const app = await stage.app();
      const kiosk = await enrol(app.url, 'kiosk-1');
      const display = await enrol(app.url, 'display-1');
      const advisor = await signIn(app.url, 'advisor-1-1');
      const branch = '1';
      await apiOf(app.url).call('PUT /api/branches/:branch/advisors/me', {
        params: { branch },
        token: advisor,
        body: { state: 'available', counter: '1' },
      });
      const url = `${app.url}/live?branch=${branch}&view=display`;
      await screens.openAll(0, SCREENS, () => ({ url, token: display }));
      const line = new KeptConnection(app.url);
      const api = apiOver(line);

      const toFrame: number[] = [];
      const toLast: number[] = [];
      const toAnswer: number[] = [];
      for (let n = 0; n < CALLS; n += 1) {
        let before = 0;
        screens.onFrame = (_screen, _bytes, frame) => {
          before = Math.max(before, seqOf(frame));
        };
        await api.call('POST /api/branches/:branch/tickets', {
          params: { branch },
          token: kiosk,
          body: { queue: 'caja' },
        });
        await elapse(100);
        const sent = performance.now();
        const all = allPast(screens, before, () => toFrame.push(performance.now() - sent));
        all.catch(() => undefined); // the error is reported where it is awaited
        const called = await api.call('POST /api/branches/:branch/counters/:counter/call-next', {
          params: { branch, counter: '1' },
          token: advisor,
        });
        toAnswer.push(performance.now() - sent);
        await all;
        toLast.push(performance.now() - sent);
        const given = { params: { branch, ticket: called!.ticket.id }, token: advisor };
        await api.call('POST /api/branches/:branch/tickets/:ticket/start', given);
        await api.call('POST /api/branches/:branch/tickets/:ticket/finish', given);
      }
      line.end();
      const result = {
        bench: 'frames',
        screens: SCREENS,
        calls: CALLS,
        answer: summary(toAnswer),
        frame: summary(toFrame),
        lastScreen: summary(toLast),
        ratio: percentile(toFrame, 0.99) / percentile(toAnswer, 0.99),
      };
      say(told('press → HTTP answer', result.answer));
      say(told('press → frame, each screen', result.frame));
      say(told('press → frame, last screen', result.lastScreen));
      say(`ratio of p99s, frame / answer  ${result.ratio.toFixed(2)}`);
      return result;
    } finally {
      screens.close();
      await stage.end();
    }
  },
};
