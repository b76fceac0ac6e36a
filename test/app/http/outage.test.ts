import { createServer, Server, Socket } from 'node:net';
import { Client } from 'pg';
import { freePort } from '../../../src/local/machine/processes';
import { until } from '../../support/wait';
import { openStage, Stage } from './stage';

/**
 * The database goes away and comes back: every request in between is asked to retry, and none gets
 * a 500.
 */

/** A cable between app and database that a test can unplug. */
class Cable {
  private readonly open = new Set<Socket>();
  private server?: Server;
  port = 0;

  constructor(private readonly to: { readonly host: string; readonly port: number }) {}

  async plug(): Promise<void> {
    this.server = createServer((near) => {
      const far = new Socket().connect(this.to.port, this.to.host);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.open.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.open.delete(one);
          other.destroy();
        });
      }
    });
    this.port ||= await freePort(); // nobody else gets it meanwhile
    await new Promise<void>((resolve) => this.server!.listen(this.port, '127.0.0.1', resolve));
  }

  async pull(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server!.close(() => resolve()));
    for (const socket of this.open) socket.destroy();
    await closed;
  }
}

let stage: Stage;
let cable: Cable;
let kiosk: string;
let supervisor: string;
beforeAll(async () => {
  stage = await openStage({}, async (url) => {
    const real = new URL(url);
    cable = new Cable({ host: real.hostname, port: Number(real.port) });
    await cable.plug();
    real.port = String(cable.port);
    real.hostname = '127.0.0.1';
    return real.href;
  });
  kiosk = await stage.device('kiosk-1');
  supervisor = await stage.staff('supervisor-1');
});
afterAll(async () => {
  await stage.close();
  await cable.pull();
});

const requests: readonly (readonly [string, string, object?])[] = [
  ['POST', '/api/branches/1/tickets', { queue: 'caja' }],
  ['GET', '/api/branches/1/floor'],
  ['GET', '/api/branches/1/audit'],
  ['GET', '/api/branches/1/tickets/C01'],
  ['POST', '/api/sessions', { username: 'advisor-1', password: 'demo' }],
  ['POST', '/api/devices/enrol', { code: 'kiosk-1' }],
];
const asFor = (path: string) => (path.endsWith('/tickets') ? kiosk : supervisor);

const comesBack = () =>
  until(async () => {
    const { status } = await stage.ask('POST', '/api/branches/1/tickets', {
      as: kiosk,
      body: { queue: 'caja' },
    });
    expect([201, 503]).toContain(status);
    return status === 201;
  }, 'a ticket');

test('gone: 503 with Retry-After, alive but not ready; back: every answer as before', async () => {
  await cable.pull();
  for (const [method, path, body] of requests) {
    const answer = await stage.ask(method, path, { as: asFor(path), body });
    expect([method, path, answer.status, answer.body.code]).toEqual([
      method,
      path,
      503,
      expect.stringMatching(/^(busy|unavailable)$/),
    ]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect((await stage.ask('GET', '/health/live')).status).toBe(200);
  expect(await stage.ask('GET', '/health/ready')).toMatchObject({
    status: 503,
    body: { status: 'not ready', why: 'the database does not answer' },
  });
  await cable.plug();
  await comesBack();
  const ready = async () => (await stage.ask('GET', '/health/ready')).status === 200;
  await until(ready, 'to be ready again'); // other connections may take longer to come back
  for (const [method, path, body] of requests) {
    const wanted = method === 'POST' ? 201 : 200;
    const answered = async () => {
      const { status } = await stage.ask(method, path, { as: asFor(path), body });
      expect([method, path, status]).toEqual([method, path, status === 503 ? 503 : wanted]);
      return status === wanted;
    };
    await until(answered, `${method} ${path}`);
  }
});

test('the server cuts every connection under load, as in a failover: never a 500', async () => {
  const admin = new Client({ connectionString: stage.databaseUrl });
  await admin.connect();
  const statuses: number[] = [];
  const callers = Array.from({ length: 10 }, async () => {
    for (let i = 0; i < 20; i += 1) {
      statuses.push(
        (
          await stage.ask('POST', '/api/branches/1/tickets', {
            as: kiosk,
            body: { queue: 'caja' },
          })
        ).status,
      );
    }
  });
  for (let i = 0; i < 5; i += 1) {
    await admin.query(
      `
        select pg_terminate_backend(pid)
          from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
    );
  }
  await Promise.all(callers);
  await admin.end();
  expect(statuses.filter((status) => status !== 201 && status !== 503)).toEqual([]);
  expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(0);
  await comesBack();
  expect(stage.logged.filter((line) => line.includes('nobody foresaw'))).toEqual([]);
});
