import { Pool, PoolClient } from 'pg';
import { Busy, Change, Head, Idempotency, Loaded, LoadSpec, WriteSession, WriteSet } from '../ports';
import { Fact } from '../domain/events';
import { Instant } from '../domain/ticket';
import { ConfigCache } from './config-cache';
import { applyChange } from './changes';
import { load } from './load';
import { write } from './write';

const headColumns = 'branch_id as branch, epoch, seq, at, hash, day, config_version as "configVersion"';

/** Lock timeout, statement timeout, idle transaction ended by the server, and everything that means the server is away. */
const unavailable = /^(55P03|57014|25P03|57P0\d|08\w\d\w|53300|ECONN\w+|ETIMEDOUT|EPIPE)$/;

export const isUnavailable = (error: unknown) => {
  const { code, message } = error as { code?: string; message?: string };
  return (code !== undefined && unavailable.test(code)) || /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(message ?? '');
};

/** Takes a connection and begins. The caller has queued for its branch before, so a stuck branch holds one connection. */
export async function begin(pool: Pool, cache: ConfigCache): Promise<WriteSession> {
  let branch = '';
  let broken: Error | undefined;
  /** A connection in doubt is closed, not reused; what the caller hears is `Busy`, since the same key may be tried again. */
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
  // A connection that dies while lent out says so here and in the query under way; without a listener Node would end the process.
  const died = (error: Error) => { broken = error; };
  client.on('error', died);
  let given = false;
  const giveBack = (failed?: Error) => {
    if (given) return;
    given = true;
    client.off('error', died);
    client.release(failed);
  };
  // Not waited for: in pipeline mode it goes out together with the lock, so the branch is held one round trip less.
  const begun = guard(() => client.query('begin'));
  begun.catch(() => undefined);
  return {
    async lock(id, skipLocked) {
      branch = id;
      // The lock is a statement of its own: merged with the load, it would read a snapshot from before the wait.
      const text = `select ${headColumns} from branch_heads where branch_id = $1 for no key update${skipLocked ? ' skip locked' : ''}`;
      const [{ rows }] = await Promise.all([guard(() => client.query({ name: skipLocked ? 'lock-skip' : 'lock', text, values: [id] })), begun]);
      return rows[0] as Head | undefined;
    },
    load: (head: Head, spec: LoadSpec, idempotency?: Idempotency, clock?: Instant): Promise<Loaded> => guard(() => load(client, cache, head, spec, idempotency, clock)),
    change: (change: Change, head: Head, now: Instant): Promise<readonly Fact[]> => guard(() => applyChange(client, change, head, now)),
    write: (set: WriteSet) => guard(() => write(client, set)),
    async commit() {
      try {
        await guard(() => client.query('commit'));
      } catch (error) {
        broken ??= error as Error;
        throw error;
      } finally {
        giveBack(broken);
      }
    },
    async rollback() {
      if (given) return;
      giveBack(broken ?? await client.query('rollback').then(() => undefined, (error: Error) => error));
    },
  };
}
