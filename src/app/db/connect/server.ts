import { Client, ClientConfig, Pool } from 'pg';
import { atDatabasesDoor, ofDatabase, Trouble, troubleOf } from '../../ports';
import { compareLineages, Lineage, LINEAGE, LINEAGE_WITHOUT_SYSTEM } from './lineage';
import { ClientLimits, silent, STALE_MS, Watched } from './watched';

/** A server that answered this recently (ms) is not left for an older one. */
const ALIVE_MS = 10_000;

type Connected = (error: Error | null, client?: Client) => void;

const superseded = () =>
  ofDatabase(
    Object.assign(new Error('another server has taken the place of this one'), {
      code: 'ECONNRESET',
    }),
  );

/**
 * One server as all pools see it: the one its name leads to at the moment. Every connection has an
 * owner from the start and a limit on silence. When one connection finds the server silent or
 * read-only, the others are closed too, so that the next ones look the name up again.
 */
export class DatabaseServer {
  private readonly clients = new Set<Watched>();
  /** Why commands last failed, if the cause stays until somebody mends it. */
  private lasting: Trouble | undefined;
  private lostAt = performance.now();
  private known: Lineage | undefined;
  private knownHeardAt = 0;
  private asks = LINEAGE;

  /** The client class for a pool. */
  clientsWith(limits: ClientLimits): new (config?: string | ClientConfig) => Client {
    const { clients } = this;
    const server = {
      learned: (error: unknown) => this.learned(error),
      leave: (error: Error) => this.leave(error),
      heard: (lineage: Lineage | undefined) => {
        if (lineage === this.known) this.knownHeardAt = performance.now();
      },
    };
    const meet = (watched: Watched) => (limits.primary ? this.meet(watched) : undefined);
    return class extends Client {
      private readonly watched: Watched;

      constructor(config?: string | ClientConfig) {
        super(config);
        this.watched = new Watched(this, limits, server);
        clients.add(this.watched);
        this.once('end', () => clients.delete(this.watched));
      }

      override connect(): Promise<Client>;
      override connect(callback: Connected): void;
      override connect(callback?: Connected): Promise<Client> | void {
        const connecting = super
          .connect()
          .then(() => meet(this.watched))
          .then(
            () => this as Client,
            (error: unknown) => {
              server.learned(atDatabasesDoor(error));
              throw error;
            },
          );
        if (!callback) return connecting;
        // Outside the promise: what a callback throws is not an error of the connection.
        connecting.then(
          () => process.nextTick(callback, null, this),
          (error: Error) => process.nextTick(callback, error),
        );
      }
    };
  }

  /** How long it has answered without a break, ms, as far as is known here. */
  get contactMs(): number {
    return performance.now() - this.lostAt;
  }

  /** Records that it did not answer. */
  lost(): void {
    this.lostAt = performance.now();
  }

  /** Full, as the last write found it; undefined once a write got through. */
  get trouble(): Trouble | undefined {
    return this.lasting;
  }

  /** Records that a write succeeded. */
  wrote(): void {
    this.lasting = undefined;
  }

  /** Closes idle and stale connections, and the others once they have finished. */
  leave(error: Error): void {
    for (const client of this.clients) client.leave(error);
  }

  /**
   * A new connection shows where the name leads now. If that server has replaced the known one, the
   * old connections are cut at once, whatever they are doing, because they would read or commit in
   * a history that has ended. If it is the other way round, and the known one is alive, the new
   * connection is refused.
   */
  private async meet(watched: Watched): Promise<void> {
    const found = await watched.askLineage(this.asks).catch((error: unknown) => {
      if ((error as { readonly code?: string }).code !== '42501') throw error;
      this.asks = LINEAGE_WITHOUT_SYSTEM;
      return watched.askLineage(this.asks);
    });
    const order = this.known ? compareLineages(found, this.known) : 'newer';
    if (order === 'older' && performance.now() - this.knownHeardAt < ALIVE_MS) {
      const error = superseded();
      watched.cut(error);
      throw error;
    }
    if (order !== 'same') {
      this.known = found;
      const error = superseded();
      for (const client of this.clients) {
        if (client.lineage && client !== watched) client.cut(error);
      }
    }
    watched.lineage = this.known;
    this.knownHeardAt = performance.now();
  }

  private learned(error: unknown): void {
    const trouble = troubleOf(ofDatabase(error));
    if (trouble === 'away') this.lost();
    if (trouble === 'full') this.lasting = trouble;
    if (trouble === 'read-only') this.leave(error as Error);
  }

  /**
   * Asks through a pool that serves. Fails if there is no answer within this time (ms), and the
   * host then counts as silent. A pool that is all in use is not asked, since its connections show
   * it.
   */
  async ask(pool: Pool, work: () => Promise<unknown>, ms: number): Promise<void> {
    if (pool.idleCount || pool.totalCount < pool.options.max) {
      await this.within(ms, work());
      return;
    }
    const asking = [...this.clients].filter((client) => client.asking);
    if (asking.length && asking.every((client) => client.stale)) throw silent(STALE_MS);
  }

  /** Fails when `asked` takes longer than this (ms), and the host then counts as silent. */
  async within<T>(ms: number, asked: Promise<T>): Promise<T> {
    let late: NodeJS.Timeout | undefined;
    try {
      return await Promise.race([
        asked,
        new Promise<never>((_, reject) => {
          late = setTimeout(() => {
            const error = silent(ms);
            this.leave(error);
            reject(error);
          }, ms);
        }),
      ]);
    } finally {
      clearTimeout(late);
    }
  }
}
