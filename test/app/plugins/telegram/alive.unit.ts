import { createAlive } from '../../../../src/app/plugins/telegram/alive';
import { createApi } from '../../../../src/app/plugins/telegram/api';
import { LooseServer } from './loose-server';

const server = new LooseServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

const alive = () =>
  createAlive(createApi({ token: '4242:another-servers-token', root: server.url, callMs: 1_000 }));
const questions = () => server.asked.filter((method) => method === 'getMe').length;

test('one request serves all callers, and a refusal counts as an answer', async () => {
  const ask = alive();
  expect(await Promise.all([ask(500), ask(500), ask(500)])).toEqual([true, true, true]);
  expect(questions()).toBe(1);
  server.instead.push({
    method: 'getMe',
    status: 429,
    body: { ok: false, error_code: 429, description: 'Too Many Requests: retry after 1' },
  });
  expect(await alive()(500)).toBe(true);
});

test('callers who cannot wait get no while the answer is pending; others get yes', async () => {
  server.slowMs = 400;
  const ask = alive();
  expect(await Promise.all([ask(100), ask(2_000)])).toEqual([false, true]);
  server.slowMs = 0;
});

test('a 502 from a proxy or silence means nobody is there', async () => {
  server.instead.push({ method: 'getMe', status: 502, body: '<html>Bad Gateway</html>' });
  expect(await alive()(500)).toBe(false);
  server.hangs = true;
  expect(await alive()(3_000)).toBe(false);
  server.hangs = false;
});
