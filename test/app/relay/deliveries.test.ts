import { randomUUID } from 'node:crypto';
import { Plugin } from '../../../src/app/plugin';
import { Delivery, SendResult } from '../../../src/app/ports';
import { newKeys } from '../../../src/app/vault/keys';
import { callers } from '../../support/caller';
import { createDatabase, TestDatabase } from '../../support/database';
import { until } from '../../support/wait';
import { openStage, Stage } from './stage';

/**
 * The relay over the real table: claims, leases, order, superseding and the audit, with two
 * instances on one database.
 */

let database: TestDatabase;
const keys = newKeys();
const sent: { instance: string; delivery: Delivery; at: number }[] = [];
let answer: (delivery: Delivery) => SendResult | Promise<SendResult> = () => ({ outcome: 'sent' });
const stages: Stage[] = [];

const plugin = (instance: string): Plugin => ({
  name: 'test',
  once: {
    types: {},
    timeoutMs: 60_000, // messages held back by a test keep their lease on a busy machine
    async send(delivery) {
      sent.push({ instance, delivery, at: Date.now() });
      return answer(delivery);
    },
  },
});

beforeAll(async () => {
  database = await createDatabase();
  stages.push(await openStage(database.url, keys, [plugin('a')]));
  stages.push(await openStage(database.url, keys, [plugin('b')]));
  await stages[0].seed();
});

afterAll(async () => {
  await Promise.all(stages.map((stage) => stage.close()));
  await database.drop();
});

beforeEach(() => {
  sent.length = 0;
  answer = () => ({ outcome: 'sent' });
});

const rows = async (ticket?: string) =>
  (
    await stages[0].database.pools.read.query(
      `
        select id::text, type, state, attempts, reason
          from deliveries
         where $1::uuid is null or ticket_id = $1
         order by id`,
      [ticket ?? null],
    )
  ).rows as { id: string; type: string; state: string; attempts: number; reason: string | null }[];
const allClosed = (ticket?: string) =>
  until(async () => (await rows(ticket)).every((row) => row.state !== 'open'), 'deliveries closed');

const link = async (ticket: string, chat = randomUUID(), stage = stages[0]) =>
  (await stage.host('test').contacts.link('1', ticket, chat, {
    TicketIssued: { until: 'ended' },
    TicketApproaching: { until: 'called' },
    TicketCalled: { until: 'started' },
    ServiceFinished: {},
  }))!;
const staff = (id: string) => ({ branch: '1', actor: { kind: 'staff' as const, id } });
const call = async (advisor: string) =>
  (
    await stages[1].operations.callNext(staff(`advisor-${advisor}`), {
      advisor: `advisor-${advisor}`,
      counter: advisor,
    })
  ).answer;
const onTicket = (ticket: string, advisor: string) => ({
  ticket,
  staff: `advisor-${advisor}`,
  supervises: false,
});

test('linking late still reports the issue; the call follows, each sent once', async () => {
  const { id } = await stages[0].issue();
  await link(id);
  await call('1');
  await stages[0].operations.start(staff('advisor-1'), onTicket(id, '1'));
  await stages[0].operations.finish(staff('advisor-1'), { ...onTicket(id, '1'), next: false });
  await allClosed(id);
  const told = (await rows(id)).map(({ type, state }) => [type, state]);
  // a call that ended before its message went out is closed, not sent
  expect(told.map(([type]) => type)).toEqual(
    expect.arrayContaining(['TicketIssued', 'TicketCalled', 'ServiceFinished']),
  );
  const ids = sent.map(({ delivery }) => delivery.id);
  expect(new Set(ids).size).toBe(ids.length);
  const ended = (await stages[0].operations.readAudit('1', 0, 10_000)).events
    .map((event) => event.fact)
    .filter((fact) => fact.type === 'DeliveryEnded' && fact.ticket === id);
  expect(ended).toHaveLength(told.length);
});

test('linking twice is one link and one confirmation', async () => {
  const { id } = await stages[0].issue();
  const chat = randomUUID();
  const [first, second] = await Promise.all([link(id, chat), link(id, chat)]);
  expect(second.id).toBe(first.id);
  await allClosed(id);
  expect((await rows(id)).map((row) => row.type)).toEqual(['TicketIssued']);
  await stages[0].operations.cancel(
    { branch: '1', actor: { kind: 'customer', id } },
    { ticket: id, because: 'customer' },
  );
});

