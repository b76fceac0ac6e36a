import { OutgoingHttpHeaders, request } from 'node:http';
import { WebSocket } from 'ws';
import { newKeys } from '../../../src/app/vault/keys';
import { until } from '../../support/wait';
import { otherInstance } from '../http/other-instance';
import { cookieOf, openStage, Stage } from '../http/stage';

/** Guessing locks nobody out, and a revoked caller is soon out everywhere. */

const KEYS = newKeys();
let stage: Stage;
beforeAll(async () => {
  // Checking a guess takes its time.
  const hashCost = 15;
  stage = await openStage({ dataKeys: KEYS, viewerAddressHeader: 'x-viewer-ip', hashCost });
});
afterAll(() => stage.close());

const signIn = (username: string, password: string, from: string, more: object = {}) =>
  stage.ask('POST', '/api/sessions', {
    body: { username, password },
    key: null,
    headers: { 'x-viewer-ip': from, ...more },
  });

test("a hundred guesses a minute from elsewhere leave a person's own way in open", async () => {
  const first = await signIn('supervisor-1', 'demo', '10.1.1.1');
  expect(first.status).toBe(201);
  let weighed = 0;
  const guess = async (n: number) => {
    const { status } = await signIn('supervisor-1', `guess ${n}`, `10.2.0.${n % 40}`);
    if (status === 401) weighed += 1;
    return status;
  };
  const guesses = Promise.all(Array.from({ length: 130 }, (_, n) => guess(n)));
  const honest = await signIn('supervisor-1', 'demo', '10.1.1.1');
  const before = weighed;
  const statuses = await guesses;
  expect(honest.status).toBe(201);
  // A few guesses were checked before it, but most of the waiting ones were not.
  expect(before).toBeLessThan(weighed / 2);
  // The queue is bounded: most guesses are refused at once.
  expect(new Set(statuses)).toEqual(new Set([401, 429]));
  expect((await signIn('supervisor-1', 'demo', '10.3.3.3')).status).toBe(429);
  expect((await signIn('supervisor-1', 'demo', '10.1.1.1')).status).toBe(201);
  // A known browser at an unknown address.
  const browser = { Cookie: cookieOf(first), Origin: stage.app.url };
  expect((await signIn('supervisor-1', 'demo', '10.3.3.3', browser)).status).toBe(201);
  // Another person's browser mark opens no way in.
  const other = cookieOf(await signIn('advisor-2', 'demo', '10.9.9.9'));
  expect(
    (await signIn('supervisor-1', 'demo', '10.3.3.4', { Cookie: other, Origin: stage.app.url }))
      .status,
  ).toBe(429);
});

test('another site cannot sign this browser in, or enrol it', async () => {
  for (const headers of [
    { Origin: 'https://evil.example' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ] as Record<string, string>[]) {
    for (const [path, body] of [
      ['/api/sessions', { username: 'advisor-1', password: 'demo' }],
      ['/api/devices/enrol', { code: 'kiosk-1' }],
    ] as const) {
      const answer = await stage.ask('POST', path, { body, key: null, headers });
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'wrong_origin']);
    }
  }
});

test('a revoked device is out at every instance within seconds, its sockets included', async () => {
  const other = await otherInstance(stage, { dataKeys: KEYS });
  try {
    const as = await stage.device('display-2');
    const base = `http://127.0.0.1:${other.port}`;
    const read = () => fetch(`${base}/api/branches/2/display`, { headers: { Authorization: as } });
    expect((await read()).status).toBe(200);
    const socket = new WebSocket(`${base.replace('http', 'ws')}/live?branch=2&view=display`, {
      headers: { Authorization: as },
    });
    let closed = false;
    socket.on('close', () => {
      closed = true;
    });
    await new Promise((resolve) => socket.once('message', resolve));
    const revoked = await stage.ask('PUT', '/api/devices/display-2', {
      as: await stage.staff('admin-1'),
      body: { kind: 'display', branch: '2', label: 'x', revoked: true },
    });
    expect(revoked.status).toBe(200);
    await until(() => closed, 'the socket at the other instance');
    await until(async () => (await read()).status === 401, 'the other instance');
  } finally {
    await other.close();
  }
});

/** A request with headers that `fetch` does not allow, such as the host's name. */
const byName = (host: string, path: string, headers: object = {}, port = stage.app.port) =>
  withHeaders(path, { Host: host, ...headers }, port);
const withHeaders = (
  path: string,
  headers: OutgoingHttpHeaders | readonly string[],
  port = stage.app.port,
) =>
  new Promise<{ readonly status: number; readonly body: string }>((resolve, reject) => {
    const asked = request({ port, path, host: '127.0.0.1', headers }, (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode!, body }));
    });
    asked.on('error', reject);
    asked.end();
  });

const UPGRADE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

