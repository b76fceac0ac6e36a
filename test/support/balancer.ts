import { once } from 'node:events';
import { Agent, createServer, IncomingMessage, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';

const ASK_EVERY_MS = 500;

/** Keeps connections, sends to instances that were ready when last asked, and retries nothing. */
export class Balancer {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 50 });
  private readonly targets = new Map<string, boolean>();
  private readonly server: Server;
  private readonly asking = setInterval(() => {
    for (const target of this.targets.keys()) void this.look(target);
  }, ASK_EVERY_MS);
  private turn = 0;
  url = '';

  constructor() {
    this.server = createServer((incoming, response) => {
      const ready = [...this.targets].filter(([, yes]) => yes).map(([target]) => target);
      const target = ready[this.turn++ % ready.length];
      if (!target) return void response.writeHead(503).end('nobody is ready');
      const outgoing = request(
        target + incoming.url!,
        { method: incoming.method, headers: incoming.headers, agent: this.agent },
        (answer: IncomingMessage) => {
          const { connection: _, ...headers } = answer.headers;
          response.writeHead(answer.statusCode!, headers);
          answer.pipe(response);
        },
      );
      outgoing.on('error', (error) => response.writeHead(502).end(error.message));
      incoming.pipe(outgoing);
    });
  }

  async open(): Promise<void> {
    // A caller's idle connection is kept open: closing it under the next request would be a reset
    // that no instance caused.
    this.server.keepAliveTimeout = 0;
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async look(target: string): Promise<void> {
    const status = await fetch(`${target}/health/ready`).then(
      (answer) => answer.status,
      () => 0,
    );
    this.targets.set(target, status === 200);
  }

  close(): void {
    clearInterval(this.asking);
    this.server.close();
    this.server.closeAllConnections();
    this.agent.destroy();
  }
}
