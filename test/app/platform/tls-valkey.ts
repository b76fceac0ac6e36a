import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { AddressInfo, connect, Socket } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { freePort } from '../../../src/local/machine/processes';
import { valkeyProgram } from '../../../src/local/valkey/valkey-program';
import { valkeyCommand } from '../../../src/local/valkey/valkey-wire';
import { BIN_FOLDER, testFolder } from '../../support/test-folder';
import { ownValkey, ownValkeyCluster } from '../../support/valkey';
import { Authority, serverCertificate } from './certificates';

export interface TlsValkey {
  /** `rediss://localhost:port`, without user and password. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** A command as the administrator. */
  ask(...words: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/** What the deployed user of the cache may do (`ticket-cache.ts`). */
const ACCESS = 'on ~* &* +@all -@admin -@dangerous +info';

/**
 * A real Valkey reached over TLS by one user with a password, like ElastiCache; `cluster` makes it
 * a cluster of one shard that announces the encrypted address. A server from the PATH (Debian's
 * `redis-server`) does TLS itself. The program from pip's registry cannot: then TLS ends at a proxy
 * in front of it.
 */
export async function startTlsValkey(
  authority: Authority,
  options: { readonly cluster: boolean },
): Promise<TlsValkey> {
  const cluster = options.cluster ? await ownValkeyCluster(1) : undefined;
  const valkey = cluster ? cluster.shards[0] : await ownValkey();
  const ask = (...words: readonly string[]) =>
    valkeyCommand(valkey.port, valkey.password, ...words);
  const certificate = await serverCertificate(authority);
  const own = await encryptItself(ask, authority, certificate);
  const { port, close } = own ?? (await openDoor(valkey.port, certificate));
  const password = 'a-password-of-the-cache-0123456789';
  await ask('ACL', 'SETUSER', 'ticketero', `>${password}`, ...ACCESS.split(' '));
  if (cluster) {
    await ask('CONFIG', 'SET', 'cluster-announce-hostname', 'localhost');
    await ask('CONFIG', 'SET', 'cluster-preferred-endpoint-type', 'hostname');
    await ask(
      'CONFIG',
      'SET',
      ...(own ? ['tls-cluster', 'yes', 'cluster-announce-tls-port'] : ['cluster-announce-port']),
      String(port),
    );
  }
  return {
    url: `rediss://localhost:${port}`,
    username: 'ticketero',
    password,
    ask,
    async stop() {
      await close();
      await (cluster ?? valkey).stop();
    },
  };
}

interface Encrypted {
  readonly port: number;
  close(): Promise<void>;
}
interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * Makes the server open an encrypted port; undefined for the program from pip, which knows the
 * settings but crashes on them.
 */
async function encryptItself(
  ask: TlsValkey['ask'],
  authority: Authority,
  { key, cert }: Certificate,
): Promise<Encrypted | undefined> {
  if ((await valkeyProgram(BIN_FOLDER)).startsWith(BIN_FOLDER)) return undefined;
  const folder = await testFolder('redis-certificates');
  const files = Object.entries({
    'tls-key-file': key,
    'tls-cert-file': cert,
    'tls-ca-cert-file': authority.cert,
  });
  for (const [name, text] of files) await writeFile(join(folder, `${name}.pem`), text);
  const port = await freePort();
  await ask(
    'CONFIG',
    'SET',
    'tls-auth-clients',
    'no',
    ...files.flatMap(([name]) => [name, join(folder, `${name}.pem`)]),
    'tls-port',
    String(port),
  );
  return { port, close: async () => undefined };
}

/** Terminates TLS in front of a server that has none. */
async function openDoor(to: number, certificate: Certificate): Promise<Encrypted> {
  const open = new Set<Socket>();
  const door = createServer(certificate, (socket) => {
    const inside = connect({ host: '127.0.0.1', port: to });
    for (const [one, other] of [
      [socket, inside],
      [inside, socket],
    ]) {
      open.add(one);
      one
        .on('error', () => other.destroy())
        .on('close', () => {
          open.delete(one);
          other.destroy();
        });
    }
    socket.pipe(inside).pipe(socket);
  });
  door.on('tlsClientError', (_, socket) => socket.destroy());
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  return {
    port: (door.address() as AddressInfo).port,
    async close() {
      const closed = once(door, 'close');
      door.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
