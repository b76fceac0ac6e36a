import { CLOSE, reconnectIn } from '../src/app/live/frames';
import { AppProcess } from '../test/support/app-process';
import { enrol } from '../test/support/caller';
import { elapse } from '../test/support/wait';
import { Bench } from './main';
import { percentile } from './measure';
import { RawScreens } from './raw-screens';
import { openStage } from './stage';

const WANTED = 10_000;
const PER_DISPLAY = 1_000;
const branch = '1';
/** The longest that a display waits before it tries again, ms (`pages/shared/api/link.ts`). */
const LONGEST = 3_000;

interface Return {
  /** Seconds from the first lost connection until half, and until all, screens are right. */
  readonly half: number;
  readonly all: number;
  /** How many times screens tried to reconnect. */
  readonly tries: number;
}

/**
 * Reconnects every screen that loses its connection to `next`, as pages do, until all are right.
 */
function comeBack(
  screens: RawScreens,
  count: number,
  next: () => string,
  tokenOf: (screen: number) => string,
  signal: 'SIGKILL' | 'SIGTERM',
): Promise<Return> {
  let began: number | undefined;
  let tries = 0;
  const times: number[] = [];
  const back = new Set<number>();
  const attempts = new Map<number, number>();
  return new Promise((resolve, reject) => {
    screens.onFrame = (screen) => {
      if (began === undefined || !attempts.has(screen) || back.has(screen)) return;
      back.add(screen);
      times.push((performance.now() - began) / 1000);
      if (back.size < count) return;
      resolve({ half: percentile(times, 0.5), all: percentile(times, 1), tries: tries / count });
    };
    const again = (screen: number, code: number, reason: string) => {
      const attempt = attempts.get(screen) ?? 0;
      attempts.set(screen, attempt + 1);
      const ms = reconnectIn(code, reason, attempt, Math.random(), LONGEST);
      if (ms === undefined) return reject(new Error(`screen ${screen} was sent away: ${code}`));
      setTimeout(() => {
        tries += 1;
        const url = `${next()}/live?branch=${branch}&view=display`;
        void screens
          .openOne(screen, url, tokenOf(screen))
          .then((open) => open || again(screen, 1006, ''));
      }, ms);
    };
    screens.onGone = (screen, close) => {
      // a screen lost before the instance ends is not part of the crowd
      const ends = signal === 'SIGKILL' || close?.code === CLOSE.restart.code;
      if (ends) began ??= performance.now();
      back.delete(screen);
      again(screen, close?.code ?? 1006, close?.reason ?? '');
    };
  });
}

/** How long until every screen of an ended instance is right again at another. */
export const bench: Bench = {
  about:
    `crowd: ${WANTED} displays of one instance, which is killed, then (at the next one) asked ` +
    'to end: seconds until half of them, and until all, show the branch at the instance that ' +
    'is left; they come back as pages do',
  async run(say, _files, short) {
    const count = short ? WANTED / 10 : WANTED;
    const displays = Math.ceil(count / PER_DISPLAY);
    const stage = await openStage({ advisors: 1, displays, settings: { pauseAbsent: false } });
    const screens = new RawScreens();
    try {
      const [first, second] = [await stage.app(), await stage.app()];
      const tokens: string[] = [];
      for (let n = 1; n <= displays; n += 1) {
        tokens.push(await enrol(first.url, `display-${branch}${n > 1 ? `-${n}` : ''}`));
      }
      const tokenOf = (screen: number) => tokens[screen % displays];
      await screens.openAll(0, count, (screen) => ({
        url: `${first.url}/live?branch=${branch}&view=display`,
        token: tokenOf(screen),
      }));

      const told = (how: string, { half, all, tries }: Return) =>
        say(
          `${how.padEnd(8)} half after ${half.toFixed(1).padStart(5)} s   all after ` +
            `${all.toFixed(1).padStart(5)} s   ${tries.toFixed(2)} tries a screen`,
        );
      const ended = async (app: AppProcess, signal: 'SIGKILL' | 'SIGTERM', next: AppProcess) => {
        const right = comeBack(screens, count, () => next.url, tokenOf, signal);
        await elapse(1_000);
        app.child.kill(signal);
        const result = await right;
        told(signal, result);
        return result;
      };
      const killed = await ended(first, 'SIGKILL', second);
      const asked = await ended(second, 'SIGTERM', await stage.app());
      return { bench: 'crowd', count, killed, asked };
    } finally {
      screens.onGone = () => undefined;
      screens.close();
      await stage.end();
    }
  },
};
