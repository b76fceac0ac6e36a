import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../src/app/db/connect/migrate';
import { endIfInterrupted } from '../../src/local/machine/interrupts';
import { Postgres, startPostgres } from '../../src/local/postgres/postgres';
import { startValkey, Valkey } from '../../src/local/valkey/valkey';
import { AppProcess, startApp } from '../support/app-process';
import { Balancer } from '../support/balancer';
import { seedBank } from '../support/bank';
import { PostgresProxy, startPostgresProxy } from '../support/postgres-proxy';
import { startStandby } from '../support/postgres-standby';
import { BIN_FOLDER } from '../support/test-folder';
import { Chats } from './chats';

const KEYS = 'keys-of-the-chaos-tool-0123456789abcdef';

/** A bank of two branches, two instances, and a name that leads to their database. */
export class ChaosWorld {
  standby: Postgres | undefined;
  /** Sends to ready instances, like the load balancer; created by the scenario that needs it. */
  balancer: Balancer | undefined;
  /** Customers with phones, in scenarios about messages. */
  chats: Chats | undefined;
  private valkey: Valkey | undefined;
  private forget: () => void = () => undefined;

  private constructor(
    private readonly folder: string,
    readonly keys: string,
    public primary: Postgres,
    readonly proxy: PostgresProxy,
    readonly apps: AppProcess[],
  ) {}

  /**
   * @param messages with Telegram, and with Valkey, through which instances share its rate limit
   */
  static async open({ messages = false } = {}): Promise<ChaosWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'ticketero-chaos-'));
    const starting = startPostgres({ folder: join(folder, 'primary') });
    let world: ChaosWorld | undefined;
    const end = async () => {
      if (world) return world.close();
      const started = await starting.catch(() => undefined); // its caller gets the error
      await started?.stop('immediate');
      await rm(folder, { recursive: true, force: true });
    };
    const forget = endIfInterrupted(end);
    try {
      const primary = await starting;
      await primary.ensureDatabase('bank');
      const straight = primary.url('bank');
      await migrate(straight);
      await seedBank(straight, KEYS, { branches: ['1', '2'], advisors: 2 });
      const proxy = await startPostgresProxy(straight);
      world = new ChaosWorld(folder, KEYS, primary, proxy, []);
      // a bank from before this version: the previous version may still serve beside it
      await world.sql(`
        update bound_ciphers set since = extract(epoch from now()) * 1000 + 24 * 60 * 60 * 1000`);
      world.forget = forget;
      if (messages) await world.openChats();
      await Promise.all([world.startApp(), world.startApp()]);
      return world;
    } catch (error) {
      await end();
      forget();
      throw error;
    }
  }

  private async openChats(): Promise<void> {
    const folder = join(this.folder, 'valkey');
    this.valkey = await startValkey({ folder, binFolder: BIN_FOLDER });
    this.chats = await Chats.open(this);
  }

  /** Starts an instance of this version, or of another checkout's. */
  async startApp(root?: string): Promise<AppProcess> {
    const app = await startApp({
      databaseUrl: this.proxy.url,
      redisUrl: this.valkey?.url,
      keys: this.keys,
      env: this.chats?.environment,
      root,
      endsWithUs: true,
    });
    this.apps.push(app);
    return app;
  }

  /** Instances that have not been ended by a scenario. */
  get alive(): readonly AppProcess[] {
    return this.apps.filter(({ child }) => child.exitCode === null && child.signalCode === null);
  }

  /** Where pages send their requests. */
  get targets(): readonly string[] {
    return this.balancer ? [this.balancer.url] : this.alive.map(({ url }) => url);
  }

  async balance(): Promise<Balancer> {
    const balancer = new Balancer();
    await balancer.open();
    for (const { url } of this.alive) await balancer.look(url);
    // nobody is sent to it before it knows whom it may send to
    this.balancer = balancer;
    return balancer;
  }

  async follow(): Promise<Postgres> {
    const folder = join(this.folder, 'standby');
    this.standby = await startStandby(this.primary, { folder });
    return this.standby;
  }

  async restartPrimary(how: 'fast' | 'immediate'): Promise<void> {
    await this.primary.stop(how);
    this.primary = await startPostgres({ folder: join(this.folder, 'primary') });
    this.proxy.leadTo(this.primary.url('bank'));
  }

  /** Connects to the server itself, not through the name. */
  async sql<T extends object>(text: string, server = this.primary): Promise<readonly T[]> {
    const client = new Client({
      connectionString: server.url('bank'),
      options: '-c default_transaction_read_only=off', // whatever default a scenario sets
    });
    await client.connect();
    try {
      return (await client.query<T>(text)).rows;
    } finally {
      await client.end();
    }
  }

  async close(): Promise<void> {
    this.balancer?.close();
    await Promise.all(this.apps.map((app) => app.stop()));
    await this.chats?.close();
    await this.valkey?.stop();
    await this.proxy.close();
    await this.standby?.stop('immediate');
    await this.primary.stop('immediate');
    await rm(this.folder, { recursive: true, force: true });
    this.forget();
  }
}
