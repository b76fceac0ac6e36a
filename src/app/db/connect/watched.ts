import { EventEmitter } from 'node:events';
import { Duplex } from 'node:stream';
import { Client, QueryResultRow } from 'pg';
import { ofDatabase } from '../../ports';
import { Lineage } from './lineage';

/**
 * A connection that has waited for an answer in silence for this long (ms) is cut together with
 * others.
 */
export const STALE_MS = 4_000;

/** Private members of pg's client. */
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
   * A question without any answer for this long (ms) means that the host is silent: the connection
   * is cut. Longer than any statement may take.
   */
  readonly silentMs: number;
  /** Refuses a server that takes no writes, as `target_session_attrs=read-write` does. */
  readonly primary: boolean;
}

/** The error 25006, which a statement would get later. */
const notPrimary = (name: string) =>
  Object.assign(new Error(`this server takes no writes: ${name} is on`), { code: '25006' });

export const silent = (ms: number) =>
  ofDatabase(
    Object.assign(new Error(`nothing heard of the database for ${Math.round(ms)} ms`), {
      code: 'ETIMEDOUT',
    }),
  );

/** One connection: its open questions, and when it last got anything. */
export class Watched {
  private open = 0;
  private heardAt = 0;
  private timer?: NodeJS.Timeout;
  private leaving = false;
  /** The server it has reached, once that is known. */
  lineage: Lineage | undefined;

  constructor(
    private readonly client: Client,
    private readonly limits: ClientLimits,
    private readonly server: {
      readonly learned: (error: unknown) => void;
      readonly leave: (error: Error) => void;
      readonly heard: (lineage: Lineage | undefined) => void;
    },
  ) {
    // The user of a connection learns of its end from their query, and the pool from its own
    // listener. Between the two nobody listens, and Node would end the process.
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

  /** Whether a question is open and nothing has come for a while. */
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

  async askLineage(sql: string): Promise<Lineage> {
    const { rows } = await this.client.query<Lineage & QueryResultRow>(sql);
    return rows[0];
  }

  cut(error: Error): void {
    this.inside.stream.destroy(error);
  }

  private readonly heard = () => {
    this.heardAt = performance.now();
    this.server.heard(this.lineage);
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
