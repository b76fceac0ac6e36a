import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { readConfig } from '../../../src/app/config';
import { dropLease, takeLease } from '../../../src/app/db/stores/leases';
import { createRedisBus } from '../../../src/app/live/redis-bus';
import { Commit } from '../../../src/app/ports';
import { createRedis } from '../../../src/app/redis/client';
import { namedAfterTask } from '../../../src/app/task-name';
import { newKeys } from '../../../src/app/vault/keys';
import { startApp } from '../../support/app-process';
import { createDatabase } from '../../support/database';
import { memoryLog } from '../../support/memory-log';
import { testFolder } from '../../support/test-folder';
import { valkeyUrl } from '../../support/valkey';
import { elapse, until } from '../../support/wait';
import { World } from '../live/world';

/** A container's environment: nothing distinguishes it from another of the same image. */
const container = { DATABASE_URL: 'postgresql://app@db/t' };

/** Publishes 100 hints on one instance's bus; returns how many the other hears. */
async function heardOf100(names: readonly [string, string], branch: string): Promise<number> {
  const log = memoryLog();
  const clients = names.map(() => createRedis({ url: valkeyUrl(), cluster: false }, log));
  const [from, to] = clients.map((client, index) => createRedisBus(client, names[index], log));
  const marker = createRedisBus(clients[0], 'marker', log);
  try {
    const world = new World(branch);
    const heard: Commit[] = [];
    await to.subscribe(branch, (commit) => void heard.push(commit));
    await until(async () => {
      marker.publish(world.step());
      await elapse(50);
      return heard.length > 0;
    }, 'the subscription is in place');
    const commits = Array.from({ length: 100 }, () => world.step());
    commits.forEach((commit) => from.publish(commit));
    const last = world.step();
    marker.publish(last);
    await until(() => heard.some(({ prev }) => prev === last.prev), 'what was sent after them');
    return heard.filter(({ prev }) => commits.some((commit) => commit.prev === prev)).length;
  } finally {
    await Promise.all([from, to, marker].map((bus) => bus.close()));
    await Promise.all(clients.map((client) => client.close()));
  }
}

describe('two instances with one process id and one host name', () => {
  const [one, other] = [readConfig(container).instance, readConfig(container).instance];

  test('have two names, and hear each other', async () => {
    expect(one).not.toBe(other);
    expect(await heardOf100([one, other], 'names-1')).toBe(100);
  });

  test('do not renew the lease of the other', async () => {
    const database = await createDatabase();
    const pool = new Pool({ connectionString: database.url });
    try {
      expect(await takeLease(pool, 'sweep', one, 15)).toBe(true);
      expect(await takeLease(pool, 'sweep', other, 15)).toBe(false);
      await dropLease(pool, 'sweep', other);
      expect(await takeLease(pool, 'sweep', other, 15)).toBe(false);
    } finally {
      await pool.end();
      await database.drop();
    }
  });

  test('would be noticed: with the same name no hint arrives', async () => {
    expect(await heardOf100(['7', '7'], 'names-2')).toBe(0);
  });

  test('as processes, appear in the database under two names', async () => {
    const database = await createDatabase();
    const watch = new Client({ connectionString: database.url });
    await watch.connect();
    // like the app in every container, which runs under an init process
    const samePid = join(await testFolder('pid'), 'same-pid.cjs');
    await writeFile(samePid, "Object.defineProperty(process, 'pid', { value: 7 });");
    const env = { NODE_OPTIONS: `--require ${samePid}` };
    const options = { databaseUrl: database.url, keys: newKeys(), env };
    const apps = await Promise.all([startApp(options), startApp(options)]);
    try {
      const names = async () => {
        const { rows } = await watch.query<{ name: string }>(
          `select distinct substring(application_name from '[^ ]+$') as name
             from pg_stat_activity
            where datname = current_database() and application_name like 'ticketero %'`,
        );
        return rows.map(({ name }) => name);
      };
      await until(async () => (await names()).length === 2, 'both are there, under two names');
      expect(await names()).not.toContain('7');
    } finally {
      await Promise.all(apps.map((app) => app.stop()));
      await watch.end();
      await database.drop();
    }
  });
});

describe('in ECS', () => {
  const arn = 'arn:aws:ecs:us-east-1:111122223333:task/Ticketero/158d1c8083dd49d6b527399fd6414f5c';
  async function nameWith(answer: string, env: Record<string, string> = {}): Promise<string> {
    const asked: string[] = [];
    const agent = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(answer);
    });
    await new Promise<void>((resolve) => agent.listen(0, '127.0.0.1', resolve));
    const { port } = agent.address() as AddressInfo;
    const metadata = `http://127.0.0.1:${port}/v4/0de67a23`;
    try {
      const config = readConfig({ ...container, ECS_CONTAINER_METADATA_URI_V4: metadata, ...env });
      const { instance } = await namedAfterTask(config);
      expect(asked).toEqual(env.INSTANCE_ID ? [] : ['/v4/0de67a23/task']);
      return instance;
    } finally {
      agent.close();
    }
  }

  test("the name is the task's id", async () => {
    const name = await nameWith(JSON.stringify({ TaskARN: arn, Family: 'app' }));
    expect(name).toBe('158d1c8083dd49d6b527399fd6414f5c');
  });

  test('a configured name wins, an empty one does not', async () => {
    expect(await nameWith('{}', { INSTANCE_ID: 'task-7' })).toBe('task-7');
    expect(await nameWith(JSON.stringify({ TaskARN: arn }), { INSTANCE_ID: '' })).toBe(
      '158d1c8083dd49d6b527399fd6414f5c',
    );
  });

  test('an agent that answers anything else leaves a random name', async () => {
    for (const answer of ['', 'null', '{"TaskARN":7}', '{"TaskARN":"arn:aws:ecs:/ /"}']) {
      expect(await nameWith(answer)).toMatch(/^[0-9a-f-]{36}$/);
    }
    const gone = { ...container, ECS_CONTAINER_METADATA_URI_V4: 'http://127.0.0.1:1/v4/x' };
    expect((await namedAfterTask(readConfig(gone))).instance).toMatch(/^[0-9a-f-]{36}$/);
  });
});