test("another host's page reads nothing in the name of a person signed in here", async () => {
  const host = `127.0.0.1:${stage.app.port}`;
  const signed = await signIn('auditor-1', 'demo', '10.1.1.2');
  expect(signed.status).toBe(201);
  const cookie = cookieOf(signed);
  const read = (path: string, site: string, mode: string, dest: string) =>
    byName(host, path, {
      Cookie: cookie,
      'Sec-Fetch-Site': site,
      'Sec-Fetch-Mode': mode,
      'Sec-Fetch-Dest': dest,
    });
  const report = '/api/branches/2/reports/waits.csv?from=2026-01-01&to=2026-01-02';
  const audit = '/api/branches/2/audit?after=0&limit=1';
  for (const path of [report, audit, '/api/branches/2/floor', '/api/overview']) {
    for (const [site, mode, dest] of [
      ['same-site', 'no-cors', 'image'],
      ['same-site', 'cors', 'empty'],
      ['same-site', 'navigate', 'iframe'],
      ['cross-site', 'no-cors', 'script'],
    ]) {
      const { status, body } = await read(path, site, mode, dest);
      expect([path, site, dest, status, body]).toEqual([
        ...[path, site, dest, 403],
        expect.stringContaining('"code":"wrong_origin"'),
      ]);
    }
  }
  expect((await read('/api/sessions', 'same-site', 'cors', 'empty')).status).toBe(401);
  // Public data stays public, and the reader counts as nobody.
  expect((await read('/api/face/bank.css', 'same-site', 'no-cors', 'style')).status).toBe(200);
  const readings = async () => {
    const { events } = await stage.app.operations.readAudit('2', 0, 1000);
    return events.filter(({ fact }) => 'what' in fact && fact.what === 'report-read').length;
  };
  expect(await readings()).toBe(0);
  // Our own page, a bookmark, and a link on the bank's intranet that opens a document.
  for (const [site, mode, dest] of [
    ['same-origin', 'cors', 'empty'],
    ['none', 'navigate', 'document'],
    ['same-site', 'navigate', 'document'],
  ]) {
    expect((await read(report, site, mode, dest)).status).toBe(200);
  }
  // The same report, read again at once, is one reading.
  expect(await readings()).toBe(1);
});

test('a request that repeats a single-valued header is not read, sockets included', async () => {
  const host = `127.0.0.1:${stage.app.port}`;
  for (const [path, headers] of [
    ['/openapi.json', ['Host', host, 'Host', 'evil.example']],
    ['/', ['Host', host, 'Host', host]],
    ['/api/sessions', ['Host', host, 'Authorization', 'Bearer a', 'Authorization', 'Bearer b']],
    [
      '/live?branch=1&view=floor',
      ['Host', host, ...Object.entries(UPGRADE).flat(), 'Origin', stage.app.url, 'Origin', 'null'],
    ],
  ] as const) {
    const { status, body } = await withHeaders(path, headers);
    expect([path, status, body]).toEqual([
      ...[path, 400],
      expect.stringContaining('"code":"repeated_header"'),
    ]);
  }
});

test("somebody else's name that points here is not served, sockets included", async () => {
  const socket = {
    ...UPGRADE,
    Authorization: await stage.staff('admin-1'),
  };
  for (const [path, headers] of [
    ['/', {}],
    ['/api/sessions', {}],
    ['/openapi.json', {}],
    ['/live?branch=1&view=floor', socket],
  ] as const) {
    const answer = await byName('evil.example', path, headers);
    expect([path, answer.status]).toEqual([path, 421]);
    expect(JSON.parse(answer.body)).toMatchObject({
      code: 'wrong_host',
      detail: expect.stringMatching(/not at evil\.example\. .*set.* PUBLIC_URL/s),
    });
  }
  // A trial in a branch's network, a balancer's health check, and this machine.
  expect((await byName('10.0.0.5:3000', '/openapi.json')).status).toBe(200);
  expect((await byName('evil.example', '/health/live')).status).toBe(200);
  expect((await byName(`localhost:${stage.app.port}`, '/openapi.json')).status).toBe(200);
});

test("behind the edge, pages may come by the origin's name, and nothing else may", async () => {
  const edge = await openStage({
    publicUrl: 'https://turnos.bank.cl',
    viewerAddressHeader: 'x-viewer-ip',
  });
  try {
    const viewer = { 'x-viewer-ip': '203.0.113.7' };
    const ask = async (host: string, path: string, headers: object = {}) =>
      (await byName(host, path, headers, edge.app.port)).status;
    expect(await ask('turnos.bank.cl', '/openapi.json', viewer)).toBe(200);
    expect(await ask('origin.turnos.bank.cl', '/kiosk', viewer)).not.toBe(421);
    expect(await ask('origin.turnos.bank.cl', '/assets/kiosk.js', viewer)).not.toBe(421);
    expect(await ask('origin.turnos.bank.cl', '/kiosk')).toBe(421);
    expect(await ask('origin.turnos.bank.cl', '/openapi.json', viewer)).toBe(421);
    expect(await ask('10.0.0.5', '/openapi.json', viewer)).toBe(421);
  } finally {
    await edge.close();
  }
});
