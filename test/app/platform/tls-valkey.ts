import { once } from 'node:events';
import { AddressInfo, connect, Socket } from 'node:net';
import { createServer } from 'node:tls';
import { valkeyCommand } from '../../../src/local/valkey-wire';
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
export const ACCESS = 'on ~* &* +@all -@admin -@dangerous +info';

/**
 * A real Valkey that is reached encrypted only, by one user with a password, as ElastiCache. The server program that npm's and pip's registries give has no TLS,
 * so the encryption ends at a door in front of it; `cluster` makes it a cluster of one shard that names that door to its clients.
 */
export async function startTlsValkey(authority: Authority, options: { readonly cluster: boolean }): Promise<TlsValkey> {
  const cluster = options.cluster ? await ownValkeyCluster(1) : undefined;
  const valkey = cluster ? cluster.shards[0] : await ownValkey();
  const open = new Set<Socket>();
  const door = createServer(await serverCertificate(authority), (socket) => {
    const inside = connect({ host: '127.0.0.1', port: valkey.port });
    for (const [one, other] of [[socket, inside], [inside, socket]]) {
      open.add(one);
      one.on('error', () => other.destroy()).on('close', () => { open.delete(one); other.destroy(); });
    }
    socket.pipe(inside).pipe(socket);
  });
  door.on('tlsClientError', (_, socket) => socket.destroy());
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const { port } = door.address() as AddressInfo;
  const ask = (...words: readonly string[]) => valkeyCommand(valkey.port, valkey.password, ...words);
  const password = 'a-password-of-the-cache-0123456789';
  await ask('ACL', 'SETUSER', 'ticketero', `>${password}`, ...ACCESS.split(' '));
  if (cluster) {
    await ask('CONFIG', 'SET', 'cluster-announce-hostname', 'localhost');
    await ask('CONFIG', 'SET', 'cluster-preferred-endpoint-type', 'hostname');
    await ask('CONFIG', 'SET', 'cluster-announce-port', String(port));
  }
  return {
    url: `rediss://localhost:${port}`,
    username: 'ticketero',
    password,
    ask,
    async stop() {
      const closed = once(door, 'close');
      door.close();
      for (const socket of open) socket.destroy();
      await closed;
      await (cluster ?? valkey).stop();
    },
  };
}
