import { Client } from 'pg';
import { until } from '../../../support/wait';

/** What closing the account of the person in $1 writes; the bank's head is its lock. */
export const CLOSE = 'update staff set active = false, password_hash = null where id = $1';
export const SIGN_OUT = 'delete from sessions where staff_id = $1';

/** Closes an account, or writes something else about a person, while holding the head. */
export const writing =
  (staff: string, writes: readonly string[] = [CLOSE, SIGN_OUT]) =>
  async (holder: Client): Promise<void> => {
    for (const each of writes) await holder.query(each, [staff]);
  };

/**
 * Sends a request while the head of the bank, or of a branch, is locked, and does this once the
 * request waits just before its commit.
 * @returns the request's answer
 */
export async function beforeItsCommit<T>(
  databaseUrl: string,
  ask: () => Promise<T>,
  meanwhile: (holder: Client) => Promise<unknown>,
  head = 'bank',
): Promise<T> {
  const [holder, looker] = [new Client(databaseUrl), new Client(databaseUrl)];
  await Promise.all([holder.connect(), looker.connect()]);
  try {
    await holder.query('begin');
    await holder.query('select from branch_heads where branch_id = $1 for update', [head]);
    const answer = ask();
    const waits = async () =>
      (
        await looker.query(
          `select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`,
        )
      ).rows.length > 0;
    await until(waits, 'the request before its commit', 20_000);
    await meanwhile(holder);
    await holder.query('commit');
    return await answer;
  } finally {
    await Promise.all([holder.end(), looker.end()]);
  }
}
