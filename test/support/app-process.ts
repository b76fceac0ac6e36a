import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endIfInterrupted } from '../../src/local/machine/interrupts';
import { flagsFor } from './compiled';

const ROOT = join(__dirname, '../..');

export interface AppProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly lines: readonly string[];
  /** SIGINT (SIGTERM waits for balancers), and SIGKILL if it has not ended within 20 s. */
  stop(): Promise<void>;
}

export interface AppProcessOptions {
  readonly databaseUrl: string;
  readonly redisUrl?: string;
  readonly keys: string;
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Guards that `support/break-guard.ts` takes out of this process, to show that a test would
   * notice.
   */
  readonly broken?: readonly string[];
  /** A checkout of another version, with its packages. Default: this one. */
  readonly root?: string;
  /** For commands: a signal that ends this process ends the app first, even during its start. */
  readonly endsWithUs?: boolean;
}

/** Starts the app as a separate process on a free port. Resolves when it listens. */
export async function startApp({
  databaseUrl,
  redisUrl,
  keys,
  env,
  broken,
  root = ROOT,
  endsWithUs,
}: AppProcessOptions): Promise<AppProcess> {
  const main = join(root, 'src/app/main.ts');
  const before = broken?.length ? [join(__dirname, 'break-guard.ts')] : [];
  const child = spawn(process.execPath, [...flagsFor(main, before), main, 'serve'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: '0',
      PUBLIC_URL: 'http://localhost',
      LOG_LEVEL: 'warn',
      DATABASE_URL: databaseUrl,
      DATA_KEYS: keys,
      ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
      ...(broken ? { BREAK: broken.join(',') } : {}),
      ...env,
    },
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGCONT');
    child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(timer);
  };
  if (endsWithUs) child.once('exit', endIfInterrupted(stop));
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('close', (code) =>
      reject(new Error(`the app ended with ${code} before it was ready:\n${lines.join('\n')}`)),
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const [, port] = /^LISTENING (\d+)$/.exec(line) ?? [];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
  });
  return {
    url,
    child,
    lines,
    stop,
  };
}
