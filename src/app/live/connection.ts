import { WebSocket } from 'ws';
import type { PongFrame } from '../wire/frames';
import { CLOSE, Close, FRAME_VERSION, PING } from './frames';
import { Peer } from './seat';

/**
 * A page has nothing to say that is longer. The server's own limit is higher, so that this one can
 * be named.
 */
export const MOST_BYTES = 1024;
/** Frames a page may send in ten seconds. */
const MOST_FRAMES = 20;
/**
 * A peer that does not finish closing in this time is dropped: a slow one has a buffer to read
 * before it learns why, a silent one will not.
 */
const CLOSING_MS = 10_000;
const SILENT_MS = 1000;

/** One open socket: bytes out, pings out, the one kind of frame in. */
export class Connection implements Peer {
  private alive = true;
  private closing = false;
  private frames = 0;
  private since = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly clock: () => number,
  ) {
    socket.on('pong', () => {
      this.alive = true;
    });
    socket.on('message', (data, isBinary) => this.hear(data as Buffer, isBinary));
    // What is wrong with the far end shows as its close.
    socket.on('error', () => undefined);
  }

  get buffered() {
    return this.socket.bufferedAmount;
  }

  send(bytes: Buffer) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(bytes, { binary: false });
  }

  close({ code, reason }: Close, patience = CLOSING_MS) {
    if (this.closing) return;
    this.closing = true;
    this.socket.close(code, reason);
    const timer = setTimeout(() => this.socket.terminate(), patience).unref();
    this.socket.once('close', () => clearTimeout(timer));
  }

  drop() {
    this.socket.terminate();
  }

  /** Asks whether anybody is there; closes when the last question was not answered. */
  ping() {
    if (this.closing) return;
    if (!this.alive) return this.close(CLOSE.timeout, SILENT_MS);
    this.alive = false;
    this.socket.ping();
  }

  private hear(data: Buffer, isBinary: boolean) {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    if (data.length > MOST_BYTES) return this.close(CLOSE.tooLarge);
    if (isBinary || !isPing(data.toString())) return this.close(CLOSE.badFrame);
    const now = this.clock();
    if (now - this.since > 10_000) {
      this.since = now;
      this.frames = 0;
    }
    if (++this.frames > MOST_FRAMES) return this.close(CLOSE.tooMany);
    this.socket.send(
      JSON.stringify({ v: FRAME_VERSION, kind: 'pong', nowMs: now } satisfies PongFrame),
    );
  }
}

function isPing(text: string): boolean {
  try {
    const frame: unknown = JSON.parse(text);
    return (
      typeof frame === 'object' &&
      frame !== null &&
      'v' in frame &&
      frame.v === PING.v &&
      'kind' in frame &&
      frame.kind === PING.kind
    );
  } catch {
    return false; // not JSON: the close says so
  }
}
