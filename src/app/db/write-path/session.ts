import { Duplex } from 'node:stream';
import { Pool, PoolClient, QueryConfig } from 'pg';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { Busy, Change, Head, WriteSession, WriteSet } from '../../ports';
import { ConfigCache, ConfigOf } from '../reads/config-cache';
import { applyChange } from './changes';
import { loadedFrom, LoadRow, needsAnotherLook, prepareLoad } from './load';
import { write } from './write';

const headColumns =
  'branch_id as branch, epoch, seq, at, hash, day, config_version as "configVersion"';

/** The chain of what concerns no branch; it has a head, and no configuration. */
const BANK = 'bank';
/** How often to look again for a customer that another branch is making at this moment. */
const LOOKS = 3;

/**
 * Lock timeout, statement timeout, idle transaction ended by the server, and everything that means
 * the server is away.
 */
const unavailable = /^(55P03|57014|25P03|57P0\d|08\w\d\w|53300|ECONN\w+|ETIMEDOUT|EPIPE)$/;
/** What pg says, without a code, of a connection that broke or could not be made in time. */
const brokenConnection = new RegExp(
  [
    'Connection terminated',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error',
  ].join('|'),
);

export const isUnavailable = (error: unknown) => {
  const { code, message } = error as { code?: string; message?: string };
  return (code !== undefined && unavailable.test(code)) || brokenConnection.test(message ?? '');
};

/**
 * Takes a connection; `open` begins the transaction. The caller has queued for its branch before,
 * so a stuck branch holds one connection.
 */
export async function begin(pool: Pool, cache: ConfigCache): Promise<WriteSession> {
  let branch = '';
  let broken: Error | undefined;
  /**
   * A connection in doubt is closed, not reused; what the caller hears is `Busy`, since the same
   * key may be tried again.
   */
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      if ((error as { code?: string }).code !== '55P03') broken = error as Error;
      throw new Busy(branch, 1);
    }
  };
  const client: PoolClient = await guard(() => pool.connect());
  // A connection that dies while lent out says so here and in the query under way; without a
  // listener Node would end the process.
  const died = (error: Error) => {
    broken = error;
  };
  client.on('error', died);
  let given = false;
  const giveBack = (failed?: Error) => {
    if (given) return;
    given = true;
    client.off('error', died);
    client.release(failed);
  };
  const lock = async (id: string, skipLocked = false) => {
    // The lock is a statement of its own: merged with the load, it would read a snapshot from
    // before the wait.
    const text = `
      select ${headColumns} from branch_heads where branch_id = $1
         for no key update ${skipLocked ? 'skip locked' : ''}`;
    return (
      await guard(() =>
        client.query<Head>({ name: skipLocked ? 'lock-skip' : 'lock', text, values: [id] }),
      )
    ).rows[0];
  };
  return {
    async open(request) {
      branch = request.branch;
      const look = async (config: ConfigOf | undefined) =>
        (await guard(() => client.query<LoadRow>(prepareLoad(request, config) as QueryConfig)))
          .rows[0];
      const guess = cache.guess(branch);
      const known = guess !== undefined || branch === BANK;
      // Begin, lock and load in one go. The load runs when the lock is held, and under the
      // configuration that the head had when last seen.
      const [, head, early] = await together(
        client,
        () =>
          [
            guard(() => client.query('begin')),
            lock(branch, request.skipLocked),
            known && !request.skipLocked ? look(guess?.value) : undefined,
          ] as const,
      );
      if (!head) return undefined;
      const right = guess?.version === head.configVersion || branch === BANK;
      const config = right
        ? guess?.value
        : await guard(() => cache.of(client, branch, head.configVersion));
      let row = right && early ? early : await look(config);
      for (let again = 0; needsAnotherLook(row, request) && again < LOOKS; again += 1) {
        row = await look(config);
      }
      return { head, loaded: loadedFrom(row, head, request, config) };
    },
    change: (change: Change, head: Head, now: Instant): Promise<readonly Fact[]> =>
      guard(() => applyChange(client, change, head, now)),
    async save(set: WriteSet) {
      try {
        const [deliveries, { command }] = await together(
          client,
          () => [guard(() => write(client, set)), guard(() => client.query('commit'))] as const,
        );
        if (command !== 'COMMIT') {
          throw new Error(`branch ${branch}: the database answered the commit with ${command}`);
        }
        return deliveries;
      } catch (error) {
        // What the database said is known: a write that failed has made the commit a rollback.
        // Anything else leaves the connection in doubt.
        if (!(error as { readonly code?: string }).code) broken ??= error as Error;
        throw error;
      } finally {
        giveBack(broken);
      }
    },
    async rollback() {
      if (given) return;
      giveBack(
        broken ??
          (await client.query('rollback').then(
            () => undefined,
            (error: Error) => error,
          )),
      );
    },
  };
}

/**
 * Sends what these queries write in one packet, and waits for the end of all of them: only then is
 * the connection free for something else.
 */
async function together<const T extends readonly unknown[]>(
  client: PoolClient,
  ask: () => T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Duplex } })
    .connection;
  stream.cork();
  let asked: T;
  try {
    asked = ask();
  } finally {
    stream.uncork();
  }
  const settled = await Promise.allSettled(asked);
  const failed = settled.find((each): each is PromiseRejectedResult => each.status === 'rejected');
  if (failed) throw failed.reason;
  return settled.map((each) => (each as PromiseFulfilledResult<unknown>).value) as {
    -readonly [K in keyof T]: Awaited<T[K]>;
  };
}
