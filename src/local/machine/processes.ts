import { randomInt } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Below the ephemeral ports, which begin at 32768 on Linux and 49152 elsewhere: the system does not
 * lend such a port to a connection before it is bound, or while its server is briefly away.
 */
const PORTS = [20_000, 32_000] as const;
const TRIES = 100;

/**
 * A port on 127.0.0.1 that is free at this moment: `wanted` if possible.
 * @throws Error if none of a hundred was free
 */
export async function freePort(wanted = randomInt(...PORTS)): Promise<number> {
  for (let tried = 0, port = wanted; tried < TRIES; tried += 1, port = randomInt(...PORTS)) {
    if (await isFree(port)) return port;
  }
  throw new Error(`none of ${TRIES} ports of 127.0.0.1 from ${PORTS[0]} was free`);
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/**
 * Polls until `condition` returns something other than false or undefined; undefined if `withinMs`
 * passes first.
 */
export async function eventually<T>(
  condition: () => Promise<T | false | undefined> | T | false | undefined,
  withinMs: number,
  everyMs = 20,
): Promise<T | undefined> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await condition();
    if (found !== false && found !== undefined) return found;
    if (performance.now() >= deadline) return undefined;
    await pause(everyMs);
  }
}

/** Whether a process with this id exists, whoever owns it. A zombie counts as gone. */
export async function isAlive(pid: number): Promise<boolean> {
  const stat = await statOf(pid);
  return stat !== undefined && stat.state !== 'Z' && stat.state !== 'X';
}

/**
 * State letter, parent and start time of a process from /proc; undefined if it is gone. The start
 * time, in clock ticks since boot, identifies the process together with its pid.
 */
export async function statOf(
  pid: number,
): Promise<
  { readonly state: string; readonly parent: number; readonly startedAt: string } | undefined
> {
  const text = await readGone(`/proc/${pid}/stat`);
  if (!text) return undefined;
  // the name before it may contain spaces and brackets
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0], parent: Number(fields[1]), startedAt: fields[19] };
}

/** The command line of a process, arguments separated by spaces; empty if the process is gone. */
async function commandOf(pid: number): Promise<string> {
  return ((await readGone(`/proc/${pid}/cmdline`)) ?? '').replaceAll('\0', ' ').trim();
}

/** Processes whose command line, or the title they gave themselves, contains `marker`. */
export async function processesMarked(marker: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc'))
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid);
  const marked = await Promise.all(
    pids.map(async (pid) =>
      (await commandOf(pid)).includes(marker) && (await isAlive(pid)) ? pid : undefined,
    ),
  );
  return marked.filter((pid) => pid !== undefined);
}

/** Sends a signal; returns false if the process is already gone. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (isErrno(error, 'ESRCH')) return false;
    throw error;
  }
}

/**
 * Without `instanceof Error`, because jest runs tests in their own realm, where Node's errors are
 * of another class.
 */
export const isErrno = (
  error: unknown,
  ...codes: readonly string[]
): error is NodeJS.ErrnoException =>
  codes.includes((error as NodeJS.ErrnoException | undefined)?.code ?? '');

export const messageOf = (error: unknown): string =>
  (error as Error | undefined)?.message ?? String(error);

async function readGone(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ESRCH', 'EACCES')) return undefined;
    throw error;
  }
}
