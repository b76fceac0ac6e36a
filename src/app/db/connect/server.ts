import { EventEmitter } from 'node:events';
import { Duplex } from 'node:stream';
import { Client, ClientConfig, Pool } from 'pg';
import { Trouble, troubleOf } from '../../ports';

/** A connection with a question open that has been silent for this long (ms) is cut with others. */
const STALE_MS = 4_000;

/** What pg keeps to itself of a client. */
interface Inside {
  readonly connection: EventEmitter & { readonly stream: Duplex };
}
interface Status {
  readonly parameterName: string;
  readonly parameterValue: string;
}
type Ask = (...asked: readonly unknown[]) => unknown;
type Answered = (error: Error | null, result?: unknown) => void;

export interface ClientLimits {
  /**
   * A question that is open and nothing heard for this long (ms): the host is taken for silent and
   * the connection is cut. Longer than any statement may take.
   */
  readonly silentMs: number;
  /** Refuses a server that takes no writes, as `target_session_attrs=read-write` does. */
  readonly primary: boolean;
}

/** Says 25006, as a statement would that finds out later. */
const notPrimary = (name: string) =>
  Object.assign(new Error(`this server takes no writes: ${name} is on`), { code: '25006' });

const silent = (ms: number) =>
  Object.assign(new Error(`nothing heard of the database for ${Math.round(ms)} ms`), {
    code: 'ETIMEDOUT',
  });

/**
 * One server as all pools see it: what its name leads to at the moment. Every connection has an
 * owner from its birth and a limit on silence. What one connection learns (silent, read-only)
 * closes the others, so that the next ones look the name up again.
 */
export class DatabaseServer {
  private readonly clients = new Set<Watched>();
  /** Why commands failed last, if for a reason that stays until somebody mends it. */
  private lasting: Trouble | undefined;

  /** The client class for a pool. */
  clientsWith(limits: ClientLimits): new (config?: string | ClientConfig) => Client {
    const { clients } = this;
    const server = {
      learned: (error: unknown) => this.learned(error),
      leave: (error: Error) => this.leave(error),
    };
    return class extends Client {
      constructor(config?: string | ClientConfig) {
        super(config);
        const watched = new Watched(this, limits, server);
        clients.add(watched);
        this.once('end', () => clients.delete(watched));
      }
    };
  }

  /** Full, as the last write found it; undefined once a write got through. */
  get trouble(): Trouble | undefined {
    return this.lasting;
  }

  /** A write got through. */
  wrote(): void {
    this.lasting = undefined;
  }

  /** Connections that are idle or stale are closed, and the others when they have finished. */
  leave(error: Error): void {
    for (const client of this.clients) client.leave(error);
  }

  private learned(error: unknown): void {
    const trouble = troubleOf(error);
    if (trouble === 'full') this.lasting = trouble;
    if (trouble === 'read-only') this.leave(error as Error);
  }

  /**
   * Asks through a pool that serves. Fails when that is not answered within this long (ms): then
   * the host is taken for silent. A pool that is all in use is not asked: its connections say.
   */
  async ask(pool: Pool, sql: string, ms: number): Promise<void> {
    if (pool.idleCount || pool.totalCount < pool.options.max) {
      await this.within(ms, pool.query(sql));
      return;
    }
    const asking = [...this.clients].filter((client) => client.asking);
    if (asking.length && asking.every((client) => client.stale)) throw silent(STALE_MS);
  }

  /** Fails when `asked` takes longer than this (ms): then the host is taken for silent. */
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

/** One connection: its questions without an answer, and when it was last heard. */
class Watched {
  private open = 0;
  private heardAt = 0;
  private timer?: NodeJS.Timeout;
  private leaving = false;

  constructor(
    private readonly client: Client,
    private readonly limits: ClientLimits,
    private readonly server: {
      readonly learned: (error: unknown) => void;
      readonly leave: (error: Error) => void;
    },
  ) {
    // Whoever uses the connection learns of its end by their query, and the pool by a listener of
    // its own. Between the two nobody listens, and Node would end the process.
    client.on('error', server.learned);
    client.once('connect', () => this.inside.stream.on('data', this.heard));
    client.once('end', () => clearTimeout(this.timer));
    if (limits.primary) this.inside.on('parameterStatus', this.told);
    const query: Ask = (...asked) => this.ask(asked);
    Object.assign(client, { query });
  }

  leave(error: Error): void {
    if (this.open) {
      if (this.stale) this.cut(error);
      else this.leaving = true;
    } else if (this.inTransaction) {
      this.leaving = true;
    } else {
      this.cut(error);
    }
  }

  /** A question is open, and nothing was heard for a while. */
  get stale(): boolean {
    return this.open > 0 && performance.now() - this.heardAt >= STALE_MS;
  }

  get asking(): boolean {
    return this.open > 0;
  }

  private get inside() {
    return (this.client as unknown as Inside).connection;
  }

  private get inTransaction() {
    const status = this.client.getTransactionStatus();
    return status === 'T' || status === 'E';
  }

  private cut(error: Error): void {
    this.inside.stream.destroy(error);
  }

  private readonly heard = () => {
    this.heardAt = performance.now();
    this.timer?.refresh();
  };

  /** PostgreSQL says at sign-in, and whenever it changes, whether a server takes writes. */
  private readonly told = ({ parameterName: name, parameterValue: value }: Status) => {
    if (value !== 'on') return;
    if (name === 'in_hot_standby' || name === 'default_transaction_read_only') {
      this.leave(notPrimary(name));
    }
  };

  private ask(asked: readonly unknown[]): unknown {
    this.begun();
    const last = asked.at(-1);
    const ask = Client.prototype.query as Ask;
    if (typeof last === 'function') {
      const answered: Answered = (error, result) => {
        this.answered(error);
        (last as Answered)(error, result);
      };
      return ask.apply(this.client, [...asked.slice(0, -1), answered]);
    }
    return (ask.apply(this.client, asked as unknown[]) as Promise<unknown>).then(
      (result) => {
        this.answered();
        return result;
      },
      (error: unknown) => {
        this.answered(error);
        throw error;
      },
    );
  }

  private begun(): void {
    this.open += 1;
    if (this.open > 1) return;
    this.heardAt = performance.now();
    const { silentMs } = this.limits;
    this.timer = setTimeout(() => {
      const error = silent(silentMs);
      this.cut(error);
      this.server.leave(error);
    }, silentMs);
  }

  private answered(error?: unknown): void {
    this.open -= 1;
    if (error) this.server.learned(error);
    if (this.open) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.leaving && !this.inTransaction) {
      this.leaving = false;
      void this.client.end();
    }
  }
}
