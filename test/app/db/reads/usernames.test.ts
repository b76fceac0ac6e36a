import { Client } from 'pg';
import { keyOfUsername } from '../../../../src/app/db/reads/usernames';
import { usernameKey } from '../../../../src/app/domain/model/username';
import { createDatabase, TestDatabase } from '../../../support/database';
import { ONE_NAME, OTHER_NAMES } from '../../../support/usernames';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

test.each([...ONE_NAME, ...OTHER_NAMES].flat())('SQL has the same key of %j', async (name) => {
  const { rows } = await client.query(`select ${keyOfUsername('$1::text')} as key`, [name]);
  expect(rows).toEqual([{ key: usernameKey(name) }]);
});
