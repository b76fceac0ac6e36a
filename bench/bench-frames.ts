import { WebSocket } from 'ws';
import { DisplayFrame } from '../src/app/wire/frames';
import { apiOf } from '../test/support/api';
import { enrol, signIn } from '../test/support/caller';
import { Bench } from './main';
import { percentile } from './measure';
import { openStage } from './stage';

const SCREENS = 1_000;
const CALLS = 60;

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
    const sockets: WebSocket[] = [];
    try {
      const app = await stage.app();
      const kiosk = await enrol(app.url, 'kiosk-1');
      const display = await enrol(app.url, 'display-1');
      const advisor = await signIn(app.url, 'advisor-1-1');
      const api = apiOf(app.url);
      const branch = '1';
      await api.call('PUT /api/branches/:branch/advisors/me', {
        params: { branch },
        token: advisor,
        body: { state: 'available', counter: '1' },
      });
      const latest: number[] = [];
      let arrived: (seq: number) => void = () => undefined;
      const open = () =>
        new Promise<void>((resolve, reject) => {
          const socket = new WebSocket(
            `${app.url.replace('http', 'ws')}/live?branch=1&view=display`,
            { headers: { authorization: `Bearer ${display}` } },
          );
          const index = sockets.push(socket) - 1;
          socket.on('message', (data: Buffer) => {
            const frame = JSON.parse(data.toString()) as DisplayFrame;
            if (latest[index] === undefined) resolve();
            latest[index] = frame.seq;
            arrived(frame.seq);
          });
          socket.on('error', reject);
        });
      for (let n = 0; n < SCREENS; n += 50) await Promise.all(Array.from({ length: 50 }, open));

      const toFrame: number[] = [];
      const toLast: number[] = [];
      const toAnswer: number[] = [];
      for (let n = 0; n < CALLS; n += 1) {
        await api.call('POST /api/branches/:branch/tickets', {
          params: { branch },
          token: kiosk,
          body: { queue: 'caja' },
        });
        await new Promise((resolve) => {
          setTimeout(resolve, 100);
        });
        const before = Math.max(...latest);
        const sent = performance.now();
        let count = 0;
        const all = new Promise<void>((resolve) => {
          arrived = (seq) => {
            if (seq <= before) return;
            toFrame.push(performance.now() - sent);
            count += 1;
            if (count === SCREENS) resolve();
          };
        });
        const called = await api.call('POST /api/branches/:branch/counters/:counter/call-next', {
          params: { branch, counter: '1' },
          token: advisor,
        });
        toAnswer.push(performance.now() - sent);
        await all;
        toLast.push(performance.now() - sent);
        arrived = () => undefined;
        const given = { params: { branch, ticket: called!.ticket.id }, token: advisor };
        await api.call('POST /api/branches/:branch/tickets/:ticket/start', given);
        await api.call('POST /api/branches/:branch/tickets/:ticket/finish', given);
      }
      const p = (values: readonly number[]) => ({
        p50: percentile(values, 0.5),
        p99: percentile(values, 0.99),
      });
      const result = {
        bench: 'frames',
        screens: SCREENS,
        calls: CALLS,
        answer: p(toAnswer),
        frame: p(toFrame),
        lastScreen: p(toLast),
        ratio: percentile(toFrame, 0.99) / percentile(toAnswer, 0.99),
      };
      const line = (name: string, { p50, p99 }: { p50: number; p99: number }) =>
        say(
          `${name.padEnd(28)} p50 ${p50.toFixed(1).padStart(6)} ms   p99 ` +
            `${p99.toFixed(1).padStart(6)} ms`,
        );
      line('press → HTTP answer', result.answer);
      line('press → frame, each screen', result.frame);
      line('press → frame, last screen', result.lastScreen);
      say(`ratio of p99s, frame / answer  ${result.ratio.toFixed(2)}`);
      return result;
    } finally {
      for (const socket of sockets) socket.terminate();
      await stage.end();
    }
  },
};
