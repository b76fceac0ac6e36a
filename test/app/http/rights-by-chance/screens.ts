import { WebSocket } from 'ws';
import { ViewName } from '../../../../src/app/ports';
import { until } from '../../../support/wait';
import { verdictOnView } from '../roles/verdict';
import { Crowd } from './crowd';

interface Screen {
  readonly as: string;
  readonly view: ViewName;
  readonly branch: string;
  readonly socket: WebSocket;
  closed?: number;
}

/** Sockets that were open before somebody's rights changed. */
export class Screens {
  private open: Screen[] = [];
  /** How many were closed by a change of rights, to show that the test tested something. */
  ended = 0;

  constructor(private readonly crowd: Crowd) {}

  /**
   * Opens a socket, or is refused.
   * @param elsewhere at the instance that hears of changes within seconds
   * @returns what was wrong
   */
  async opens(port: number, elsewhere: boolean): Promise<readonly string[]> {
    const { dice } = this.crowd;
    const keys = this.crowd.keys();
    if (!keys.length) return [];
    const draw = () => {
      const as = dice.of(keys);
      const view = dice.of<ViewName>(['display', 'floor', 'advisor', 'ticket']);
      const branch = dice.of(['1', '2']);
      const who = this.crowd.identity(as);
      return { as, view, branch, who, wanted: verdictOnView(view, branch, who) };
    };
    const some = Array.from({ length: 10 }, draw);
    // A screen that was never open cannot be closed.
    const shown = some.filter(({ wanted }) => wanted === 'a frame');
    const { as, view, branch, who, wanted } = dice.of(
      shown.length && dice.chance(0.7) ? shown : some,
    );
    let got = await this.tries(port, as, view, branch);
    if (elsewhere && got !== wanted) {
      await until(
        async () => (got = await this.tries(port, as, view, branch)) === wanted,
        'heard of elsewhere',
        15_000,
      ).catch(() => undefined);
    }
    const about = `${view} of ${branch} by ${who.is ?? 'nobody'} ${who.name}`;
    return got === wanted ? [] : [`${about}: ${String(got)}, not ${wanted}`];
  }

  /** @returns `a frame`, the status of a refusal, or the code with which it was closed */
  private async tries(port: number, as: string, view: ViewName, branch: string): Promise<unknown> {
    const key = as.startsWith('Ticket ') ? [as.slice(7)] : [];
    const socket = new WebSocket(
      `ws://127.0.0.1:${port}/live?branch=${branch}&view=${view}`,
      key,
      key.length ? {} : { headers: { Authorization: as } },
    );
    const screen: Screen = { as, view, branch, socket };
    socket.on('error', () => undefined);
    socket.on('close', (code) => (screen.closed = code));
    const got = await new Promise((resolve) => {
      socket.on('unexpected-response', (request, { statusCode }) => {
        resolve(statusCode);
        request.destroy();
      });
      socket.on('message', () => resolve('a frame'));
      socket.on('close', resolve);
    });
    // A socket let in elsewhere before that instance heard of the change must be closed like any
    // other.
    if (got === 'a frame') this.open.push(screen);
    return got;
  }

  /** Screens that may no longer watch get nothing more; all others go on. */
  async settle(): Promise<readonly string[]> {
    const mayStill = ({ as, view, branch }: Screen) =>
      verdictOnView(view, branch, this.crowd.identity(as)) === 'a frame';
    const nameOf = ({ view, as }: Screen) => `${view} of ${this.crowd.identity(as).name}`;
    const over = this.open.filter((screen) => !mayStill(screen));
    await until(
      () => over.every(({ closed }) => closed !== undefined),
      `closed: ${over.map(nameOf).join('; ')}`,
    );
    this.ended += over.length;
    this.open = this.open.filter(mayStill);
    return this.open
      .filter(({ closed }) => closed !== undefined)
      .map((screen) => `${nameOf(screen)}: closed with ${screen.closed}, but may watch`);
  }

  /** Few enough that no device exceeds its limit. */
  prune(most = 8): void {
    for (const { socket } of this.open.splice(0, Math.max(0, this.open.length - most))) {
      socket.removeAllListeners('close');
      socket.terminate();
    }
  }
}
