import { PoolClient } from 'pg';
import { Cell, Crowded } from '../../ports';

/** The query of a long read. */
export interface Question {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Rows read at a time where each takes long: the time limit applies to a batch. */
  readonly batch?: number;
}
export type Rows = readonly (readonly Cell[])[];

/** Rows read at a time: few enough that reading and writing them holds nobody up. */
const BATCH = 500;
/** A reader that takes nothing for this long (ms) is gone, and loses its place. */
const UNREAD_MS = 30_000;
/**
 * The same for a reader that has not begun (ms): it may have left while the first batch was read,
 * which nothing reports. Shorter than the patience of those who wait.
 */
const UNBEGUN_MS = 10_000;
/** Long reads at a time on an instance; the others wait in line. */
const AT_ONCE = 2;
/** How many may wait, and for how long (ms); beyond that the answer is 503. */
const MOST_WAITING = 20;
const PATIENCE_MS = 20_000;

/** Places for long reads, first come, first served. */
export class Places {
  private taken = 0;
  private readonly line: (() => void)[] = [];

  /** @throws Crowded when too many wait, or it takes too long */
  async take(): Promise<() => void> {
    if (this.taken < AT_ONCE) this.taken += 1;
    else await this.turn();
    let given = false;
    return () => {
      if (given) return;
      given = true;
      const next = this.line.shift();
      if (next) next();
      else this.taken -= 1;
    };
  }

  private turn(): Promise<void> {
    if (this.line.length >= MOST_WAITING) throw new Crowded(10);
    return new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.line.splice(this.line.indexOf(go), 1);
        reject(new Crowded(10));
      }, PATIENCE_MS);
      this.line.push(go);
    });
  }
}

/**
 * Reads through a cursor: however many rows there are, a batch at a time is here. The first batch
 * has come when this resolves, so an earlier failure can still become a proper answer. The
 * connection is given back at the end, when the reader leaves, or when it reads nothing for a
 * while.
 */
export async function longRead(
  client: PoolClient,
  { text, values, batch = BATCH }: Question,
  ended: () => void,
): Promise<AsyncIterable<Rows>> {
  let given = false;
  const giveBack = (error?: Error) => {
    if (given) return;
    given = true;
    client.off('error', giveBack);
    client.release(error);
    ended();
  };
  client.on('error', giveBack);
  const fetch = async () =>
    (await client.query({ text: `fetch ${batch} from rows`, rowMode: 'array' })).rows as Cell[][];
  try {
    await client.query('begin read only');
    await client.query(`declare rows no scroll cursor for ${text}`, [...values]);
    const first = await fetch();
    const unbegun = setTimeout(
      () => giveBack(new Error(`nobody began to read a report for ${UNBEGUN_MS} ms`)),
      UNBEGUN_MS,
    );
    return batches(first, fetch, batch, [client, giveBack, unbegun]);
  } catch (error) {
    giveBack(error as Error);
    throw error;
  }
}

async function* batches(
  first: Rows,
  fetch: () => Promise<Rows>,
  batch: number,
  [client, giveBack, unbegun]: readonly [
    client: PoolClient,
    giveBack: (error?: Error) => void,
    unbegun: NodeJS.Timeout,
  ],
): AsyncGenerator<Rows> {
  clearTimeout(unbegun);
  let failed: Error | undefined;
  try {
    for (let rows = first; rows.length; rows = rows.length < batch ? [] : await fetch()) {
      const unread = setTimeout(() => {
        failed = new Error(`nobody read a report's rows for ${UNREAD_MS} ms`);
        giveBack(failed);
      }, UNREAD_MS);
      try {
        yield rows;
      } finally {
        clearTimeout(unread);
      }
      if (failed) throw failed;
    }
    await client.query('commit');
  } catch (error) {
    failed = error as Error;
    throw error;
  } finally {
    // a reader that left early did so in the middle of a transaction
    giveBack(failed ?? (client.getTransactionStatus() === 'I' ? undefined : new Error('left')));
  }
}
