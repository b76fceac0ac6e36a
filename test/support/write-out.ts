import type { Client } from 'pg';

/**
 * Makes the server write its log up to here. The tests' server commits before it writes: whoever
 * reads the log, or asks how far it is written, would miss what was committed just now.
 */
export async function writeOut(client: Client): Promise<void> {
  await client.query('set synchronous_commit = on');
  await client.query("select pg_logical_emit_message(true, 'test', 'all before this')");
}
