import { Client } from 'pg';
import { createDatabase } from '../support/database';

test('test databases are migrated copies', async () => {
  const database = await createDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as n from branch_heads');
  expect(rows).toEqual([{ n: expect.any(Number) }]);
  await client.end();
  await database.drop();
});
