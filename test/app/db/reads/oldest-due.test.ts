import { Pool } from 'pg';
import { oldestDue } from '../../../../src/app/db/reads/delivery-branches';
import { createDatabase, TestDatabase } from '../../../support/database';

const AT = 1_800_000_000_000;
const LATER = AT + 400_000;

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createDatabase();
  pool = new Pool({ connectionString: database.url });
  await pool.query(`
    insert into events (branch_id, seq, type, body, at, actor, hash)
    values ('1', 1, 'TicketCalled', '{}', ${AT}, 'x', 'x')`);
});
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

/** The age when the only delivery is of this kind, and due at this moment. */
async function age(type: string, dueAt: number, state = 'open'): Promise<number> {
  await pool.query('delete from deliveries');
  await pool.query(
    `insert into deliveries
            (consumer, chain, subscription_id, branch_id, seq, type, due_at, state)
     values ('telegram', 'a', gen_random_uuid(), '1', 1, $1, $2, $3)`,
    [type, dueAt, state],
  );
  return oldestDue(pool, LATER);
}

test('nothing waits where nothing is open', async () => {
  expect(await age('TicketCalled', AT, 'sent')).toBe(0);
});

test('a message that is put off again and again has waited since its event', async () => {
  expect(await age('TicketCalled', AT)).toBe(400_000);
  expect(await age('TicketCalled', LATER - 3_000)).toBe(400_000);
  expect(await age('TicketCalled', LATER + 30_000)).toBe(400_000);
});

test('somebody who has just begun to follow a ticket has not waited since its issue', async () => {
  expect(await age('TicketIssued', LATER - 3_000)).toBe(3_000);
  expect(await age('position', LATER - 3_000)).toBe(3_000);
  expect(await age('TicketIssued', LATER + 30_000)).toBe(0);
});
