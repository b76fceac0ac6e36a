import { Client } from 'pg';
import { atLength } from '../../../support/at-length';
import { elapse, until } from '../../../support/wait';

import { PhoneState, saidOn } from './bot-api';
import { TwoInstances } from './two-instances';

/**
 * Two processes of the app, killed, cut off and rate-limited: every message due arrives, in order,
 * and none twice outside the declared window.
 */

let bank: TwoInstances;
let sql: Client;

beforeAll(async () => {
  bank = await TwoInstances.start();
  sql = new Client({ connectionString: bank.database.url });
  await sql.connect();
  for (const [advisor, branch, counter] of ADVISORS) await bank.available(advisor, branch, counter);
});

afterAll(async () => {
  await sql?.end();
  await bank?.stop();
});

const ADVISORS = [
  ['advisor-1', '1', '1'],
  ['advisor-2', '1', '2'],
  ['advisor-3', '1', '3'],
  ['advisor-4', '2', '4'],
  ['advisor-5', '2', '5'],
] as const;

const deliveries = async () =>
  (
    await sql.query(
      `
        select id::int, chain, type, ticket_id as ticket, state, attempts, reason
          from deliveries
         where type <> 'position'
         order by id`,
    )
  ).rows as {
    id: number;
    chain: string;
    type: string;
    ticket: string;
    state: string;
    attempts: number;
    reason: string | null;
  }[];
const allClosed = (ms: number) =>
  until(
    async () =>
      (await sql.query("select 1 from deliveries where state = 'open' limit 1")).rowCount === 0,
    'all deliveries closed',
    ms,
  );

const CONFIRMED = /🎫/;
const CALLED = /es su turno/;
const THANKED = /¿Cómo le atendimos/;
const times = (phone: PhoneState, what: RegExp) =>
  saidOn(phone).filter((text) => what.test(text)).length;

interface Customer {
  readonly ticket: string;
  readonly branch: string;
  readonly phone: number;
}

async function arrive(branch: string): Promise<Customer> {
  const { id, link } = await bank.issue(branch);
  return { ticket: id, branch, phone: await bank.bot.start(link) };
}

/** Waits for the your-turn; a failure shows what the phone and the table have instead. */
async function called({ phone, ticket }: Customer): Promise<void> {
  await until(
    async () => times(await bank.bot.phone(phone), CALLED) > 0,
    'your turn',
    90_000,
  ).catch(async () => {
    const rows = (await deliveries()).filter((row) => row.ticket === ticket);
    const updates = (
      await sql.query(
        `
          select key, value, version
            from plugin_store
           where plugin = 'telegram' and (value->>'done' = 'false' or value->>'ticket' = $1)`,
        [ticket],
      )
    ).rows;
    const said = (await bank.bot.phone(phone)).messages.map(({ text }) => text);
    const found = JSON.stringify({ said, rows, updates }, null, 1);
    throw new Error(`no your-turn for ${ticket}: ${found}`);
  });
}

/** Calls customers and serves each once their phone shows their turn, until nobody waits. */
async function serve(
  [advisor, branch, counter]: (typeof ADVISORS)[number],
  customers: ReadonlyMap<string, Customer>,
  done: () => boolean,
): Promise<void> {
  while (true) {
    const ticket = await bank.callNext(advisor, branch, counter);
    if (!ticket) {
      if (done()) return;
      await elapse(100);
      continue;
    }
    // It may be called just before its customer presses Start; if it were served by then, there
    // would be nobody to notify.
    await until(() => customers.has(ticket), 'the customer of a ticket');
    await called(customers.get(ticket)!);
    await bank.onTicket(advisor, branch, ticket, 'start');
    await bank.onTicket(advisor, branch, ticket, 'finish', { next: false });
  }
}

/** @param window how many crashes there were, each of which may have sent something twice */
async function expectWholeStories(customers: Iterable<Customer>, window: number): Promise<void> {
  const phones = new Map((await bank.bot.phones()).map((phone) => [phone.id, phone]));
  let twice = 0;
  for (const { phone: id, ticket } of customers) {
    const phone = phones.get(id)!;
    const said = saidOn(phone).filter(
      (text) => CONFIRMED.test(text) || CALLED.test(text) || THANKED.test(text),
    );
    for (const what of [CONFIRMED, CALLED, THANKED]) {
      // A card is edited as things change, so its text may differ by now; but there was one.
      if (what !== CONFIRMED && times(phone, what) === 0) {
        throw new Error(
          `ticket ${ticket}: phone ${id} never said ${what}: ${JSON.stringify(said)}`,
        );
      }
      twice += Math.max(0, times(phone, what) - 1);
    }
    const order = said.map((text) => (THANKED.test(text) ? 2 : CALLED.test(text) ? 1 : 0));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  }
  // a killed instance may have 32 sends in flight, one per chat
  expect(twice).toBeLessThanOrEqual(window * 32);
  if (window === 0) expect(twice).toBe(0);
}

/** Three instances are killed meanwhile, at three points. */
const TICKETS = atLength(120, 200);

