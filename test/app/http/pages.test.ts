import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { PAGES } from '../../../src/contract';
import { testFolder } from '../../support/test-folder';
import { openStage, Stage } from './stage';

let stage: Stage;
const html = `<!doctype html><title>kiosk</title>${'<p>words</p>'.repeat(100)}`;
const built = `console.log(${JSON.stringify('as it was built '.repeat(100))});`;
const compressed = brotliCompressSync(built);
const folders = PAGES.map((page) => (page === '/t' ? 'ticket' : page.slice(1)));
beforeAll(async () => {
  const folder = await testFolder('pages');
  for (const name of [...folders, 'assets', 'voice']) {
    await mkdir(join(folder, name));
  }
  for (const name of folders) {
    await writeFile(
      join(folder, name, 'index.html'),
      name === 'kiosk' ? html : `<!doctype html><title>${name}</title>`,
    );
  }
  await writeFile(
    join(folder, 'assets', 'kiosk-abc123.js'),
    `console.log(${JSON.stringify('x'.repeat(2000))});`,
  );
  await writeFile(join(folder, 'assets', 'built-abc123.js'), built);
  await writeFile(join(folder, 'assets', 'built-abc123.js.br'), compressed);
  await writeFile(join(folder, 'assets', 'icon-abc123.svg'), '<svg/>');
  await writeFile(join(folder, 'assets', 'font-abc123.woff2'), Buffer.alloc(2000, 7));
  await writeFile(join(folder, 'voice', 'uno.opus'), Buffer.alloc(3000, 9));
  stage = await openStage({ pagesFolder: folder });
});
afterAll(() => stage.close());

/** fetch decompresses; a raw request sees the bytes as sent. */
const raw = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  new Promise<{ head: string; body: Buffer }>((resolve, reject) => {
    const socket = connect(stage.app.port, '127.0.0.1');
    const parts: Buffer[] = [];
    socket
      .on('data', (part) => parts.push(part))
      .on('error', reject)
      .on('end', () => {
        const all = Buffer.concat(parts);
        const at = all.indexOf('\r\n\r\n');
        resolve({ head: all.subarray(0, at).toString(), body: all.subarray(at + 4) });
      });
    socket.write(
      [
        `${method} ${path} HTTP/1.1`,
        'Host: localhost',
        'Connection: close',
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
        '',
        '',
      ].join('\r\n'),
    );
  });

test.each(PAGES)('%s is a page', async (path) => {
  const page = await stage.ask('GET', path);
  expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  expect(page.headers.get('cache-control')).toBe('no-cache');
});

test('every answer says what a page may not do', async () => {
  for (const path of [
    '/kiosk',
    '/',
    '/api',
    '/openapi.json',
    '/api/branches/1/floor',
    '/nothing',
    '/assets/kiosk-abc123.js',
    '/health/live',
  ]) {
    const { headers } = await stage.ask('GET', path);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
  }
});

test('over HTTPS, browsers are told to stay there and cookies are secure', async () => {
  const secure = await openStage({ publicUrl: 'https://turnos.bank.cl' });
  try {
    // Tests reach the app directly, not through the load balancer.
    const base = `http://127.0.0.1:${secure.app.port}`;
    const answer = await fetch(`${base}/api/devices/enrol`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"code":"kiosk-1"}',
    });
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-ticketero_device=[^;]+; Path=\/; .*; Secure$/,
    );
    expect((await fetch(`${base}/`)).headers.get('content-security-policy')).toContain(
      "connect-src 'self' wss://turnos.bank.cl;",
    );
  } finally {
    await secure.close();
  }
});

test('hashed files are immutable, cached for a year, compressed where it helps', async () => {
  const script = await raw('/assets/kiosk-abc123.js', { 'Accept-Encoding': 'gzip, br' });
  expect(script.head).toMatch(/Cache-Control: public, max-age=31536000, immutable/i);
  expect(script.head).toMatch(/Content-Encoding: br/i);
  expect(script.head).toMatch(/Vary: Accept-Encoding/i);
  expect(brotliDecompressSync(script.body).toString()).toContain('xxxx');
  expect(
    gunzipSync(
      (await raw('/assets/kiosk-abc123.js', { 'Accept-Encoding': 'gzip' })).body,
    ).toString(),
  ).toContain('xxxx');
  expect((await raw('/assets/kiosk-abc123.js')).body.toString()).toContain('xxxx');
  const font = await raw('/assets/font-abc123.woff2', { 'Accept-Encoding': 'br' });
  expect(font.head).toMatch(/Content-Type: font\/woff2/i);
  expect(font.head).not.toMatch(/Content-Encoding/i);
});

test('files compressed by the build are sent as they are, and have no own path', async () => {
  const script = await raw('/assets/built-abc123.js', { 'Accept-Encoding': 'br' });
  expect(script.head).toMatch(/Content-Encoding: br/i);
  expect(script.body).toEqual(compressed);
  expect((await stage.ask('GET', '/assets/built-abc123.js')).text).toBe(built);
  expect((await stage.ask('GET', '/assets/built-abc123.js.br')).status).toBe(404);
});

test('documents that a browser runs get a policy; their parts are data', async () => {
  const policy = async (path: string) =>
    (await stage.ask('GET', path)).headers.get('content-security-policy');
  const ofData = await policy('/openapi.json');
  expect(await policy('/assets/kiosk-abc123.js')).toBe(ofData);
  expect(await policy('/assets/font-abc123.woff2')).toBe(ofData);
  expect(await policy('/assets/icon-abc123.svg')).toBe(await policy('/kiosk'));
  expect(await policy('/kiosk')).not.toBe(ofData);
});

