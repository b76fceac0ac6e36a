import { ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { lastLines } from '../machine/files';
import { folderId, lockFolder } from '../machine/folder-lock';
import { Problem } from '../machine/problem';
import { eventually, freePort, isErrno, processesMarked, signal } from '../machine/processes';
import { CLEAN_ENVIRONMENT } from '../postgres/postgres-binaries';
import { valkeyProgram } from './valkey-program';
import { valkeyCommand } from './valkey-wire';

export interface ValkeyOptions {
  /**
   * Created if absent. Contains the configuration (0600, because of the password) and the log. No
   * data is persisted, since Redis only holds what may be lost.
   */
  readonly folder: string;
  /** Where a downloaded server program is kept; `bin` beside `folder` by default. */
  readonly binFolder?: string;
  /** 0 or absent = any free port. */
  readonly port?: number;
  /** Further directives for valkey.conf, one per line. */
  readonly directives?: readonly string[];
  /** Generated if absent; the shards of a cluster share one. */
  readonly password?: string;
}

export interface Valkey {
  /** `redis://` URL with the password. */
  readonly url: string;
  readonly port: number;
  readonly password: string;
  readonly pid: number;
  /** Stops it. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts a real Valkey or Redis on 127.0.0.1 with a password of its own. A server that a killed run
 * left on this folder is stopped first.
 * @throws Problem if there is no server program (it says how to get one) or the folder is in use
 */
export async function startValkey(options: ValkeyOptions): Promise<Valkey> {
  const program = await valkeyProgram(options.binFolder ?? join(options.folder, '..', 'bin'));
  await mkdir(options.folder, { recursive: true });
  const taken = await lockFolder(options.folder, 'valkey');
  if ('holder' in taken) {
    throw new Problem(
      `Valkey in ${options.folder} belongs to process ${taken.holder.pid ?? 'unknown'}, ` +
        'which is still running. Stop that one first, or use another folder.',
    );
  }
  try {
    await endOrphans(options.folder);
    for (let attempt = 1; ; attempt += 1) {
      const started = await launch(program, options);
      if ('valkey' in started) {
        return {
          ...started.valkey,
          stop: async () => {
            await started.valkey.stop();
            await taken.lock.release();
          },
        };
      }
      if (options.port || attempt === 5 || !/in use/i.test(started.said)) {
        throw new Problem(
          `Valkey (${program}) did not start in ${options.folder}: ` + lastLines(started.said, 2),
        );
      }
    }
  } catch (error) {
    await taken.lock.release();
    throw error;
  }
}

const markerOf = (folder: string) => `ticketero-${folderId(folder)}`;

/**
 * Stops servers that a killed run left on this folder. Only processes with the folder's marker in
 * their title are ever signalled.
 */
export async function endOrphans(folder: string): Promise<void> {
  const marker = markerOf(folder);
  for (const pid of await processesMarked(marker)) signal(pid, 'SIGTERM');
  const gone = async () => (await processesMarked(marker)).length === 0;
  if (await eventually(gone, 5_000)) return;
  // it has no data that could be lost
  for (const pid of await processesMarked(marker)) signal(pid, 'SIGKILL');
  await eventually(gone, 5_000);
}

async function launch(
  program: string,
  options: ValkeyOptions,
): Promise<{ readonly valkey: Valkey } | { readonly said: string }> {
  const port = options.port || (await freePort());
  const password = options.password ?? randomBytes(24).toString('base64url');
  const folder = resolve(options.folder);
  const logFile = join(folder, 'valkey.log');
  const directives = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir "${folder}"`,
    'save ""',
    'appendonly no',
    'maxmemory 64mb',
    'maxmemory-policy allkeys-lru',
    `proc-title-template "{title} {listen-addr} ${markerOf(folder)}"`,
    ...(options.directives ?? []),
  ];
  await writeFile(join(folder, 'valkey.conf'), directives.join('\n') + '\n', { mode: 0o600 });
  const child = await spawned(program, folder, logFile);
  const over = () => child.exitCode !== null || child.signalCode !== null;
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done());
    // the process may have ended before this listener was added
    if (over()) done();
  });
  const answered = await eventually(
    async () => (over() ? ('ended' as const) : pong(port, password)),
    60_000,
  );
  if (answered !== 'pong') {
    child.kill('SIGKILL');
    await ended;
    return {
      said: (await stat(logFile)).size ? await readFile(logFile, 'utf8') : 'it said nothing',
    };
  }
  const atExit = () => {
    child.kill('SIGTERM');
  };
  process.once('exit', atExit);
  child.unref();
  const stop = async () => {
    process.removeListener('exit', atExit);
    child.ref();
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), 5_000);
    if (!over()) await ended;
    clearTimeout(impatience);
  };
  return {
    valkey: {
      url: `redis://:${password}@127.0.0.1:${port}`,
      port,
      password,
      pid: child.pid!,
      stop,
    },
  };
}

async function spawned(program: string, folder: string, logFile: string): Promise<ChildProcess> {
  await rm(logFile, { force: true });
  const log = await open(logFile, 'a', 0o600);
  try {
    const child = spawn(program, [join(folder, 'valkey.conf')], {
      cwd: folder,
      env: CLEAN_ENVIRONMENT,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    await new Promise<void>((done, failed) => {
      child.once('spawn', done).once('error', failed);
    });
    return child;
  } finally {
    await log.close();
  }
}

async function pong(port: number, password: string): Promise<'pong' | undefined> {
  try {
    return (await valkeyCommand(port, password, 'PING')) === 'PONG' ? 'pong' : undefined;
  } catch (error) {
    if (isErrno(error, 'ECONNREFUSED', 'ECONNRESET')) return undefined;
    throw error;
  }
}
