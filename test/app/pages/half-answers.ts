import { once } from 'node:events';
import { createServer, IncomingMessage, request, Server, ServerResponse } from 'node:http';
import { AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** A network between a phone and the app in which some answers never end, or never begin. */
export class HalfAnswers {
  private readonly server: Server;
  /** Paths whose answers stop before their last bytes. */
  stalls = /^$/;
  /** Changes the page of a path, as an update of the app would. */
  page = { at: '', as: (html: string) => html };
  /** How many answers were cut short. */
  stalled = 0;

  constructor(to: string) {
    const { hostname, port } = new URL(to);
    this.server = createServer((incoming, response) => {
      const { method, url } = incoming;
      const { 'if-none-match': _, ...headers } = incoming.headers; // an answer has a body
      if (this.page.at === url) headers['accept-encoding'] = 'identity';
      const outgoing = request({ hostname, port, method, path: url, headers }, (answer) => {
        if (this.page.at === url) return void this.changed(answer, response);
        response.writeHead(answer.statusCode!, answer.headers);
        if (!this.stalls.test(url!)) return void answer.pipe(response);
        this.stalled += 1;
        answer.on('data', (bytes: Buffer) => response.write(bytes.subarray(0, -20)));
      });
      outgoing.on('error', () => response.destroy());
      incoming.pipe(outgoing);
    });
    this.server.on('upgrade', ({ url, headers }, socket) => {
      const onwards = connect(Number(port), hostname, () => {
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
        onwards.write(`GET ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
        socket.pipe(onwards).pipe(socket);
      });
      for (const end of [socket, onwards]) {
        end.on('error', () => {
          socket.destroy();
          onwards.destroy();
        });
      }
    });
  }

  private async changed(answer: IncomingMessage, response: ServerResponse): Promise<void> {
    const { 'content-length': _, ...headers } = answer.headers;
    response.writeHead(answer.statusCode!, headers);
    response.end(this.page.as(await text(answer)));
  }

  async open(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
