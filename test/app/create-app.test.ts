import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { AppOptions, createApp } from '../../src/app/create-app';
import { migrate } from '../../src/app/db/connect/migrate';
import { createLog } from '../../src/app/log';
import { Plugin } from '../../src/app/plugin';
import { newKeys } from '../../src/app/vault/keys';
import { createDatabase, TestDatabase } from '../support/database';
import { valkeyUrl } from '../support/valkey';
import { until } from '../support/wait';

/** An app that fails to start leaves nothing open: no connection, no port. */

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await migrate(database.url);
});
afterAll(async () => {
  await database.drop();
});

const start = (options: Partial<AppOptions>) =>
  createApp({
    database: { url: database.url },
    redis: { url: valkeyUrl(), cluster: false },
    dataKeys: newKeys(),
    port: 0,
    host: '127.0.0.1',
    instance: 'failing',
    plugins: [],
    sweepEveryMs: false,
    log: createLog('silent', 'failing'),
    ...options,
  });

async function connectionsOf(instance: string): Promise<number> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (
      await client.query(
        'select count(*)::integer as n from pg_stat_activity where application_name like $1',
        [`ticketero % ${instance}`],
      )
    ).rows[0].n;
  } finally {
    await client.end();
  }
}

/** PostgreSQL ends a session a moment after its client has closed it. */
const noneLeft = (instance: string) =>
  until(
    async () => (await connectionsOf(instance)) === 0,
    `no connection of ${instance} to be left`,
  );

test('a plugin that fails to start: the others stop, connections and port are freed', async () => {
  const started: string[] = [];
  const stopped: string[] = [];
  const app = start({
    plugins: [
      {
        name: 'first',
        start: async () => {
          started.push('first');
        },
        stop: async () => {
          stopped.push('first');
        },
      },
      {
        name: 'second',
        start: async () => {
          throw new Error('no token');
        },
        stop: async () => {
          stopped.push('second');
        },
      },
    ],
  });
  await expect(app).rejects.toThrow('no token');
  expect(started).toEqual(['first']);
  expect(stopped).toEqual(['second', 'first']);
  await noneLeft('failing');
});

test('a port in use: connections are closed, and the port serves once it is free', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
  const { port } = other.address() as AddressInfo;
  await expect(start({ port, instance: 'no-port' })).rejects.toThrow('EADDRINUSE');
  await noneLeft('no-port');
  await new Promise((resolve) => {
    other.close(resolve);
  });
  const app = await start({ port });
  expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
  await app.close();
  await noneLeft('failing');
});

test('stop closes the doors first, then ends plugins in the order of a failed start', async () => {
  const ended: string[] = [];
  const plugin = (name: string): Plugin => ({
    name,
    start: async () => undefined,
    stop: async () => {
      const answer = await fetch(app.url).then(
        () => 'answered',
        () => 'closed',
      );
      ended.push(`${name}: ${answer}`);
    },
  });
  const app = await start({ plugins: [plugin('first'), plugin('second')], instance: 'stopping' });
  await app.close();
  expect(ended).toEqual(['second: closed', 'first: closed']);
  await noneLeft('stopping');
});

test('a part that cannot stop keeps nothing else open and hides no start failure', async () => {
  const stuck: Plugin = {
    name: 'stuck',
    stop: async () => {
      throw new Error('stuck');
    },
  };
  const app = await start({ plugins: [stuck], instance: 'stuck' });
  await expect(app.close()).rejects.toThrow('stuck');
  await noneLeft('stuck');
  const failing: Plugin = {
    name: 'failing',
    start: async () => {
      throw new Error('no token');
    },
  };
  await expect(start({ plugins: [stuck, failing], instance: 'stuck' })).rejects.toThrow('no token');
  await noneLeft('stuck');
});
