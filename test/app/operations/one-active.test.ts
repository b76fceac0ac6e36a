import { App, createApp } from '../../../src/app/create-app';
import { Refused } from '../../../src/app/domain/model/errors';
import { createLog } from '../../../src/app/log';
import { SEED, seedBank } from '../../support/bank';
import { createDatabase, TestDatabase } from '../../support/database';

/**
 * One active ticket per person, with rows as the database really loads them: the first ticket far
 * back in its line, and a no-show to be reopened beside another ticket.
 */

const keys = 'keys of a test, long enough to be used as such';
const asked = { branch: '1', actor: SEED };
const by = { staff: 'advisor-1-1', supervises: false };
const person = '12345678-5';
let database: TestDatabase;
let app: App;

beforeAll(async () => {
  database = await createDatabase();
  await seedBank(database.url, keys, { advisors: 1 });
  app = await createApp({
    database: { url: database.url },
    dataKeys: keys,
    port: 0,
    host: '127.0.0.1',
    instance: 'a',
    plugins: [],
    sweepEveryMs: false,
    log: createLog('silent', 'a'),
  });
});

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

const issue = (nationalId?: string, queue = 'caja') =>
  app.operations.issueTicket(asked, { queue, lane: 'general', language: 'es', nationalId });
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('it was not refused');
    },
    (error: unknown) => error as Refused,
  );

test('the position in the refusal counts everyone ahead, not only the first few', async () => {
  for (let n = 0; n < 12; n += 1) await issue();
  const { answer } = await issue(person);
  await issue();
  expect(answer.position).toBe(13);
  expect(await refusal(issue(person, 'gerencia'))).toMatchObject({
    code: 'active_ticket_exists',
    extra: { number: 'C13', position: 13 },
  });
});

test('a no-show is not reopened while the customer has another active ticket', async () => {
  const { operations } = app;
  await operations.setAdvisor(asked, { advisor: by.staff, state: 'available', counter: '1' });
  const missed = (await issue('11111111-1', 'gerencia')).answer.id;
  await operations.callNext(asked, { advisor: by.staff, counter: '1' });
  await operations.noShow(asked, { ticket: missed, ...by });
  await issue('11111111-1', 'gerencia');
  expect(await refusal(operations.reopen(asked, { ticket: missed, ...by }))).toMatchObject({
    code: 'active_ticket_exists',
    extra: { number: 'G02', position: 1 },
  });
});
