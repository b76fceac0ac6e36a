import { ClientBase, Pool } from 'pg';
import { Event } from '../../domain/model/events';

/** All chains: of the branches and of the bank. */
export async function chains(pool: Pool): Promise<
  readonly {
    readonly branch: string;
    readonly seq: number;
    readonly hash: string;
    readonly day: string;
  }[]
> {
  return (
    await pool.query(
      'select branch_id as branch, seq, hash, day from branch_heads order by branch_id',
    )
  ).rows;
}

/** All heads, or one, with what their seals cover. */
export const heads = async (client: Pick<ClientBase, 'query'>, chain?: string) =>
  (
    await client.query(
      `select branch_id as branch, seq, at, hash, day, config_version as "configVersion",
              seal, sealed_seq as "sealedSeq"
         from branch_heads where $1::text is null or branch_id = $1 order by branch_id`,
      [chain ?? null],
    )
  ).rows;

/**
 * Links of a chain after `after`, or from its first row on whatever number that has, in order, at
 * most `limit`.
 */
export async function links(
  client: Pick<ClientBase, 'query'>,
  branch: string,
  after: string | undefined,
  limit: number,
) {
  const { rows } = await client.query({
    text: `
      select seq::text as seq, body, hash, type, ticket_id as ticket, at, actor from events
       where branch_id = $1 ${after === undefined ? '' : 'and seq > $3::bigint'}
       order by events.seq limit $2`,
    values: [branch, limit, ...(after === undefined ? [] : [after])],
  });
  return rows;
}

/** Events of a chain after one of them and before an instant, oldest first. */
export async function eventsBefore(
  pool: Pool,
  branch: string,
  after: number,
  limit: number,
  before: number,
): Promise<readonly Event[]> {
  const text =
    'select body from events where branch_id = $1 and seq > $2 and at < $4 order by seq limit $3';
  const { rows } = await pool.query({
    name: 'events-before',
    text,
    values: [branch, after, limit, before],
  });
  return rows.map((row) => JSON.parse(row.body) as Event);
}

/** Closings of a branch's days after an event of its chain; oldest first, at most a thousand. */
export async function closings(
  pool: Pool,
  branch: string,
  after: number,
): Promise<readonly { readonly day: string; readonly seq: number; readonly hash: string }[]> {
  const text = `
    select body::json -> 'fact' ->> 'day' as day, seq, hash from events
     where branch_id = $1 and seq > $2 and type = 'DayClosed' order by seq limit 1000`;
  return (await pool.query({ name: 'closings', text, values: [branch, after] })).rows;
}

/** Whether a chain has this event, with this hash. */
export async function hasEvent(
  pool: Pool,
  branch: string,
  seq: number,
  hash: string,
): Promise<boolean> {
  const text = 'select from events where branch_id = $1 and seq = $2 and hash = $3';
  return (
    (await pool.query({ name: 'has-event', text, values: [branch, seq, hash] })).rowCount === 1
  );
}

/** A chain's last event before an instant. */
export async function lastBefore(
  pool: Pool,
  branch: string,
  at: number,
): Promise<{ readonly seq: number; readonly hash: string } | undefined> {
  return (
    await pool.query({
      name: 'last-before',
      text: `
        select seq, hash from events
         where branch_id = $1 and at < $2 order by seq desc limit 1`,
      values: [branch, at],
    })
  ).rows[0];
}

/** Rows that a branch has once for each advisor and queue. */
export async function lineOf(
  client: Pick<ClientBase, 'query'>,
  branch: string,
  advisorJson: string,
  countJson: string,
) {
  const { rows } = await client.query(
    `select (select coalesce(json_agg(${advisorJson}), '[]')
               from advisors a where a.branch_id = $1) as advisors,
            (select coalesce(json_agg(${countJson}), '[]')
               from queue_counts c where c.branch_id = $1) as counts`,
    [branch],
  );
  return rows[0] as { advisors: { id: string }[]; counts: { id: string }[] };
}

/** A connection whose statements all see one instant. */
export type SnapshotClient = Pick<ClientBase, 'query'>;

/** Reads on one connection, in a transaction that sees one instant whatever is committed. */
export async function inSnapshot<T>(
  pool: Pool,
  work: (client: SnapshotClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin transaction isolation level repeatable read, read only');
    const done = await work(client);
    await client.query('commit');
    return done;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // A connection that failed inside is closed, and its transaction with it.
    client.release(broken);
  }
}
