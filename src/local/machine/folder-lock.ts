import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { Problem } from './problem';
import { isErrno } from './processes';

/** What the holder of a folder's lock says about itself. */
export type Holder = Readonly<Record<string, unknown>>;

/** A command that holds a folder for a while and serves nobody. */
export const atWork = (folder: string, { command = 'npm start', pid = 'unknown' }: Holder) =>
  new Problem(
    `${String(command)} (process ${String(pid)}) is at work in ${folder}. ` +
      'Wait until it has ended, then try again.',
  );

export interface FolderLock {
  /** Sets what other processes read while the folder is locked. */
  tell(info: object): void;
  release(): Promise<void>;
}

/** A short text that identifies a folder by its real path, through whatever path it is reached. */
export const folderId = (folder: string) =>
  createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16);

/**
 * Locks an existing folder for this process. The lock is a listening abstract socket, so the kernel
 * frees it when the holder dies, even by `kill -9`, and there are no stale lock files.
 * @returns the lock, or what its living holder says.
 */
export async function lockFolder(
  folder: string,
  purpose: string,
): Promise<{ readonly lock: FolderLock } | { readonly holder: Holder }> {
  const name = `\0ticketero-${purpose}-${folderId(folder)}`;
  let info: object = { pid: process.pid };
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(JSON.stringify(info));
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(name, resolve);
    });
  } catch (error) {
    if (!isErrno(error, 'EADDRINUSE')) throw error;
    return { holder: await ask(name) };
  }
  server.unref();
  return {
    lock: {
      tell: (more) => {
        info = { pid: process.pid, ...more };
      },
      release: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
        }),
    },
  };
}

/** An empty answer means that the holder exists but is stopped, or has just ended. */
function ask(name: string): Promise<Holder> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(name);
    const done = () => {
      socket.destroy();
      resolve(text ? (JSON.parse(text) as Record<string, unknown>) : {});
    };
    socket.setTimeout(2000, done);
    socket
      .setEncoding('utf8')
      .on('data', (part: string) => {
        text += part;
      })
      .on('end', done)
      .on('error', done);
  });
}
