import { TYPES } from '../../../../src/app/plugins/telegram/outgoing';
import { createTelegram } from '../../../../src/app/plugins/telegram/telegram';
import { newKeys } from '../../../../src/app/vault/keys';
import { createDatabase, TestDatabase } from '../../../support/database';
import { until } from '../../../support/wait';
import { HandClock, settled } from '../../relay/fixtures';
import { openStage, Stage } from '../../relay/stage';

import { LocalBotApi, saidOn, TOKEN } from './bot-api';

/**
 * Ten minutes without Telegram, on a clock moved by hand: the real delivery table, the real
 * commands, real refused connections.
 */

const CUSTOMERS = 45;

let busy = 0;
const around = async <T>(work: () => Promise<T>): Promise<T> => {
  busy += 1;
  try {
    return await work();
  } finally {
    busy -= 1;
  }
};
const clock = new HandClock(async () => {
  do {
    await until(() => busy === 0, 'what the relay has in hand to be over', 60_000);
    await settled();
  } while (busy > 0);
});

let database: TestDatabase;
let bot: LocalBotApi;
let stage: Stage;

beforeAll(async () => {
  bot = await LocalBotApi.start();
  database = await createDatabase();
  // positions are another matter, and go by wall time
  const telegram = createTelegram({ token: TOKEN, apiRoot: bot.url, positionsMs: 3_600_000 });
  stage = await openStage(database.url, newKeys(), [telegram], {
    publicUrl: 'https://turnos.example',
    clock: clock.read,
    timers: clock.timers,
    around,
  });
  await stage.seed();
}, 90_000);

afterAll(async () => {
  await stage?.close();
  await bot?.stop();
  await database?.drop();
}, 60_000);

const staff = (advisor: string) => ({
  branch: '1',
  actor: { kind: 'staff' as const, id: `advisor-${advisor}` },
});
const mine = (ticket: string, advisor: string) => ({
  ticket,
  staff: `advisor-${advisor}`,
  supervises: false,
});
const rows = async () =>
  (
    await stage.database.pools.read.query(
      'select id::int, type, ticket_id as ticket, state, attempts, reason from deliveries ' +
        'order by id',
    )
  ).rows as {
    id: number;
    type: string;
    ticket: string;
    state: string;
    attempts: number;
    reason: string | null;
  }[];

test('no attempt is counted, probes are few, what still matters is sent later', async () => {
  const phones = new Map<string, number>();
  for (let i = 0; i < CUSTOMERS; i++) {
    const { id } = await stage.issue();
    const phone = await bot.start('https://t.me/x?start=');
    await stage.host('telegram').contacts.link('1', id, String(phone), TYPES);
    phones.set(id, phone);
  }
  await until(
    async () => {
      await clock.advance(100);
      return (await rows()).every(({ state }) => state === 'sent');
    },
    'confirmations',
    60_000,
  );

  await bot.switches({ outage: 'refuse' });
  const confirmed = (await rows()).length;
  const calls = (await bot.calls()).length;
  const began = clock.now;
  const all = [...phones.keys()];
  // three are called and served, three are called and wait at the door, the rest are cancelled at
  // the desk
  const servedNow: string[] = [];
  const calledNow: string[] = [];
  for (const into of [servedNow, calledNow]) {
    for (const advisor of ['1', '2', '3']) {
      const { answer } = await stage.operations.callNext(staff(advisor), {
        advisor: `advisor-${advisor}`,
        counter: advisor,
      });
      const ticket = (answer.called as { id: string }).id;
      into.push(ticket);
      await clock.advance(20_000);
      if (into === calledNow) continue;
      await stage.operations.start(staff(advisor), mine(ticket, advisor));
      await clock.advance(20_000);
      await stage.operations.finish(staff(advisor), { ...mine(ticket, advisor), next: false });
    }
  }
  const cancelled = all.filter(
    (ticket) => !servedNow.includes(ticket) && !calledNow.includes(ticket),
  );
  for (const ticket of cancelled) {
    await stage.operations.cancel(
      { branch: '1', actor: { kind: 'staff', id: 'advisor-1' } },
      { ticket, because: 'staff' },
    );
  }
  await clock.advance(600_000 - (clock.now - began));

  const during = (await rows()).slice(confirmed);
  expect(during.filter(({ state }) => state === 'failed' || state === 'sent')).toEqual([]);
  expect(during.filter(({ attempts }) => attempts > 0)).toEqual([]);
  expect(stage.relay.troubles()).toEqual({ telegram: 'no answer: probing' });
  expect(
    (await bot.calls())
      .slice(calls)
      .filter(({ method }) => method === 'sendMessage' || method === 'editMessageText'),
  ).toEqual([]);

  await bot.switches({ outage: 'none' });
  await until(
    async () => {
      await clock.advance(1_000);
      return (await rows()).every(({ state }) => state !== 'open');
    },
    'everything told',
    60_000,
  );
  expect(clock.now - began).toBeLessThan(600_000 + 60_000);
  expect(stage.relay.troubles()).toEqual({});

  const after = (await rows()).slice(confirmed);
  expect(after.filter(({ state }) => state === 'failed')).toEqual([]);
  // a turn that is over is not told; the audit says so
  expect(
    after
      .filter(({ state }) => state === 'superseded')
      .map(({ type, ticket }) => [type, ticket])
      .sort(),
  ).toEqual(
    after
      .filter(
        ({ type, ticket }) =>
          ['TicketCalled', 'TicketApproaching'].includes(type) && !calledNow.includes(ticket),
      )
      .map(({ type, ticket }) => [type, ticket])
      .sort(),
  );
  const ended = (await stage.operations.readAudit('1', 0, 100_000)).events.flatMap(({ fact }) =>
    fact.type === 'DeliveryEnded' ? [fact] : [],
  );
  for (const { id, state, reason } of after) {
    expect(ended.find(({ delivery }) => delivery === String(id))).toMatchObject({
      outcome: state,
      ...(reason ? { reason } : {}),
    });
  }

  const said = new Map(
    await Promise.all(
      all.map(async (ticket) => [ticket, saidOn(await bot.phone(phones.get(ticket)!))] as const),
    ),
  );
  const times = (ticket: string, what: RegExp) =>
    said.get(ticket)!.filter((text) => what.test(text)).length;
  expect(calledNow.map((ticket) => times(ticket, /es su turno/))).toEqual([1, 1, 1]);
  expect(
    servedNow.map((ticket) => [times(ticket, /es su turno/), times(ticket, /¿Cómo le atendimos/)]),
  ).toEqual([
    [0, 1],
    [0, 1],
    [0, 1],
  ]);
  expect(cancelled.map((ticket) => times(ticket, /fue cancelado en la sucursal/))).toEqual(
    cancelled.map(() => 1),
  );

  // oldest first: 32 are in hand at once, so nobody is overtaken by one who is further behind
  // than that
  const told = (await bot.calls())
    .slice(calls)
    .filter(({ method, text }) => method === 'sendMessage' && /fue cancelado/.test(text ?? ''))
    .map(({ chat }) => chat);
  const order = told.map((chat) => cancelled.findIndex((ticket) => phones.get(ticket) === chat));
  order.forEach((place, at) =>
    expect(order.slice(at + 1).filter((later) => later < place - 32)).toEqual([]),
  );
  expect(order.slice(0, 5).every((place) => place < 32)).toBe(true);
}, 300_000);
