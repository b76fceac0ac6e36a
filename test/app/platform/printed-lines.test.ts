import { once } from 'node:events';
import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';
import { migrate } from '../../../src/app/db/connect/migrate';
import { createLog } from '../../../src/app/log';
import { startApp } from '../../support/app-process';
import { call } from '../../support/caller';
import { createDatabase, TestDatabase } from '../../support/database';
import { until } from '../../support/wait';

const KEYS = 'keys-of-the-printed-lines-0123456789abcdef';

const isJson = (line: string) => {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
};

/** The line that the starter of the app waits for; all others are for log collectors. */
const isSign = (line: string) => /^(LISTENING|READY) /.test(line);

/** A proxy to the database that can be cut, so that nobody listens any more. */
async function wayTo(url: string): Promise<{ readonly url: string; cut(): Promise<void> }> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) sockets.add(socket.on('error', () => socket.destroy()));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const way = new URL(url);
  way.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: way.href,
    async cut() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

// refused, or cut half-way
const saysWhy = (line: string) =>
  line.includes('the database is in trouble') && /"error":"[^"]/.test(line);

describe('every line the app prints is JSON', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  it('while its database is down, and the log says why', async () => {
    const way = await wayTo(database.url);
    const app = await startApp({ databaseUrl: way.url, keys: KEYS });
    try {
      expect((await call(app.url, 'GET', '/health/ready')).status).toBe(200);
      await way.cut();
      for (let times = 0; times < 3; times += 1) {
        expect((await call(app.url, 'GET', '/health/ready')).status).toBe(503);
      }
      await until(() => app.lines.some(saysWhy), 'the log to say why');
      expect(
        (
          await call(app.url, 'POST', '/api/sessions', {
            body: { username: 'nobody', password: 'a long enough password' },
          })
        ).status,
      ).toBeGreaterThanOrEqual(500);
    } finally {
      await app.stop();
    }
    const lines = app.lines.filter((line) => !isSign(line));
    expect(lines.filter((line) => !isJson(line))).toEqual([]);
    expect(lines.filter(saysWhy)).toHaveLength(1);
  });

  it('when it cannot start without one', async () => {
    const way = await wayTo(database.url);
    await way.cut();
    const failure = await startApp({ databaseUrl: way.url, keys: KEYS }).then(
      () => '',
      (error: Error) => error.message,
    );
    const [said, ...lines] = failure.split('\n');
    expect(said).toMatch(/^the app ended with 1/);
    expect(lines.filter((line) => !isJson(line))).toEqual([]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        level: 'error',
        msg: 'the app could not start',
        err: { message: expect.stringContaining('ECONNREFUSED') },
      },
    ]);
  });

  it('when it migrates', async () => {
    const way = await wayTo(database.url);
    await way.cut();
    const lines: string[] = [];
    await expect(
      migrate(
        way.url,
        undefined,
        createLog('warn', 'migrating', {
          write: (line) => {
            lines.push(line);
          },
        }),
      ),
    ).rejects.toThrow('ECONNREFUSED');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'warn', msg: 'warning from knex', said: expect.stringContaining('ECONNREFUSED') },
    ]);
  });
});
