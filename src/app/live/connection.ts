import { WebSocket } from 'ws';
import { CLOSE, Close, PING } from './frames';
import { Peer } from './seat';

/**
 * No page has to send more than this. The server's own limit is higher, so that this one can close
 * with its own code.
 */
export const MOST_BYTES = 1024;
/** Frames a page may send in ten seconds. */
const MOST_FRAMES = 20;
/**
 * A peer that does not finish closing within this time (ms) is dropped: a slow one must read its
 * buffer before it learns why, a silent one never will.
 */
const CLOSING_MS = 10_000;
const SILENT_MS = 1000;

/** One open socket: sends bytes and pings, and takes the one kind of frame a page may send. */
export class Connection implements Peer {
  private alive = true;
  private closing = false;
  private frames = 0;
  private since = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly clock: () => number,
    private readonly pong: () => Buffer,
  ) {
    socket.on('pong', () => {
      this.alive = true;
    });
    socket.on('message', (data, isBinary) => this.hear(data as Buffer, isBinary));
    // Errors at the other end show as its close.
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

  /** Pings; closes if the last ping was not answered. */
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
    this.send(this.pong());
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
