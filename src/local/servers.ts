import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DATABASE, ENV } from '../contract';
import { LocalEnvironment } from './machine/environment';
import { exists } from './machine/files';
import { lockFolder } from './machine/folder-lock';
import { Problem } from './machine/problem';
import { messageOf } from './machine/processes';
import { startCatcher } from './mail/catcher';
import { startPhone } from './phone';
import { startPostgres } from './postgres/postgres';
import { recoverOrphan } from './postgres/postgres-orphan';
import { endOrphans, startValkey } from './valkey/valkey';

export interface Servers {
  readonly databaseUrl: string;
  /**
   * Environment variables that tell the app about them. Without `REDIS_URL` the app uses its
   * in-memory bus.
   */
  readonly variables: Readonly<Record<string, string>>;
  /** The page of phones, if Telegram is the local Bot API. */
  readonly phoneUrl: string | undefined;
  /** Where sent mail is kept, if the mail server is the local one. */
  readonly mailFolder: string | undefined;
  readonly warnings: readonly string[];
  /** Stops only what was started here. */
  stop(): Promise<void>;
}

/**
 * File in the folder of npm start, while it runs, with the addresses of its servers as shell
 * commands.
 */
export const ENV_FILE = 'env';

/**
 * PostgreSQL, Valkey, Telegram and a mail server as named by the environment; those it does not
 * name are started, with their data in `folder`.
 */
export async function startServers(
  folder: string,
  environment: LocalEnvironment,
): Promise<Servers> {
  const starting = [
    ourDatabase(folder, environment),
    ourCache(folder, environment),
    ourPhone(environment),
    ourMail(folder, environment),
  ];
  const settled = await Promise.allSettled(starting);
  const stop = async () => {
    await Promise.all(
      settled.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)),
    );
  };
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const [database, cache, phone, mail] = await Promise.all(starting);
  return {
    databaseUrl: database.variables[ENV.DATABASE_URL],
    variables: Object.assign({}, ...[database, cache, phone, mail].map((each) => each.variables)),
    phoneUrl: phone.url,
    mailFolder: mail.url,
    warnings: [...cache.warnings, ...phone.warnings],
    stop,
  };
}

/** Whether an earlier run created data in the folder. */
export const hasData = (folder: string) => exists(join(folder, 'postgres', 'data'));

/**
 * Deletes what npm start made in its folder, except downloaded programs. Stops servers that a
 * killed run left behind, and refuses while a living process uses them.
 */
export async function forget(folder: string): Promise<void> {
  for (const name of ['postgres', 'valkey']) {
    const path = join(folder, name);
    if (!(await exists(path))) continue;
    const taken = await lockFolder(path, name);
    if ('holder' in taken) {
      throw new Problem(
        `${path} is in use by process ${taken.holder.pid ?? 'unknown'}. ` +
          'Stop that one first, then start over.',
      );
    }
    if (name === 'valkey') await endOrphans(path);
    else if (await hasData(folder)) await recoverOrphan(join(path, 'data'));
    await rm(path, { recursive: true, force: true });
    await taken.lock.release();
  }
  for (const name of ['anchors', 'mail', 'keys.json', ENV_FILE]) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

interface Server {
  readonly url?: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  stop(): Promise<void>;
}

const theirs = (variables: Readonly<Record<string, string>>): Server => ({
  variables,
  warnings: [],
  stop: async () => undefined,
});
const missing = (warning: string): Server => ({
  variables: {},
  warnings: [warning],
  stop: async () => undefined,
});

async function ourDatabase(folder: string, environment: LocalEnvironment): Promise<Server> {
  if (environment.databaseUrl) return theirs({ [ENV.DATABASE_URL]: environment.databaseUrl });
  const postgres = await startPostgres({ folder: join(folder, 'postgres') });
  await postgres.ensureDatabase(DATABASE.name);
  return {
    variables: { [ENV.DATABASE_URL]: postgres.url(DATABASE.name) },
    warnings: [],
    stop: () => postgres.stop(),
  };
}

async function ourCache(folder: string, environment: LocalEnvironment): Promise<Server> {
  if (environment.redisUrl) return theirs({ [ENV.REDIS_URL]: environment.redisUrl });
  try {
    const valkey = await startValkey({
      folder: join(folder, 'valkey'),
      binFolder: join(folder, 'bin'),
    });
    return { variables: { [ENV.REDIS_URL]: valkey.url }, warnings: [], stop: () => valkey.stop() };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return missing(`${error.message} The app runs on its in-memory bus: enough for one instance.`);
  }
}

/**
 * Real Telegram if a token is set. An empty token turns it off, as in the deployed app. A second
 * instance shares that of the first through its variables.
 */
async function ourPhone(environment: LocalEnvironment): Promise<Server> {
  if (environment.telegramToken !== undefined || environment.databaseUrl) return theirs({});
  try {
    const phone = await startPhone(environment);
    return { url: phone.url, variables: phone.variables, warnings: [], stop: () => phone.stop() };
  } catch (error) {
    return missing(`${messageOf(error)} Telegram is off.`);
  }
}

/**
 * A server that keeps sent mail as files, unless the environment names one: nothing leaves the
 * machine.
 */
async function ourMail(folder: string, environment: LocalEnvironment): Promise<Server> {
  if (environment.all[ENV.SMTP_URL] !== undefined || environment.databaseUrl) return theirs({});
  const kept = join(folder, 'mail');
  await mkdir(kept, { recursive: true });
  const server = await startCatcher({
    async answer({ to, raw }) {
      const at = new Date().toISOString().replace(/[:.]/g, '-');
      await writeFile(join(kept, `${at} ${to.replace(/[^\w.@-]/g, '_')}.eml`), raw);
      return undefined;
    },
  });
  return {
    url: kept,
    variables: {
      [ENV.SMTP_URL]: `smtp://127.0.0.1:${server.port}?tls=none`,
      [ENV.MAIL_FROM]: 'turnos@banco.example',
    },
    warnings: [],
    stop: () => server.stop(),
  };
}
