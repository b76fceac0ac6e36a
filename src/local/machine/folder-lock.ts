import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { isErrno } from './processes';

export interface FolderLock {
  /** What another process reads when it finds the folder taken. */
  tell(info: object): void;
  release(): Promise<void>;
}

/**
 * Names a folder by its real path: the same folder gives the same short text, reached by whatever
 * path.
 */
export const folderId = (folder: string) =>
  createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16);

/**
 * Takes an existing folder for this process. The lock is a listening abstract socket, so the kernel
 * frees it when the holder dies, `kill -9` included: there is no stale lock file to judge.
 * @returns the lock, or what its living holder told.
 */
export async function lockFolder(
  folder: string,
  purpose: string,
): Promise<{ readonly lock: FolderLock } | { readonly holder: Record<string, unknown> }> {
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

/** An empty answer means that the holder is there but stopped (or went away just now). */
function ask(name: string): Promise<Record<string, unknown>> {
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
