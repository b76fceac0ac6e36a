import { once } from 'node:events';
import { Agent, createServer, IncomingMessage, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { AppProcess, startApp } from '../../support/app-process';
import { seedBank } from '../../support/bank';
import { call, enrol } from '../../support/caller';
import { createDatabase, TestDatabase } from '../../support/database';
import { elapse, until } from '../../support/wait';

/** Instances end one after the other behind a balancer that obeys *ready*, and nobody notices. */

const KEYS = 'keys-of-the-terminations-0123456789abcdef';
const ASK_EVERY_MS = 500;
const TERMINATIONS = 5;

/** Keeps connections, sends to whoever was ready when last asked, and tries nothing twice. */
class Balancer {
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

let database: TestDatabase;
let balancer: Balancer;
const apps: AppProcess[] = [];
const start = async () => {
  const app = await startApp({ databaseUrl: database.url, keys: KEYS });
  apps.push(app);
  await balancer.look(app.url);
  return app;
};
beforeAll(async () => {
  database = await createDatabase();
  await seedBank(database.url, KEYS, { advisors: 1 });
  balancer = new Balancer();
  await balancer.open();
}, 120_000);
afterAll(async () => {
  balancer?.close();
  await Promise.all(apps.map((app) => app.stop()));
  await database?.drop();
}, 60_000);

test(`${TERMINATIONS} terminations: every request is answered`, async () => {
  await Promise.all([start(), start()]);
  const token = await enrol(apps[0].url, 'kiosk-1');
  const statuses: number[] = [];
  let going = true;
  const callers = Array.from({ length: 4 }, async () => {
    while (going) {
      const [issued, read] = await Promise.all([
        call(balancer.url, 'POST', '/api/branches/1/tickets', { token, body: { queue: 'caja' } }),
        call(balancer.url, 'GET', '/api/my', { token }),
      ]);
      statuses.push(issued.status, read.status === 200 || read.status === 403 ? 201 : read.status);
      await elapse(50);
    }
  });
  for (let ended = 0; ended < TERMINATIONS; ended += 1) {
    await start();
    const { child } = apps[ended];
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  }
  going = false;
  await Promise.all(callers);
  expect(statuses.length).toBeGreaterThan(100);
  expect(statuses.filter((status) => status !== 201)).toEqual([]);
}, 300_000);

test('after SIGTERM ready says no at once, and requests are still answered', async () => {
  const app = await start();
  app.child.kill('SIGTERM');
  await until(
    async () => (await call(app.url, 'GET', '/health/ready')).status === 503,
    'ready to say no',
    2_000,
  );
  const { status, headers } = await call(app.url, 'GET', '/health/live');
  expect([status, headers.connection]).toEqual([200, 'close']);
}, 60_000);
