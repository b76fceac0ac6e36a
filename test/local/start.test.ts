import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAlive, statOf } from '../../src/local/machine/processes';
import { runProgram } from '../support/child';
import { launchChromium } from '../support/chromium';
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
import { until } from '../support/wait';
import { commandsBeside } from './beside-start';
import { interrupt, issue, ticketState } from './start-stage';

describe('a branch from scratch', () => {
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

  test('only their owner can read keys and addresses', async () => {
    for (const name of ['keys.json', 'env']) {
      expect((await stat(join(started.folder, name))).mode % 0o1000).toBe(0o600);
    }
  });

  test('a second start on the same folder says where the first is', async () => {
    const second = launch(started.folder);
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.output().trim()).toBe(
      `npm start is already running in ${started.folder} at ${started.url} (process ` +
        `${started.pid}). Stop it with Ctrl-C there, or start a second instance beside it: ( ` +
        `. ${started.folder}/env && PORT=0 npm start ).`,
    );
  });

  test('admin:link lets an administrator of a running start in again', async () => {
    const run = async (...names: string[]) => {
      const made = runProgram('src/local/admin-link.ts', [...names, '--folder', started.folder], {
        env: cleanEnvironment(),
      });
      return { ended: await made.ended, said: made.output() };
    };
    expect((await run('nobody')).said).toMatch(/Nobody is called "nobody"\. .*admin-1/);
    const { ended, said } = await run('admin-1');
    expect(ended).toEqual({ code: 0, signal: null });
    const link = /^(http\S+\/sign-in#admin-link=(\S+))$/m.exec(said)!;
    expect(link[1]).toContain(started.url);
    const answer = await fetch(`${started.url}/api/sessions/admin-link`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ link: link[2], password: 'lluvia sobre el lago' }),
    });
    expect(answer.status).toBe(201);
  });

  test('simulate says that a branch has no past, and that nothing was simulated', async () => {
    const asked = runProgram('src/local/simulate.ts', ['1', '--folder', started.folder], {
      env: cleanEnvironment(),
    });
    expect(await asked.ended).toEqual({ code: 2, signal: null });
    expect(asked.output()).toMatch(/learned from 0 closed days\n.*nothing is simulated yet/);
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

  test('keys:rotate adds a key, re-encrypts and removes the old one while it serves', async () => {
    const rotate = async (...args: string[]) => {
      const child = runProgram('src/local/rotate-keys.ts', [...args, '--folder', started.folder], {
        env: cleanEnvironment(),
      });
      return { ended: await child.ended, said: child.output() };
    };
    const { token, number } = await issue(started.url);
    const known = await fetch(`${started.url}/api/branches/1/tickets`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': `known-${process.pid}`,
      },
      body: JSON.stringify({ queue: 'caja', nationalId: '12345678-5' }),
    });
    expect(known.status).toBe(201);
    const { said } = await rotate('--new', '--remove');
    expect(said).toMatch(/data key local-2 is in use; known besides: local-1/);
    expect(said).toMatch(/customers\.cipher: [1-9]\d* re-encrypted/);
    expect(said).toMatch(/taken out: local-1/);
    expect(await ticketState(started.url, token, number)).toBe('waiting');
    const again = await rotate();
    expect(again.ended).toEqual({ code: 0, signal: null });
    expect(again.said).toMatch(/data key local-2 is in use, and no other is known/);
    expect((await rotate('--now')).said).toMatch(
      /^Unknown option '--now'; .*npm run keys:rotate -- --help/,
    );
  });

  test('audit:verify walks the chains of a running start', async () => {
    const verifying = runProgram('src/local/verify.ts', ['--folder', started.folder], {
      env: cleanEnvironment(),
    });
    expect(await verifying.ended).toEqual({ code: 0, signal: null });
    expect(verifying.output()).toMatch(/chain 1: \d+ events, unbroken[^]*every chain holds/);
  });

  commandsBeside(() => started);
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
  expect(await ticketState(third.url, token, number)).toBe(401); // even the kiosk is unknown now
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
    await until(
      async () => !(await isAlive(app)) && (await serversOf(folder)).length === 0,
      'the end of the app and its servers',
    );
  });

  test('after kill -9 of npm its child notices and ends everything in order', async () => {
    const { npm, folder, app } = await underNpm();
    expect((await statOf(app))?.parent).toBe(npm.pid);
    npm.process.kill('SIGKILL');
    await until(
      async () => !(await isAlive(app)) && (await serversOf(folder)).length === 0,
      'the end of the app and its servers',
    );
    expect(await readdir(folder)).not.toContain('env');
  });
});

test('Ctrl-C during the start leaves no process', async () => {
  const folder = await startFolder();
  const child = launch(folder);
  await until(async () => (await readdir(folder)).includes('keys.json'), 'the keys');
  child.process.kill('SIGINT');
  expect(await child.ended).toEqual({ code: 0, signal: null });
  expect(child.output()).not.toMatch(/READY/);
  expect((await readdir(folder)).includes('postgres') ? await serversOf(folder) : []).toEqual([]);
});

test('without any Valkey it warns and serves on its in-memory bus', async () => {
  const folder = await testFolder('alone');
  const started = await ready(folder, launch(folder, [], { PATH: dirname(process.execPath) }));
  expect(started.output()).toMatch(
    pattern(
      /^warning: No Valkey was found, nor pip to download one\. Install valkey-server .*/m,
      /The app runs on its in-memory bus: enough for one instance\.$/,
    ),
  );
  const { token, number } = await issue(started.url);
  expect(await ticketState(started.url, token, number)).toBe('waiting');
  started.process.kill('SIGINT');
  expect(await started.ended).toEqual({ code: 0, signal: null });
});
