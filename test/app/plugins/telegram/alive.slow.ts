import { createAlive } from '../../../../src/app/plugins/telegram/alive';
import { createApi } from '../../../../src/app/plugins/telegram/api';
import { LooseServer } from './loose-server';

const server = new LooseServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

/** A caller who can wait for as long as a busy machine takes, ms. */
const PATIENT_MS = 30_000;

const alive = (callMs = PATIENT_MS) =>
  createAlive(createApi({ token: '4242:another-servers-token', root: server.url, callMs }));
const questions = () => server.asked.filter((method) => method === 'getMe').length;

test('one request serves all callers, and a refusal counts as an answer', async () => {
  const ask = alive();
  expect(await Promise.all([ask(PATIENT_MS), ask(PATIENT_MS), ask(PATIENT_MS)])).toEqual([
    true,
    true,
    true,
  ]);
  expect(questions()).toBe(1);
  server.instead.push({
    method: 'getMe',
    status: 429,
    body: { ok: false, error_code: 429, description: 'Too Many Requests: retry after 1' },
  });
  expect(await alive()(PATIENT_MS)).toBe(true);
});

test('callers who cannot wait get no while the answer is pending; others get yes', async () => {
  server.slowMs = 400;
  const ask = alive();
  expect(await Promise.all([ask(100), ask(PATIENT_MS)])).toEqual([false, true]);
  server.slowMs = 0;
});

test('a 502 from a proxy or silence means nobody is there', async () => {
  server.instead.push({ method: 'getMe', status: 502, body: '<html>Bad Gateway</html>' });
  expect(await alive()(PATIENT_MS)).toBe(false);
  server.hangs = true;
  expect(await alive(1_000)(PATIENT_MS)).toBe(false);
  server.hangs = false;
});
