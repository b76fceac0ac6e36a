import { connect, Socket } from 'node:net';

const closed = () => new Error('the app closed the connection');

/**
 * One client with one keep-alive connection and one request in flight: a cheap load generator,
 * since it shares the cores with what it measures. Reads answers with a Content-Length, which is
 * what the app sends.
 */
export class KeptConnection {
  private readonly socket: Socket;
  private answer = '';
  private waiting?: {
    readonly resolve: (status: number) => void;
    readonly reject: (error: Error) => void;
  };

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.socket.setEncoding('latin1').on('data', (text: string) => this.read(text));
    this.socket.on('error', (error) => this.waiting?.reject(error));
    this.socket.on('close', () => this.waiting?.reject(closed()));
  }

  /** A POST of JSON. Resolves with the status. */
  async post(path: string, token: string, key: string, body: string): Promise<number> {
    if (this.socket.destroyed) throw closed();
    this.socket.write(
      [
        `POST ${path} HTTP/1.1`,
        'Host: localhost',
        `Authorization: Bearer ${token}`,
        `Idempotency-Key: ${key}`,
        'Content-Type: application/json',
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
    );
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }

  end() {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private read(text: string) {
    this.answer += text;
    const end = this.answer.indexOf('\r\n\r\n');
    if (end < 0) return;
    const [, length] = /^content-length: (\d+)/im.exec(this.answer) ?? [];
    if (length === undefined) {
      return this.waiting?.reject(
        new Error(`an answer without a length: ${this.answer.slice(0, 200)}`),
      );
    }
    if (this.answer.length < end + 4 + Number(length)) return;
    const status = Number(this.answer.slice(9, 12));
    this.answer = '';
    this.waiting?.resolve(status);
  }
}
