import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { createDatabase, TestDatabase } from '../support/database';
import { attack, faultOf } from './attack';
import { openTarget, Target } from './target';

/** `npm run attack` in its short form. */

let database: TestDatabase;
let target: Target;
beforeAll(async () => {
  database = await createDatabase();
  target = await openTarget(database.url);
});
afterAll(async () => {
  await target?.close();
  await database?.drop();
});

test('hostile requests, updates, polls, frames and bytes: nothing gives way', async () => {
  const { faults, statuses, quick, slow, sockets } = await attack(target, 2_000, 7);
  expect(faults).toEqual([]);
  expect(sockets).toBeGreaterThan(100);
  // They did not all fail at one door: some were let in, and some refused for each reason.
  for (const status of ['200', '400', '401', '403', '404', '422']) {
    expect([status, (statuses[status] ?? 0) > 5]).toEqual([status, true]);
  }
  // With the slow database, each packet alone waits longer than this.
  expect([quick.p99 > 0, slow.p99 > 25]).toEqual([true, true]);
});

test('would be noticed: a 5xx, and a 503 that does not say when to come back', async () => {
  const shot = { method: 'GET', path: '/x' };
  expect(faultOf(shot, 503, '2')).toBeUndefined();
  expect(faultOf(shot, 499, null)).toBeUndefined();
  expect(faultOf(shot, 503, null)).toBe('GET /x: 503 without Retry-After');
  expect(faultOf(shot, 500, '2')).toBe('GET /x: 500');
  const broken: Server = createServer(({ url }, response) => {
    if (url === '/openapi.json') return response.end(JSON.stringify({ paths: {}, components: {} }));
    return response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
  const { port } = broken.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const only = { telegram: { path: '/telegram/x', token: 'x' }, holders: { auditor: 'Bearer x' } };
  const { faults } = await attack({ ...target, ...only, url }, 100, 1);
  expect(faults).toContain('POST /telegram/x: 500');
  expect(faults).toContain('/health/live answers 500');
  broken.closeAllConnections();
  broken.close();
});
