import { randomBytes } from 'node:crypto';
import { connect, Socket } from 'node:net';
import { emptyFrame, readFrames } from './raw-frames';

/** Screens a loopback address can open to one port, well below its 28,000 free ports. */
const AN_ADDRESS = 1_000;
/** How many are opened at once: the app turns a faster crowd away for a while. */
const AT_ONCE = 200;

interface Screen {
  readonly socket: Socket;
  rest: Buffer;
  /** The server has said goodbye. */
  ended: boolean;
}

/**
 * Many open screens in one process, as cheap as possible, since they share the cores with what they
 * measure: frames are counted, not parsed.
 */
export class RawScreens {
  private readonly open = new Map<number, Screen>();
  /** Called with the number of the screen for each frame that shows something. */
  onFrame: (screen: number, bytes: number, payload: Buffer) => void = () => undefined;
  /** Called when a screen's connection has ended by itself, with the close that the server sent. */
  onGone: (screen: number, close: { code: number; reason: string } | undefined) => void = () =>
    undefined;

  get count() {
    return this.open.size;
  }

  /** Opens screens `from` to `to`, each with the path and token that it is given. */
  async openAll(
    from: number,
    to: number,
    at: (screen: number) => { readonly url: string; readonly token?: string },
  ): Promise<void> {
    for (let first = from; first < to; first += AT_ONCE) {
      const last = Math.min(to, first + AT_ONCE);
      await Promise.all(
        Array.from({ length: last - first }, async (_, n) => {
          const { url, token } = at(first + n);
          if (!(await this.openOne(first + n, url, token))) {
            throw new Error(`screen ${first + n} of ${to} was refused`);
          }
        }),
      );
    }
  }

  /** False if it was refused or the connection failed. Resolves when it is open. */
  openOne(screen: number, address: string, token?: string): Promise<boolean> {
    const { hostname, port, pathname, search } = new URL(address);
    const socket = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      localAddress: `127.0.0.${2 + Math.floor(screen / AN_ADDRESS)}`,
    });
    socket.write(
      [
        `GET ${pathname}${search} HTTP/1.1`,
        'Host: localhost',
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
        ...(token ? [`Authorization: Bearer ${token}`] : []),
        '\r\n',
      ].join('\r\n'),
    );
    const entry: Screen = { socket, rest: Buffer.alloc(0), ended: false };
    return new Promise((resolve) => {
      socket.on('error', () => resolve(false));
      socket.on('close', () => {
        resolve(false);
        // the screen may have reconnected by now
        if (this.open.get(screen) !== entry) return;
        this.open.delete(screen);
        this.onGone(screen, undefined);
      });
      socket.on('data', (data: Buffer) => {
        let bytes = entry.rest.length ? Buffer.concat([entry.rest, data]) : data;
        if (this.open.get(screen) !== entry && !entry.ended) {
          const end = bytes.indexOf('\r\n\r\n');
          if (end >= 0 && bytes.subarray(9, 12).toString('latin1') !== '101') {
            socket.destroy();
            return resolve(false);
          }
          if (end < 0) {
            entry.rest = bytes;
            return;
          }
          this.open.set(screen, entry);
          resolve(true);
          bytes = bytes.subarray(end + 4);
        }
        entry.rest = readFrames(bytes, (kind, payload) => this.heard(screen, entry, kind, payload));
      });
    });
  }

  private heard(
    screen: number,
    entry: Screen,
    kind: 'ping' | 'shown' | 'close' | 'other',
    payload: Buffer,
  ) {
    if (entry.ended) return;
    if (kind === 'shown') return this.onFrame(screen, payload.length, payload);
    if (kind === 'ping') return void entry.socket.write(emptyFrame('pong'));
    if (kind !== 'close') return;
    entry.ended = true;
    this.open.delete(screen);
    entry.socket.end(emptyFrame('close'));
    const [code, reason] =
      payload.length < 2 ? [1005, ''] : [payload.readUInt16BE(0), payload.subarray(2).toString()];
    this.onGone(screen, { code, reason });
  }

  close(): void {
    for (const { socket } of this.open.values()) socket.destroy();
    this.open.clear();
  }
}
