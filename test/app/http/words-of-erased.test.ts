import { Client } from 'pg';
import { verifyChains } from '../../../src/app/operations/reads/verify';
import { rutOf } from '../../support/rut';
import { until } from '../../support/wait';
import { follows } from './personal/typed';
import { Answer, openStage, Stage } from './stage';

/**
 * A ticket's page outlives the person's data: what is written there after their erasure, or at that
 * very moment, is kept nowhere, since it could not be found by person any more.
 */

const WORDS = 'Soy Ana, gracias por todo';
let stage: Stage;
let client: Client;
let admin: string;
let advisor: string;
beforeAll(async () => {
  stage = await openStage();
  client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  admin = await stage.staff('admin-1');
  advisor = await stage.onDuty('advisor-1', '1');
});
afterAll(async () => {
  await client?.end();
  await stage?.close();
});

let persons = 8_300_000;
const press = async (path: string) => {
  const { status } = await stage.ask('POST', `/api/branches/1${path}`, { as: advisor });
  expect([path, status]).toEqual([path, 200]);
};
const calledAndServed = async (ticket: string) => {
  await press('/counters/1/call-next');
  await press(`/tickets/${ticket}/start`);
  await press(`/tickets/${ticket}/finish`);
};
/** Somebody who took a ticket, was called, and did not come. */
async function missed() {
  persons += 1;
  const nationalId = rutOf(persons);
  const { ticket, key } = await stage.call('POST /api/branches/:branch/tickets', {
    params: { branch: '1' },
    as: await stage.device('kiosk-1'),
    body: { queue: 'caja', nationalId },
  });
  await press('/counters/1/call-next');
  await press(`/tickets/${ticket.id}/no-show`);
  return { nationalId, ticket: ticket.id, as: `Ticket ${key}` };
}
type Person = Awaited<ReturnType<typeof missed>>;
/** Somebody who missed the first call, was called again and served. */
async function served(): Promise<Person> {
  const person = await missed();
  await press(`/tickets/${person.ticket}/reopen`);
  await calledAndServed(person.ticket);
  return person;
}
const erase = ({ nationalId }: Person) =>
  stage.ask('POST', '/api/customers/erase', { as: admin, body: { nationalId } });
const rate = ({ as }: Person, score = 5) =>
  stage.ask('POST', '/api/my/feedback', { as, body: { score, remark: WORDS } });
const rows = async (text: string) => (await client.query(text)).rows as readonly unknown[];
/** If the erasure was refused, and so not done, the words rightly stay. */
const kept = () =>
  rows(
    `select r.ticket_id from remarks r
       join tickets t on t.id = r.ticket_id join customers c on c.id = t.customer_id
      where c.erased_at is not null`,
  );
const holds = async () => {
  const reports = await verifyChains(stage.app.audit, stage.app.vault, undefined);
  expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
};

test('an erased person may give feedback; the score counts, and no words are kept', async () => {
  const person = await served();
  expect((await erase(person)).body).toEqual({ erased: true, tickets: 1 });
  expect((await rate(person)).status).toBe(200);
  expect((await rate(person)).body.code).toBe('already_rated');
  expect(await kept()).toEqual([]);
  await holds();
});

test('nor is the address of a chat linked then', async () => {
  const person = await served();
  await erase(person);
  await follows(stage.app, person.ticket, { chat: '7712345678' });
  expect(await rows('select id from contacts')).toEqual([]);
  await holds();
});

test('nor if their ticket is open again, so that they could get messages', async () => {
  const person = await missed();
  expect((await erase(person)).body).toMatchObject({ erased: true });
  await press(`/tickets/${person.ticket}/reopen`);
  await follows(stage.app, person.ticket, { chat: '7712345679' });
  expect(await rows('select id from contacts')).toEqual([]);
  expect(await rows('select id from subscriptions where ticket_id is not null')).toEqual([]);
  await calledAndServed(person.ticket);
  await holds();
});

/**
 * Both at once, in this order: the first is in the middle of its commit, at the words, when the
 * second comes. If a lock was not acquired in time the answer is 503, and another person is tried.
 */
async function atOnce(
  first: (person: Person) => Promise<Answer>,
  second: (person: Person) => Promise<Answer>,
): Promise<void> {
  const waiting = (n: number) =>
    until(async () => {
      const { length } = await rows(
        `select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return length >= n;
    }, `${n} waiting`);
  for (let tries = 0; tries < 5; tries += 1) {
    const person = await served();
    await client.query('begin; lock table remarks in access exclusive mode');
    const answers = [first(person)];
    // one that gave up is no longer waiting, and its answer says so
    await Promise.race([waiting(1), answers[0]]);
    answers.push(second(person));
    await Promise.race([waiting(2), ...answers]);
    await client.query('commit');
    if ((await Promise.all(answers)).every(({ status }) => status === 200)) return;
  }
  throw new Error('one of the two was never let in');
}

test.each([
  ['erasing, then words', erase, rate],
  ['words, then erasing', rate, erase],
])('%s at once: none are kept', async (_, first, second) => {
  await atOnce(first, second);
  expect(await kept()).toEqual([]);
  await holds();
});

test('what an older release kept is deleted within the hour', async () => {
  const person = await served();
  await erase(person);
  await client.query(
    "insert into remarks (id, ticket_id, cipher, at) values (gen_random_uuid(), $1, 'x', 0)",
    [person.ticket],
  );
  expect(await kept()).toHaveLength(1);
  await stage.app.sweep.step(Date.now());
  expect(await kept()).toEqual([]);
});