test('an unchanged page is not sent again', async () => {
  const etag = (await stage.ask('GET', '/kiosk')).headers.get('etag')!;
  const again = await stage.ask('GET', '/kiosk', { headers: { 'If-None-Match': etag } });
  expect([again.status, again.text]).toEqual([304, '']);
  expect(
    (await stage.ask('GET', '/kiosk', { headers: { 'If-None-Match': '"other"' } })).status,
  ).toBe(200);
});

test('HEAD says what GET would', async () => {
  for (const path of ['/kiosk', '/assets/kiosk-abc123.js', '/health/live', '/openapi.json']) {
    const head = await raw(path, {}, 'HEAD');
    expect(head.head).toMatch(/^HTTP\/1\.1 200/);
    expect(head.body).toHaveLength(0);
  }
});

test.each([
  '/kiosk/index.html',
  '/assets/',
  '/assets',
  '/assets/none.js',
  '/kiosk/../../package.json',
  '/%2e%2e/package.json',
  '//etc/passwd',
  '/assets/..%2f..%2fmain.js',
  '/.env',
  '/main.js',
])('no other file is served: %s', async (path) => {
  const { head, body } = await raw(path);
  expect(head).toMatch(/^HTTP\/1\.1 404/);
  expect(JSON.parse(body.toString())).toMatchObject({ code: 'not_found' });
});

test('/ lists the pages and /api the routes; neither loads from another host', async () => {
  const start = await stage.ask('GET', '/');
  for (const path of PAGES) expect(start.text).toContain(`href="${path}"`);
  expect(start.text).toMatch(/Abiertas ahora: \d+ de \d+/);
  const api = await stage.ask('GET', '/api');
  for (const { path } of stage.contract.routes) {
    expect(api.text).toContain(path.replace(/\{(\w+)\}/g, ':$1'));
  }
  for (const { text } of [start, api]) {
    expect(text.match(/(?:src|href)="(?!\/[^/]|\/"|#)/g)).toBeNull();
  }
  for (const path of ['/api.css', '/start.css']) {
    expect((await stage.ask('GET', path)).type).toContain('text/css');
  }
});

test('on a 404 a browser reads why and where to go; programs get the problem', async () => {
  const browser = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
  for (const path of [
    '/nothing',
    '/sign-in/demo?as=advisor-1&token=of-another-start',
    '/assets/none.js',
  ]) {
    const page = await stage.ask('GET', path, { headers: browser });
    expect(page).toMatchObject({ status: 404, type: 'text/html; charset=utf-8' });
    expect(page.text).toContain('Aquí no hay nada.');
    expect(page.text).toContain('href="/"');
    expect(page.headers.get('content-security-policy')).toContain("style-src 'self'");
    expect((await stage.ask('GET', path)).type).toContain('application/problem+json');
  }
  expect((await stage.ask('GET', '/api/nothing', { headers: browser })).type).toContain(
    'application/problem+json',
  );
  const file = '/api/branches/1/reports/waits.xlsx?from=2026-11-02&to=2026-11-02';
  const signedOut = await stage.ask('GET', file, { headers: browser });
  expect(signedOut).toMatchObject({ status: 401, type: 'text/html; charset=utf-8' });
  // the page says everything in both languages, and nothing that only programs can use
  const { text } = await stage.ask('GET', '/nothing', { headers: browser });
  expect(text).toContain('Revise la dirección, o busque la página en la lista.');
  expect(text).toContain('Check the address, or find the page in the list.');
  expect(text).not.toContain('/api lists');
  expect((await stage.ask('GET', '/<script>', { headers: browser })).text).not.toContain(
    '<script>',
  );
});

test('health: alive, and ready once the database is reachable and migrated', async () => {
  expect((await stage.ask('GET', '/health/live')).body).toEqual({ status: 'ok' });
  expect((await stage.ask('GET', '/health/ready')).body).toEqual({ status: 'ready' });
});

test('a client that does not speak HTTP gets a problem and is disconnected', async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(stage.app.port, '127.0.0.1');
    let text = '';
    socket
      .on('data', (part) => {
        text += String(part);
      })
      .on('end', () => resolve(text))
      .on('error', reject);
    socket.write('NOT HTTP AT ALL\r\n\r\n');
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
  expect(JSON.parse(answer.split('\r\n\r\n')[1])).toMatchObject({ code: 'no_http', status: 400 });
  const large = await raw('/kiosk', { Cookie: 'x'.repeat(20_000) });
  expect(large.head).toMatch(/^HTTP\/1\.1 431/);
});

test('a recording is sent uncompressed, and only once to each browser', async () => {
  const { head, body } = await raw('/voice/uno.opus', { 'Accept-Encoding': 'br, gzip' });
  expect(head).toMatch(/^HTTP\/1\.1 200 .*content-type: audio\/ogg/is);
  expect(head).not.toMatch(/content-encoding/i);
  expect(body.equals(Buffer.alloc(3000, 9))).toBe(true);
  const etag = /^etag: (.*)$/im.exec(head)![1];
  const again = await raw('/voice/uno.opus', { 'If-None-Match': etag });
  expect([again.head.slice(0, 12), again.body.length]).toEqual(['HTTP/1.1 304', 0]);
});
