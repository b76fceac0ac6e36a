import { join } from 'node:path';
import { Client } from 'pg';
import { PostgresProxy, startPostgresProxy } from '../../../support/postgres-proxy';
import { quietFor, until } from '../../../support/wait';
import { saidOn } from './bot-api';
import { TwoInstances } from './two-instances';

/**
 * Two instances whose clocks differ by more than an hour, and a database that both lose for longer
 * than a lease while messages are in flight. No instance is killed, so nothing is sent twice.
 */

let bank: TwoInstances;
let proxy: PostgresProxy;
let sql: Client;
beforeAll(async () => {
  bank = await TwoInstances.start({
    databaseUrl: async (straight) => {
      proxy = await startPostgresProxy(straight);
      return proxy.url;
    },
    second: {
      NODE_OPTIONS: `--require ${join(__dirname, '../../../support/shift-clock.cjs')}`,
      CLOCK_AHEAD_MS: '4000000',
    },
  });
  sql = new Client({ connectionString: bank.database.url });
  await sql.connect();
});
afterAll(async () => {
  await sql?.end();
  await bank?.stop();
  await proxy?.close();
});

const at = (index: number, path: string, token: string) =>
  fetch(`http://127.0.0.1:${bank.instances[index].port}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  }).then(({ status }) => status);
const signIn = async (index: number) => {
  const answer = await fetch(`http://127.0.0.1:${bank.instances[index].port}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'supervisor-1', password: 'demo' }),
  });
  return ((await answer.json()) as { token: string }).token;
};
const open = async () =>
  (await sql.query("select 1 from deliveries where state = 'open' and type <> 'position'"))
    .rowCount!;
const inHand = async () =>
  (await sql.query("select 1 from deliveries where state = 'open' and lease is not null"))
    .rowCount!;
const arrive = (count: number) =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const { link } = await bank.issue('1');
      return bank.bot.start(link);
    }),
  );
const confirmations = async (phones: readonly number[]) =>
  (await bank.bot.phones())
    .filter(({ id }) => phones.includes(id))
    .map((phone) => saidOn(phone).filter((text) => /🎫/.test(text)).length);

/** Waits until everybody has a confirmation, and all are recorded. */
const settledOn = (phones: readonly number[]) =>
  until(
    async () => (await confirmations(phones)).every((times) => times > 0) && (await open()) === 0,
    'all messages said and recorded',
    90_000,
    200,
  );

test('an instance more than an hour ahead signs nobody out', async () => {
  const [here, there] = [await signIn(0), await signIn(1)];
  for (const token of [here, there]) {
    expect([await at(0, '/api/my', token), await at(1, '/api/my', token)]).toEqual([
      await at(0, '/api/my', here),
      await at(0, '/api/my', here),
    ]);
  }
  expect(await at(0, '/api/branches/1/floor', here)).toBe(200);
  expect(await at(1, '/api/branches/1/floor', here)).toBe(200);
  expect(await at(0, '/api/branches/1/floor', there)).toBe(200);
});

test('an instance more than an hour ahead takes no messages out of others hands', async () => {
  await bank.bot.switches({ slowMs: 2_500 });
  const phones = await arrive(12);
  await settledOn(phones);
  await bank.bot.switches({ slowMs: 0 });
  expect(await confirmations(phones)).toEqual(Array(12).fill(1));
});

test('messages in flight while both lose the database are not sent again', async () => {
  await bank.bot.switches({ slowMs: 3_000 });
  const phones = await arrive(8);
  await until(async () => (await inHand()) >= 4, 'messages in hand', 30_000, 50);
  proxy.goSilent();
  proxy.cut();
  await until(
    async () => (await confirmations(phones)).some((times) => times > 0),
    'messages that nobody could record',
  );
  // as if the database had been down for longer than their leases
  await sql.query(
    "update deliveries set lease_until = 1 where state = 'open' and lease is not null",
  );
  await quietFor(5_000);
  await bank.bot.switches({ slowMs: 0 });
  proxy.answer();
  await settledOn(phones);
  expect(await confirmations(phones)).toEqual(Array(8).fill(1));
});
