import { TYPES } from '../../../../src/app/plugins/telegram/outgoing';
import { until } from '../../../support/wait';
import { HandClock, settled } from '../../relay/fixtures';
import { saidOn } from './bot-api';
import { bot, mine, openStory, staff, stage } from './story-stage';

/**
 * Ten minutes without Telegram on a clock moved by hand, with the real delivery table, real
 * commands and really refused connections.
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

// Positions are out of scope here: they follow wall-clock time.
openStory({ positionsMs: 3_600_000, clock: clock.read, timers: clock.timers, around });

const rows = async () =>
  (
    await stage.database.pools.read.query(
      `
        select id::int, type, ticket_id as ticket, state, attempts, reason
          from deliveries
         order by id`,
    )
  ).rows as {
    id: number;
    type: string;
    ticket: string;
    state: string;
    attempts: number;
    reason: string | null;
  }[];

/** Customers with a phone each, confirmed: ticket → phone. */
async function linkAll(): Promise<ReadonlyMap<string, number>> {
  const phones = new Map<string, number>();
  for (let i = 0; i < CUSTOMERS; i++) {
    const { id } = await stage.issue();
    const phone = await bot.start('https://t.me/x?start=');
    await stage.host('telegram').contacts.link('1', id, String(phone), TYPES);
    phones.set(id, phone);
  }
  const sent = async () => {
    await clock.advance(100);
    return (await rows()).every(({ state }) => state === 'sent');
  };
  await until(sent, 'confirmations', 60_000);
  return phones;
}

/** Calls a customer for each advisor, 20 s apart; with `serve` they are served as well. */
async function callThree(serve: boolean): Promise<readonly string[]> {
  const called: string[] = [];
  for (const advisor of ['1', '2', '3']) {
    const { answer } = await stage.operations.callNext(staff(`advisor-${advisor}`), {
      advisor: `advisor-${advisor}`,
      counter: advisor,
    });
    const ticket = (answer.called as { id: string }).id;
    called.push(ticket);
    await clock.advance(20_000);
    if (!serve) continue;
    await stage.operations.start(staff(`advisor-${advisor}`), mine(ticket, advisor));
    await clock.advance(20_000);
    await stage.operations.finish(staff(`advisor-${advisor}`), {
      ...mine(ticket, advisor),
      next: false,
    });
  }
  return called;
}

/** Asserts that no message was sent, tried or failed, and that no attempt counted. */
async function expectSilence(confirmed: number, calls: number): Promise<void> {
  const during = (await rows()).slice(confirmed);
  expect(during.filter(({ state }) => state === 'failed' || state === 'sent')).toEqual([]);
  expect(during.filter(({ attempts }) => attempts > 0)).toEqual([]);
  expect(stage.relay.troubles()).toEqual({ telegram: 'no answer: probing' });
  expect(
    (await bot.calls())
      .slice(calls)
      .filter(({ method }) => method === 'sendMessage' || method === 'editMessageText'),
  ).toEqual([]);
}

/** Asserts that outdated turns were not sent, and that the audit has every message's outcome. */
async function expectOutcomes(confirmed: number, calledNow: readonly string[]): Promise<void> {
  const after = (await rows()).slice(confirmed);
  expect(after.filter(({ state }) => state === 'failed')).toEqual([]);
  const late = after.filter(
    ({ type, ticket }) =>
      ['TicketCalled', 'TicketApproaching'].includes(type) && !calledNow.includes(ticket),
  );
  const named = (some: typeof after) => some.map(({ type, ticket }) => [type, ticket]).sort();
  expect(named(after.filter(({ state }) => state === 'superseded'))).toEqual(named(late));
  const ended = (await stage.operations.readAudit('1', 0, 100_000)).events.flatMap(({ fact }) =>
    fact.type === 'DeliveryEnded' ? [fact] : [],
  );
  for (const { id, state, reason } of after) {
    expect(ended.find(({ delivery }) => delivery === String(id))).toMatchObject({
      outcome: state,
      ...(reason ? { reason } : {}),
    });
  }
}

/** Counts how often each ticket's phone shows a text. */
async function timesOn(phones: ReadonlyMap<string, number>) {
  const said = new Map<string, readonly string[]>();
  for (const [ticket, phone] of phones) said.set(ticket, saidOn(await bot.phone(phone)));
  return (tickets: readonly string[], what: RegExp) =>
    tickets.map((ticket) => said.get(ticket)!.filter((text) => what.test(text)).length);
}

/**
 * Oldest first: 32 are in flight at once, so nobody is overtaken by one further behind than that.
 * @param order places in line of those notified, in order of notification
 */
function expectOldestFirst(order: readonly number[]): void {
  order.forEach((place, at) =>
    expect(order.slice(at + 1).filter((later) => later < place - 32)).toEqual([]),
  );
  expect(order.slice(0, 5).every((place) => place < 32)).toBe(true);
}

test('no attempt counts, probes are few, and what still matters is sent later', async () => {
  const phones = await linkAll();
  await bot.switches({ outage: 'refuse' });
  const confirmed = (await rows()).length;
  const calls = (await bot.calls()).length;
  const began = clock.now;
  // Three are called and served, three are called and wait at the door, the rest are cancelled at
  // the desk.
  const servedNow = await callThree(true);
  const calledNow = await callThree(false);
  const cancelled = [...phones.keys()].filter(
    (ticket) => !servedNow.includes(ticket) && !calledNow.includes(ticket),
  );
  for (const ticket of cancelled) {
    await stage.operations.cancel(
      { branch: '1', actor: { kind: 'staff', id: 'advisor-1' } },
      { ticket, because: 'staff' },
    );
  }
  await clock.advance(600_000 - (clock.now - began));
  await expectSilence(confirmed, calls);

  await bot.switches({ outage: 'none' });
  const told = async () => {
    await clock.advance(1_000);
    return (await rows()).every(({ state }) => state !== 'open');
  };
  // The rate limit follows wall-clock time: a second of the test's clock per 50 ms is slow enough.
  await until(told, 'everything told', 60_000, 50);
  expect(clock.now - began).toBeLessThan(600_000 + 60_000);
  expect(stage.relay.troubles()).toEqual({});
  await expectOutcomes(confirmed, calledNow);

  const times = await timesOn(phones);
  expect(times(calledNow, /es su turno/)).toEqual([1, 1, 1]);
  expect(times(servedNow, /es su turno/)).toEqual([0, 0, 0]);
  expect(times(servedNow, /¿Cómo le atendimos/)).toEqual([1, 1, 1]);
  expect(times(cancelled, /fue cancelado en la sucursal/)).toEqual(cancelled.map(() => 1));
  expectOldestFirst(
    (await bot.calls())
      .slice(calls)
      .filter(({ method, text }) => method === 'sendMessage' && /fue cancelado/.test(text ?? ''))
      .map(({ chat }) => cancelled.findIndex((ticket) => phones.get(ticket) === chat)),
  );
}, 300_000);
