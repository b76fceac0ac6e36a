import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** What PostgreSQL itself logs, configured as in a deployment. */

async function ask(url: string, ...statements: readonly string[]): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let last = '';
    for (const each of statements) {
      const { rows } = await client.query<Record<string, string>>(each);
      last = Object.values(rows.at(0) ?? {}).join();
    }
    return last;
  } finally {
    await client.end();
  }
}

/**
 * From now on it logs every statement, not only slow ones, with as much of the bound values as in a
 * deployment.
 * @returns the same address
 */
export async function saysAllItDoes(url: string): Promise<string> {
  const name = new URL(url).pathname.slice(1);
  const settings = {
    log_min_duration_statement: '0',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
  };
  await ask(
    url,
    ...Object.entries(settings).map(
      ([setting, value]) => `alter database ${name} set ${setting} = '${value}'`,
    ),
  );
  return url;
}

/** Everything it has logged, for every database of the run. */
export async function databaseLog(url: string): Promise<string> {
  const pid = await ask(url, "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)");
  return readFile(join(await realpath(`/proc/${pid}/cwd`), '..', 'postgres.log'), 'utf8');
}
