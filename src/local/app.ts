import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { readConfig } from '../app/config';
import { migrateDatabase, serve } from '../app/main';
import { ENV } from '../contract';
import { databaseProblem } from './database-problem';
import { seedDemoBank } from './demo/seed';
import { LocalEnvironment } from './machine/environment';
import { Problem } from './machine/problem';
import { isErrno, messageOf } from './machine/processes';
import { Servers } from './servers';

export interface RunningApp {
  readonly url: string;
  /** Whether this database holds the demo bank. */
  readonly demo: boolean;
  /**
   * Links that sign in as a demo staff member. They work until this process ends, on this machine
   * only.
   */
  signInLink(username: string): string;
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly environment: LocalEnvironment;
  readonly servers: Pick<Servers, 'databaseUrl' | 'variables' | 'phoneUrl'>;
  /** The variable that leads to the data keys, unless the environment has one. */
  readonly keys: Readonly<Record<string, string>>;
  readonly port: number;
  /** Folder with the built pages; absent if something else serves the pages. */
  readonly pagesFolder?: string;
  /** The address people use, if it is not the app's own port. */
  readonly publicUrl?: string;
  /** The secret in the sign-in links; generated if absent. */
  readonly demoToken?: string;
}

/**
 * Migrates, serves on loopback, and creates the demo bank if the database is on this machine and is
 * empty or already holds the demo.
 * @throws Problem when the database cannot be used; ConfigError when the environment cannot.
 */
export async function serveApp({
  environment,
  servers,
  keys,
  port,
  pagesFolder,
  publicUrl,
  demoToken: token = randomBytes(24).toString('base64url'),
}: ServeOptions): Promise<RunningApp> {
  const config = readConfig({
    ...environment.all,
    ...servers.variables,
    [ENV.PORT]: String(port),
    ...keys,
    [ENV.LOG_LEVEL]: environment.all[ENV.LOG_LEVEL] || 'warn', // for a terminal, not a collector
  });
  await reach(servers.databaseUrl)
    .then(() => migrateDatabase(config))
    .catch((error: unknown) => {
      throw databaseProblem(error, servers.databaseUrl);
    });
  const app = await serve(config, {
    host: '127.0.0.1',
    pagesFolder,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    demo: { token }, // only revealed if this turns out to be the demo bank
    local: true,
    telegramLinks: servers.phoneUrl,
    writeMetrics: () => undefined, // meant for CloudWatch
  }).catch((error: unknown) => {
    throw servingProblem(error, port);
  });
  try {
    const demo = isOnThisMachine(servers.databaseUrl) && (await seedDemoBank(app.operations));
    return {
      url: app.url,
      demo,
      signInLink: signInLinks(app.url, token),
      stop: () => app.close(),
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Sign-in links by username. */
export const signInLinks = (url: string, demoToken: string) => (username: string) =>
  `${url}/sign-in/demo?as=${username}&token=${demoToken}`;

/**
 * Everybody knows the demo bank's password, so it is never created in a database that others may
 * reach.
 */
const isOnThisMachine = (databaseUrl: string) =>
  ['', 'localhost', '[::1]'].includes(new URL(databaseUrl).hostname) ||
  /^127\./.test(new URL(databaseUrl).hostname);

/** Connects once before the app's pools do, so that a wrong address is reported once. */
async function reach(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  await client.end();
}

function servingProblem(error: unknown, port: number): unknown {
  if (isErrno(error, 'EADDRINUSE')) {
    return new Problem(
      `Another program has just taken port ${port}. Start again with another: PORT=0 npm start.`,
    );
  }
  return /^DATA_KEYS[ :]/.test(messageOf(error)) ? new Problem(messageOf(error)) : error;
}
