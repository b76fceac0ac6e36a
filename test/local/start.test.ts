import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { eventually, isAlive, statOf } from '../../src/local/machine/processes';
import { runCommand, runProgram } from '../support/child';
import { launchChromium } from '../support/chromium';
import { createDatabase } from '../support/database';
import {
  cleanEnvironment,
  launch,
  launchNpm,
  ready,
  serversOf,
  Started,
  startFolder,
} from '../support/npm-start';
import { pattern } from '../support/pattern';
import { testFolder } from '../support/test-folder';
import { valkeyUrl } from '../support/valkey';

jest.setTimeout(180_000);

/** Ends it as Ctrl-C does, and sees that nothing is left. */
async function interrupt(started: Started, signal: NodeJS.Signals = 'SIGINT') {
  started.process.kill(signal);
  expect(await started.ended).toEqual({ code: 0, signal: null });
  expect(await serversOf(started.folder)).toEqual([]);
}

/** Enrols the kiosk of branch 1 and issues a ticket, as the kiosk page does. */
async function issue(url: string): Promise<{ readonly token: string; readonly number: string }> {
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...headers },
    });
    if (response.status !== 201)
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { token: string; ticket: { number: string } };
  };
  const { token } = await post('/api/devices/enrol', { code: 'kiosk-1' });
  const { ticket } = await post(
    '/api/branches/1/tickets',
    { queue: 'caja' },
    { Authorization: `Bearer ${token}`, 'Idempotency-Key': `start-test-${process.pid}` },
  );
  return { token, number: ticket.number };
}

const ticketState = async (url: string, token: string, number: string) => {
  const response = await fetch(`${url}/api/branches/1/tickets/${number}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return response.status === 200
    ? ((await response.json()) as { state: string }).state
    : response.status;
};

describe('a branch from nothing', () => {
  let started: Started;

  beforeAll(async () => {
    const folder = await startFolder();
    started = await ready(folder, launch(folder));
  });

  afterAll(async () => interrupt(started));

  test('serves every page it names', async () => {
    for (const path of [
      '/kiosk',
      '/display',
      '/advisor',
      '/supervisor',
      '/sign-in',
      '/t',
      '/api',
      '/openapi.json',
      '/health/ready',
    ]) {
      expect([path, (await fetch(started.url + path)).status]).toEqual([path, 200]);
    }
    expect(Object.keys(started.links)).toEqual(
      expect.arrayContaining([
        'kiosk, branch 1',
        'display, branch 2',
        'advisor-5',
        'supervisor-1',
        'admin-1',
        'auditor-1',
        'phones (Telegram)',
      ]),
    );
    expect((await fetch(started.links['phones (Telegram)'])).status).toBe(200);
  });

  test('one click signs in; the password works too; a guessed link does not', async () => {
    const clicked = await fetch(started.links['advisor-1'], { redirect: 'manual' });
    expect([clicked.status, clicked.headers.get('location')]).toEqual([303, '/advisor']);
    const [cookie] = clicked.headers.getSetCookie();
    expect(
      await (
        await fetch(`${started.url}/api/sessions`, { headers: { cookie: cookie.split(';')[0] } })
      ).json(),
    ).toMatchObject({ staff: { id: 'advisor-1' } });
    const typed = await fetch(`${started.url}/api/sessions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"username":"supervisor-1","password":"demo"}',
    });
    expect(typed.status).toBe(201);
    expect(
      (
        await fetch(started.links['advisor-1'].replace(/token=.*/, 'token='), {
          redirect: 'manual',
        })
      ).status,
    ).toBe(404);
  });

  test('its links open in a browser: queues at the kiosk, the advisor at the console', async () => {
    const browser = await launchChromium();
    try {
      const kiosk = await browser.newPage();
      await kiosk.goto(started.links['kiosk, branch 1']);
      await kiosk
        .getByText('Ejecutivo de cuentas')
        .first()
        .or(kiosk.getByText('RUT').first())
        .waitFor({ timeout: 30_000 });
      expect(await kiosk.locator('#code').count()).toBe(0);
      const advisor = await (await browser.newContext()).newPage();
      await advisor.goto(started.links['advisor-1']);
      expect(new URL(advisor.url()).pathname).toBe('/advisor');
      await advisor.getByText('Camila').first().waitFor({ timeout: 30_000 });
    } finally {
      await browser.close();
    }
  });

  test('listens on loopback only', async () => {
    const listening = (await readFile('/proc/net/tcp', 'utf8'))
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A');
    const port = Number(new URL(started.url).port).toString(16).toUpperCase().padStart(4, '0');
    expect(
      listening.map((fields) => fields[1]).filter((address) => address.endsWith(`:${port}`)),
    ).toEqual([`0100007F:${port}`]);
  });

  test("keys and addresses are for their owner's eyes", async () => {
    for (const name of ['keys.json', 'env'])
      expect((await stat(join(started.folder, name))).mode % 0o1000).toBe(0o600);
  });

  test('a second start on the same folder says where the first is', async () => {
    const second = launch(started.folder);
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.output().trim()).toBe(
      `npm start runs already in ${started.folder} at ${started.url} (process ` +
        `${started.pid}). End it with Ctrl-C there, or start a second instance beside it: ( ` +
        `. ${started.folder}/env && PORT=0 npm start ).`,
    );
  });

  test('a second instance by DATABASE_URL and REDIS_URL serves the same bank', async () => {
    const lines = await readFile(join(started.folder, 'env'), 'utf8');
    const environment = Object.fromEntries(
      [...lines.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
    );
    const second = await ready(started.folder, launch(started.folder, [], environment));
    const { token, number } = await issue(started.url);
    expect(await ticketState(second.url, token, number)).toBe('waiting');
    second.process.kill('SIGTERM');
    expect(await second.ended).toEqual({ code: 0, signal: null });
    expect(await ticketState(started.url, token, number)).toBe('waiting');
  });

  test('audit:verify walks the chains of a running start', async () => {
    const verifying = runProgram('src/local/verify.ts', ['--folder', started.folder], {
      env: cleanEnvironment(),
    });
    expect(await verifying.ended).toEqual({ code: 0, signal: null });
    expect(verifying.output()).toMatch(/chain 1: \d+ events, unbroken[^]*every chain holds/);
  });
});