test('your-turn does not wait behind a retry: it supersedes older messages', async () => {
  answer = (delivery) =>
    delivery.about === 'TicketIssued'
      ? { outcome: 'retry', reason: 'ECONNREFUSED' }
      : { outcome: 'sent' };
  const { id } = await stages[0].issue();
  await link(id);
  await until(async () => (await rows(id))[0].attempts === 1, 'one attempt');
  await call('1');
  await allClosed(id);
  expect((await rows(id)).map(({ type, state }) => [type, state])).toEqual([
    ['TicketIssued', 'superseded'],
    ['TicketCalled', 'sent'],
  ]);
  await stages[0].operations.noShow(staff('advisor-1'), onTicket(id, '1'));
});

test('order holds across both instances, and 200 tickets get one message each', async () => {
  const chats = Array.from({ length: 20 }, () => randomUUID());
  const tickets: string[] = [];
  for (let i = 0; i < 200; i++) tickets.push((await stages[i % 2].issue('empresas')).id);
  // more at once would be refused where a machine is slow: the branch is busy
  await callers(
    20,
    tickets.map((ticket, i) => async () => {
      await link(ticket, chats[i % 20], stages[i % 2]);
    }),
  );
  await allClosed();
  const mine = sent.filter(
    ({ delivery }) =>
      'ticket' in delivery.event.fact && tickets.includes(delivery.event.fact.ticket as string),
  );
  expect(mine).toHaveLength(200);
  expect(new Set(mine.map(({ delivery }) => delivery.id)).size).toBe(200);
  expect(new Set(mine.map(({ instance }) => instance)).size).toBe(2);
  for (const [, thread] of Map.groupBy(mine, ({ delivery }) => delivery.thread)) {
    const order = thread.map(({ delivery }) => Number(delivery.id));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  }
});

test('position edits, however many, leave room for messages', async () => {
  const [tickets, contacts]: string[][] = [[], []];
  for (let i = 0; i < 80; i++) tickets.push((await stages[i % 2].issue('empresas')).id);
  await callers(
    20,
    tickets.map((ticket, i) => async () => {
      const { id } = await link(ticket, randomUUID(), stages[i % 2]);
      contacts.push(id);
    }),
  );
  await allClosed();
  await callers(
    20,
    contacts.map((id) => async () => {
      await stages[0].host('test').contacts.update(id, {}, 999);
    }),
  );
  const held: (() => void)[] = [];
  const isEdit = ({ about }: Delivery) => about === 'position';
  answer = (delivery) =>
    isEdit(delivery)
      ? new Promise<SendResult>((resolve) => {
          held.push(() => resolve({ outcome: 'sent' }));
        })
      : { outcome: 'sent' };
  expect(await stages[0].host('test').contacts.tellPositions()).toBeGreaterThanOrEqual(80);
  await until(() => held.length >= 8, 'edits in hand at both instances');

  // More edits than both instances have slots: without their own limit, this message would wait for
  // one of them.
  const { id } = await stages[0].issue();
  await link(id);
  await allClosed(id);
  expect(held).toHaveLength(8);

  answer = () => ({ outcome: 'sent' });
  held.forEach((release) => release());
  await allClosed();
  expect(sent.filter(({ delivery }) => isEdit(delivery)).length).toBeGreaterThanOrEqual(80);
});

test('a refused address is unlinked, and later events create no deliveries', async () => {
  answer = () => ({ outcome: 'failed', reason: 'gone', unlink: true });
  const { id } = await stages[0].issue();
  await link(id);
  await allClosed(id);
  await until(
    async () => (await stages[0].host('test').contacts.byTicket(id)).length === 0,
    'unlinked',
  );
  await stages[0].operations.cancel(
    { branch: '1', actor: { kind: 'customer', id } },
    { ticket: id, because: 'customer' },
  );
  expect((await rows(id)).map(({ type, state, reason }) => [type, state, reason])).toEqual([
    ['TicketIssued', 'failed', 'gone'],
  ]);
  const facts = (await stages[0].operations.readAudit('1', 0, 100_000)).events.map(
    (event) => event.fact,
  );
  expect(facts).toContainEqual({
    type: 'ContactUnlinked',
    ticket: id,
    consumer: 'test',
    link: expect.any(String),
    because: 'gone',
  });
});

test('a dead instance loses its lease: another sends, its late outcome is ignored', async () => {
  let release: (() => void) | undefined;
  answer = () =>
    new Promise<SendResult>((resolve) => {
      release = () => resolve({ outcome: 'sent' });
    });
  const { id } = await stages[0].issue();
  await link(id);
  await until(() => sent.length === 1, 'first send');
  answer = () => ({ outcome: 'sent' });
  // as if its instance had been frozen for longer than its lease
  await stages[0].database.pools.read.query(
    'update deliveries set lease_until = 1 where ticket_id = $1',
    [id],
  );
  stages.forEach((stage) => stage.relay.wake());
  await until(() => sent.length === 2, 'second send');
  release!();
  await allClosed(id);
  expect((await rows(id))[0]).toMatchObject({ state: 'sent', attempts: 1 });
});
