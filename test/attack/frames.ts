import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { Chance } from '../../src/local/busy/chance';
import { Target } from './target';

const VIEWS = ['display', 'floor', 'advisor', 'ticket', 'x', ''];

/** A socket of any caller to any path that sends what no page sends; resolves when it is closed. */
export function hostileSocket(target: Target, chance: Chance): Promise<void> {
  const one = <T>(list: readonly T[]): T => list[chance.whole(0, list.length - 1)];
  const as = one([...Object.values(target.holders), undefined]);
  const key = as?.startsWith('Ticket ') ? [as.slice(7)] : [];
  const since = one(['', '&since=-1&epoch=x', '&since=99999999999999999999&epoch=%00']);
  const url = target.url.replace('http', 'ws');
  const socket = new WebSocket(
    `${url}/live?branch=${one(['1', '2', 'bank', 'no-such', '%00'])}&view=${one(VIEWS)}${since}`,
    key,
    { ...(as && !key.length ? { headers: { Authorization: as } } : {}), handshakeTimeout: 20_000 },
  );
  const frames: readonly (() => void)[] = [
    () => socket.send('{'),
    () => socket.send(JSON.stringify({ kind: 'ping', at: 'x'.repeat(chance.whole(0, 5_000)) })),
    () => socket.send(Buffer.from(Array.from({ length: 300 }, () => chance.whole(0, 255)))),
    () => socket.send('x'.repeat(100_000)),
    () => socket.ping(Buffer.alloc(125)),
    () => socket.pong(),
    // Not a frame: an unknown opcode, and a missing length.
    () => rawFrame(socket),
  ];
  return new Promise((resolve) => {
    socket.on('open', () => {
      for (let left = chance.whole(1, 8); left > 0; left -= 1) one(frames)();
      setTimeout(() => (chance.happens(0.5) ? socket.terminate() : socket.close()), 30);
    });
    socket.on('unexpected-response', (request) => {
      request.destroy();
      resolve();
    });
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
  });
}

const rawFrame = (socket: WebSocket) =>
  (socket as unknown as { readonly _socket: { write(bytes: Buffer): void } })._socket.write(
    Buffer.from([0x8f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  );

/** Bytes that are not HTTP, or contradict themselves; resolves when the other end hangs up. */
export function hostileBytes(target: Target, chance: Chance, patienceMs: number): Promise<boolean> {
  const { port } = new URL(target.url);
  const texts = [
    'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
    'POST /api/cloudprnt HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n' +
      'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /',
    `GET /${'x'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    'GET /live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    '\u0016\u0003\u0001\u0002\u0000',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  ];
  const text = texts[chance.whole(0, texts.length - 1)];
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.end(text, 'latin1'));
    const timer = setTimeout(() => {
      socket.destroy();
      resolve(false);
    }, patienceMs);
    const over = () => {
      clearTimeout(timer);
      resolve(true);
    };
    socket.resume();
    socket.on('error', over);
    socket.on('close', over);
  });
}
