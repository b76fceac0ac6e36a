import { Client } from 'pg';
import { oldDays } from '../../bench/old-days';
import { createDatabase } from '../support/database';

/** Filling in the past branch by branch gives the same as for both at once. */
test('branches filled in one by one get their past once each', async () => {
  const database = await createDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(`insert into branches values ('1', 'One'), ('2', 'Two')`);
    for (const branch of ['1', '2']) {
      await oldDays(client, { branches: [branch], days: 2, tickets: 40 });
    }
    const { rows } = await client.query(`
      select branch_id, count(*)::integer as tickets,
             (select count(*)::integer from stretches s
               where s.branch_id = t.branch_id) as stretches,
             (select count(*)::integer from events e where e.branch_id = t.branch_id) as events
        from tickets t group by branch_id order by branch_id`);
    const [one, two] = rows;
    expect(one).toMatchObject({ branch_id: '1', tickets: 80, events: 16 });
    expect(one.stretches).toBeGreaterThan(80 * 3);
    expect(two).toEqual({ ...one, branch_id: '2' });
  } finally {
    await client.end();
    await database.drop();
  }
});
