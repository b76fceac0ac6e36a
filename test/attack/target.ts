import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { createClient } from '../../src/app/client/client';
import { createApp } from '../../src/app/create-app';
import { createLog } from '../../src/app/log';
import { webhookPath, webhookToken } from '../../src/app/plugins/telegram/settings';
import { DEMO_PASSWORD } from '../../src/local/demo/bank';
import { seedDemoBank } from '../../src/local/demo/seed';
import { AppProcess, startApp } from '../support/app-process';

const SECRET = 'a-webhook-secret-of-32-characters';
const KEYS = 'keys-of-the-attack-tool-0123456789abcdef';

/** What an attacker knows: the address, and one credential of each kind. */
export interface Target {
  readonly url: string;
  readonly process: AppProcess;
  /** Names of roles and devices, and what each sends as `Authorization`. */
  readonly holders: Readonly<Record<string, string>>;
  /** The id of a ticket in line. */
  readonly ticket: string;
  readonly telegram: { readonly path: string; readonly token: string };
  /** From now on each packet between app and database waits this long, ms. */
  slowDatabase(ms: number): void;
  close(): Promise<void>;
}

/** Delays packets: a database that answers, but late. */
class SlowLine {
  delayMs = 0;
  private readonly server: Server;
  private readonly open = new Set<Socket>();

  constructor(private readonly to: URL) {
    this.server = createServer((near) => {
      const far = new Socket().connect(Number(to.port), to.hostname);
      this.pass(near, far);
      this.pass(far, near);
    });
  }

  private pass(from: Socket, to: Socket): void {
    this.open.add(from);
    from.setNoDelay(true);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.open.delete(from);
      to.destroy();
    });
    from.on('data', (chunk) => {
      if (this.delayMs === 0) to.write(chunk);
      // Timers of equal length fire in order, so packets do not overtake one another.
      else setTimeout(() => to.destroyed || to.write(chunk), this.delayMs);
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const url = new URL(this.to);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  close(): void {
    for (const socket of this.open) socket.destroy();
    this.server.close();
  }
}

/** The demo bank's people in a migrated database. */
async function seed(databaseUrl: string): Promise<void> {
  const app = await createApp({
    database: { url: databaseUrl },
    dataKeys: KEYS,
    port: 0,
    host: '127.0.0.1',
    instance: 'seed',
    plugins: [],
    sweepEveryMs: false,
    log: createLog('silent', 'seed'),
  });
  await seedDemoBank(app.operations);
  await app.close();
}

/** Uses each of the bank's ways in once. */
async function holdersOf(url: string): Promise<Pick<Target, 'holders' | 'ticket'>> {
  const { call } = createClient<{ readonly as?: string }>(
    async ({ method, path, body }, { as }) => {
      const answer = await fetch(url + path, {
        method,
        headers: {
          'Content-Type': 'application/json',
          ...(method === 'GET' ? {} : { 'Idempotency-Key': crypto.randomUUID() }),
          ...(as ? { Authorization: as } : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
      return answer.json();
    },
  );
  const holders: Record<string, string> = {};
  for (const name of ['host', 'advisor', 'supervisor', 'admin', 'auditor']) {
    const body = { username: `${name}-1`, password: DEMO_PASSWORD };
    holders[name] = `Bearer ${(await call('POST /api/sessions', { body })).token}`;
  }
  for (const name of ['kiosk', 'display']) {
    const { token } = await call('POST /api/devices/enrol', { body: { code: `${name}-1` } });
    holders[name] = `Bearer ${token}`;
  }
  holders.printer = `Basic ${Buffer.from('printer-1:printer-1').toString('base64')}`;
  const issued = await call('POST /api/branches/:branch/tickets', {
    params: { branch: '1' },
    body: { queue: 'caja' },
    as: holders.kiosk,
  });
  holders.customer = `Ticket ${issued.key}`;
  return { holders, ticket: issued.ticket.id };
}

/**
 * A separate instance on loopback, with a bot that reaches nobody.
 * @param endsWithUs also ends it when a signal ends this process
 */
export async function openTarget(databaseUrl: string, endsWithUs = false): Promise<Target> {
  await seed(databaseUrl);
  const line = new SlowLine(new URL(databaseUrl));
  const process = await start(await line.listen(), endsWithUs).catch((error: unknown) => {
    line.close();
    throw error;
  });
  return {
    url: process.url,
    process,
    ...(await holdersOf(process.url)),
    telegram: { path: `/${webhookPath(SECRET)}`, token: webhookToken(SECRET) },
    slowDatabase(ms) {
      line.delayMs = ms;
    },
    async close() {
      line.delayMs = 0;
      await process.stop();
      line.close();
    },
  };
}

const start = (databaseUrl: string, endsWithUs: boolean) =>
  startApp({
    endsWithUs,
    databaseUrl,
    keys: KEYS,
    env: {
      PUBLIC_URL: 'http://127.0.0.1',
      TELEGRAM_BOT_TOKEN: `123456:${'x'.repeat(35)}`,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
    },
  });
