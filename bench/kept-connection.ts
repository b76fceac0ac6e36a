import { randomUUID } from 'node:crypto';
import { connect, Socket } from 'node:net';
import { createClient } from '../src/app/client/client';

const closed = () => new Error('the app closed the connection');

interface RequestOptions {
  readonly token: string;
  /** The Idempotency-Key of a command. */
  readonly key?: string;
  /** JSON. */
  readonly body?: string;
}

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * One client with one keep-alive connection and one request in flight: a cheap load generator,
 * since it shares the cores with what it measures. Reads answers with a Content-Length, which is
 * what the app sends.
 */
export class KeptConnection {
  private readonly socket: Socket;
  private readonly chunks: Buffer[] = [];
  /** Bytes received, and the length of the whole answer once its head has been read. */
  private here = 0;
  private whole?: number;
  private waiting?: {
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: Error) => void;
  };

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.socket.on('data', (bytes: Buffer) => this.read(bytes));
    this.socket.on('error', (error) => this.waiting?.reject(error));
    this.socket.on('close', () => this.waiting?.reject(closed()));
  }

  async ask(method: string, path: string, { token, key, body }: RequestOptions): Promise<Answer> {
    if (this.socket.destroyed) throw closed();
    this.socket.write(
      [
        `${method} ${path} HTTP/1.1`,
        'Host: localhost',
        `Authorization: Bearer ${token}`,
        ...(key === undefined ? [] : [`Idempotency-Key: ${key}`]),
        ...(body === undefined
          ? []
          : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`]),
        '',
        body ?? '',
      ].join('\r\n'),
    );
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }

  /** A POST of JSON. Resolves with the status. */
  async post(path: string, token: string, key: string, body: string): Promise<number> {
    return (await this.ask('POST', path, { token, key, body })).status;
  }

  end() {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private read(bytes: Buffer) {
    this.chunks.push(bytes);
    this.here += bytes.length;
    this.whole ??= this.wholeOf();
    if (this.whole === undefined || this.here < this.whole) return;
    const answer = Buffer.concat(this.chunks);
    this.chunks.length = 0;
    this.here = 0;
    this.whole = undefined;
    this.waiting?.resolve({
      status: Number(answer.toString('latin1', 9, 12)),
      body: answer.subarray(answer.indexOf(HEAD_ENDS) + HEAD_ENDS.length),
    });
  }

  /** The length of the whole answer, once its head has arrived. */
  private wholeOf(): number | undefined {
    const text = Buffer.concat(this.chunks);
    const end = text.indexOf(HEAD_ENDS);
    if (end < 0) return undefined;
    const head = text.toString('latin1', 0, end);
    const [, length] = /^content-length: (\d+)/im.exec(head) ?? [];
    if (length === undefined && !head.startsWith(NOTHING)) {
      this.waiting?.reject(new Error(`an answer without a length: ${head.slice(0, 200)}`));
    }
    return end + HEAD_ENDS.length + Number(length ?? 0);
  }
}

const HEAD_ENDS = '\r\n\r\n';
/** An answer without a body has no Content-Length. */
const NOTHING = 'HTTP/1.1 204';

/** The app's routes by name on one such connection. Throws for any status but 2xx. */
export const apiOver = (line: KeptConnection) =>
  createClient<{ readonly token: string }>(async ({ method, path, body }, { token }) => {
    const { status, body: answer } = await line.ask(method, path, {
      token,
      ...(method === 'GET' ? {} : { key: randomUUID() }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = answer.toString();
    if (status >= 300) throw new Error(`${method} ${path} answered ${status} ${text}`);
    return text ? (JSON.parse(text) as unknown) : undefined;
  });
