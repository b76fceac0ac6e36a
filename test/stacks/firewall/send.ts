import { connect } from 'node:net';

export interface Sent {
  readonly method: string;
  /** The target exactly as it is put into the request line. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The answer. */
export interface Got {
  readonly status: number;
}

/** Sends a request exactly as written, which no HTTP client would do. */
export function send(port: number, { method, target, headers, body = '' }: Sent): Promise<Got> {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'Host: localhost',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries({ Connection: 'close', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    '',
    body,
  ];
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(lines.join('\r\n'), 'latin1'));
    const chunks: Buffer[] = [];
    const finish = () => {
      const text = Buffer.concat(chunks).toString('latin1');
      const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? [];
      resolve({ status: Number(status) });
    };
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      // an upgraded connection stays open
      if (chunks[0].toString('latin1', 0, 12).endsWith('101')) socket.destroy();
    });
    socket.on('close', finish);
    socket.on('error', reject);
  });
}
