import { readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { runCommand } from '../support/child';
import { createDatabase } from '../support/database';
import { cleanEnvironment, launch, ready, startFolder } from '../support/npm-start';
import { pattern } from '../support/pattern';
import { testFolder } from '../support/test-folder';
import { valkeyUrl } from '../support/valkey';
import { interrupt, issue } from './start-stage';

test('a port in use is reported before anything is started', async () => {
  const folder = await startFolder();
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => other.once('listening', listening));
  const { port } = other.address() as AddressInfo;
  const child = launch(folder, [], { PORT: String(port) });
  expect(await child.ended).toEqual({ code: 1, signal: null });
  expect(child.output().trim()).toBe(
    `Port ${port} is in use. Stop what uses it, or choose another: ` +
      `PORT=${port === 65535 ? 8080 : port + 1} npm start (PORT=0 takes any free one).`,
  );
  expect(await readdir(folder)).toEqual(['bin']);
  other.close();
});

test('lost keys: nothing is written to unreadable data', async () => {
  const folder = await startFolder();
  await interrupt(await ready(folder, launch(folder)));
  await rm(join(folder, 'keys.json'));
  const child = launch(folder);
  expect(await child.ended).toEqual({ code: 1, signal: null });
  expect(child.output()).toMatch(
    pattern(
      /keys\.json is gone, and without it the customers in .* cannot be read\. /,
      /Put back a copy of it, or start over: npm start -- --fresh\./,
    ),
  );
});

test.each([
  ['no list', '{"data":1}', /^DATA_KEYS: "data" must be a list of at least one \{"id", "key"\}/m],
  ['too short', 'short', /^DATA_KEYS: key 1 of "data" is shorter than 32 characters/m],
])('keys that are %s: one sentence', async (_, keys, sentence) => {
  const folder = await startFolder();
  const child = launch(folder, [], { DATA_KEYS: keys });
  expect(await child.ended).toEqual({ code: 1, signal: null });
  expect(child.output()).toMatch(sentence);
  expect(child.output()).not.toMatch(/\n +at /);
});

describe('with servers that exist already', () => {
  test('uses them, makes the demo bank in an empty database, and keeps them running', async () => {
    const database = await createDatabase({ empty: true });
    const folder = await testFolder('theirs');
    const started = await ready(
      folder,
      launch(folder, [], { DATABASE_URL: database.url, REDIS_URL: valkeyUrl() }),
    );
    await issue(started.url);
    started.process.kill('SIGINT');
    expect(await started.ended).toEqual({ code: 0, signal: null });
    expect(await readdir(folder)).toEqual(['keys.json']);
    const client = new Client({ connectionString: database.url });
    await client.connect();
    expect((await client.query('select count(*)::int as n from tickets')).rows).toEqual([{ n: 1 }]);
    await client.end();
    await database.drop();
  });

  test('a bank other than the demo is left alone: no demo staff, no sign-in links', async () => {
    const database = await createDatabase();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      `
        insert into branches values ('1', 'A real branch');
        insert into settings values ('1', 1, '{}');
        insert into branch_heads values ('1', md5(random()::text), 0, 0, '', '', 1)`,
    );
    const folder = await testFolder('real');
    const started = await ready(
      folder,
      launch(folder, [], { DATABASE_URL: database.url, REDIS_URL: valkeyUrl() }),
    );
    expect(started.output()).not.toMatch(/token=/);
    expect((await client.query('select count(*)::int as n from staff')).rows).toEqual([{ n: 0 }]);
    started.process.kill('SIGINT');
    await started.ended;
    await client.end();
    await database.drop();
  });

  test('a database that others can reach gets no demo staff', async () => {
    // Everybody knows their password.
    const database = await createDatabase({ empty: true });
    const elsewhere = new URL(database.url);
    // Also leads here, but is not a loopback name.
    elsewhere.hostname = '0.0.0.0';
    const folder = await testFolder('shared');
    const started = await ready(
      folder,
      launch(folder, [], { DATABASE_URL: elsewhere.href, REDIS_URL: valkeyUrl() }),
    );
    expect(started.output()).not.toMatch(/token=/);
    const client = new Client({ connectionString: database.url });
    await client.connect();
    expect((await client.query('select count(*)::int as n from staff')).rows).toEqual([{ n: 0 }]);
    await client.end();
    started.process.kill('SIGINT');
    await started.ended;
    await database.drop();
  });

  test.each([
    [
      'a wrong password',
      (url: string) => url.replace(/:[^:@]*@/, ':wrong@'),
      /does not let ticketero in\. Check the user and password in DATABASE_URL\./,
    ],
    [
      'no such database',
      (url: string) => url.replace(/[^/]*$/, 'nowhere'),
      /has no database nowhere\. Create it, or name another in DATABASE_URL\./,
    ],
    [
      'nobody there',
      () => 'postgres://a@127.0.0.1:9/b',
      /No PostgreSQL answers at 127\.0\.0\.1:9 \(ECONNREFUSED\)\. Check DATABASE_URL, or unset it/,
    ],
    ['no URL', () => 'localhost', /DATABASE_URL is not a URL/],
  ])('%s: one sentence', async (_, broken, sentence) => {
    const database = await createDatabase({ empty: true });
    const child = launch(await testFolder('broken'), [], {
      DATABASE_URL: broken(database.url),
      REDIS_URL: valkeyUrl(),
    });
    expect(await child.ended).toEqual({ code: 1, signal: null });
    expect(child.output()).toMatch(sentence);
    expect(child.output()).not.toMatch(/\n +at /);
    await database.drop();
  });

  test('--fresh is refused: that data is not ours', async () => {
    const child = launch(await testFolder('broken'), ['--fresh'], {
      DATABASE_URL: 'postgres://a@127.0.0.1:9/b',
    });
    expect(await child.ended).toEqual({ code: 1, signal: null });
    expect(child.output()).toMatch(/--fresh only deletes what npm start made itself/);
  });
});

test.each([
  [
    'an argument nobody knows',
    ['--frehs'],
    {},
    /Unknown option '--frehs'; there is --fresh, .*npm start -- --help/,
  ],
  ['a port that is no port', [], { PORT: 'http' }, /PORT is "http"; it must be a number from 0/],
])('%s: a sentence', async (_, args, environment, sentence) => {
  const child = launch(await testFolder('broken'), args, environment as NodeJS.ProcessEnv);
  expect(await child.ended).toEqual({ code: 1, signal: null });
  expect(child.output()).toMatch(sentence);
});

test('an older Node is told which one to use', async () => {
  const older =
    'data:text/javascript,Object.defineProperty(process, "versions", { value: { ' +
    '...process.versions, node: "20.1.0" } })';
  const child = runCommand(
    process.execPath,
    [
      '--import',
      'tsx',
      '--import',
      older,
      'src/local/start.ts',
      '--folder',
      await testFolder('broken'),
    ],
    { env: cleanEnvironment() },
  );
  expect(await child.ended).toEqual({ code: 1, signal: null });
  expect(child.output()).toMatch(
    /but this needs Node 24 from node_modules\/\.bin\. Run npm ci with install scripts allowed/,
  );
});
