import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { adminUrl, TEMPLATE } from './postgres';

export interface TestDatabase {
  readonly url: string;
  readonly name: string;
  /** Also closes any remaining connections. */
  drop(): Promise<void>;
}

/** An empty, migrated database for one test file; `empty: true` leaves out the migrations. */
export async function createDatabase(
  options: { readonly empty?: boolean } = {},
): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await admin(`create database ${name} template ${options.empty ? 'template0' : TEMPLATE}`);
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return { url: url.href, name, drop: () => admin(`drop database if exists ${name} with (force)`) };
}

async function admin(statement: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
