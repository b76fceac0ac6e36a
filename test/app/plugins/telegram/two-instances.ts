import { randomUUID } from 'node:crypto';
import { createApp } from '../../../../src/app/create-app';
import { Actor } from '../../../../src/app/domain/model/actor';
import { newKeys } from '../../../../src/app/vault/keys';
import { seedDemoBank } from '../../../../src/local/demo/seed';
import { freePort } from '../../../../src/local/machine/processes';
import { Valkey } from '../../../../src/local/valkey/valkey';
import { CHEAP_HASH } from '../../../support/bank';
import { Child, runCompiled } from '../../../support/child';
import { createDatabase, TestDatabase } from '../../../support/database';
import { ownValkey } from '../../../support/valkey';
import { elapse } from '../../../support/wait';
import { silent } from '../../relay/fixtures';
import { LocalBotApi, TOKEN } from './bot-api';

const ADMIN: Actor = { kind: 'system', id: 'test' };

/** An instance of the app as a process, and its port. */
export interface Instance {
  child: Child;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The demo bank on real servers, two app processes over it, the local Bot API as a third, and
 * callers that switch to the other instance when one is dead.
 */
export class TwoInstances {
  private constructor(
    readonly database: TestDatabase,
    readonly valkey: Valkey,
    readonly bot: LocalBotApi,
    readonly instances: Instance[],
    private readonly tokens: Map<string, string>,
  ) {}

  static async start(
    options: {
      readonly webhookSecret?: string;
      readonly telegram?: boolean;
      /** A proxy to the database, if there is one. */
      readonly databaseUrl?: (straight: string) => Promise<string>;
      /** Additional environment of the second instance. */
      readonly second?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<TwoInstances> {
    const [database, valkey, bot] = await Promise.all([
      createDatabase(),
      ownValkey(),
      LocalBotApi.start(),
    ]);
    const keys = newKeys();
    const seeding = await createApp({
      database: { url: database.url },
      dataKeys: keys,
      port: 0,
      host: '127.0.0.1',
      instance: 'seed',
      plugins: [],
      log: silent,
      sweepEveryMs: false,
    });
    await seedDemoBank(seeding.operations, CHEAP_HASH);
    for (const branch of ['1', '2']) {
      const { version } = await seeding.operations.getSettings(branch);
      await seeding.operations.putSettings(
        { branch, actor: ADMIN },
        {
          ifVersion: version,
          overrides: {
            hours: 'always',
            assignment: 'on-demand',
            pauseAbsent: false,
            recalls: { times: 2, everySeconds: 600 },
          },
        },
      );
    }
    await seeding.close();
    const databaseUrl = (await options.databaseUrl?.(database.url)) ?? database.url;
    const instances: Instance[] = [];
    for (const name of ['a', 'b']) {
      const port = await freePort();
      const env = {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        REDIS_URL: valkey.url,
        DATA_KEYS: keys,
        INSTANCE_ID: name,
        LOG_LEVEL: 'warn',
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        ...(options.telegram === false
          ? {}
          : { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: bot.url }),
        ...(name === 'b' ? options.second : {}),
        ...(options.webhookSecret ? { TELEGRAM_WEBHOOK_SECRET: options.webhookSecret } : {}),
      };
      instances.push({ port, env, child: runCompiled('src/app/main.ts', ['serve'], { env }) });
    }
    const bank = new TwoInstances(database, valkey, bot, instances, new Map());
    await Promise.all(instances.map(({ child }) => child.line(/READY/)));
    return bank;
  }

  /** Like a crash: without a shutdown. */
  async kill(index: number): Promise<void> {
    this.instances[index].child.process.kill('SIGKILL');
    await this.instances[index].child.ended;
  }

  async revive(index: number): Promise<void> {
    const instance = this.instances[index];
    instance.child = runCompiled('src/app/main.ts', ['serve'], { env: instance.env });
    await instance.child.line(/READY/);
  }

  async stop(): Promise<void> {
    for (const { child } of this.instances) {
      child.process.kill('SIGTERM');
      await child.ended;
    }
    await this.bot.stop();
    await this.valkey.stop();
    await this.database.drop();
  }

  /**
   * One command under one key, at whichever instance answers; retries for a minute. Refusals count
   * as answers.
   */
  async ask<T>(
    who: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly body: T }> {
    const key = randomUUID();
    const deadline = Date.now() + 60_000;
    for (let turn = Math.floor(Math.random() * 2); ; turn += 1) {
      try {
        const response = await fetch(`http://127.0.0.1:${this.instances[turn % 2].port}${path}`, {
          method,
          signal: AbortSignal.timeout(15_000),
          ...(body ? { body: JSON.stringify(body) } : {}),
          headers: {
            'content-type': 'application/json',
            'idempotency-key': key,
            ...(who ? { authorization: `Bearer ${await this.tokenOf(who)}` } : {}),
          },
        });
        const text = await response.text();
        if (response.status < 500 && response.status !== 429) {
          return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
        }
      } catch (error) {
        // by name: fetch's errors come from another realm than jest's
        if (!['TypeError', 'TimeoutError'].includes((error as Error).name)) throw error;
      }
      if (Date.now() > deadline) {
        throw new Error(`${method} ${path}: no instance answered within a minute`);
      }
      await elapse(100);
    }
  }

  private async tokenOf(who: string): Promise<string> {
    const known = this.tokens.get(who);
    if (known) return known;
    const { body } = who.startsWith('kiosk')
      ? await this.ask<{ token: string }>('', 'POST', '/api/devices/enrol', { code: who })
      : await this.ask<{ token: string }>('', 'POST', '/api/sessions', {
          username: who,
          password: 'demo',
        });
    this.tokens.set(who, body.token);
    return body.token;
  }

  async issue(
    branch = '1',
    queue = 'caja',
    language = 'es',
  ): Promise<{ readonly id: string; readonly number: string; readonly link: string }> {
    const { status, body } = await this.ask<{
      ticket: { id: string; number: string };
      links: { telegram: string };
    }>(`kiosk-${branch}`, 'POST', `/api/branches/${branch}/tickets`, { queue, language });
    if (status !== 201) throw new Error(`issuing answered ${status} ${JSON.stringify(body)}`);
    return { ...body.ticket, link: body.links.telegram };
  }

  /** Undefined when nobody waits. */
  async callNext(advisor: string, branch: string, counter: string): Promise<string | undefined> {
    const { status, body } = await this.ask<{ ticket: { id: string } }>(
      advisor,
      'POST',
      `/api/branches/${branch}/counters/${counter}/call-next`,
      {},
    );
    if (status === 204) return undefined;
    if (status !== 200) throw new Error(`calling answered ${status} ${JSON.stringify(body)}`);
    return body.ticket.id;
  }

  onTicket = async (
    advisor: string,
    branch: string,
    ticket: string,
    what: string,
    body: object = {},
  ) => {
    const { status, body: answer } = await this.ask<unknown>(
      advisor,
      'POST',
      `/api/branches/${branch}/tickets/${ticket}/${what}`,
      body,
    );
    if (status >= 300) throw new Error(`${what} answered ${status} ${JSON.stringify(answer)}`);
  };

  available = (advisor: string, branch: string, counter: string) =>
    this.ask(advisor, 'PUT', `/api/branches/${branch}/advisors/me`, {
      state: 'available',
      counter,
    });
}