test(`${TICKETS} tickets while instances are killed: confirmed, called, thanked`, async () => {
  const customers = new Map<string, Customer>();
  let arrived = 0;
  let kills = 0;
  const arriving = Promise.all(
    ['1', '2', '1', '2'].map(async (branch) => {
      for (let i = 0; i < TICKETS / 4; i++) {
        const customer = await arrive(branch);
        customers.set(customer.ticket, customer);
        arrived += 1;
      }
    }),
  );
  const killing = (async () => {
    for (const at of [0.15, 0.4, 0.65].map((share) => TICKETS * share)) {
      await until(() => arrived >= at, `${at} customers`, 120_000);
      const index = kills % 2;
      await bank.kill(index);
      kills += 1;
      await bank.revive(index);
    }
  })();
  const serving = Promise.all(
    ADVISORS.map((advisor) => serve(advisor, customers, () => arrived === TICKETS)),
  );
  await Promise.all([arriving, killing, serving]);
  await allClosed(120_000);
  await expectWholeStories(customers.values(), kills);
  const closed = await deliveries();
  expect(closed.filter(({ state }) => state === 'failed')).toEqual([]);
  // Those who linked after the call learned of it from the confirmation, and those served meanwhile
  // have no turn left.
  expect(
    closed.filter(({ type, state }) => type === 'TicketCalled' && state === 'sent').length,
  ).toBeGreaterThan(TICKETS * 0.75);
  expect(
    closed.filter(({ type, state }) => type === 'ServiceFinished' && state === 'sent'),
  ).toHaveLength(TICKETS);
}, 600_000);

/** Long enough for the outage to be noticed, and for messages to wait for its end. */
const CUT_SECONDS = atLength(20, 60);

test(`cut off ${CUT_SECONDS} s, then told to wait, then slow: nothing lost or twice`, async () => {
  const before = new Set((await deliveries()).map(({ id }) => id));
  const customers = new Map<string, Customer>();
  for (let i = 0; i < 10; i++) {
    const customer = await arrive('1');
    customers.set(customer.ticket, customer);
  }
  await allClosed(60_000);
  await bank.bot.switches({ outage: 'refuse' });
  const cutAt = Date.now();
  // three are called and served while no message gets out
  for (const [advisor, branch, counter] of ADVISORS.slice(0, 3)) {
    const ticket = (await bank.callNext(advisor, branch, counter))!;
    await bank.onTicket(advisor, branch, ticket, 'start');
    await bank.onTicket(advisor, branch, ticket, 'finish', { next: false });
    customers.delete(ticket);
  }
  // three more are called and wait for their customers
  const waiting: { advisor: (typeof ADVISORS)[number]; ticket: string }[] = [];
  for (const advisor of ADVISORS.slice(0, 3)) {
    waiting.push({ advisor, ticket: (await bank.callNext(advisor[0], advisor[1], advisor[2]))! });
  }
  await until(() => Date.now() - cutAt > CUT_SECONDS * 1000, 'the time without Telegram', 90_000);
  const during = (await deliveries()).filter(({ id }) => !before.has(id));
  expect(during.filter(({ state }) => state === 'failed')).toEqual([]);
  const since = (await bank.bot.calls()).length;
  await bank.bot.switches({ outage: 'none', tooMany: 3 });
  const refused = async () =>
    (await bank.bot.calls()).slice(since).filter(({ status }) => status === 429).length;
  await until(async () => (await refused()) >= 4, 'four messages told to wait', 90_000);
  await bank.bot.switches({ tooMany: 0, slowMs: 5_000 });
  for (const { ticket } of waiting) {
    await until(
      async () => times(await bank.bot.phone(customers.get(ticket)!.phone), CALLED) > 0,
      'your turn',
      90_000,
    );
  }
  await bank.bot.switches({ slowMs: 0 });
  for (const {
    advisor: [advisor, branch],
    ticket,
  } of waiting) {
    await bank.onTicket(advisor, branch, ticket, 'start');
    await bank.onTicket(advisor, branch, ticket, 'finish', { next: false });
  }
  await Promise.all(ADVISORS.slice(0, 3).map((advisor) => serve(advisor, customers, () => true)));
  await allClosed(120_000);
  await expectWholeStories(customers.values(), 0);
  // turns that ended before Telegram was back are dropped, and the audit says why
  const mine = (await deliveries()).filter(({ id }) => !before.has(id));
  expect(mine.filter(({ state }) => state === 'failed')).toEqual([]);
  const dropped = mine.filter(
    ({ type, state }) => type === 'TicketCalled' && state === 'superseded',
  );
  expect(dropped).toHaveLength(3);
  expect(dropped.every(({ reason }) => reason !== null)).toBe(true);
}, 400_000);

const CROWD = atLength(300, 1_000);

test(`${CROWD} link at once: one confirmation each, within Telegram's limits`, async () => {
  const after = (await bank.bot.calls()).length;
  const links: string[] = [];
  await Promise.all(
    ['1', '2'].map(async (branch) => {
      for (let i = 0; i < CROWD / 2; i++) {
        links.push((await bank.issue(branch, i % 2 ? 'caja' : 'empresas')).link);
      }
    }),
  );
  const phones = await Promise.all(links.map((link) => bank.bot.start(link)));
  await until(
    async () => {
      const there = new Map((await bank.bot.phones()).map((phone) => [phone.id, phone]));
      return phones.every((id) => times(there.get(id)!, CONFIRMED) > 0);
    },
    'a confirmation on every phone',
    180_000,
  );
  const there = new Map((await bank.bot.phones()).map((phone) => [phone.id, phone]));
  expect(phones.filter((id) => times(there.get(id)!, CONFIRMED) !== 1)).toEqual([]);
  const calls = (await bank.bot.calls())
    .slice(after)
    .filter(({ method }) => method === 'sendMessage' || method === 'editMessageText');
  expect(calls.filter(({ status }) => status === 429)).toEqual([]);
  // Thirty a second, however late this process saw the first one.
  const [first, last] = [calls[0].at, calls.at(-1)!.at];
  expect(calls.length).toBeLessThanOrEqual(31 * ((last - first) / 1000) + 30);
}, 400_000);