test('after kill -9 the next start recovers with every ticket; --fresh forgets them', async () => {
  const folder = await startFolder();
  const first = await ready(folder, launch(folder));
  const { token, number } = await issue(first.url);
  first.process.kill('SIGKILL');
  await first.ended;
  expect(await serversOf(folder)).not.toEqual([]);

  const second = await ready(folder, launch(folder));
  expect(await ticketState(second.url, token, number)).toBe('waiting');
  await interrupt(second, 'SIGTERM');

  const third = await ready(folder, launch(folder, ['--fresh']));
  expect(await ticketState(third.url, token, number)).toBe(401); // not even the kiosk is known
  await interrupt(third);
});

describe('under npm', () => {
  const underNpm = async () => {
    const folder = await startFolder();
    const npm = await ready(folder, launchNpm(folder));
    const line = await readFile(`/proc/${npm.pid}/task/${npm.pid}/children`, 'utf8');
    return { npm, folder, app: Number(line.trim().split(' ')[0]) };
  };

  test('SIGTERM to npm alone ends everything in order', async () => {
    const { npm, folder, app } = await underNpm();
    npm.process.kill('SIGTERM');
    await npm.ended;
    expect(
      await eventually(
        async () => !(await isAlive(app)) && (await serversOf(folder)).length === 0,
        30_000,
      ),
    ).toBe(true);
  });

  test('kill -9 of npm: what it ran notices and ends everything in order', async () => {
    const { npm, folder, app } = await underNpm();
    expect((await statOf(app))?.parent).toBe(npm.pid);
    npm.process.kill('SIGKILL');
    expect(
      await eventually(
        async () => !(await isAlive(app)) && (await serversOf(folder)).length === 0,
        30_000,
      ),
    ).toBe(true);
    expect(await readdir(folder)).not.toContain('env');
  });
});

