import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { App } from '../../../src/app/create-app';
import { FactType } from '../../../src/app/domain/model/events';
import { verifyBranch } from '../../../src/app/main';
import { newKeys } from '../../../src/app/vault/keys';
import { valkeyUrl } from '../../support/valkey';
import { until } from '../../support/wait';
import { otherInstance } from './other-instance';
import { openStage, Stage } from './stage';

/** Two instances on one database and one Valkey act as one bank, whichever answers. */

/** All test files share the Valkey: an address of its own keeps this run's limits separate. */
const address = `test-${randomUUID()}`;
const shared = {
  dataKeys: newKeys(),
  redis: { url: valkeyUrl(), cluster: false },
  viewerAddressHeader: 'x-viewer-ip',
};
let stage: Stage;
let other: App;
beforeAll(async () => {
  stage = await openStage(shared);
  other = await otherInstance(stage, shared);
});
afterAll(async () => {
  await other.close();
  await stage.close();
});

const atOther = (
  method: string,
  path: string,
  as?: string,
  body?: object,
  key: string = randomUUID(),
) =>
  fetch(`http://127.0.0.1:${other.port}${path}`, {
    method,
    headers: {
      'X-Viewer-IP': address,
      ...(as ? { Authorization: as } : {}),
      ...(body ? { 'Content-Type': 'application/json', 'Idempotency-Key': key } : {}),
    },
    body: body && JSON.stringify(body),
  });

test('a session is valid on both; signing out on one ends it on the other', async () => {
  const signed = await stage.ask('POST', '/api/sessions', {
    body: { username: 'supervisor-1', password: 'demo' },
    headers: { 'X-Viewer-IP': address },
  });
  const as = `Bearer ${String(signed.body.token)}`;
  expect((await atOther('GET', '/api/branches/1/floor', as)).status).toBe(200);
  expect((await stage.ask('DELETE', '/api/sessions', { as })).status).toBe(204);
  const seen = async () => (await atOther('GET', '/api/branches/1/floor', as)).status;
  await until(async () => (await seen()) === 401, 'the end of the session');
});

test('sign-in attempts are counted together', async () => {
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 104; attempt += 1) {
    const body = { code: `guess-${attempt}` };
    const answer =
      attempt % 2
        ? await atOther('POST', '/api/devices/enrol', undefined, body)
        : await stage.ask('POST', '/api/devices/enrol', {
            body,
            headers: { 'X-Viewer-IP': address },
          });
    statuses.push(answer.status);
  }
  expect(statuses.filter((status) => status === 404)).toHaveLength(100);
  expect(statuses.slice(100)).toEqual([429, 429, 429, 429]);
});

test('one key sent to both at once: one ticket', async () => {
  const as = await stage.device('kiosk-1');
  const body = { queue: 'caja' };
  const answers = await Promise.all(
    Array.from({ length: 10 }, async (_, index) =>
      index % 2
        ? ((
            await atOther('POST', '/api/branches/1/tickets', as, body, 'both')
          ).json() as Promise<unknown>)
        : (await stage.ask('POST', '/api/branches/1/tickets', { as, body, key: 'both' })).body,
    ),
  );
  expect(new Set(answers.map((each) => (each as { ticket: { id: string } }).ticket.id)).size).toBe(
    1,
  );
});

test('thirty keys, each sent to both at once: thirty tickets, in fewer transactions', async () => {
  const as = await stage.device('kiosk-1');
  const body = { queue: 'personal-banker' };
  const at = async (here: boolean, key: string) => {
    const path = '/api/branches/1/tickets';
    return here
      ? (await stage.ask('POST', path, { as, body, key })).body
      : ((await (await atOther('POST', path, as, body, key)).json()) as object);
  };
  const keys = Array.from({ length: 30 }, (_, n) => `crowd-${n}`);
  const answers = await Promise.all(keys.flatMap((key) => [at(true, key), at(false, key)]));
  const tickets = answers.map(
    (each) => (each as { ticket: { id: string; number: string } }).ticket,
  );
  const numbers = tickets.map(({ number }) => Number(number.slice(1)));
  const [least] = [...numbers].sort((a, b) => a - b);
  for (const [n] of keys.entries()) expect(tickets[2 * n]).toEqual(tickets[2 * n + 1]);
  expect(new Set(numbers)).toEqual(new Set(keys.map((_, n) => least + n)));

  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ tickets: number; transactions: number }>(
      `select count(*)::integer as tickets, count(distinct xmin::text)::integer as transactions
         from tickets where id = any($1)`,
      [tickets.map(({ id }) => id)],
    );
    expect(rows[0].tickets).toBe(keys.length);
    expect(rows[0].transactions).toBeLessThan(keys.length);
  } finally {
    await client.end();
  }
  expect(await verifyBranch(stage.app, '1')).toEqual({ chain: [], rows: [] });
});

test('a ticket issued at one is followed at the other', async () => {
  const mine = await stage.ticket();
  expect(await (await atOther('GET', '/api/my', mine.as)).json()).toMatchObject({
    ticket: { id: mine.id, state: 'waiting' },
  });
});

/** Twenty presses of one customer, by turns at both instances, each with a key of its own. */
const pressTwenty = async (path: string, as: string, body: object = {}) =>
  (
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2
          ? atOther('POST', path, as, body).then(({ status }) => status)
          : stage.ask('POST', path, { as, body }).then(({ status }) => status),
      ),
    )
  ).sort((a, b) => a - b);
const happened = async (ticket: string, type: FactType) => {
  const { found } = await stage.call('GET /api/branches/:branch/audit/search', {
    params: { branch: '1' },
    query: { ticket, type },
    as: await stage.staff('auditor-1'),
  });
  return found.length;
};

test('"I am here" twenty times: an extension ends, a no-show is back; one score', async () => {
  const advisor = await stage.staff('advisor-1');
  const on = (ticket: string, verb: string) =>
    stage.ask('POST', `/api/branches/1/tickets/${ticket}/${verb}`, { as: advisor });
  const mine = await stage.ticket({ queue: 'gerencia' });
  await stage.ask('POST', '/api/my/defer', { as: mine.as, body: { minutes: 10 } });
  expect(await pressTwenty('/api/my/arrived', mine.as)).toEqual(Array(20).fill(200));
  expect(await happened(mine.id, 'DeferralEnded')).toBe(1);

  await stage.ask('PUT', '/api/branches/1/advisors/me', {
    as: advisor,
    body: { state: 'available', counter: '1' },
  });
  const call = () =>
    stage
      .ask('POST', '/api/branches/1/counters/1/call-next', { as: advisor })
      .then(({ body }) => String((body.ticket as { id: string }).id));
  expect(await call()).toBe(mine.id);
  await on(mine.id, 'no-show');
  expect(await pressTwenty('/api/my/arrived', mine.as)).toEqual(Array(20).fill(200));
  expect(await happened(mine.id, 'TicketReopened')).toBe(1);
  // where their due puts them: before later arrivals
  expect(await call()).toBe(mine.id);
  await on(mine.id, 'start');
  await on(mine.id, 'finish');
  const scores = await pressTwenty('/api/my/feedback', mine.as, { score: 5 });
  expect(scores).toEqual([200, ...Array<number>(19).fill(409)]);
  expect((await stage.ask('GET', '/api/my', { as: mine.as })).body).toMatchObject({
    ticket: { rated: true, state: 'served' },
  });
});
