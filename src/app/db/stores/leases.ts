import { Pool } from 'pg';
import { DATABASE_NOW as NOW } from '../reads/rows';

/**
 * Takes or renews a lease; true while `holder` has it. The database's clock decides, so instances
 * need not agree on the time.
 */
export async function takeLease(
  pool: Pool,
  name: string,
  holder: string,
  seconds: number,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'take-lease',
    text: `
      insert into leases (name, holder, until) values ($1, $2, ${NOW} + $3 * 1000)
      on conflict (name) do update set holder = excluded.holder, until = excluded.until
       where leases.holder = excluded.holder or leases.until < ${NOW}
      returning name`,
    values: [name, holder, seconds],
  });
  return rowCount === 1;
}

export async function dropLease(pool: Pool, name: string, holder: string): Promise<void> {
  await pool.query('delete from leases where name = $1 and holder = $2', [name, holder]);
}