test('Ctrl-C while it is still starting leaves no process', async () => {
  const folder = await startFolder();
  const child = launch(folder);
  await eventually(async () => (await readdir(folder)).includes('keys.json'), 30_000);
  child.process.kill('SIGINT');
  expect(await child.ended).toEqual({ code: 0, signal: null });
  expect(child.output()).not.toMatch(/READY/);
  expect((await readdir(folder)).includes('postgres') ? await serversOf(folder) : []).toEqual([]);
});

test('a port in use is told before anything is started', async () => {
  const folder = await startFolder();
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => other.once('listening', listening));
  const { port } = other.address() as AddressInfo;
  const child = launch(folder, [], { PORT: String(port) });
  expect(await child.ended).toEqual({ code: 1, signal: null });
  expect(child.output().trim()).toBe(
    `Port ${port} is in use. End what uses it, or choose another: ` +
      `PORT=${port === 65535 ? 8080 : port + 1} npm start (PORT=0 takes any free one).`,
  );
  expect(await readdir(folder)).toEqual(['bin']);
  other.close();
});

test('without a Valkey to be had it warns and serves on its in-memory bus', async () => {
  const folder = await testFolder('alone');
  const started = await ready(folder, launch(folder, [], { PATH: dirname(process.execPath) }));
  expect(started.output()).toMatch(
    pattern(
      /^warning: No Valkey was found, and no pip to fetch one with\. Install valkey-server .*/m,
      /The app runs on its in-memory bus: enough for one instance\.$/,
    ),
  );
  const { token, number } = await issue(started.url);
  expect(await ticketState(started.url, token, number)).toBe('waiting');
  started.process.kill('SIGINT');
  expect(await started.ended).toEqual({ code: 0, signal: null });
});

test('lost keys: data that cannot be read is not written to', async () => {
  const folder = await startFolder();
  await interrupt(await ready(folder, launch(folder)));
  await rm(join(folder, 'keys.json'));
  const child = launch(folder);
  expect(await child.ended).toEqual({ code: 1, signal: null });
  expect(child.output()).toMatch(
    pattern(
      /keys\.json is gone, and without it the customers in .* cannot be read\. /,
      /Put back a copy of it, or begin anew: npm start -- --fresh\./,
    ),
  );
});

test.each([
  ['no list', '{"data":1}', /^DATA_KEYS: "data" has to be a list of at least one \{"id", "key"\}/m],
  ['too short', 'short', /^DATA_KEYS: key 1 of "data" is shorter than 32 characters/m],
])('keys that are %s: a sentence', async (_, keys, sentence) => {
  const folder = await startFolder();
  const child = launch(folder, [], { DATA_KEYS: keys });
  expect(await child.ended).toEqual({ code: 1, signal: null });
  expect(child.output()).toMatch(sentence);
  expect(child.output()).not.toMatch(/\n +at /);
});

describe('with servers that exist already', () => {
  test('uses them, makes the demo bank in an empty database, and leaves them running', async () => {
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
      "insert into branches values ('1', 'A real branch'); insert into settings values " +
        "('1', 1, '{}'); insert into branch_heads values ('1', md5(random()::text), 0, 0, " +
        "'', '', 1)",
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
  ])('%s: a sentence', async (_, broken, sentence) => {
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
    expect(child.output()).toMatch(/--fresh forgets only what npm start made itself/);
  });
});

test.each([
  [
    'an argument nobody knows',
    ['--frehs'],
    {},
    /Unknown option '--frehs'\. What can be said: npm start -- \[--fresh\]/,
  ],
  ['a port that is no port', [], { PORT: 'http' }, /PORT is "http"; it must be a number from 0/],
])('%s: a sentence', async (_, args, environment, sentence) => {
  const child = launch(await testFolder('broken'), args, environment as NodeJS.ProcessEnv);
  expect(await child.ended).toEqual({ code: 1, signal: null });
  expect(child.output()).toMatch(sentence);
});

test('an older Node is told where the right one is', async () => {
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
