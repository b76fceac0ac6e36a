import { Client } from 'pg';
import { newKeys } from '../../src/app/vault/keys';
import { AppProcess, startApp } from '../support/app-process';
import { BankOptions, seedBank } from '../support/bank';
import { createDatabase } from '../support/database';

export interface Trial {
  /** A direct connection to the trial's database. */
  readonly client: Client;
  /** Starts app processes on that database together; `broken` names guards to take out. */
  start(count: number, broken?: readonly string[]): Promise<AppProcess[]>;
}

/**
 * Runs a trial on a bank in a database of its own; every process it starts ends with it.
 * @param prepare SQL before any process starts, such as dropping a constraint that guards
 */
export async function onTrial<T>(
  { prepare, ...bank }: BankOptions & { readonly prepare?: string },
  run: (trial: Trial) => Promise<T>,
): Promise<T> {
  const keys = newKeys();
  const database = await createDatabase();
  const client = new Client({ connectionString: database.url });
  const started: AppProcess[] = [];
  try {
    await seedBank(database.url, keys, bank);
    await client.connect();
    if (prepare) await client.query(prepare);
    return await run({
      client,
      async start(count, broken = []) {
        const apps = await Promise.all(
          Array.from({ length: count }, () =>
            startApp({ databaseUrl: database.url, keys, broken }),
          ),
        );
        started.push(...apps);
        return apps;
      },
    });
  } finally {
    await Promise.all(started.map((app) => app.stop()));
    await client.end();
    await database.drop();
  }
}
