import { X509Certificate } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { IMAGE } from '../../src/contract';
import { runCommand } from '../support/child';
import { createDatabase, TestDatabase } from '../support/database';
import { cleanEnvironment } from '../support/npm-start';
import { testFolder } from '../support/test-folder';
import { valkeyUrl } from '../support/valkey';

let folder: string;
let first: readonly string[];
let database: TestDatabase;

/** In a separate process, as the task runs it: jest cannot load the bundlers' modules. */
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
  // as two `npm start` in a fresh clone do
  first = await Promise.all([build(), build()]);
});

afterAll(async () => database.drop());

test('builds server and pages once, even for two at once, then finds nothing to do', async () => {
  expect([...first].sort()).toEqual([
    `${folder} is up to date`,
    `built server and pages into ${folder}`,
  ]);
  const before = await stat(join(folder, 'main.js'));
  expect(await build()).toBe(`${folder} is up to date`);
  expect((await stat(join(folder, 'main.js'))).mtimeMs).toBe(before.mtimeMs);
});

test("rebuilds missing files, and a killed build's leftovers", async () => {
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

test('a stack trace names our files, at a small cost of memory', async () => {
  const bundle = await readFile(join(folder, 'main.js'), 'utf8');
  // with one character beyond ASCII, Node keeps two bytes for each
  expect(/[^\0-\x7f].{0,40}/.exec(bundle)).toBeNull();
  const text = await readFile(join(folder, 'main.js.map'), 'utf8');
  // a map by lines: one by words is four times as long
  expect(text.length).toBeLessThan(800_000);
  const map = JSON.parse(text) as { sources: readonly string[] };
  expect(map.sources.filter((path) => /node_modules.*\.[cm]?js$/.test(path))).toEqual([]);
  expect(map.sources).toContainEqual(expect.stringMatching(/src\/app\/domain\/rules\/decide\.ts$/));
});

test('code not needed at start is loaded on demand, or absent', async () => {
  const { inputs } = JSON.parse(await readFile(join(folder, 'metafile.json'), 'utf8')) as {
    readonly inputs: Readonly<
      Record<string, { readonly imports: readonly { path: string; kind: string }[] }>
    >;
  };
  const atStart = new Set(['src/app/main.ts']);
  for (const file of atStart) {
    for (const { path, kind } of inputs[file]?.imports ?? []) {
      if (kind !== 'dynamic-import') atStart.add(path);
    }
  }
  const later = [
    '@aws-sdk/',
    '@opentelemetry/',
    '@peculiar/',
    '@simplewebauthn/',
    '@zxcvbn-ts/',
    'jose/',
    'nodemailer/',
    'oauth4webapi/',
    'openid-client/',
    'selfsigned/',
    'telegraf/',
  ];
  const of = (files: Iterable<string>) =>
    later.filter((name) => [...files].some((file) => file.startsWith(`node_modules/${name}`)));
  expect(of(Object.keys(inputs))).toEqual(later);
  expect(of(atStart)).toEqual([]);
  // Node would read the source map when pino looks up its caller; the others are unused texts.
  const bundle = await readFile(join(folder, 'main.js'), 'utf8');
  expect(bundle).not.toMatch(/getCallSites\b/);
  const names = Object.entries(inputs).flatMap(([file, { imports }]) => [
    file,
    ...imports.map(({ path }) => path),
  ]);
  expect(names.filter((name) => /tr46|mappingTable|zod\/v4\/locales\/de/.test(name))).toEqual([]);
});

interface SbomComponent {
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly purl?: string;
  readonly licenses: readonly object[];
  readonly hashes?: readonly { readonly content: string }[];
  readonly 'bom-ref': string;
  readonly properties?: readonly { readonly value: string }[];
}
const bill = async () =>
  JSON.parse(await readFile(join(folder, 'sbom.cdx.json'), 'utf8')) as {
    readonly specVersion: string;
    readonly components: readonly SbomComponent[];
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn: string[] }[];
  };

test('the bill of materials names every bundled package, with hash and licence', async () => {
  const { specVersion, components, dependencies } = await bill();
  expect(specVersion).toBe('1.6');
  const of = (bundle: string) =>
    components
      .filter(({ properties }) => properties?.some(({ value }) => value === bundle))
      .map(({ group, name }) => (group ? `${group}/${name}` : name));
  const server = ['koa', '@koa/router', 'knex', 'objection', 'pg', 'ioredis', 'ws', 'zod'];
  expect(of('server')).toEqual(expect.arrayContaining(server));
  expect(of('pages')).toEqual(expect.arrayContaining(['preact', '@preact/signals']));
  expect(of('pages')).not.toContain('koa');
  // Whatever a bundle's metafile names is in the bill of materials too, in the installed version.
  for (const file of ['metafile.json', 'pages-metafile.json']) {
    const { inputs } = JSON.parse(await readFile(join(folder, file), 'utf8')) as {
      readonly inputs: object;
    };
    for (const path of Object.keys(inputs).filter((each) => each.includes('node_modules/'))) {
      const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)!;
      const known = components.map(({ group, name: own }) => (group ? `${group}/${own}` : own));
      expect(known).toContain(name);
    }
  }
  const refs = components.map((each) => each['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
  for (const { ref, dependsOn } of dependencies) {
    expect([ref, dependsOn.filter((each) => !refs.includes(each))]).toEqual([ref, []]);
  }
  for (const { purl, name, licenses, hashes } of components) {
    expect([name, licenses.length]).toEqual([name, 1]);
    if (purl?.startsWith('pkg:npm/')) expect(hashes![0].content).toMatch(/^[0-9a-f]{128}$/);
  }
  const texts = await readFile(join(folder, 'licences.txt'), 'utf8');
  expect(texts).toContain('SIL OPEN FONT LICENSE');
});

/** Runs a program of `src/local` on the build; returns its exit status and output. */
async function run(program: string, ...more: readonly string[]) {
  const given = ['--import', 'tsx', `src/local/${program}.ts`, '--folder', folder, ...more];
  const child = runCommand(process.execPath, given);
  const { code } = await child.ended;
  return { code, said: child.output() };
}

test('bundled packages are audited against advisories; without them, a sentence', async () => {
  expect(await run('sbom')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^\d+ packages are inside; .*sbom\.cdx\.json/),
  });
  const asked: Record<string, string[]>[] = [];
  const source = createServer((request, response) => {
    void textOf(request).then((body) => {
      asked.push(JSON.parse(body) as Record<string, string[]>);
      const title = 'It forgets whom it served';
      const one = { title, severity: 'high', url: 'https://x.example/1', vulnerable_versions: '*' };
      response.end(JSON.stringify({ koa: [one] }));
    });
  });
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
  const registry = `http://127.0.0.1:${(source.address() as AddressInfo).port}/`;
  const found = await run('audit-deps', '--registry', registry);
  expect(found).toMatchObject({ code: 1, said: expect.stringContaining('high: koa') });
  const { components } = await bill();
  expect(Object.values(asked[0]).flat()).toHaveLength(
    components.filter(({ purl }) => purl?.startsWith('pkg:npm/')).length,
  );
  // Build tools are not bundled, so they are not audited.
  expect(Object.keys(asked[0])).not.toEqual(expect.arrayContaining(['esbuild', 'jest', 'projen']));
  await new Promise((resolve) => source.close(resolve));
  expect(await run('audit-deps', '--registry', registry)).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^Nothing was audited: no source of advisories is reachable at /),
  });
});
