import type { Client } from 'pg';

/**
 * Makes the server write its WAL up to here. The tests' server commits before it writes: a reader
 * of the WAL, or of its position, would miss the latest commits.
 */
export async function writeOut(client: Client): Promise<void> {
  await client.query('set synchronous_commit = on');
  await client.query("select pg_logical_emit_message(true, 'test', 'all before this')");
}
