import { randomBytes } from 'node:crypto';
import { App, createApp } from '../app/create-app';
import { migrate } from '../app/db/migrate';
import { createLog } from '../app/log';
import { APP_ASSETS } from './build/build';
import { seedDemoBank } from './demo/seed';
import { LocalEnvironment } from './environment';
import { Problem } from './problem';
import { messageOf } from './processes';
import { Servers } from './servers';

/** All the app can do, as `create-app` hands it out. */
export type Operations = App['operations'];

export interface RunningApp {
  readonly url: string;
  /** Whether this database holds the demo bank. */
  readonly demo: boolean;
  /** One click signs in as a demo staff member; good until this process ends, on this machine only. */
  signInLink(username: string): string;
  stop(): Promise<void>;
}

export interface ServeOptions { readonly environment: LocalEnvironment; readonly servers: Servers; readonly keys: string; readonly port: number }

/** Migrates, serves on loopback, and makes the demo bank in a database that is empty or already the demo's. */
export async function serveApp({ environment, servers, keys, port }: ServeOptions): Promise<RunningApp> {
  await migrate(servers.databaseUrl);
  const token = randomBytes(24).toString('base64url');
  const app = await createApp({
    database: { url: servers.databaseUrl },
    redis: servers.redisUrl ? { url: servers.redisUrl, cluster: false } : undefined,
    dataKeys: keys,
    port,
    host: '127.0.0.1',
    instance: String(process.pid),
    plugins: [],
    pagesFolder: `${APP_ASSETS}/pages`,
    demo: { token },
    log: createLog('info', 'local'),
  });
  void environment; void messageOf; void Problem;
  const demo = await seedDemoBank(app.operations);
  return { url: app.url, demo, signInLink: (username) => `${app.url}/sign-in/demo?as=${username}&token=${token}`, stop: () => app.close() };
}
