import { X509Certificate } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { IMAGE } from '../../src/contract';
import { runCommand } from '../support/child';
import { createDatabase, TestDatabase } from '../support/database';
import { cleanEnvironment } from '../support/npm-start';
import { testFolder } from '../support/test-folder';
import { valkeyUrl } from '../support/valkey';

jest.setTimeout(180_000);

let folder: string;
let first: string;
let database: TestDatabase;

/** In a process of its own, as the task runs it: jest cannot load the bundlers' modules. */
async function build(): Promise<string> {
  const child = runCommand(process.execPath, [
    '--import',
    'tsx',
    'src/local/build/build.ts',
    '--folder',
    folder,
  ]);
  const { code } = await child.ended;
  if (code !== 0) throw new Error(`the build failed (${code}): ${child.output()}`);
  return child.output().trim();
}

beforeAll(async () => {
  folder = join(await testFolder('build'), 'app');
  database = await createDatabase();
  first = await build();
});

afterAll(async () => database.drop());

test('builds server and pages, then finds nothing to do', async () => {
  expect(first).toBe(`built server and pages into ${folder}`);
  const before = await stat(join(folder, 'main.js'));
  expect(await build()).toBe(`${folder} is up to date`);
  expect((await stat(join(folder, 'main.js'))).mtimeMs).toBe(before.mtimeMs);
});

test('rebuilds what is missing, and what a killed build had begun', async () => {
  await rm(join(folder, 'pages'), { recursive: true });
  expect(await build()).toBe(`built pages into ${folder}`);
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as {
    pages: string;
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ pages: manifest.pages }));
  expect(await build()).toBe(`built server into ${folder}`);
});

test('each page has its hashed files, and no inline script or style', async () => {
  // Beside the pages are their hashed files, recorded words and a service worker.
  const found = await readdir(join(folder, 'pages'), { recursive: true });
  const pages = found.flatMap((name) => /^([\w-]+)\/index\.html$/.exec(name)?.[1] ?? []);
  expect(pages).toEqual(
    expect.arrayContaining(['advisor', 'display', 'kiosk', 'sign-in', 'supervisor', 'ticket']),
  );
  const assets = new Set(await readdir(join(folder, 'pages', 'assets')));
  for (const page of pages) {
    const html = await readFile(join(folder, 'pages', page, 'index.html'), 'utf8');
    const named = [...html.matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect([page, name, assets.has(name)]).toEqual([page, name, true]);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|<style|\son\w+=/);
  }
});

test('the bundle is self-contained: it serves from an empty folder', async () => {
  const alone = join(await testFolder('alone'), 'app');
  await mkdir(alone);
  await writeFile(join(alone, 'main.js'), await readFile(join(folder, 'main.js')));
  const environment = cleanEnvironment({
    DATABASE_URL: database.url,
    REDIS_URL: valkeyUrl(),
    DATA_KEYS: 'a test key of more than 32 characters',
  });
  const child = runCommand(process.execPath, ['main.js', 'serve'], {
    cwd: alone,
    env: environment,
  });
  try {
    await child.line(/^READY \S+$/m);
  } finally {
    child.process.kill('SIGTERM');
  }
  expect(await child.ended).toEqual({ code: 0, signal: null });
});

test('the image is FROM and COPY only, with a numeric user and the RDS certificates', async () => {
  const dockerfile = await readFile(join(folder, 'Dockerfile'), 'utf8');
  const instructions = dockerfile
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line))
    .map((line) => line.split(' ')[0]);
  expect(instructions).toEqual(['FROM', 'ENV', 'WORKDIR', 'COPY', 'COPY', 'USER', 'EXPOSE', 'CMD']);
  expect(dockerfile).toMatch(new RegExp(`^USER ${IMAGE.user}$`, 'm'));
  for (const [, files] of dockerfile.matchAll(/^COPY (\[.*\])$/gm)) {
    for (const file of (JSON.parse(files) as string[]).slice(0, -1)) {
      await expect(stat(join(folder, file))).resolves.toBeDefined();
    }
  }
  const pem = await readFile(join(folder, basename(IMAGE.databaseCertificates)), 'utf8');
  const authorities = pem
    .match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g)!
    .map((text) => new X509Certificate(text));
  expect(authorities.length).toBeGreaterThan(70);
  for (const authority of authorities) {
    expect([authority.subject, authority.ca, authority.verify(authority.publicKey)]).toEqual([
      authority.subject,
      true,
      true,
    ]);
    expect(authority.validToDate.getTime()).toBeGreaterThan(Date.UTC(2060, 0, 1));
  }
});

test('a stack names our files, and takes little memory to say so', async () => {
  const bundle = await readFile(join(folder, 'main.js'), 'utf8');
  // one character beyond ASCII, and Node keeps two bytes of each
  expect(/[^\0-\x7f].{0,40}/.exec(bundle)).toBeNull();
  const map = JSON.parse(await readFile(join(folder, 'main.js.map'), 'utf8')) as {
    sources: readonly string[];
  };
  expect(map.sources.filter((path) => /node_modules.*\.[cm]?js$/.test(path))).toEqual([]);
  expect(map.sources).toContainEqual(expect.stringMatching(/src\/app\/domain\/rules\/decide\.ts$/));
});

test('audits can read which packages are inside', async () => {
  const metafile = JSON.parse(await readFile(join(folder, 'metafile.json'), 'utf8')) as {
    inputs: Record<string, object>;
  };
  const packages = new Set(
    Object.keys(metafile.inputs).map(
      (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1],
    ),
  );
  expect([...packages]).toEqual(
    expect.arrayContaining(['koa', 'knex', 'objection', 'pg', 'ioredis', 'ws', 'zod']),
  );
});
