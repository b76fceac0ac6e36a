import { WebSocket } from 'ws';
import { DisplayFrame } from '../src/app/wire/frames';
import { apiOf } from '../test/support/api';
import { enrol, signIn } from '../test/support/caller';
import { elapse } from '../test/support/wait';
import { Bench } from './main';
import { percentile } from './measure';
import { openStage } from './stage';

const SCREENS = 1_000;
const CALLS = 60;

/** Displays that are open; each keeps the latest sequence number it was sent. */
class Screens {
  readonly latest: number[] = [];
  private readonly sockets: WebSocket[] = [];
  private arrived: (seq: number) => void = () => undefined;
  /** What waits for every screen is told of one that is lost: it would wait in vain. */
  private lost: (error: Error) => void = () => undefined;

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Resolves with the first frame. */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`${this.url.replace('http', 'ws')}/live?branch=1&view=display`, {
        headers: { authorization: `Bearer ${this.token}` },
      });
      const index = this.sockets.push(socket) - 1;
      socket.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString()) as DisplayFrame;
        if (this.latest[index] === undefined) resolve();
        this.latest[index] = frame.seq;
        this.arrived(frame.seq);
      });
      socket.on('error', reject);
      socket.on('close', () => this.lost(new Error(`screen ${index} lost its connection`)));
    });
  }

  /**
   * Resolves when every screen has had a frame after `seq`; `each` is called for every one.
   * Rejects when a screen is lost.
   */
  async allPast(seq: number, each: () => void): Promise<void> {
    let count = 0;
    await new Promise<void>((resolve, reject) => {
      this.lost = reject;
      this.arrived = (arrived) => {
        if (arrived <= seq) return;
        each();
        count += 1;
        if (count === SCREENS) resolve();
      };
    });
    this.arrived = () => undefined;
    this.lost = () => undefined;
  }

  close(): void {
    for (const socket of this.sockets) socket.terminate();
  }
}

const summary = (values: readonly number[]) => ({
  p50: percentile(values, 0.5),
  p99: percentile(values, 0.99),
});

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
    let screens: Screens | undefined;
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
      screens = new Screens(app.url, display);
      const open = () => screens!.open();
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
        await elapse(100);
        const before = Math.max(...screens.latest);
        const sent = performance.now();
        const all = screens.allPast(before, () => toFrame.push(performance.now() - sent));
        all.catch(() => undefined); // told where it is awaited
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
      const result = {
        bench: 'frames',
        screens: SCREENS,
        calls: CALLS,
        answer: summary(toAnswer),
        frame: summary(toFrame),
        lastScreen: summary(toLast),
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
      screens?.close();
      await stage.end();
    }
  },
};
