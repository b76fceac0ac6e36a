import { ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { lastLines, unlessAbsent } from '../machine/files';
import { lockFolder } from '../machine/folder-lock';
import { Problem } from '../machine/problem';
import { eventually, freePort } from '../machine/processes';
import { accountFor, initialize, OWN_FOLDER, passwordIn, USER } from './initdb';
import { Account, CLEAN_ENVIRONMENT, postgresBinaries } from './postgres-binaries';
import { markerOf, recoverOrphan } from './postgres-orphan';

export interface PostgresOptions {
  /**
   * Created if absent. Contains `data/`, `password` (0600) and `postgres.log`, and is kept between
   * runs.
   */
  readonly folder: string;
  /** False is faster but may lose data in a power cut: for tests only. Default true. */
  readonly fsync?: boolean;
  /** Further postgresql.conf settings for this run. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

export interface Postgres {
  /** Connection URL of a database, with user and password. */
  url(database: string): string;
  readonly port: number;
  readonly pid: number;
  readonly folder: string;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly account: Account | undefined;
  /** Creates the database if it does not exist. */
  ensureDatabase(database: string): Promise<void>;
  /**
   * Stops it, `fast` (connections are closed, everything is on disk) or `immediate` (as in a
   * crash). May be called twice.
   */
  stop(how?: 'fast' | 'immediate'): Promise<void>;
}

/**
 * Starts a real PostgreSQL 17 on a free port of 127.0.0.1, with a password of its own. The data
 * folder is created if it does not exist. A server that a killed run left behind is stopped first,
 * with its data intact.
 * @throws Problem if the folder is in use, the disk is full, or PostgreSQL does not run here
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  await mkdir(options.folder, { recursive: true });
  const taken = await lockFolder(options.folder, 'postgres');
  if ('holder' in taken) {
    throw new Problem(
      `PostgreSQL in ${options.folder} belongs to process ${taken.holder.pid ?? 'unknown'}, ` +
        'which is still running. Stop that one first, or use another folder.',
    );
  }
  try {
    const dataFolder = join(options.folder, 'data');
    const account = await accountFor(dataFolder);
    const binaries = await postgresBinaries(account);
    const password = await passwordIn(options.folder);
    await initialize(options.folder, dataFolder, binaries, account, password);
    await recoverOrphan(dataFolder);
    return await serve(options, dataFolder, binaries, account, password, () =>
      taken.lock.release(),
    );
  } catch (error) {
    await taken.lock.release();
    throw error;
  }
}

async function serve(
  options: PostgresOptions,
  dataFolder: string,
  binaries: string,
  account: Account | undefined,
  password: string,
  released: () => Promise<void>,
): Promise<Postgres> {
  const logFile = join(options.folder, 'postgres.log');
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const logStart = (await unlessAbsent(stat(logFile)))?.size ?? 0;
    const child = await launch(options, dataFolder, binaries, account, port, logFile);
    const isOver = () => child.exitCode !== null || child.signalCode !== null;
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      // the process may have ended before this listener was added
      if (isOver()) resolve();
    });
    const ready = await eventually(
      async () => (isOver() ? ('ended' as const) : isReady(dataFolder, child.pid)),
      60_000,
    );
    if (ready === 'ready') {
      return handle({
        options,
        dataFolder,
        logFile,
        account,
        password,
        port,
        child,
        ended,
        released,
      });
    }
    child.kill('SIGQUIT');
    await ended;
    const said = (await readFile(logFile, 'utf8')).slice(logStart);
    if (/Address already in use/.test(said) && attempt < 5) continue;
    if (/No space left on device/.test(said)) {
      throw new Problem(
        `The disk is full: PostgreSQL could not start in ${options.folder}. ` +
          'Free some space and start again; your data is intact.',
      );
    }
    throw new Problem(
      `PostgreSQL did not start in ${options.folder}: ` +
        `${lastLines(said, 4)} (full log: ${logFile})`,
    );
  }
}

async function launch(
  options: PostgresOptions,
  dataFolder: string,
  binaries: string,
  account: Account | undefined,
  port: number,
  logFile: string,
): Promise<ChildProcess> {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    cluster_name: markerOf(dataFolder),
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_lock_waits: 'on',
    log_checkpoints: 'off',
    max_connections: 400, // as in the parameter group of the deployed database
    shared_buffers: '128MB',
    wal_level: 'replica',
    max_wal_size: '512MB',
    ...(options.fsync === false
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
      : {}),
    ...options.settings,
  };
  const log = await open(logFile, 'a', 0o600);
  try {
    const child = spawn(
      join(binaries, 'bin', 'postgres'),
      [
        '-D',
        OWN_FOLDER,
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      {
        ...account,
        cwd: dataFolder,
        env: CLEAN_ENVIRONMENT,
        // Ctrl-C reaches the whole process group; PostgreSQL must outlive the app's last commit
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      },
    );
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve).once('error', reject);
    });
    return child;
  } finally {
    await log.close();
  }
}

/** Line 8 of `postmaster.pid` has the status of the server whose pid is in line 1. */
async function isReady(dataFolder: string, pid: number | undefined): Promise<'ready' | undefined> {
  const lines =
    (await unlessAbsent(readFile(join(dataFolder, 'postmaster.pid'), 'utf8')))?.split('\n') ?? [];
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready' ? 'ready' : undefined;
}

interface Running {
  readonly options: PostgresOptions;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly account: Account | undefined;
  readonly password: string;
  readonly port: number;
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  readonly released: () => Promise<void>;
}

function handle({
  options,
  dataFolder,
  logFile,
  account,
  password,
  port,
  child,
  ended,
  released,
}: Running): Postgres {
  const atExit = () => {
    child.kill('SIGINT');
  };
  process.once('exit', atExit); // even if we crash, no server may stay behind
  const url = (database: string) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
  child.unref();
  return {
    url,
    port,
    pid: child.pid!,
    folder: options.folder,
    dataFolder,
    logFile,
    account,
    ensureDatabase: async (database) => {
      const { Client } = await import('pg');
      const client = new Client({ connectionString: url('postgres') });
      await client.connect();
      try {
        const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [
          database,
        ]);
        if (rowCount === 0) {
          await client.query(`create database ${client.escapeIdentifier(database)}`);
        }
      } finally {
        await client.end();
      }
    },
    stop: async (how = 'fast') => {
      process.removeListener('exit', atExit);
      child.ref();
      child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      const impatience = setTimeout(() => child.kill('SIGQUIT'), 20_000);
      await (child.exitCode !== null || child.signalCode !== null ? undefined : ended);
      clearTimeout(impatience);
      await released();
    },
  };
}
