import { Duplex } from 'node:stream';
import { Pool, PoolClient, QueryConfig } from 'pg';
import { Actor } from '../../domain/model/actor';
import { BANK } from '../../domain/model/bank';
import { Fact } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import {
  Busy,
  Change,
  DatabaseAway,
  Head,
  MadeElsewhere,
  OpenRequest,
  troubleOf,
  WriteSession,
  WriteSet,
} from '../../ports';
import { ConfigCache, ConfigOf, isOf } from '../reads/config-cache';
import { EPOCH } from '../reads/rows';
import { applyChange } from './changes';
import { readExisting } from './existing';
import { loadedFrom, LoadRow, prepareLoad } from './load';
import { stillMay } from './still-may';
import { write } from './write';
import { isMadeElsewhere } from './write-customers';

const headColumns = `
  branch_id as branch, ${EPOCH} as epoch, seq, at, hash, day, config_version as "configVersion"`;

const LOCK_TIMEOUT = '55P03';

/**
 * Takes a connection; `open` begins the transaction. The caller has queued for its branch before,
 * so a stuck branch holds one connection.
 */
export async function begin(pool: Pool, cache: ConfigCache): Promise<WriteSession> {
  const connection: ConnectionState = { branch: '' };
  return new Transaction(await guard(connection, () => pool.connect()), cache, connection);
}

/** The branch a connection serves, and why it must not be reused. */
interface ConnectionState {
  branch: string;
  broken?: Error;
}

/**
 * A connection in doubt is closed, not reused. The caller gets `Busy` for a lock that did not come,
 * and `DatabaseAway` for what the database is short of: the same key may be tried again.
 */
async function guard<T>(connection: ConnectionState, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { readonly code?: string }).code === LOCK_TIMEOUT) {
      throw new Busy(connection.branch, 1);
    }
    const trouble = troubleOf(error);
    if (!trouble) throw error;
    connection.broken = error as Error;
    throw new DatabaseAway(trouble, connection.branch, error);
  }
}

class Transaction implements WriteSession {
  private given = false;

  constructor(
    private readonly client: PoolClient,
    private readonly cache: ConfigCache,
    private readonly connection: ConnectionState,
  ) {
    // A connection that dies while in use says so here and in its query; without a listener Node
    // would end the process.
    client.on('error', this.died);
  }

  private readonly died = (error: Error) => {
    this.connection.broken = error;
  };

  private readonly guard = <T>(work: () => Promise<T>) => guard(this.connection, work);

  private giveBack(failed?: Error): void {
    if (this.given) return;
    this.given = true;
    this.client.off('error', this.died);
    this.client.release(failed);
  }

  /**
   * A statement of its own: merged with the load, it would read a snapshot from before the wait.
   */
  private async lock(branch: string, skipLocked = false): Promise<Head | undefined> {
    const text = `
      select ${headColumns} from branch_heads where branch_id = $1
         for no key update ${skipLocked ? 'skip locked' : ''}`;
    const name = skipLocked ? 'lock-skip' : 'lock';
    const found = await this.guard(() => this.client.query<Head>({ name, text, values: [branch] }));
    return found.rows[0];
  }

  private async look(request: OpenRequest, config: ConfigOf | undefined): Promise<LoadRow> {
    const load = prepareLoad(request, config) as QueryConfig;
    return (await this.guard(() => this.client.query<LoadRow>(load))).rows[0];
  }

  async open(request: OpenRequest) {
    const { branch } = request;
    this.connection.branch = branch;
    const guess = this.cache.guess(branch);
    const known = guess !== undefined || branch === BANK;
    // Begin, lock and load in one packet. The load runs once the lock is held, with the
    // configuration that the head had when last seen.
    const [, head, early] = await together(
      this.client,
      () =>
        [
          this.guard(() => this.client.query('begin')),
          this.lock(branch, request.skipLocked),
          known && !request.skipLocked ? this.look(request, guess?.value) : undefined,
        ] as const,
    );
    if (!head) return undefined;
    const right = branch === BANK || (guess !== undefined && isOf(guess, head));
    const config = right
      ? guess?.value
      : await this.guard(() => this.cache.of(this.client, branch, head));
    const row = right && early ? early : await this.look(request, config);
    const loaded = loadedFrom(row, head, request, config);
    const { existing: lookUp } = request.load;
    if (!lookUp || loaded.earlier.length) return { head, loaded };
    const existing = await this.guard(() => readExisting(this.client, head, lookUp));
    return { head, loaded: { ...loaded, slice: { ...loaded.slice, existing } } };
  }

  change(change: Change, head: Head, now: Instant, actor: Actor): Promise<readonly Fact[]> {
    return this.guard(async () => {
      await stillMay(this.client, change, actor);
      return applyChange(this.client, change, head, now);
    });
  }

  async save(set: WriteSet) {
    try {
      const [deliveries, { command }] = await together(
        this.client,
        () =>
          [
            this.guard(() => write(this.client, set)),
            this.guard(() => this.client.query('commit')),
          ] as const,
      );
      if (command !== 'COMMIT') {
        throw new Error(
          `branch ${this.connection.branch}: the database answered the commit with ${command}`,
        );
      }
      return deliveries;
    } catch (error) {
      if (isMadeElsewhere(error)) throw new MadeElsewhere(this.connection.branch);
      // An answer from the database is certain: a failed write turned the commit into a rollback.
      // Anything else leaves the connection in doubt.
      if (!(error as { readonly code?: string }).code) this.connection.broken ??= error as Error;
      throw error;
    } finally {
      this.giveBack(this.connection.broken);
    }
  }

  async rollback(): Promise<void> {
    if (this.given) return;
    this.giveBack(
      this.connection.broken ??
        (await this.client.query('rollback').then(
          () => undefined,
          (error: Error) => error,
        )),
    );
  }
}

/**
 * Sends these queries in one packet and waits for all of them to end: only then is the connection
 * free.
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
